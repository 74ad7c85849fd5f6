"""Levels in figures and signs: ratings, stars, years of practice, and the legend that a list brings along."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import SKILL_LEVELS
from bot.domain.language.words import lower
from bot.domain.names.levels import LOW_OF_TEN, LevelMark, level_marks, of_share, of_years
from bot.domain.statements.row import LEGEND, LevelPhrases, Span

_NUMBERS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
}  # fmt: skip
_NUMBER = rf"\d{{1,2}}|{'|'.join(_NUMBERS)}"
_SINCE = re.compile(r"\bsince\s+(?:\w+\s+)?(?:(?P<year>(?:19|20)\d\d)|['’](?P<short>\d\d))\b")
_RECENT = re.compile(
    r"\bsince\s+(?:last\s+|this\s+)?(?:week|month|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|august|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?|christmas|easter|spring|summer|autumn|fall|winter)\b(?!\s+(?:of\s+)?(?:19|20)\d\d)"
    r"|\b(?:under|less than|not (?:even|quite)|barely|almost|nearly) (?:a|one|1) year\b"
    rf"|\b(?:{_NUMBER}|a few|couple of)\s+weeks?\b(?!\s+ago)|\b(?:day|week)\s+(?:{_NUMBER})\b"
)
"""Practice of less than a year: `since march`, `two weeks`, `day 3`, `for under a year`."""
_MANY_YEARS = re.compile(
    r"\b(?:eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty)\s+years\b"
    r"|\b(?:a|two|three)\s+decades?\b|\bdecades\b|\b(?:four|five|six|seven|eight|nine|ten) and a half years\b"
)
_SAME_UNIT = re.compile(
    rf"\bfor\s+(?:the\s+)?(?:past\s+|last\s+)?(?P<n>{_NUMBER})\b(?!\s*[\w/%])|"
    rf"\bfor\s+(?:the\s+)?(?:past|last)\s+(?P<more>{_NUMBER})\b(?!\s*(?:\d|[a-z]+s\b))"
)
"""`java for 8 years, kotlin for 2`: years too."""
_SCALE = re.compile(r"\b(?:scale|out of (?:10|ten)|of ten|(?:1|one)\s*(?:-|–|to)\s*(?:10|ten))\b")
"""Single numbers are ratings of ten where this stands."""
_RATING = re.compile(
    rf"(?<![\w/.:–-])(?P<n>10|\d|{'|'.join(list(_NUMBERS)[1:])})(?![\w/%]|\s*(?:-|–|to\b|out|of|/)|[.,]\d)"
)
_COLORS = {
    "gold": "🥇", "silver": "🥈", "bronze": "🥉", "green": "🟢🟩💚", "yellow": "🟡🟨💛", "orange": "🟠🟧", "red": "🔴",
    "blue": "🔵🟦", "black": "⚫⬛", "white": "⚪⬜",
}  # fmt: skip
"""Words of a legend for signs of a list."""
_PAIR = re.compile(
    rf"(?<![\w/.])(?P<sign>\d|[a-z]{{1,2}}\+?|{'|'.join(_COLORS)}|[^\w\s,.;:()=/!?-]{{1,2}})\s*(?:=|:|means|is|->|→)\s*"
    r"(?P<words>[a-z'’ ]{2,28}?)(?=\s*(?:[^\w\s']|$|\d|\n))"
)
"""One line of a legend: `3 = expert`, `🟢 = solid`."""
_NEVER = frozenset({"never", "none", "nothing", "no", "zero", "nope", "not", "don't", "dont"})
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
    beginner = SKILL_LEVELS[0]
    found += [Span("figure", *match.span(), beginner, f"y{beginner}") for match in _RECENT.finditer(lowered)]
    most = SKILL_LEVELS[-1]
    found += [Span("figure", *match.span(), most, f"y{most}") for match in _MANY_YEARS.finditer(lowered)]
    if any(span.text.startswith("y") for span in found):
        found += _bare_years(lowered, kb)
    if _SCALE.search(lowered):
        found += _bare_ratings(lowered)
    legend = list(_legend(lowered, levels))
    if len({match["sign"] for match, _ in legend}) >= _LEAST:
        found += _explained(lowered, legend)
    return found


def _of_mark(mark: LevelMark) -> Span:
    level = mark.level or "zero"
    return Span("figure", mark.start, mark.end, level, ("y" if mark.years else "r") + level)


def _bare_years(lowered: str, kb: KnowledgeBase) -> Iterator[Span]:
    for match in _SAME_UNIT.finditer(lowered):
        level = of_years(_value(match["n"] or match["more"]), kb) or "zero"
        yield Span("figure", *match.span(), level, f"y{level}")


def _bare_ratings(lowered: str) -> Iterator[Span]:
    scales = [match.span() for match in _SCALE.finditer(lowered)]
    for match in _RATING.finditer(lowered):
        if all(match.end() <= start or end <= match.start() for start, end in scales):
            level = of_share(_value(match["n"]) / 10, LOW_OF_TEN) or "zero"
            yield Span("figure", *match.span(), level, f"r{level}")


def _value(number: str) -> int:
    return _NUMBERS[number] if number in _NUMBERS else int(number)


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
    meaning = {match["sign"]: level for match, level in legend}
    meaning |= {sign: level for word, level in meaning.items() for sign in _COLORS.get(word, "")}
    own = [(match.start(), match.end()) for match, _ in legend]
    for start, end in own:
        yield Span("mark", start, end, "", LEGEND)
    signs = "|".join(re.escape(sign) for sign in sorted(meaning, key=len, reverse=True))
    for match in re.finditer(rf"(?<![\w/.])(?:{signs})(?![\w/]|\.\d)", lowered):
        if not any(start <= match.start() < end for start, end in own):
            level = meaning[match.group()]
            yield Span("figure", match.start(), match.end(), level, f"r{level}")  # type: ignore[arg-type]
