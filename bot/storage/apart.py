"""Slow work in a process of its own, and pickles read and written bit by bit: the event loop goes on meanwhile.

A pickle read in one go keeps every other thread waiting for as long as that takes; between two calls of Python's own
`read` or `write`, about every 64 kB, another thread may run.
"""

from __future__ import annotations

import gc
import logging
import pickle
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from typing import IO, Any, TypeVar

A = TypeVar("A")
B = TypeVar("B")

_log = logging.getLogger(__name__)


def apart(work: Callable[[A], B]) -> Callable[[A], B]:
    """`work` in another process: what it needed of memory goes with it. Where none can be had, it is done here.

    `work` is a function or a class method that can be imported; what it takes and gives is pickled.
    """

    def run(argument: A) -> B:
        try:
            with tempfile.TemporaryFile() as result:
                _by_child((work, argument), result)
                made: B = load(result)
        except (OSError, subprocess.SubprocessError, pickle.UnpicklingError, EOFError) as error:
            _log.debug("no work apart", exc_info=error)
            return work(argument)
        return made

    return run


def _by_child(task: object, result: IO[bytes]) -> None:
    with tempfile.TemporaryFile() as given:
        dump(task, given)
        given.seek(0)
        child = [sys.executable, "-m", __name__]
        subprocess.run(child, stdin=given, stdout=result, stderr=subprocess.DEVNULL, check=True)
    result.seek(0)


def load(file: IO[bytes]) -> Any:
    was_on = gc.isenabled()
    gc.disable()  # many new objects and no garbage among them
    try:
        return pickle.Unpickler(_Pieces(file)).load()
    finally:
        if was_on:
            gc.enable()


def dump(value: object, file: IO[bytes]) -> None:
    pickle.Pickler(_Pieces(file), protocol=pickle.HIGHEST_PROTOCOL).dump(value)


class _Pieces:
    """A file whose methods are Python's, so that each call is a chance for other threads."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int) -> bytes:
        return self._file.read(size)

    def readinto(self, buffer: bytearray) -> int:
        return self._file.readinto(buffer)  # type: ignore[attr-defined, no-any-return]  # every real file has it

    def readline(self) -> bytes:
        return self._file.readline()

    def write(self, piece: bytes) -> int:
        return self._file.write(piece)


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then no longer waits for us
    result, sys.stdout = sys.stdout.buffer, sys.stderr
    work, argument = load(sys.stdin.buffer)
    dump(work(argument), result)


if __name__ == "__main__":
    main()
