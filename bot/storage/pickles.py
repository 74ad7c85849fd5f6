"""Pickles read and written bit by bit: the event loop goes on meanwhile.

A pickle read in one go keeps every other thread waiting for as long as that takes; between two calls of Python's own
`read` or `write`, about every 64 kB, another thread may run.
"""

from __future__ import annotations

import copyreg
import pickle
from typing import IO, Any

from bot.domain.language.word_vectors import WordVectors
from bot.storage.memory import without_collector
from bot.storage.word_vectors import word_vectors


def load(file: IO[bytes]) -> Any:
    with without_collector():
        return pickle.Unpickler(_Pieces(file)).load()


def dump(value: object, file: IO[bytes]) -> None:
    pickler = pickle.Pickler(_Pieces(file), protocol=pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {**copyreg.dispatch_table, WordVectors: _by_name}
    pickler.dump(value)


def _by_name(vectors: WordVectors) -> Any:
    """The program's own table is large, and there once for all snapshots."""
    if vectors is word_vectors():
        return word_vectors, ()
    return vectors.__reduce_ex__(pickle.HIGHEST_PROTOCOL)


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
