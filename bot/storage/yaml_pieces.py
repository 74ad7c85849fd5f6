"""YAML text → pieces that know exactly where they start and end, so that a splice touches nothing else.

PyYAML's nodes do not do for this: an alias has its anchor's place, a block collection ends after the comments below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from bot.storage.yaml_nodes import READER

BREAKS = "\r\n\x85\u2028\u2029"
"""What ends a line in YAML 1.1."""
NULLS = ("", "~", "null", "Null", "NULL")
_BREAK = re.compile(f"\r\n|[{BREAKS}]")
_ANCHOR = re.compile(r"(&[^\s,\[\]{}]+|![^\s,\[\]{}]*)\s*")
_HEADER = re.compile(r"([|>])([-+0-9]*)[ \t]*(?:#[^\r\n\x85\u2028\u2029]*)?(?:\r\n|[\r\n\x85\u2028\u2029]|$)")


class SpliceError(Exception):
    """The text is written in a way that no change of ours fits."""


@dataclass
class Piece:
    """One value as it stands in the text; `end` is where its last character has passed, comments not counted."""

    kind: Literal["scalar", "list", "map", "alias"]
    start: int
    """At the anchor, if it has one."""
    end: int
    column: int
    anchor: str = ""
    """The name it defines, or refers to as an alias."""
    style: str = ""
    """Of a scalar: the quote, `|`, `>` or nothing; of a collection: `flow` or nothing."""
    text: str = ""
    """A scalar's value."""
    items: list[Piece] = field(default_factory=list)
    keys: list[Piece] = field(default_factory=list)
    body: int = 0
    """Behind the anchor."""

    @property
    def flow(self) -> bool:
        return self.style == "flow"

    @property
    def block(self) -> bool:
        """Whether it is a scalar in lines of its own."""
        return self.style in ("|", ">")

    def walk(self) -> Iterator[Piece]:
        yield self
        for child in (*self.keys, *self.items):
            yield from child.walk()


class Pieces:
    """A whole text in pieces, with what stands around them. Raises SpliceError if it is no YAML."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._events = READER(text)
        try:
            while not isinstance(self._events.get_event(), yaml.DocumentStartEvent):
                pass
            self.root = self._piece(self._events.get_event())
        except yaml.YAMLError:
            raise SpliceError from None
        self.anchors = {p.anchor: p for p in self.root.walk() if p.kind != "alias" and p.anchor}
        self.aliases = [p for p in self.root.walk() if p.kind == "alias"]

    def _piece(self, event: Any) -> Piece:
        mark, anchor = event.start_mark, event.anchor or ""
        piece = Piece("scalar", mark.index, event.end_mark.index, mark.column, anchor)
        piece.body = self._behind_anchor(piece) if anchor and not isinstance(event, yaml.AliasEvent) else piece.start
        match event:
            case yaml.AliasEvent():
                piece.kind = "alias"
            case yaml.ScalarEvent():
                piece.style, piece.text = event.style or "", event.value
                if piece.block:
                    piece.end = self._block_end(piece)
            case _:
                self._collection(piece, event)
        return piece

    def _collection(self, piece: Piece, event: Any) -> None:
        piece.kind = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
        piece.style = "flow" if event.flow_style else ""
        while not isinstance(event := self._events.get_event(), yaml.CollectionEndEvent):
            if piece.kind == "map":
                piece.keys.append(self._piece(event))
                event = self._events.get_event()
            piece.items.append(self._piece(event))
        # A block collection's own end runs over the comments and blank lines below it.
        piece.end = event.end_mark.index if piece.flow else piece.items[-1].end  # type: ignore[union-attr]
        if not piece.flow and piece.keys:
            piece.column = self._key_column(piece.keys[0].start)

    def _key_column(self, start: int) -> int:
        """Of the key, or of the `?` before it."""
        mark = re.search(r"\?[ \t]+\Z", self.text[self.line_start(start) : start])
        return self.column(start) - (len(mark[0]) if mark else 0)

    def _behind_anchor(self, piece: Piece) -> int:
        found = _ANCHOR.match(self.text, piece.start)
        return found.end() if found else piece.start

    def _block_end(self, piece: Piece) -> int:
        """Blank lines below a block scalar are its own only if it keeps them (`|+`)."""
        header = self.header(piece)
        if "+" in header[2] or not piece.text.strip(BREAKS):
            return piece.end
        end = piece.end
        indent = self.indent(piece)
        while True:
            stop = self._without_break(end)
            line = self.text[self.line_start(stop) : stop]
            if line.strip(" ") or len(line) > indent:
                return stop
            end = self.line_start(stop)

    def _without_break(self, index: int) -> int:
        """`index`, or before the line break that ends there."""
        if self.text[:index].endswith("\r\n"):
            return index - 2
        return index - 1 if index and self.text[index - 1] in BREAKS else index

    def header(self, piece: Piece) -> re.Match[str]:
        """`|`, its indicators, and the comment behind them."""
        found = _HEADER.match(self.text, piece.body)
        assert found, "a block scalar starts with | or >"
        return found

    def indent(self, piece: Piece) -> int:
        """How far the lines of a block scalar are indented; 0 if it has none."""
        header = self.header(piece)
        if digits := re.sub(r"\D", "", header[2]):
            return self._parent_indent(piece) + int(digits)
        for line in _BREAK.split(self.text[header.end() : piece.end]):
            if line.strip(" "):
                return len(line) - len(line.lstrip(" "))
        return 0

    def _parent_indent(self, piece: Piece) -> int:
        """The indent that an explicit indicator (`|2`) counts from: of the key or dash on the header's line."""
        line = self.text[self.line_start(piece.start) : piece.start]
        lead = re.match(r"[ ]*(?:-[ ]+)*", line)
        return lead.end() if lead else 0

    def keeps_lines(self, piece: Piece) -> bool:
        """Whether blank lines below it would be read as its own."""
        return any(p.block and p.end == piece.end and "+" in self.header(p)[2] for p in piece.walk())

    def column(self, index: int) -> int:
        return index - self.line_start(index)

    def line_start(self, index: int) -> int:
        while index and self.text[index - 1] not in BREAKS:
            index -= 1
        return index

    def line_stop(self, index: int) -> int:
        """Where the line's break, or the text's end, stands."""
        found = _BREAK.search(self.text, index)
        return found.start() if found else len(self.text)

    def next_line(self, index: int) -> int:
        """Where the line below the one of `index` starts."""
        found = _BREAK.search(self.text, index)
        return found.end() if found else len(self.text)

    def starts_line(self, index: int) -> bool:
        """Whether only spaces stand before it on its line."""
        return not self.text[self.line_start(index) : index].strip(" ")

    def resolved(self, piece: Piece) -> Piece:
        return self.anchors[piece.anchor] if piece.kind == "alias" else piece

    def value(self, piece: Piece) -> Any:
        """Texts, lists, dictionaries, None."""
        piece = self.resolved(piece)
        if piece.kind == "list":
            return [self.value(item) for item in piece.items]
        if piece.kind == "map":
            return {str(self.value(key)): self.value(item) for key, item in zip(piece.keys, piece.items, strict=True)}
        return None if not piece.style and piece.text in NULLS else piece.text

    def get(self, piece: Piece, name: str) -> Piece | None:
        """The value of a key."""
        pairs = zip(piece.keys, piece.items, strict=True)
        return next((item for key, item in pairs if self.resolved(key).text == name), None)

    def key(self, piece: Piece, name: str) -> Piece:
        return next(key for key in piece.keys if self.resolved(key).text == name)

    def indicator(self, sign: str, start: int, stop: int) -> int:
        """Where `sign` stands between two pieces, comments passed over; -1 if nowhere."""
        position = start
        while position < stop:
            if self.text[position] == "#" and (not position or self.text[position - 1] in f" \t{BREAKS}"):
                position = self.line_stop(position)
            elif self.text[position] == sign:
                return position
            else:
                position += 1
        return -1

    def dash(self, piece: Piece, index: int) -> int:
        """Where the dash of a block list's item stands."""
        start = piece.items[index - 1].end if index else piece.body
        found = self.indicator("-", start, piece.items[index].start)
        if found < 0:
            raise SpliceError
        return found
