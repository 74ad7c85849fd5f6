"""The level a member gives a skill: words ("rusty"), marks ("3/5", "★★★☆☆", "60%") and years of practice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import SKILL_LEVELS, SkillLevel
from bot.domain.language.words import lower

LOW, LOW_OF_TEN, HIGH = 0.4, 0.35, 0.8
"""Up to LOW of full marks is beginner, from HIGH on advanced. On finer scales the middle begins at 4 of 10."""
_LONGEST_CAREER = 60

_MARK = re.compile(
    r"(?P<stars>[★⭐☆✩✭]+(?:\ufe0f?[★⭐☆✩✭])*\ufe0f?)"
    r"|(?<![\w/.])(?P<got>\d{1,3}(?:\.\d)?)\s{0,3}(?:/|out of|of)\s{0,3}(?P<full>5|10|100)(?![\w/])"
    r"|(?<![\w/.])(?<!\bby )(?P<percent>\d{1,3})\s{0,3}(?:%|percent\b)"
    r"(?!\s*(?:of|off|more|less|cheaper|faster|slower)\b)"  # "40% of the builds" rates nothing
    r"|\b(?:level|lvl)\s{0,3}(?P<level>[0-5])\b"
)
_YEARS = re.compile(
    r"(?<![\w.])(?P<n>\d+(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|a couple of|couple|few|a few|many|several|half an?(?=\s+year)"
    r"|(?<![\dk]\s)an?(?=\s+(?:year|month)\s+(?:of|with|in)\b))"
    r"(?:\s{0,3}(?:-|–|to)\s{0,3}\d+)?\s{0,3}\+?\s{0,3}(?P<unit>years?|yrs?|yoe|yr|y|months?|mos?)\b['’]?"
    r"(?!\s*(?:ago|old|later|from now)\b)"
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
            "ten": 10, "a couple of": 2, "couple": 2, "few": 3, "a few": 3, "many": 5, "several": 3, "half a": 0.5,
            "half an": 0.5, "a": 1, "an": 1}  # fmt: skip


@dataclass(frozen=True)
class LevelMark:
    """A level given in figures: marks, stars, percent or years. No level: none of it at all ("0/5")."""

    start: int
    end: int
    level: SkillLevel | None
    years: bool = False


def level_words(kb: KnowledgeBase) -> dict[str, SkillLevel]:
    """Words and phrases that give a level; those that name it go before those that only stand beside a skill."""
    levels = kb.skill_levels.values()
    named = [(text, words.id) for words in levels for text in (words.id, *words.aliases)]
    beside = [(text, words.id) for words in levels for text in words.beside]
    table: dict[str, SkillLevel] = {}
    for text, level in named + beside:
        plain = text.replace("-", " ").lower()
        if plain not in kb.words.no_skill_levels and plain.replace(" ", "").isalpha():
            table.setdefault(plain, level)
    return table


def level_marks(text: str, kb: KnowledgeBase) -> Iterator[LevelMark]:
    lowered = lower(text)
    for match in _MARK.finditer(lowered):
        share = _share(match)
        if share <= 1:
            fine = match["percent"] or int(match["full"] or 5) > 5
            yield LevelMark(match.start(), match.end(), of_share(share, LOW_OF_TEN if fine else LOW))
    for match in _YEARS.finditer(lowered):
        years = _years(match)
        if years <= _LONGEST_CAREER:
            yield LevelMark(match.start(), match.end(), of_years(years, kb), years=True)


def of_share(share: float, low: float = LOW) -> SkillLevel | None:
    """The level for a share of full marks; none for nothing at all."""
    if share <= 0:
        return None
    if share <= low:
        return "beginner"
    return "intermediate" if share < HIGH else "advanced"


def of_years(years: float, kb: KnowledgeBase) -> SkillLevel | None:
    """The level for years of practice; none for "0 years"."""
    if not years:
        return None
    reached = [level for level in SKILL_LEVELS if level in kb.skill_levels and kb.skill_levels[level].years <= years]
    return reached[-1] if reached else "beginner"


def _share(match: re.Match[str]) -> float:
    if match["stars"]:
        full, empty = (sum(match["stars"].count(star) for star in stars) for stars in ("★⭐✭", "☆✩"))
        return full / max(5, full + empty)
    if match["got"]:
        return float(match["got"]) / float(match["full"])
    return float(match["percent"]) / 100 if match["percent"] else float(match["level"]) / 5


def _years(match: re.Match[str]) -> float:
    number = _NUMBERS[match["n"]] if match["n"] in _NUMBERS else float(match["n"])
    return number / 12 if match["unit"].startswith("mo") else number
