"""Amounts in a text: hours a week, years of experience, sums of money."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.language.words import lower
from bot.domain.names.mentions import Mention, MentionKind

_NUMBERS = {
    "half an": 0.5, "half a": 0.5, "an": 1, "a": 1, "one": 1, "two": 2, "a couple of": 2, "couple of": 2, "a couple": 2,
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
}  # fmt: skip
_NUMBER = r"(?P<n>\d+(?:[.,]\d+)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")"
_RANGE = r"(?:\s*(?:-|–|to|or)\s*\d+(?:\.\d+)?)?\s*\+?\s*"
_CLOCK = r"(?P<unit>hours?|hrs?|h|minutes?|mins?)"
_PER = r"\s*(?:(?:of\s+\w+\s+)?(?:a|per|each|every|/|p)\s*|on\s+)?"
_PERIOD = r"(?P<period>week\s?days?|weekend|weekly|weeks?|wk|w|days?|daily|d|evenings?|nights?|mornings?)\b"
_HOURS = (
    re.compile(rf"(?<![\w.$,]){_NUMBER}{_RANGE}(?:-)?{_CLOCK}(?:\s+of\s+\w+)?{_PER}{_PERIOD}"),
    re.compile(
        rf"\b(?:per|every|each|a)\s+{_PERIOD}[\s:,]+(?:i\s+\w+\s+)?(?:about\s+|around\s+)?{_NUMBER}{_RANGE}{_CLOCK}\b"
    ),
    re.compile(rf"\b(?P<period>weekly|daily)[\s:]+(?:about\s+|around\s+)?{_NUMBER}{_RANGE}{_CLOCK}\b"),
)
_TIMES_A_WEEK = {"week": 1, "wk": 1, "w": 1, "weekend": 1, "weekday": 5}
_HOURS_IN_A_WEEK = 168

_YEARS = re.compile(
    rf"(?<![\w.$,-]){_NUMBER}(?:\s*(?:-|–|to)\s*\d+)?\s*\+?\s*(?:(?P<yoe>yoe)|years?|yrs?|y)\b(?:['’]s?)?"
)
_NO_YEARS = re.compile(r"(?P<n>\b(?:zero|no))\s+(?:yoe|years?\s+of\s+experience)\b")
_NOT_YEARS_BEFORE = re.compile(
    r"(?:\b(?:in|next|within|last|age|aged|take|takes|took|by|every|per)|\$\s*)\s*(?:the\s+|about\s+)?$"
)
_NOT_YEARS_AFTER = re.compile(r"\s*[- ](?:old|ago|from now|later|plan|degree|program|contract|olds?)\b")

_MAY_COUNT = re.compile(r"\d|\b(?:h(?:ours?|rs?)?|min(?:ute)?s?|y(?:ears?|rs?|oe)?)\b")
"""Without a figure or a unit nothing is counted."""

_MONEY = re.compile(
    r"(?P<sign>[$€£]\s?)(?P<a>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:\s?(?P<ak>k|m)\b)?"
    r"|(?<![\w.,$])(?P<b>\d{2,3}(?:\.\d)?)\s?k\b"
    r"|(?<![\w.,$])(?P<c>\d{2,3},\d{3})(?![\d,])"
    r"|(?<![\w.,$])(?P<d>\d{5,6})\b(?=\s*(?:usd|dollars|bucks|a year|per year|annually|salary|pay|base|tc))"
)


def amounts(text: str) -> Iterator[Mention]:
    """Hours, years and money in `text`; a range counts with its lower end, a vague one ("weekends only") not at all."""
    lowered = lower(text)
    if not _MAY_COUNT.search(lowered):
        return
    yield from _hours(text, lowered)
    yield from _years(text, lowered)
    yield from _money(text, lowered)


def _hours(text: str, lowered: str) -> Iterator[Mention]:
    for pattern in _HOURS:
        for match in pattern.finditer(lowered):
            period = re.sub(r"\s|s$", "", match["period"])
            unit = 1 / 60 if match["unit"].startswith("min") else 1
            value = round(_value(match["n"]) * unit * _TIMES_A_WEEK.get(period, 1 if period == "weekly" else 7), 1)
            if value < _HOURS_IN_A_WEEK:
                yield _mention("hours", text, match, value)


def _years(text: str, lowered: str) -> Iterator[Mention]:
    for match in _NO_YEARS.finditer(lowered):
        yield _mention("years", text, match, 0)
    for match in _YEARS.finditer(lowered):
        bare = match["n"].startswith(("a", "half")) or (match.group().endswith(("y", "y'")) and " " in match.group())
        told = match["yoe"] or not (
            _NOT_YEARS_BEFORE.search(lowered, 0, match.start()) or _NOT_YEARS_AFTER.match(lowered, match.end())
        )
        if told and not bare:
            yield _mention("years", text, match, _value(match["n"]))


def _money(text: str, lowered: str) -> Iterator[Mention]:
    for match in _MONEY.finditer(lowered):
        number = next(match[name] for name in "abcd" if match[name]).replace(",", "")
        thousands = match["b"] or match["ak"] == "k"
        yield _mention("money", text, match, float(number) * (1000 if thousands else 1_000_000 if match["ak"] else 1))


def _value(number: str) -> float:
    return _NUMBERS[number] if number in _NUMBERS else float(number.replace(",", "."))


def _mention(kind: MentionKind, text: str, match: re.Match[str], value: float) -> Mention:
    return Mention(kind, f"{value:g}", match.start(), match.end(), text[match.start() : match.end()], value=value)
