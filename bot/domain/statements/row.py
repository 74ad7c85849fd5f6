"""A message as one row of tokens: words, marks, levels in figures, and the names that something may be said of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.core.levels import SkillLevel
from bot.domain.language.ordinary_words import word_set
from bot.domain.language.words import lower, words

TokenKind = Literal["word", "skill", "pointer", "role", "hours", "mark", "figure", "name"]

LONGEST_PHRASE = 4
"""Words of a phrase that gives a level."""
TARGETS = frozenset({"skill", "pointer", "role", "hours"})
ITEMS = frozenset({"skill", "name", "role"})
"""What lists are made of; words that point back are, too, but stand on their own."""
_MARK = re.compile(r"\n\s*[-–*•·>]*\s*|->|=>|\.{2,}|[,;:/|&+=()\[\]?!.…•·~→\"“”*<>-]|[^\w\s]")
QUOTE = '"'
LEGEND = "legend"
"""The text of the token that stands for a line of a legend."""
_QUOTES = frozenset('"“”„«»')
_QUIET = frozenset("*~_`'’‘\ufe0f\u200d")
_INNER = re.compile(r"(?<=\w)[.-](?=\w)")
"""A dot or hyphen within a word parts nothing."""
_WITH = re.compile(r"(?<!\w)[wb]$")
"""Before a slash that parts nothing: `decent w/ godot`, `b/c`."""
ENDS = frozenset({".", "!", "?", "…", ";"})
LINKS = frozenset({",", "/", "&", "+", "|", "\n", "·", "•", "and", "or", "n", "plus", "nor", "und"})
"""What stands between the items of a list."""


@dataclass(frozen=True, slots=True)
class Span:
    """A name or figure, and where it stands in the text."""

    kind: TokenKind
    start: int
    end: int
    level: SkillLevel | Literal["", "zero"] = ""
    """Figures: the level they give."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a row."""

    kind: TokenKind
    text: str
    start: int
    end: int
    level: SkillLevel | Literal["", "zero"] = ""
    """The level that a word, or a phrase that ends here, or a figure gives."""


_SHORT: Mapping[str, SkillLevel] = {
    "int": "intermediate", "inter": "intermediate", "med": "intermediate", "beg": "beginner", "exp": "advanced",
}  # fmt: skip
"""Short forms that give a level only right after a name: `c++ beg`."""
LevelPhrases = Mapping[tuple[str, ...], SkillLevel]


def row(
    text: str,
    spans: Iterable[Span],
    levels: LevelPhrases,
    known: frozenset[str],
    mend: Callable[[str], str] = lambda word: word,
) -> list[Token]:
    """The tokens of `text`. `spans` do not overlap; words not in `known` may be slips, or else names."""
    lowered = lower(text)
    taken = sorted(spans, key=lambda span: span.start)
    found: list[Token] = []
    at = 0
    for span in taken:
        if span.start < at:
            continue
        found += _plain(lowered, at, span.start, known, mend)
        word = span.text or lowered[span.start : span.end]
        found.append(Token(span.kind, word, span.start, span.end, span.level))
        at = span.end
    found += _plain(lowered, at, len(text), known, mend)
    if any(words_of_mark[0] in lowered for words_of_mark in _DICTATED):
        found = list(_dictated(found))
    return _with_levels(found, levels)


_DICTATED = {
    ("comma",): ",", ("period",): ".", ("newline",): "\n", ("full", "stop"): ".", ("new", "line"): "\n",
    ("question", "mark"): "?", ("exclamation", "mark"): "!",
}  # fmt: skip
"""Marks as they are spoken into a telephone."""


def _dictated(tokens: Sequence[Token]) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        count = 2 if tuple(token.text for token in tokens[at : at + 2]) in _DICTATED else 1
        first, last = tokens[at], tokens[min(at + count, len(tokens)) - 1]
        mark = _DICTATED.get(tuple(token.text for token in tokens[at : at + count]))
        yield Token("mark", mark, first.start, last.end) if mark else first
        at += count


def _plain(lowered: str, start: int, end: int, known: frozenset[str], mend: Callable[[str], str]) -> Iterator[Token]:
    """Words and marks between two names."""
    piece = lowered[start:end]
    at = 0
    for word in words(piece):
        yield from _marks(piece, at, word.start, start, lowered)
        strange = word.text not in known and len(word.text) > 1 and not word.text[0].isdigit()
        meant = mend(word.text) if strange else word.text
        kind: TokenKind = "name" if strange and meant == word.text else "word"
        yield Token(kind, meant, start + word.start, start + word.end)
        at = word.end
    yield from _marks(piece, at, len(piece), start, lowered)


def _marks(piece: str, at: int, end: int, offset: int, lowered: str) -> Iterator[Token]:
    if piece[at:end] == " ":
        return
    for match in _MARK.finditer(piece, at, end):
        mark = match.group()
        place = offset + match.start()
        if mark in _QUIET or _INNER.match(lowered, place):
            continue
        if mark in _QUOTES:
            mark = QUOTE
        if mark.startswith("\n"):
            mark = "\n"
        elif mark[0] == "." and len(mark) > 1:
            mark = "…"
        elif _parts_nothing(mark, place, lowered):
            continue
        yield Token("mark", mark, place, offset + match.end())


def _parts_nothing(mark: str, place: int, lowered: str) -> bool:
    """The slash of `w/` and the dot of `.net`."""
    if mark == "/":
        return _WITH.search(lowered, max(place - 2, 0), place) is not None
    return mark == "." and place + 1 < len(lowered) and lowered[place + 1].isalnum()


_NEVER = word_set("no nope nah never none nothing nada zero nil zilch absent skipped blank")
"""Words that say of the skill before or after them that it is not there."""
_CROSSES, _TICKS = frozenset("❌✗✘✖🚫⚫✕"), frozenset("✅✔☑👍")


def _signed(token: Token) -> Token:
    if token.kind == "word" and token.text in _NEVER and not token.level:
        return replace(token, level="zero")
    if token.kind == "mark" and token.text in _CROSSES:
        return replace(token, text="cross", level="zero")
    return replace(token, text="tick") if token.kind == "mark" and token.text in _TICKS else token


def _with_levels(tokens: Sequence[Token], levels: LevelPhrases) -> list[Token]:
    """Marks the last word of each phrase that gives a level, the longest first."""
    found = [_signed(token) for token in tokens]
    at = 0
    while at < len(found):
        if found[at].kind in ("word", "name"):
            at += _leveled(found, at, levels)
        at += 1
    return found


def _leveled(tokens: list[Token], at: int, levels: LevelPhrases) -> int:
    """Marks the longest phrase that begins here; how many words it has besides the first."""
    words: list[str] = []
    best = 0
    for token in tokens[at : at + LONGEST_PHRASE]:
        if token.kind not in ("word", "name"):
            break
        words.append(token.text)
        if tuple(words) in levels:
            best = len(words)
    if best:
        last = at + best - 1
        tokens[last] = replace(tokens[last], level=levels[tuple(words[:best])], kind="word")
    elif words[0] in _SHORT and at and (tokens[at - 1].text == "(" or tokens[at - 1].kind in ("skill", "name")):
        tokens[at] = replace(tokens[at], level=_SHORT[words[0]], kind="word")
    return max(best - 1, 0)
