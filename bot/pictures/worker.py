"""The process that draws: pictures come in on standard input, PNGs go out, until the input ends.

python -m bot.pictures.worker
"""

from __future__ import annotations

import pickle
import signal
import struct
import sys
from typing import IO

from bot.domain.core.picture import Picture
from bot.pictures.draw import drawn_as_png

SIZE = struct.Struct(">I")
"""Stands before each picture and each PNG."""
NOT_DRAWN = b"!"
"""Begins what is no PNG but the reason why there is none."""


def packed(picture: Picture) -> bytes:
    return _sized(pickle.dumps(picture))


def _sized(data: bytes) -> bytes:
    return SIZE.pack(len(data)) + data


def _read(source: IO[bytes]) -> bytes:
    """Empty at the end of the input."""
    head = source.read(SIZE.size)
    return source.read(*SIZE.unpack(head)) if len(head) == SIZE.size else b""


def _drawn(data: bytes) -> bytes:
    try:
        return drawn_as_png(pickle.loads(data))
    except Exception as error:
        return NOT_DRAWN + f"{type(error).__name__}: {error}".encode()


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program that started this one
    while data := _read(sys.stdin.buffer):
        sys.stdout.buffer.write(_sized(_drawn(data)))
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
