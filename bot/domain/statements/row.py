"""A message as one row of tokens: words, marks, levels in figures, and the names that something may be said of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.domain.core.knowledge import SkillLevel
from bot.domain.language.words import lower, words

TokenKind = Literal["word", "skill", "pointer", "role", "hours", "mark", "figure", "name"]

TARGETS = frozenset({"skill", "pointer", "role", "hours"})
_MARK = re.compile(r"\n\s*[-–*•·>]*\s*|->|=>|\.{2,}|[,;:/|&+=()\[\]?!.…•·~→\"“”*<>-]|[^\w\s]")
QUOTE = '"'
_QUOTES = frozenset('"“”„«»')
_QUIET = frozenset("*~_`'’‘\ufe0f\u200d")
_INNER = re.compile(r"(?<=\w)[.-](?=\w)")
"""A dot or hyphen within a word parts nothing."""
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


LevelPhrases = Mapping[tuple[str, ...], SkillLevel]


def row(text: str, spans: Iterable[Span], levels: LevelPhrases, known: frozenset[str]) -> list[Token]:
    """The tokens of `text`. `spans` do not overlap; words not in `known` may be names."""
    lowered = lower(text)
    taken = sorted(spans, key=lambda span: span.start)
    found: list[Token] = []
    at = 0
    for span in taken:
        if span.start < at:
            continue
        found += _plain(lowered, at, span.start, known)
        word = span.text or lowered[span.start : span.end]
        found.append(Token(span.kind, word, span.start, span.end, span.level))
        at = span.end
    found += _plain(lowered, at, len(text), known)
    return _with_levels(found, levels)


def _plain(lowered: str, start: int, end: int, known: frozenset[str]) -> Iterator[Token]:
    """Words and marks between two names."""
    piece = lowered[start:end]
    at = 0
    for word in words(piece):
        yield from _marks(piece, at, word.start, start, lowered)
        strange = word.text not in known and len(word.text) > 1 and not word.text[0].isdigit()
        kind: TokenKind = "name" if strange else "word"
        yield Token(kind, word.text, start + word.start, start + word.end)
        at = word.end
    yield from _marks(piece, at, len(piece), start, lowered)


def _marks(piece: str, at: int, end: int, offset: int, lowered: str) -> Iterator[Token]:
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
        elif mark == "." and place + 1 < len(lowered) and lowered[place + 1].isalnum():
            continue
        yield Token("mark", mark, place, offset + match.end())


def _with_levels(tokens: Sequence[Token], levels: LevelPhrases) -> list[Token]:
    """Marks the last word of each phrase that gives a level, the longest first."""
    found = list(tokens)
    at = 0
    while at < len(found):
        for count in range(min(4, len(found) - at), 0, -1):
            span = found[at : at + count]
            level = levels.get(tuple(token.text for token in span))
            if level and all(token.kind in ("word", "name") for token in span):
                found[at + count - 1] = replace(span[-1], level=level, kind="word")
                at += count - 1
                break
        at += 1
    return found
