"""Slow work in a process of its own, and pickles read and written bit by bit: the event loop goes on meanwhile.

A pickle read in one go keeps every other thread waiting for as long as that takes; between two calls of Python's own
`read` or `write`, about every 64 kB, another thread may run.
"""

from __future__ import annotations

import gc
import io
import logging
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any, TypeVar

A = TypeVar("A")
B = TypeVar("B")

_log = logging.getLogger(__name__)


def apart(work: Callable[[A], B]) -> Callable[[A], B]:
    """`work` in another process: what it needed of memory goes with it. Where none can be had, it is done here.

    `work` is a function or a class method that can be imported; what it takes and gives is pickled.
    """

    def run(argument: A) -> B:
        try:
            made: B = loads(_by_child(dumps((work, argument))))
        except (OSError, subprocess.SubprocessError, pickle.UnpicklingError, EOFError) as error:
            _log.debug("no work apart", exc_info=error)
            return work(argument)
        return made

    return run


def _by_child(task: bytes) -> bytes:
    child = [sys.executable, "-m", __name__]
    return subprocess.run(child, input=task, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout


def loads(content: bytes) -> Any:
    was_on = gc.isenabled()
    gc.disable()  # many new objects and no garbage among them
    try:
        return pickle.Unpickler(_Pieces(content)).load()
    finally:
        if was_on:
            gc.enable()


def dumps(value: object) -> bytes:
    pieces = _Pieces(b"")
    pickle.Pickler(pieces, protocol=pickle.HIGHEST_PROTOCOL).dump(value)
    return pieces.content.getvalue()


class _Pieces:
    """A file whose methods are Python's, so that each call is a chance for other threads."""

    def __init__(self, content: bytes) -> None:
        self.content = io.BytesIO(content)

    def read(self, size: int) -> bytes:
        return self.content.read(size)

    def readinto(self, buffer: bytearray) -> int:
        return self.content.readinto(buffer)

    def readline(self) -> bytes:
        return self.content.readline()

    def write(self, piece: bytes) -> int:
        return self.content.write(piece)


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then no longer waits for us
    out, sys.stdout = sys.stdout.buffer, sys.stderr
    work, argument = loads(sys.stdin.buffer.read())
    out.write(dumps(work(argument)))


if __name__ == "__main__":
    main()
