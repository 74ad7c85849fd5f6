"""Tables: which cells speak of somebody else, and what parts the cells of a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.language.words import lower
from bot.domain.statements.row import Span

LEAST_ROWS = 3
"""Rows of a table, its head among them."""
_SEPARATORS = ("|", ";", "\t", " / ")
_PLAIN = (";", "\t")
"""Separators that stand in no list."""
_RULE = re.compile(r"^[\s|:]*-{2,}[\s|:-]*$", re.MULTILINE)
_ME = re.compile(r"\b(?:me|my|mine|i|self|myself)\b")
_COLUMN = re.compile(r"\b(?:i'?m|i am|mine is|my column is|me is)\s+(?:the\s+)?[\"'“”]?(?P<name>\w+)")
"""`i'm the "Ola" column`"""


@dataclass(frozen=True)
class _Row:
    start: int
    cells: tuple[tuple[int, int], ...]
    """Start and end of each cell in the text."""


def table_spans(text: str) -> list[Span]:
    """Spans over the separators before the writer's cells, and over the cells of other people's columns."""
    if text.count("\n") < LEAST_ROWS - 1:
        return []
    lowered = lower(text)
    for separator in _SEPARATORS:
        rows = [row for row in _rows(lowered, separator) if len(row.cells) > 1]
        if len(rows) < LEAST_ROWS or len({len(row.cells) for row in rows}) > 1:
            continue
        mine = _my_column(lowered, rows[0])
        if mine or separator in _PLAIN or _RULE.search(lowered):
            return [span for row in rows for span in _spans(row, mine, len(separator))]
    return []


def _rows(lowered: str, separator: str) -> Iterator[_Row]:
    at = 0
    for line in lowered.split("\n"):
        inner = line.strip().strip("|") if separator == "|" else line
        start = at + line.find(inner)
        cells = []
        for cell in inner.split(separator):
            cells.append((start, start + len(cell)))
            start += len(cell) + len(separator)
        if not re.fullmatch(r"[\s|:-]*", line):
            yield _Row(at, tuple(cells))
        at += len(line) + 1


def _spans(row: _Row, mine: int, gap: int) -> Iterator[Span]:
    for number, (start, end) in enumerate(row.cells[1:], 1):
        if number == (mine or 1):
            yield Span("mark", start - gap, start, text=":")
        elif mine:
            yield Span("mark", start - gap, end, text="other column")


def _my_column(lowered: str, head: _Row) -> int:
    """The number of the writer's own column; 0 if the table is all theirs."""
    names = [lowered[start:end].strip(" *_\"'") for start, end in head.cells]
    if len(names) < LEAST_ROWS:
        return 0
    named = {match["name"] for match in _COLUMN.finditer(lowered)}
    return next((at for at, name in enumerate(names) if at and (_ME.search(name) or name in named)), 0)
