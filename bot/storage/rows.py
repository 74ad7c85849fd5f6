"""Rows as they are read: one that is damaged is reported and left out, the others count."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

T = TypeVar("T")
Row = Mapping[str, Any]
_log = logging.getLogger(__name__)


def readable(table: str, rows: Iterable[Row], read: Callable[[Row], T]) -> Iterator[T]:
    """Whether a level or a date can be read is for `read` to say, by failing. The log names no member."""
    for row in rows:
        try:
            yield read(row)
        except (KeyError, TypeError, ValueError) as error:
            _log.warning("a row of the table `%s` cannot be read; it is left out (%s)", table, type(error).__name__)


def text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value
