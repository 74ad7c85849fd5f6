"""What stands around the values of faq.yaml: whose comments they are, how many blank lines are usual, what is alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.storage.yaml_spans import Span, SpannedText, SpliceError
from bot.storage.yaml_writing import Like

_COMMENT = re.compile(r"( *)#")
_HEADING = re.compile(r" *#+\s*([-=#*~_])\1\1")


@dataclass(frozen=True)
class Splice:
    """text[start:end] becomes `text`, whose line breaks become the file's."""

    start: int
    end: int
    text: str = ""


def spliced(text: str, splices: Iterable[Splice]) -> str:
    found = re.search("\r\n|\r|\n", text)
    newline = found[0] if found else "\n"
    for one in sorted(splices, key=lambda splice: splice.start)[::-1]:  # of equal starts, the later one first
        text = text[: one.start] + one.text.replace("\n", newline) + text[one.end :]
    return text


def below(spans: SpannedText, end: int, lines: str) -> list[Splice]:
    """Lines of their own below the one in which `end` is."""
    position = spans.line_after(end)
    if position < len(spans.text) or spans.text[-1:] in "\r\n":
        return [Splice(position, position, lines + "\n")]
    made = [Splice(position, position, f"\n{lines}\n")]
    last = next((one for one in spans.root.walk() if one.lines and one.end == len(spans.text)), None)
    if last and not last.text.endswith("\n") and "-" not in spans.header(last)[1]:
        # A block text that ends with the file, without a line break, must not gain one.
        header = spans.header(last)
        sign = header[1][0] + re.sub(r"\D", "", header[1]) + "-"
        made.append(Splice(header.start(1), header.end(1), sign))
    return made


def likes(spans: SpannedText, entries: Sequence[Span]) -> dict[str, Like]:
    """Key → how its value is mostly written in these entries."""
    seen: dict[str, Counter[Like]] = {}
    for entry in entries:
        for key, value in zip(entry.keys, entry.items, strict=True):
            if not value.alias:
                seen.setdefault(key.text, Counter())[_like(spans, key, value)] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in seen.items()}


def _like(spans: SpannedText, key: Span, value: Span) -> Like:
    item = Counter(item.style for item in value.items).most_common(1)[0][0] if value.items else ""
    if value.style != "block" or value.keys:
        return Like(value.style, item=item)
    dash = spans.mark_before("-", value.start, value.items[0].start) if not value.anchor else value.items[0].start
    return Like("block", max(spans.column(dash) - spans.column(key.start), 0), item)


def own_start(spans: SpannedText, found: Span, index: int, dash: int) -> int:
    """Where an entry begins with the comments above it; those above the first one belong to the list."""
    start, column = spans.line_start(dash), spans.column(dash)
    floor = spans.line_after(found.items[index - 1].end) if index else start
    while start > floor:
        above = spans.line_above(start)
        comment = _COMMENT.match(spans.text, above)
        if above < floor or not comment or len(comment[1]) > column or _HEADING.match(spans.text, above):
            break
        start = above
    return start


def end_with_comments(spans: SpannedText, entry: Span, column: int) -> int:
    """Comments right below that are indented deeper than the dash belong to the entry."""
    end = entry.end
    while (start := spans.line_after(end)) < len(spans.text):
        comment = _COMMENT.match(spans.text, start)
        if not comment or len(comment[1]) <= column:
            break
        end = spans.line_stop(start)
    return end


def after_blank_lines(spans: SpannedText, start: int) -> int:
    while start < len(spans.text) and spans.ends_line(start):
        start = spans.next_line(start)
    return start


def before_blank_lines(spans: SpannedText, start: int, floor: int) -> int:
    """`floor` is where the lines of the entry above end."""
    while start > floor and (above := spans.line_above(start)) >= floor and spans.ends_line(above):
        start = above
    return start


def blank_lines(spans: SpannedText, found: Span) -> int:
    """How many blank lines mostly set an entry off from the one above."""
    if spans.keeps_lines(found.items[-1]):
        return 0
    counts = Counter(_blank_lines_above(spans, found, index) for index in range(1, len(found.items)))
    return max(counts, key=lambda lines: (counts[lines], lines), default=0)


def _blank_lines_above(spans: SpannedText, found: Span, index: int) -> int:
    floor = spans.line_after(found.items[index - 1].end)
    start = own_start(spans, found, index, spans.mark_before("-", floor, found.items[index].start))
    return len(re.findall("\r\n|\r|\n", spans.text[before_blank_lines(spans, start, floor) : start]))


def without_item(spans: SpannedText, found: Span, index: int) -> list[Splice]:
    """An item between commas goes, with one of them."""
    item = found.items[index]
    after = found.items[index + 1].start if index + 1 < len(found.items) else found.end
    try:
        comma = spans.mark_before(",", item.end, after)
    except SpliceError:
        comma = spans.mark_before(",", found.items[index - 1].end, item.start) if index else item.start
        return [Splice(comma, comma + bool(index)), Splice(item.start, item.end)]
    return [Splice(item.start, item.end), Splice(comma, comma + 1)]
