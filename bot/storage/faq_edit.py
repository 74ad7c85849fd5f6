"""Changes one entry in the text of faq.yaml; every byte outside of it stays.

Inside the entry only the values that differ are written anew, and of a list in lines only the items; comments stay
where their key does. At the end the whole file is read back: unless its entries are exactly the wanted ones, nothing
is returned. What is shared through an anchor is not changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import MISSING, fields, is_dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from bot.domain.core.faq_entry import FaqEntry, FaqFile
from bot.errors import BotError, ContentError
from bot.storage.faq_layout import (
    Splice,
    after_blank_lines,
    before_blank_lines,
    below,
    blank_lines,
    end_with_comments,
    likes,
    own_start,
    spliced,
    without_item,
)
from bot.storage.yaml_reader import Document, parse
from bot.storage.yaml_spans import Span, SpannedText, SpliceError
from bot.storage.yaml_writing import (
    STEP,
    Like,
    can_be_literal,
    inline,
    item_line,
    literal_lines,
    literal_sign,
    map_lines,
    value_text,
)

FAQ = Path("faq.yaml")
ORDER = ("id", "question", "alternates", "answer", "tags", "roles", "places", "links", "source")
"""The keys of an entry as people read them; newer ones follow in the model's order."""
EMPTY: Mapping[object, str] = {(): "[]", "": '""', None: "null"}
"""How a value that says nothing is written out."""
BOM = b"\xef\xbb\xbf"
Make = Callable[[SpannedText, Span, bool], list[Splice]]


class EditError(BotError):
    """The file is written in a way in which this change cannot be made safely; a person has to make it."""


@lru_cache(maxsize=2)
def read(data: bytes, path: Path) -> Document[FaqFile]:
    """What was just read or written is read again at each step of a save: it is remembered."""
    return parse(data, FaqFile, path)


def entries_in(data: bytes, path: Path = FAQ) -> tuple[FaqEntry, ...]:
    """The file's entries. Raises ContentError with every problem of the file."""
    document = read(data, path)
    if document.value is None:
        raise ContentError(document.problems)
    return document.value.entries


def edit(data: bytes, old: FaqEntry | None, new: FaqEntry | None, path: Path = FAQ) -> bytes:
    """`data` with `old` turned into `new`: nothing into something adds, something into nothing removes.

    Raises ContentError if the file cannot be read, EditError if the change cannot be made safely.
    """
    if old is None:
        assert new is not None, "a change is about an entry"
        return add(data, [new], path)
    before = entries_in(data, path)
    index = before.index(old)
    wanted = (*before[:index], *([new] if new else []), *before[index + 1 :])

    def make(spans: SpannedText, found: Span, lines: bool) -> list[Splice]:
        return _changed(spans, found, index, old, new, lines) if new else _removed(spans, found, index)

    return _made(data, wanted, make, old.id, path)


def add(data: bytes, new: Sequence[FaqEntry], path: Path = FAQ) -> bytes:
    """`data` with new entries at its end, in one go. Raises as `edit`."""
    before = entries_in(data, path)
    values = [plain(entry) for entry in new]
    if not new:
        return data
    return _made(data, (*before, *new), lambda spans, found, _: _added(spans, found, values), new[0].id, path)


def _made(data: bytes, wanted: tuple[FaqEntry, ...], make: Make, name: str, path: Path) -> bytes:
    bom = BOM if data.startswith(BOM) else b""
    text = data[len(bom) :].decode("utf-8")
    for lines in (True, False):  # in lines of its own a value reads best; in one line it stands anywhere
        with suppress(SpliceError, ContentError, UnicodeEncodeError):
            spans = SpannedText(text)
            found = spans.root.get("entries")
            if found is None or found.alias or not found.style:
                raise SpliceError
            result = bom + spliced(text, make(spans, found, lines)).encode("utf-8")
            if entries_in(result, path) == wanted:
                return result
    raise EditError(
        f"{path}: the entry `{name}` is written in a way that cannot be changed safely from here; "
        "change it in the file itself. Nothing was saved."
    )


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


def _changed(spans: SpannedText, found: Span, index: int, old: FaqEntry, new: FaqEntry, lines: bool) -> list[Splice]:
    entry, values = found.items[index], plain(new)
    if entry.alias or not entry.keys:
        raise SpliceError
    made, inserted, last = list[Splice](), dict[int, list[str]](), entry.items[0]
    flow, quote, like = "flow" in (found.style, entry.style), entry.keys[0].style, likes(spans, found.items)
    column = spans.column(entry.start)
    for name in sorted({*values, *(key.text for key in entry.keys)}, key=lambda name: (_rank(name), name)):
        value = entry.get(name)
        if value is None and flow:
            inserted.setdefault(last.end, []).append(
                f", {quote}{name}{quote}: {inline(values[name], quote, flow=True)}"
            )
        elif value is None:
            text = f"{quote}{name}{quote}:{value_text(values[name], like.get(name, Like()), column)}"
            inserted.setdefault(last.end, []).append(" " * column + text)
        elif getattr(old, name) != getattr(new, name):
            _assert_alone(spans, value)
            key = entry.keys[entry.items.index(value)]
            if name in values:
                wanted = values[name]
                made += _rewritten(spans, key, value, plain(getattr(old, name)), wanted, column, flow, lines)
            else:
                made += _without_key(spans, entry, key, value, flow, EMPTY[getattr(new, name)])
        last = value or last
    added = chain.from_iterable(_added_keys(spans, end, texts, flow) for end, texts in inserted.items())
    return [*(one for one in added if not _replaced(one, made)), *made]


def _replaced(one: Splice, others: Sequence[Splice]) -> bool:
    """Whether it changes what another one writes anew."""
    return any(other.start < one.end and one.start < other.end for other in others)


def _added_keys(spans: SpannedText, end: int, texts: Sequence[str], flow: bool) -> list[Splice]:
    return [Splice(end, end, "".join(texts))] if flow else below(spans, end, "\n".join(texts))


def _assert_alone(spans: SpannedText, value: Span) -> None:
    """What an alias elsewhere repeats must not change there."""
    own = {one.anchor for one in value.walk() if one.anchor and not one.alias}
    if any(one.alias and one.anchor in own and not value.start <= one.start < value.end for one in spans.root.walk()):
        raise SpliceError


def _without_key(spans: SpannedText, entry: Span, key: Span, value: Span, flow: bool, empty: str) -> list[Splice]:
    """Its lines go; where they hold something else, or other text would be drawn into that, its value is emptied."""
    stop, index = spans.line_after(value.end), entry.keys.index(key)
    drawn_in = index and spans.keeps_lines(entry.items[index - 1]) and spans.ends_line(stop)
    if spans.starts_line(key.start) and not (flow or drawn_in):
        return [Splice(spans.line_start(key.start), stop)]
    return [Splice(_behind_colon(spans, key, value), value.end, f" {empty}")]


def _behind_colon(spans: SpannedText, key: Span, value: Span) -> int:
    return spans.mark_before(":", key.end, max(value.start, key.end + 1)) + 1


def _rewritten(spans: SpannedText, key: Span, value: Span, have: Any, want: Any, column: int, flow: bool, lines: bool
               ) -> list[Splice]:  # fmt: skip
    if lines and isinstance(want, list) and value.style == "block" and not value.anchor:
        return _rewritten_items(spans, value, have, want)
    if value.lines:
        return _rewritten_block(spans, value, want, column, lines)
    room = lines and not flow and spans.ends_line(value.end)
    if room and isinstance(want, str) and "\n" in want and can_be_literal(want):
        text = f"{literal_sign(want)}\n{literal_lines(want, column + STEP)}"
        gap = " " if value.start == value.end else ""
        return [Splice(value.start, value.end, gap + text + _last_break(spans, value.end, want))]
    style = value.style if value.style in ("'", '"') else key.style
    if value.items or value.start == value.end:
        return [Splice(_behind_colon(spans, key, value), value.end, " " + inline(want, style, flow=flow))]
    return [Splice(value.start, value.end, inline(want, style, flow=flow))]


def _rewritten_items(spans: SpannedText, value: Span, have: Sequence[Any], want: Sequence[Any]) -> list[Splice]:
    """Items that stay keep their lines, and comments between items theirs."""
    starts = [value.start, *(item.end for item in value.items)]
    dashes = [spans.mark_before("-", start, item.start) for start, item in zip(starts, value.items, strict=False)]
    if not all(map(spans.starts_line, dashes)):
        raise SpliceError
    made, column, style = list[Splice](), spans.column(dashes[0]), _usual_style(value.items)
    matcher = SequenceMatcher(None, list(map(repr, have)), list(map(repr, want)), autojunk=False)
    for kind, first, stop, new_first, new_stop in matcher.get_opcodes():
        if kind == "equal":
            continue
        texts = [item_line(one, style, column) for one in want[new_first:new_stop]]
        if texts and first:
            made += below(spans, value.items[first - 1].end, "\n".join(texts))
        elif texts:
            made.append(Splice(spans.line_start(dashes[0]), spans.line_start(dashes[0]), "\n".join(texts) + "\n"))
        for dash, item in zip(dashes[first:stop], value.items[first:stop], strict=True):
            made.append(Splice(spans.line_start(dash), spans.line_after(item.end)))
    return made


def _usual_style(items: Sequence[Span]) -> str:
    styles = [item.style for item in items]
    return max(styles, key=styles.count)


def _rewritten_block(spans: SpannedText, value: Span, want: str, column: int, lines: bool) -> list[Splice]:
    """The comment behind `|` stays."""
    header = spans.header(value)
    keeps = "+" in header[1]
    if lines and can_be_literal(want):
        text = literal_lines(want, column + STEP) + ("\n" if keeps else _last_break(spans, value.end, want))
        return [Splice(value.start, header.end(1), literal_sign(want)), Splice(header.end(), value.end, text)]
    rest = header.end() if keeps else spans.line_stop(value.start)
    return [Splice(value.start, header.end(1), inline(want, '"')), Splice(rest, value.end)]


def _last_break(spans: SpannedText, end: int, want: str) -> str:
    """A text that ends with a line break needs one in the file."""
    return "\n" if end == len(spans.text) and want.endswith("\n") else ""


def _added(spans: SpannedText, found: Span, entries: Sequence[Mapping[str, Any]]) -> list[Splice]:
    quote = (found.items[-1] if found.items else spans.root).keys[0].style
    flow = [inline(values, quote, flow=True) for values in entries]
    if spans.root.style == "flow" or (found.style == "flow" and found.items):
        return _added_in_flow(spans, found, flow)
    if not found.items:
        column = spans.column(spans.root.keys[0].start) + STEP
        lines = (" " * column + "- " + map_lines(values, {}, column + STEP, quote) for values in entries)
        start = found.start - (spans.text[found.start - 1] == " ")
        return [Splice(start, found.end), *below(spans, found.end, "\n".join(lines))]
    last, like = found.items[-1], likes(spans, found.items)
    dash = spans.mark_before("-", found.items[-2].end if len(found.items) > 1 else found.start, last.start)
    column = spans.column(dash)
    on_one_line = spans.line_start(dash) == spans.line_start(last.start)
    gap = spans.column(last.start) - column - 1 if on_one_line else 1
    inner = flow if last.style == "flow" else [map_lines(one, like, column + 1 + gap, quote) for one in entries]
    blank = "\n" * blank_lines(spans, found)
    lines = (blank + " " * column + "-" + " " * gap + text for text in inner)
    return below(spans, end_with_comments(spans, last, column), "\n".join(lines))


def _added_in_flow(spans: SpannedText, found: Span, entries: Sequence[str]) -> list[Splice]:
    if not found.items:
        return [Splice(found.start + 1, found.start + 1, ", ".join(entries))]
    last = found.items[-1]
    if not spans.starts_line(last.start):
        return [Splice(last.end, last.end, "".join(", " + entry for entry in entries))]
    text = "".join(",\n" + " " * spans.column(last.start) + entry for entry in entries)
    return [Splice(last.end, last.end, text)]


def _removed(spans: SpannedText, found: Span, index: int) -> list[Splice]:
    """With the comments that are its own: those right above it that are no heading, and deeper ones right below."""
    entry = found.items[index]
    _assert_alone(spans, entry)
    if found.style == "flow":
        return without_item(spans, found, index)
    dash = spans.mark_before("-", found.items[index - 1].end if index else found.start, entry.start)
    if not spans.starts_line(dash):
        raise SpliceError
    start = own_start(spans, found, index, dash)
    stop = spans.line_after(end_with_comments(spans, entry, spans.column(dash)))
    if index + 1 < len(found.items) or (index and spans.keeps_lines(found.items[index - 1])):
        return [Splice(start, after_blank_lines(spans, stop))]
    if index:
        return [Splice(before_blank_lines(spans, start, spans.line_after(found.items[index - 1].end)), stop)]
    key = spans.root.keys[spans.root.items.index(found)]
    colon = spans.mark_before(":", key.end, dash)
    return [Splice(colon + 1, colon + 1, " []"), Splice(start, stop)]


__all__ = ["EditError", "add", "edit", "entries_in", "plain"]
