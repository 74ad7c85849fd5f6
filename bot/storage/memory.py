"""How memory is kept while much is made at once, and given back to the system, where it can be asked to take it."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager

LARGE = 1 << 20
"""Bytes of a block from which on it is asked of the system, and given back, by itself."""
_MMAP_THRESHOLD = -3
"""Its number in glibc's malloc.h."""


@contextmanager
def without_collector() -> Iterator[None]:
    """For work that makes many objects and no garbage among them: the collector would take much of its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def give_back_large_blocks() -> None:
    """glibc keeps ever larger blocks once some were freed, and cannot give back what lies between smaller ones."""
    try:
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, LARGE)
    except (OSError, AttributeError, TypeError):
        return  # another system's C library


def give_back() -> None:
    """glibc keeps what was freed in pieces, for each thread its own: after some edits hundreds of megabytes."""
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (OSError, AttributeError, TypeError):
        return  # another system's C library
