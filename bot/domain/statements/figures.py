"""Levels in figures and signs: ratings, stars, years of practice, and the legend that a list brings along."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.language.words import lower
from bot.domain.names.levels import LevelMark, level_marks, of_years
from bot.domain.statements.row import LEGEND, LevelPhrases, Span

_SINCE = re.compile(r"\bsince\s+(?:\w+\s+)?(?:(?P<year>(?:19|20)\d\d)|['’](?P<short>\d\d))\b")
_PAIR = re.compile(
    r"(?<![\w/.])(?P<sign>\d|[a-z]{1,2}\+?|[^\w\s,.;:()=/!?-]{1,2})\s*(?:=|:|means|is|->|→)\s*"
    r"(?P<words>[a-z' ]{2,28}?)(?=\s*(?:[^\w\s']|$|\d|\n))"
)
"""One line of a legend: `3 = expert`, `🟢 = solid`."""
_NEVER = frozenset({"never", "none", "nothing", "no", "zero", "no idea", "no clue", "not at all", "never used", "nope"})
_LEAST = 2
"""Signs that a legend explains."""


def figures(text: str, levels: LevelPhrases, kb: KnowledgeBase, year: int) -> list[Span]:
    """The spans of all figures that give a level, and of the legend itself, which gives none."""
    lowered = lower(text)
    found = [_of_mark(mark) for mark in level_marks(text, kb)]
    for match in _SINCE.finditer(lowered):
        began = int(match["year"] or f"20{match['short']}")
        if began <= year:
            level = of_years(max(year - began, 0.5), kb)
            found.append(Span("figure", match.start(), match.end(), level or "", f"y{level}"))
    legend = list(_legend(lowered, levels))
    if len({match["sign"] for match, _ in legend}) >= _LEAST:
        found += _explained(lowered, legend)
    return found


def _of_mark(mark: LevelMark) -> Span:
    level = mark.level or "zero"
    return Span("figure", mark.start, mark.end, level, ("y" if mark.years else "r") + level)


def _legend(lowered: str, levels: LevelPhrases) -> Iterator[tuple[re.Match[str], str]]:
    for match in _PAIR.finditer(lowered):
        words = tuple(match["words"].split())
        level = next(
            (levels[words[i:j]] for i in range(len(words)) for j in range(len(words), i, -1) if words[i:j] in levels),
            "",
        )
        if not level and set(words) & _NEVER:
            level = "zero"
        if level:
            yield match, level


def _explained(lowered: str, legend: list[tuple[re.Match[str], str]]) -> Iterator[Span]:
    """The signs wherever else they stand, and the legend as one span of no level."""
    meaning: Mapping[str, str] = {match["sign"]: level for match, level in legend}
    own = [(match.start(), match.end()) for match, _ in legend]
    for start, end in own:
        yield Span("mark", start, end, "", LEGEND)
    signs = "|".join(re.escape(sign) for sign in sorted(meaning, key=len, reverse=True))
    for match in re.finditer(rf"(?<![\w/.])(?:{signs})(?![\w/]|\.\d)", lowered):
        if not any(start <= match.start() < end for start, end in own):
            level = meaning[match.group()]
            yield Span("figure", match.start(), match.end(), level, f"r{level}")  # type: ignore[arg-type]
