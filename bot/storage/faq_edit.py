"""Changes one entry in the text of faq.yaml; every other byte stays.

The text is changed one splice at a time and read again after each: the first difference between what stands there and
what is wanted is mended, until there is none. A splice spans one value at most. At the end the whole file is read back:
unless its entries are exactly the wanted ones, nothing is returned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.domain.core.knowledge import FaqEntry, FaqFile
from bot.errors import BotError, ContentError
from bot.storage.faq_layout import (
    before_blank_lines,
    behind_blank_lines,
    blank_lines,
    end_with_comments,
    start_with_comments,
)
from bot.storage.yaml_likes import likes
from bot.storage.yaml_pieces import Piece, Pieces, SpliceError
from bot.storage.yaml_reader import parse
from bot.storage.yaml_splices import (
    Place,
    Splice,
    Splices,
    changed,
    inserted_after,
    inserted_key,
    line_after,
    released_anchor,
    removed_between_commas,
    removed_key,
    spliced,
)
from bot.storage.yaml_writing import STEP, Like, flow_pairs, map_lines

FAQ = Path("faq.yaml")
ORDER = ("id", "question", "alternates", "answer", "tags", "roles", "places", "links", "source")
"""The keys of an entry as people read them; newer ones follow in the model's order."""
EMPTY: Mapping[object, str] = {(): "[]", "": '""', None: "null"}
"""How a value that says nothing is written out."""
MOST_STEPS = 1000
BOM = b"\xef\xbb\xbf"


class EditError(BotError):
    """The file is written in a way in which this change cannot be made safely; a person has to make it."""


def entries_in(data: bytes, path: Path = FAQ) -> tuple[FaqEntry, ...]:
    """The file's entries. Raises ContentError with every problem of the file."""
    document = parse(data, FaqFile, path)
    if document.value is None:
        raise ContentError(document.problems)
    return document.value.entries


def edit(data: bytes, old: FaqEntry | None, new: FaqEntry | None, path: Path = FAQ) -> bytes:
    """`data` with `old` turned into `new`: nothing into something adds, something into nothing removes.

    Raises ContentError if the file cannot be read, EditError if the change cannot be made safely.
    """
    before = entries_in(data, path)
    wanted = _wanted(before, old, new)
    bom = BOM if data.startswith(BOM) else b""
    text = data[len(bom) :].decode("utf-8")
    for lines in (True, False):  # text in lines of its own reads best; in quotes it stands anywhere
        with suppress(SpliceError, ContentError, UnicodeEncodeError):
            result = bom + _edited(text, before.index(old) if old else -1, new, lines).encode("utf-8")
            if entries_in(result, path) == wanted:
                return result
    name = (new or old).id  # type: ignore[union-attr]
    raise EditError(
        f"{path}: the entry `{name}` is written in a way that cannot be changed safely from here; "
        "change it in the file itself. Nothing was saved."
    )


def add(data: bytes, new: Sequence[FaqEntry], path: Path = FAQ) -> bytes:
    """`data` with many new entries at its end, in one go. Raises as `edit`."""
    before = entries_in(data, path)
    if not new:
        return data
    if not before:  # the first one shows how the others are to be written
        return add(edit(data, None, new[0], path), new[1:], path)
    bom = BOM if data.startswith(BOM) else b""
    pieces = Pieces(data[len(bom) :].decode("utf-8"))
    with suppress(SpliceError, ContentError, UnicodeEncodeError):
        found = _entries(pieces)
        if not (pieces.root.flow or found.flow):
            text = spliced(pieces.text, _added(pieces, found, *map(plain, new)))
            result = bom + text.encode("utf-8")
            if entries_in(result, path) == (*before, *new):
                return result
    for entry in new:
        data = edit(data, None, entry, path)
    return data


def _wanted(before: tuple[FaqEntry, ...], old: FaqEntry | None, new: FaqEntry | None) -> tuple[FaqEntry, ...]:
    if old is None:
        assert new is not None, "a change is about an entry"
        return (*before, new)
    place = before.index(old)
    return (*before[:place], *([new] if new else []), *before[place + 1 :])


def plain(value: Any) -> Any:
    """A data class as a person would write it: keys in order, without those that say nothing."""
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if not is_dataclass(value):
        return value
    found = {f.name: plain(getattr(value, f.name)) for f in fields(value) if _says_something(value, f)}
    return {name: found[name] for name in sorted(found, key=_rank)} if isinstance(value, FaqEntry) else found


def _says_something(value: Any, field: Any) -> bool:
    return field.default is MISSING or getattr(value, field.name) != field.default


def _rank(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


def _edited(text: str, index: int, new: FaqEntry | None, lines: bool) -> str:
    if index < 0:
        pieces = Pieces(text)
        return spliced(text, _added(pieces, _entries(pieces), plain(new)))
    for _ in range(MOST_STEPS):
        pieces = Pieces(text)
        found = _entries(pieces)
        if new is None:
            released = released_anchor(pieces, [found.items[index]])
            if not released:
                return spliced(text, _removed(pieces, found, index))
            text = spliced(text, released)
            continue
        step = _difference(pieces, found, found.items[index], plain(new), lines)
        if not step:
            return text
        after = spliced(text, step)
        if after == text:
            break
        text = after
    raise SpliceError


def _entries(pieces: Pieces) -> Piece:
    found = pieces.get(pieces.root, "entries")
    if found is None or found.kind != "list":
        raise SpliceError
    return found


def _difference(pieces: Pieces, found: Piece, entry: Piece, wanted: Mapping[str, Any], lines: bool) -> Splices:
    """One step towards `wanted`; none if it is there."""
    place = Place(entry.column, found.flow or entry.flow, lines)
    names = sorted({*wanted, *map(pieces.value, entry.keys)}, key=lambda name: (_rank(name), name))
    for name in names:
        have = pieces.get(entry, name)
        if name not in wanted:
            if pieces.value(have) not in (None, "", []):  # type: ignore[arg-type]
                return removed_key(pieces, entry, name, EMPTY[getattr(FaqEntry, name)])
        elif have is None:
            like = likes(pieces, found.items).get(name, Like())
            return inserted_key(pieces, entry, name, wanted[name], like, place, after=names[: names.index(name)])
        elif pieces.value(have) != _as_read(wanted[name]):
            return changed(pieces, have, wanted[name], place)
    return []


def _as_read(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _added(pieces: Pieces, found: Piece, *entries: Mapping[str, Any]) -> Splices:
    """More than one entry only where there is one already, in lines."""
    like = likes(pieces, found.items)
    quote = found.items[-1].keys[0].style if found.items else ""
    last = found.items[-1] if found.items else None
    flow = ["{" + flow_pairs(values, like, quote or pieces.root.keys[0].style) + "}" for values in entries]
    if pieces.root.flow or (found.flow and last):
        return _added_in_flow(pieces, found, *flow)
    if last is None:
        return _first(pieces, found, *entries)
    first = pieces.dash(found, len(found.items) - 1)
    column = pieces.column(first)
    gap = pieces.column(last.start) - column - 1 if pieces.line_start(first) == pieces.line_start(last.start) else 1
    inner = flow if last.flow else [map_lines(values, like, column + 1 + gap, quote) for values in entries]
    blank = "\n" * blank_lines(pieces, found)
    lines = (blank + " " * column + "-" + " " * gap + text for text in inner)
    end = end_with_comments(pieces, last, column)
    return inserted_after(pieces, end, "\n".join(lines))


def _first(pieces: Pieces, found: Piece, values: Mapping[str, Any]) -> Splices:
    """`entries: []` gets its first entry."""
    column = pieces.column(pieces.key(pieces.root, "entries").start) + STEP
    line = " " * column + "- " + map_lines(values, {}, column + STEP)
    start = found.body - (pieces.text[found.body - 1] == " ")
    return [Splice(start, found.end), *inserted_after(pieces, found.end, line)]


def _added_in_flow(pieces: Pieces, found: Piece, entry: str) -> Splices:
    if not found.items:
        return [Splice(found.body + 1, found.body + 1, entry)]
    last = found.items[-1]
    comma = pieces.indicator(",", last.end, found.end)
    end = comma + 1 if comma >= 0 else last.end
    rest = pieces.text[end : pieces.line_stop(end)].strip()
    if pieces.starts_line(last.start) and (not rest or rest.startswith("#")):
        line = "\n" + " " * pieces.column(last.start) + entry + ("," if comma >= 0 else "")
        stop = pieces.line_stop(end)
        return [*([] if comma >= 0 else [Splice(end, end, ",")]), Splice(stop, stop, line)]
    return [Splice(last.end, last.end, ", " + entry)]


def _removed(pieces: Pieces, found: Piece, index: int) -> Splices:
    """With the comments that are its own: those right above it that are no heading, and deeper ones right below."""
    entry = found.items[index]
    if found.flow:
        return removed_between_commas(pieces, [(one.start, one.end) for one in found.items], index, found.end)
    mark = pieces.dash(found, index)
    if not pieces.starts_line(mark):
        raise SpliceError
    start = start_with_comments(pieces, found, index)
    stop = line_after(pieces, end_with_comments(pieces, entry, pieces.column(mark)))
    if index + 1 < len(found.items) or (index and pieces.keeps_lines(found.items[index - 1])):
        stop = behind_blank_lines(pieces, stop)
    elif index:
        start = before_blank_lines(pieces, start, line_after(pieces, found.items[index - 1].end))
    else:
        colon = pieces.indicator(":", pieces.key(pieces.root, "entries").end, mark)
        return [Splice(colon + 1, colon + 1, " []"), Splice(start, stop)]
    return [Splice(start, stop)]


__all__ = ["EditError", "add", "edit", "entries_in", "plain"]
