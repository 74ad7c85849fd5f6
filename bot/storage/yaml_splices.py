"""One small change of a YAML text as splices that leave everything around it alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from bot.storage.yaml_likes import like_of
from bot.storage.yaml_pieces import Piece, Pieces, SpliceError
from bot.storage.yaml_writing import (
    STEP,
    Like,
    can_be_literal,
    flow_item,
    inline,
    item_text,
    literal_lines,
    literal_sign,
    value_text,
)


@dataclass(frozen=True)
class Splice:
    """text[start:end] becomes `text`, whose line breaks become the file's."""

    start: int
    end: int
    text: str = ""


Splices = list[Splice]


@dataclass(frozen=True)
class Place:
    """Where a value stands."""

    column: int
    """Of its key, or of its dash."""
    flow: bool
    lines: bool
    """Whether text may be written in lines of its own."""


def spliced(text: str, splices: Iterable[Splice]) -> str:
    newline = _newline(text)
    for one in sorted(splices, key=lambda splice: splice.start)[::-1]:  # of equal starts, the later one first
        text = text[: one.start] + one.text.replace("\n", newline) + text[one.end :]
    return text


def _newline(text: str) -> str:
    found = re.search("\r\n|\r|\n", text)
    return found[0] if found else "\n"


def changed(pieces: Pieces, piece: Piece, want: Any, place: Place) -> Splices:
    """One step that brings `piece` nearer to `want`, which differs from it."""
    if piece.kind == "alias":
        room = place.lines and not place.flow and _ends_line(pieces, piece.end)
        text = value_text(want, Like("flow"), place.column, flow=not room, room=room)
        return [Splice(piece.start, piece.end, text[1:])]
    if released := released_anchor(pieces, [piece], deep=False):
        return released
    if piece.kind == "list":
        return _changed_list(pieces, piece, want, place)
    if piece.kind == "map":
        return _changed_map(pieces, piece, want, place)
    return _changed_block(pieces, piece, want, place) if piece.block else _changed_scalar(pieces, piece, want, place)


def released_anchor(pieces: Pieces, parts: Sequence[Piece], *, deep: bool = True) -> Splices:
    """Hands an anchor of these parts to the first alias that needs it: what changes here must not change there."""
    own = [p for part in parts for p in (part.walk() if deep else (part,)) if p.anchor and p.kind != "alias"]
    for piece in own:
        using = [alias for alias in pieces.aliases if alias.anchor == piece.anchor]
        if any(not _within(alias, parts) for alias in using) or (using and not deep):
            text = f"&{piece.anchor} {flow_item(pieces.value(piece), Like('flow'))}"
            anchor = re.compile(r"&\S+[ \t]*").match(pieces.text, piece.start)
            if not anchor:
                raise SpliceError
            return [Splice(using[0].start, using[0].end, text), Splice(piece.start, anchor.end())]
    return []


def _within(piece: Piece, parts: Sequence[Piece]) -> bool:
    return any(part.start <= piece.start < part.end for part in parts)


def _changed_scalar(pieces: Pieces, piece: Piece, want: Any, place: Place) -> Splices:
    room = place.lines and not place.flow and _ends_line(pieces, piece.end)
    if room and isinstance(want, str) and "\n" in want and can_be_literal(want):
        text = f"{literal_sign(want)}\n{literal_lines(want, place.column + STEP)}"
        return [Splice(piece.body, piece.end, text + _last_break(pieces, piece.end, want))]
    gap = " " if piece.body == piece.end else ""
    return [Splice(piece.body, piece.end, gap + inline(want, piece.style, flow=place.flow))]


def _changed_block(pieces: Pieces, piece: Piece, want: str, place: Place) -> Splices:
    """The header's comment stays."""
    header = pieces.header(piece)
    keeps = "+" in header[2]
    if can_be_literal(want) and place.lines:
        digits = re.sub(r"\D", "", header[2])
        sign = "|" + digits + literal_sign(want)[1:]
        indent = pieces.indent(piece) or place.column + STEP
        lines = literal_lines(want, indent) + ("\n" if keeps else _last_break(pieces, piece.end, want))
        return [Splice(piece.body, header.end(2), sign), Splice(header.end(), piece.end, lines)]
    first = header.end() if keeps else pieces.line_stop(piece.body)
    return [Splice(piece.body, header.end(2), inline(want, '"')), Splice(first, piece.end)]


def _last_break(pieces: Pieces, end: int, want: str) -> str:
    """A text that ends with a line break needs one in the file."""
    return "\n" if end == len(pieces.text) and want.endswith("\n") else ""


def _ends_line(pieces: Pieces, end: int) -> bool:
    return not pieces.text[end : pieces.line_stop(end)].strip(" \t")


def _changed_map(pieces: Pieces, piece: Piece, want: Mapping[str, Any], place: Place) -> Splices:
    inner = Place(piece.column, place.flow or piece.flow, place.lines)
    for name, value in want.items():
        have = pieces.get(piece, name)
        if have is None:
            return inserted_key(pieces, piece, name, value, Like(), inner, after=list(want)[: list(want).index(name)])
        if pieces.value(have) != value:
            return changed(pieces, have, value, inner)
    extra = next(name for name in map(pieces.value, piece.keys) if name not in want)
    return removed_key(pieces, piece, extra, '""')


def _changed_list(pieces: Pieces, piece: Piece, want: Sequence[Any], place: Place) -> Splices:
    have = [repr(pieces.value(item)) for item in piece.items]
    kind, old, new = _next_step(have, [repr(one) for one in want])
    if kind == "insert":
        return _inserted_item(pieces, piece, old, want[new], place)
    if kind == "delete":
        return _removed_item(pieces, piece, old)
    flow = place.flow or piece.flow
    column = place.column if flow else pieces.column(pieces.dash(piece, old))
    return changed(pieces, piece.items[old], want[new], Place(column, flow, place.lines))


def _next_step(have: Sequence[str], want: Sequence[str]) -> tuple[Literal["insert", "delete", "change"], int, int]:
    """What to do first, and at which item of each, so that as many items as possible stay."""
    start = next((i for i, (a, b) in enumerate(zip(have, want, strict=False)) if a != b), min(len(have), len(want)))
    old, new = [*have[start:]], [*want[start:]]
    while old and new and old[-1] == new[-1]:
        old.pop(), new.pop()
    if not old or not new:
        return ("delete" if old else "insert"), start, start
    # The longest common subsequence grows with each step, so the steps come to an end.
    common = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            same = 1 + common[i + 1][j + 1] if old[i] == new[j] else 0
            common[i][j] = max(same, common[i + 1][j], common[i][j + 1])
    if common[1][1] == common[0][0]:
        return "change", start, start
    return ("delete" if common[1][0] == common[0][0] else "insert"), start, start


def _removed_item(pieces: Pieces, piece: Piece, index: int) -> Splices:
    item = piece.items[index]
    if released := released_anchor(pieces, [item]):
        return released
    if piece.flow:
        return removed_between_commas(pieces, [(one.start, one.end) for one in piece.items], index, piece.end)
    start = pieces.dash(piece, index)
    if not pieces.starts_line(start):
        raise SpliceError
    return [Splice(pieces.line_start(start), line_after(pieces, item.end))]


def _inserted_item(pieces: Pieces, piece: Piece, index: int, value: Any, place: Place) -> Splices:
    like = like_of(pieces, piece)
    if piece.flow:
        text = flow_item(value, like.item or Like())
        if not piece.items:
            return [Splice(piece.body + 1, piece.body + 1, text)]
        if not index:
            return [Splice(piece.items[0].start, piece.items[0].start, text + ", ")]
        return [Splice(piece.items[index - 1].end, piece.items[index - 1].end, ", " + text)]
    first = pieces.dash(piece, max(index - 1, 0))
    column = pieces.column(first)
    line = " " * column + "-" + item_text(value, like.item or Like(), column)
    if index:
        return inserted_after(pieces, piece.items[index - 1].end, line)
    if not pieces.starts_line(first):
        raise SpliceError
    return [Splice(pieces.line_start(first), pieces.line_start(first), line + "\n")]


def inserted_key(pieces: Pieces, piece: Piece, name: str, value: Any, like: Like, place: Place, *,
                 after: Sequence[str]) -> Splices:  # fmt: skip
    """A new key, behind the last one there is of `after`."""
    present = [pieces.value(key) for key in piece.keys]
    before = next((one for one in reversed(after) if one in present), present[0])
    end = piece.items[present.index(before)].end
    quote = piece.keys[0].style
    flow = place.flow or piece.flow
    text = f"{quote}{name}{quote}:{value_text(value, like, piece.column, flow=flow)}"
    if flow:
        return [Splice(end, end, ", " + text)]
    return inserted_after(pieces, end, " " * piece.column + text)


def inserted_after(pieces: Pieces, end: int, lines: str) -> Splices:
    """Lines of their own below the one in which `end` is."""
    text = pieces.text
    position = line_after(pieces, end)
    if position < len(text) or text[-1:] in "\r\n":
        return [Splice(position, position, lines + "\n")]
    return [Splice(position, position, f"\n{lines}\n"), *_unbroken(pieces)]


def _unbroken(pieces: Pieces) -> Splices:
    """A block text that ends with the file, without a line break, must not gain one."""
    last = next((p for p in pieces.root.walk() if p.block and p.end == len(pieces.text)), None)
    if last is None or last.text.endswith("\n") or "-" in pieces.header(last)[2]:
        return []
    header = pieces.header(last)
    return [Splice(last.body + 1, header.end(2), re.sub(r"\D", "", header[2]) + "-")]


def line_after(pieces: Pieces, end: int) -> int:
    """Where the line below a value starts; a text that keeps its blank lines ends there itself."""
    if end and pieces.text[end - 1] in "\r\n":
        return end
    return pieces.next_line(end)


def removed_key(pieces: Pieces, piece: Piece, name: str, empty: str) -> Splices:
    """Key and value with their lines; where other text would be drawn into that, the value becomes `empty` instead."""
    index = [pieces.value(key) for key in piece.keys].index(name)
    key, value = piece.keys[index], piece.items[index]
    if released := released_anchor(pieces, [key, value]):
        return released
    if piece.flow:
        spans = [(k.start, v.end) for k, v in zip(piece.keys, piece.items, strict=True)]
        return removed_between_commas(pieces, spans, index, piece.end)
    stop = line_after(pieces, value.end)
    # A text above that keeps its blank lines would take those below as well.
    drawn_in = index and pieces.keeps_lines(piece.items[index - 1]) and _ends_line(pieces, stop)
    if pieces.starts_line(key.start) and not drawn_in:
        return [Splice(pieces.line_start(key.start), stop)]
    colon = pieces.indicator(":", key.end, max(value.start, key.end + 1))
    if colon < 0:
        raise SpliceError
    return [Splice(colon + 1, value.end, f" {empty}")]


def removed_between_commas(pieces: Pieces, spans: Sequence[tuple[int, int]], index: int, end: int) -> Splices:
    start, stop = spans[index]
    behind = pieces.indicator(",", stop, spans[index + 1][0] if index + 1 < len(spans) else end)
    if behind >= 0:
        after = behind + 1
        if not pieces.text[stop:behind].strip(" "):
            while pieces.text[after : after + 1] == " ":
                after += 1
            return [Splice(start, after)]
        return [Splice(start, stop), Splice(behind, after)]
    if not index:
        return [Splice(start, stop)]
    comma = pieces.indicator(",", spans[index - 1][1], start)
    if not pieces.text[comma + 1 : start].strip(" "):
        return [Splice(comma, stop)]
    return [Splice(comma, comma + 1), Splice(start, stop)]
