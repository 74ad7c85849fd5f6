"""Memory that work took for a moment goes back to the system, where it can be asked to take it."""

from __future__ import annotations

import ctypes


def give_back() -> None:
    """glibc keeps what was freed in pieces, for each thread its own: after some edits hundreds of megabytes."""
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (OSError, AttributeError, TypeError):
        return  # another system's C library
