"""What Discord takes, as named numbers, and the functions that keep to it without cutting what belongs together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

CHOICES = 25
"""Of one autocomplete, and options of one select."""
CHOICE_NAME = 100
LABEL = 80
CUSTOM_ID = 100
ROW = 5
"""Buttons side by side."""
MESSAGE_TEXT = 4000
"""Of all texts of one layout together."""
FORM_TITLE = 45
FORM_LABEL = 45
FORM_HINT = 100
"""A form's descriptions and placeholders."""
FORM_TEXT = 4000
GROUP = 10
"""Boxes of one checkbox or radio group."""

NAME = 100
"""Of ours: characters typed into an option that names something."""
QUESTION = 1000
"""Of ours: characters of a question or a report."""
HOURS = 80.0
"""Of ours: hours a week that anybody may plan."""

_POINT = re.compile(r"^\s*(?:[-*+•]|\d{1,2}[.)])\s+", re.MULTILINE)
"""What a line of a list begins with."""
_MARK = re.compile(r"^\s*(?:#{1,3}|-#|>)\s+", re.MULTILINE)
"""The same of a heading, small print, a quotation."""
FENCE = "```"
FULL = 0.6
"""A page filled so far is closed rather than filled up with half a paragraph."""
_KEPT_WHOLE = re.compile(r"\[[^\]\n]*\]\([^)\s]*\)\S*|`[^`\n]+`\S*|\*\*[^*\n]{1,200}\*\*\S*|<[^>\s]+>\S*|\S+")
"""What no line is broken in: links, code, bold words, mentions, words."""


def units(text: str) -> int:
    """Length as the strictest reader counts it: UTF-16 units, two for most emoji."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, most: int) -> str:
    """`text` on one line, shortened between words where it is too long."""
    text = " ".join(text.split())
    if units(text) <= most:
        return text
    kept = _head(text, most - 1)
    whole, _, _ = kept.rpartition(" ")
    return f"{(whole or kept).rstrip(' ,;:')}…"


def preview(text: str, most: int) -> str:
    """The beginning of a formatted text on one line: its points between dots, its headings as words."""
    return cut(_POINT.sub("· ", _MARK.sub("", text.strip())).removeprefix("· "), most)


def words_within(text: str, most: int) -> str:
    """The first words of `text` that fit, for a custom id: no sign of the cut."""
    text = " ".join(text.split())
    if units(text) <= most:
        return text
    kept = _head(text, most + 1)
    whole, _, _ = kept.rpartition(" ")
    return whole or _head(text, most)


def pages(blocks: Sequence[str], *, first: int, most: int) -> tuple[str, ...]:
    """Paragraphs → pages of at most `most`, the first of about `first`; broken between paragraphs, lines, words."""
    done: list[str] = []
    page = ""
    for block in blocks:
        room = most if done else first
        if page and units(page) >= FULL * room and units(f"{page}\n\n{block}") > room:
            done.append(page)
            page = ""
        for joint, piece in _pieces(block, most):
            grown = f"{page}{joint}{piece}" if page else piece
            if page and units(grown) > (most if done else first):
                done.append(page)
                grown = piece
            page = grown
    return (*done, page) if page else tuple(done)


def _pieces(block: str, most: int) -> Iterator[tuple[str, str]]:
    """(what joins it to the text before, a part that stays together)."""
    for number, piece in enumerate(_lines(block, most)):
        yield "\n" if number else "\n\n", piece


def _lines(block: str, most: int) -> Iterator[str]:
    """The lines of a paragraph, its heading with the line below, a code block in one piece where it fits."""
    held: list[str] = []
    fenced = False
    for line in block.split("\n"):
        held.append(line)
        if line.startswith(FENCE):
            fenced = not fenced
        if not fenced and not _is_heading(held):
            yield from _within("\n".join(held), most)
            held = []
    if held:
        yield from _within("\n".join(held), most)


def _is_heading(lines: Sequence[str]) -> bool:
    return len(lines) == 1 and (lines[0].startswith("#") or (lines[0].startswith("**") and lines[0].endswith("**")))


def _within(text: str, most: int) -> Iterator[str]:
    if units(text) <= most:
        yield text
    elif text.startswith(FENCE):
        yield from _fences(text, most)
    else:
        yield from _broken(text, most)


def _fences(text: str, most: int) -> Iterator[str]:
    """A long code block as several, each opened as the first one is."""
    opening, *lines = text.removesuffix(FENCE).rstrip("\n").split("\n")
    room = most - units(opening) - len(FENCE) - 2
    held = ""
    for line in chain.from_iterable(_chunks(line, room) for line in lines):
        grown = f"{held}\n{line}"
        if held and units(f"{opening}{grown}\n{FENCE}") > most:
            yield f"{opening}{held}\n{FENCE}"
            grown = f"\n{line}"
        held = grown
    yield f"{opening}{held}\n{FENCE}"


def _broken(text: str, most: int) -> Iterator[str]:
    """A line too long for a page, broken between words; only a word longer than a page is broken itself."""
    start = end = 0
    for word in _KEPT_WHOLE.finditer(text):
        if end > start and units(text[start : word.end()]) > most:
            yield text[start:end]
            start = word.start()
        end = word.end()
        *full, rest = _chunks(text[start:end], most)
        yield from full
        start = end - len(rest)
    if text[start:].strip():
        yield text[start:].rstrip()


def _chunks(text: str, most: int) -> Iterator[str]:
    while units(text) > most:
        head = _head(text, most)
        yield head
        text = text[len(head) :]
    yield text


def _head(text: str, most: int) -> str:
    """The first `most` units, no character halved."""
    if text.isascii():
        return text[:most]
    head = text[:most]
    while units(head) > most:
        head = head[: len(head) - max(1, (units(head) - most) // 2)]
    return head
