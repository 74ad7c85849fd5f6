"""YAML text → the spans of its values, each from its first character to behind its last, comments not counted.

PyYAML's nodes do not do for this: an alias has its anchor's place, a block collection ends after the comments below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from bot.storage.yaml_nodes import READER

BREAKS = "\r\n\x85\u2028\u2029"
"""What ends a line in YAML 1.1."""
_BREAK = re.compile(f"\r\n|[{BREAKS}]")
_HEADER = re.compile(
    r"(?:&\S+[ \t]+)?([|>][-+0-9]*)[ \t]*(?:#[^\r\n\x85\u2028\u2029]*)?(?:\r\n|[\r\n\x85\u2028\u2029]|$)"
)


class SpliceError(Exception):
    """The text is written in a way that no change of ours fits."""


@dataclass
class Span:
    """One value as it stands in the text, its anchor included."""

    start: int
    end: int
    anchor: str = ""
    """The name it defines, or as an `alias` refers to."""
    alias: bool = False
    style: str = ""
    """Of a scalar: the quote, `|`, `>` or nothing; of a collection: `flow` or `block`."""
    text: str = ""
    """A scalar's value."""
    items: list[Span] = field(default_factory=list)
    keys: list[Span] = field(default_factory=list)

    @property
    def lines(self) -> bool:
        """Whether it is a scalar in lines of its own."""
        return self.style in ("|", ">")

    def walk(self) -> Iterator[Span]:
        yield self
        for child in (*self.keys, *self.items):
            yield from child.walk()

    def get(self, name: str) -> Span | None:
        """The value of a key."""
        return next((item for key, item in zip(self.keys, self.items, strict=True) if key.text == name), None)


class SpannedText:
    """A text with the spans of its values. Raises SpliceError if it is no YAML."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._events = READER(text)
        try:
            while not isinstance(self._events.get_event(), yaml.DocumentStartEvent):
                pass
            self.root = self._span(self._events.get_event())
        except yaml.YAMLError:
            raise SpliceError from None

    def _span(self, event: Any) -> Span:
        span = Span(event.start_mark.index, event.end_mark.index, event.anchor or "")
        if isinstance(event, yaml.AliasEvent):
            span.alias = True
        elif isinstance(event, yaml.ScalarEvent):
            span.style, span.text = event.style or "", event.value
            if span.lines and "+" not in self.header(span)[1] and span.text.strip(BREAKS):
                span.end = self._without_blank_lines(span)
        else:
            self._collection(span, event)
        return span

    def _collection(self, span: Span, event: Any) -> None:
        span.style = "flow" if event.flow_style else "block"
        mapping = isinstance(event, yaml.MappingStartEvent)
        while not isinstance(event := self._events.get_event(), yaml.CollectionEndEvent):
            if mapping:
                span.keys.append(self._span(event))
                event = self._events.get_event()
            span.items.append(self._span(event))
        # A block collection's own end runs over the comments and blank lines below it.
        span.end = event.end_mark.index if span.style == "flow" else span.items[-1].end  # type: ignore[union-attr]

    def _without_blank_lines(self, span: Span) -> int:
        """Blank lines below a block scalar are its own only if it keeps them (`|+`)."""
        first = self.header(span).end()
        filled = list(re.finditer(f"[^{BREAKS}]+", self.text[first : span.end]))
        least = next((len(f[0]) - len(f[0].lstrip(" ")) for f in filled if f[0].strip(" ")), 0)
        return first + [line for line in filled if line[0].strip(" ") or len(line[0]) > least][-1].end()

    def header(self, span: Span) -> re.Match[str]:
        """The indicators of a block scalar, and the comment behind them."""
        found = _HEADER.match(self.text, span.start)
        assert found, "a block scalar starts with | or >"
        return found

    def keeps_lines(self, span: Span) -> bool:
        """Whether blank lines below it would be read as its own."""
        return any(one.lines and one.end == span.end and "+" in self.header(one)[1] for one in span.walk())

    def column(self, index: int) -> int:
        return index - self.line_start(index)

    def line_start(self, index: int) -> int:
        while index and self.text[index - 1] not in BREAKS:
            index -= 1
        return index

    def line_above(self, start: int) -> int:
        """Where the line above the one that starts at `start` starts."""
        return self.line_start(start - 2 if self.text.endswith("\r\n", 0, start) else start - 1)

    def line_stop(self, index: int) -> int:
        """Where the line's break, or the text's end, stands."""
        found = _BREAK.search(self.text, index)
        return found.start() if found else len(self.text)

    def line_after(self, end: int) -> int:
        """Where the line below a value starts; a text that keeps its blank lines ends there itself."""
        if end and self.text[end - 1] in "\r\n":
            return end
        return self.next_line(end)

    def next_line(self, index: int) -> int:
        """Where the line below the one of `index` starts."""
        found = _BREAK.search(self.text, index)
        return found.end() if found else len(self.text)

    def starts_line(self, index: int) -> bool:
        """Whether only spaces stand before it on its line."""
        return not self.text[self.line_start(index) : index].strip(" ")

    def ends_line(self, index: int) -> bool:
        """Whether only spaces follow on its line."""
        return not self.text[index : self.line_stop(index)].strip(" \t")

    def mark_before(self, sign: str, floor: int, start: int) -> int:
        """Where `sign` stands behind `floor` and before `start`, comments passed over. Raises SpliceError."""
        position = floor
        while position < start:
            if self.text[position] == "#" and self.text[position - 1] in f" \t{BREAKS}":
                position = self.line_stop(position)
            elif self.text[position] == sign:
                return position
            else:
                position += 1
        raise SpliceError
