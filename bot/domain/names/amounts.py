"""Amounts in a text: hours a week, years of experience, sums of money.

Blanks are counted (`_S`), so that a long run of them costs no more than its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.language.words import lower
from bot.domain.names.mentions import Mention, MentionKind

_NUMBERS = {
    "half an": 0.5, "half a": 0.5, "one and a half": 1.5, "an": 1, "a": 1, "one": 1, "two": 2, "a couple of": 2,
    "couple of": 2, "a couple": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "twenty five": 25, "thirty": 30, "forty": 40,
}  # fmt: skip
_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_HOURS_IN_A_WEEK = 168
_WEEKS_IN_A_MONTH = 52 / 12

_S = r"\s{0,3}"
_NUMBER = r"(?P<n>\d+(?:[.,]\d+)?|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r")"
_RANGE = rf"(?:{_S}(?:-|–|to|or|and){_S}\d+(?:\.\d+)?)?{_S}\+?(?:ish)?"
_FILLER = (
    r"(?:\s(?:of\s(?!my\b|the\b)\w+(?:\stime)?|to\s(?:study|spare|learn|spend|code|give|work)|free|max|tops|or\sso|total"
    r"|in\stotal|of\s(?:my|the)\stime|at\s(?:most|best|least)|studying|coding|learning|practice))?"
)
_CLOCK = re.compile(
    rf"(?<![\w.$,])(?:{_NUMBER}{_RANGE}{_S}-?)?(?P<unit>hours?|hrs?|h|minutes?|mins?)\b(?P<half>\sand\sa\shalf\b)?"
    + _FILLER
)
"""How long at a time: `10-12 hours`, `1.5h`, `half an hour of study`; a bare `hour` is one."""

_COUNT = r"(?P<count>[1-7]|one|two|three|four|five|six|seven)"
_A_WEEK = rf"{_S}(?:a|per|each|every|in\sa|/)?{_S}(?:week|wk)\b"
_LINK = rf"{_S},?{_S}(?:(?:a|an|per|each|every|on|in|in\sa|at|during|over|of)\s(?:the\s|my\s)?|[/p]{_S})?"
_WEEKEND = r"(?:week\s?-?ends?|saturdays?|sundays?)"
_WEEKDAYS = (
    r"(?:week\s?(?:days?|nights?)|during\sthe\sweek|work\s?(?:ing\s)?days?|mon(?:day)?s?\s?(?:-|to)\s?fri(?:day)?s?)"
)
_DAY = r"(?:days?|daily|evenings?|nights?|mornings?|lunch(?:\sbreaks?)?|(?<=/)d)"
_PERIODS = (
    (rf"(?:{_LINK}{_DAY}\b)?{_LINK}{_COUNT}{_S}(?:x|times|days|evenings|nights|mornings|sessions){_A_WEEK}", 0),
    (rf"{_LINK}{_DAY}\s(?:on|at|during)\s(?:the\s)?{_WEEKEND}\b", 2),
    (rf"{_LINK}{_DAY}\s(?:on|during)\s(?:the\s)?{_WEEKDAYS}", 5),
    (rf"{_LINK}(?P<times>once|twice|thrice){_A_WEEK}", 0),
    (rf"{_LINK}(?:every\s)?(?:other|second)\s{_DAY}\b", 3.5),
    (rf"{_LINK}week\s?-?end\sdays?\b", 2),
    (rf"{_LINK}{_WEEKDAYS}\b", 5),
    (rf"{_LINK}{_WEEKEND}\b", 1),
    (rf"{_LINK}(?:weekly|weeks?|wk|(?:(?<=[/p])|(?<=per\s))w)\b", 1),
    (rf"{_LINK}(?:monthly|months?|(?<=/)mo)\b", 1 / _WEEKS_IN_A_MONTH),
    (rf"{_LINK}(?:after\swork|before\swork|{_DAY})\b(?!\s(?:ago|off)\b)", 7),
)
"""After an amount, what it is counted by → how often a week that is (0: as often as it says)."""
_AFTER = tuple((re.compile(pattern), times) for pattern, times in _PERIODS)

_LEAD = re.compile(
    rf"(?:\b(?:per|every|each|a|on|at)\s(?:the\s|my\s)?)?\b(?:(?P<other>other\s{_DAY})|(?P<weekdays>{_WEEKDAYS})"
    rf"|{_COUNT}\s(?:times|days|evenings|nights|mornings)(?P<counted>{_A_WEEK})|(?P<weekend>{_WEEKEND})|(?P<week>weekly|week)|(?P<day>daily|day|evening|night|morning))\b"
    rf"(?:\s(?:only|hours?))?[\s:,=-]{{1,3}}(?:i\s(?:\w+\s){{1,2}})?(?:(?:about|around|maybe|roughly|like|ca|for)\s)?"
)
"""Before an amount: `weekends, maybe 5 hours`, `every day i have 2 hours`, `weekly: 5h`."""
_LEAD_TIMES = {"other": 3.5, "weekdays": 5, "weekend": 1, "week": 1, "day": 7}
_LABELLED = re.compile(rf"\bhours?{_S}(?:a|per|each|/){_S}week{_S}[:=]?{_S}(?P<n>\d+(?:\.\d+)?)(?![\d/]|\s?%)")
"""A form filled in: `hours per week: 10`."""

_YEARS = re.compile(
    rf"(?<![\w.$,-]){_NUMBER}(?:{_S}(?:-|–|to){_S}\d+)?{_S}\+?{_S}"
    r"(?:(?P<yoe>yoe)|years?|yrs?|y|(?P<months>months?|mos?))\b(?:['’]s?)?"
)
_NO_YEARS = re.compile(r"(?P<n>\b(?:zero|no))\s+(?:yoe|years?\s+of\s+experience)\b")
_NOT_YEARS_BEFORE = re.compile(
    r"(?:\b(?:in|next|within|in\sthe\s(?:last|past)|the\snext|age|aged|take|takes|took|by|every|per)|\$\s?)"
    r"\s{0,3}(?:the\s|about\s)?$"
)
_NOT_YEARS_AFTER = re.compile(r"\s?[- ]?(?:old|ago|from now|later|plan|degree|program|contract|olds?)\b")
_DECADE = re.compile(r"\b(?P<n>a) decade(?= (?:of|in|under)\b)")
_PRACTICE_AFTER = re.compile(
    r"\s(?:of\s(?:\w+\s){0,2}(?:exp|experience|practice)|(?:work\s)?(?:exp|experience)|under\smy\sbelt"
    r"|into?\s(?:the|this|my)\s(?:job|role|field|career|position)|on\sthe\sjob)\b"
)
_PRACTICE_BEFORE = re.compile(
    r"(?:\b(?:been|have|ve)\s\w+ing\s(?:\w+\s){0,3}(?:for\s)?"
    r"|\b(?:coding|programming|working|learning|studying|doing|using|practicing)\s(?:\w+\s){0,3}for\s)"
    r"(?:about\s|around\s|like\s)?$"
)
"""Months count as experience only where it is said: six months may as well be a plan."""
_LOOK_BACK = 50
_MONTHS_IN_A_YEAR = 12

_MAY_COUNT = re.compile(r"\d|\b(?:h(?:ours?|rs?)?|min(?:ute)?s?|y(?:ears?|rs|oe)?|months?|decade)\b")
"""Without a figure or a unit nothing is counted."""

_MONEY = re.compile(
    r"(?P<sign>[$€£]\s?)(?P<a>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:\s?(?P<ak>k|m)\b)?"
    r"|(?<![\w.,$])(?P<b>\d{2,3}(?:\.\d)?)\s?k\b"
    r"|(?<![\w.,$])(?P<c>\d{2,3},\d{3})(?![\d,])"
    r"|(?<![\w.,$])(?P<d>\d{5,6})\b(?=\s{0,3}(?:usd|dollars|bucks|a year|per year|annually|salary|pay|base|tc))"
)


@dataclass(frozen=True)
class _Clock:
    """How long at a time, in hours."""

    hours: float
    start: int
    end: int


def amounts(text: str) -> Iterator[Mention]:
    """Hours, years and money; a range counts with its lower end, a vague one ("weekends only") not at all."""
    lowered = lower(text)
    if not _MAY_COUNT.search(lowered):
        return
    yield from _hours(text, lowered)
    yield from _years(text, lowered)
    yield from _money(text, lowered)


def _hours(text: str, lowered: str) -> Iterator[Mention]:
    clocks = {clock.start: clock for clock in map(_clock, _CLOCK.finditer(lowered)) if clock}
    for clock in clocks.values():
        times, end = _period_after(lowered, clock.end)
        yield from _a_week(text, clock.hours * times, clock.start, end)
    for lead in _LEAD.finditer(lowered):
        clock_after = clocks.get(lead.end())
        if clock_after and lead.lastgroup:
            times = _count(lead) if lead["counted"] else _LEAD_TIMES[lead.lastgroup]
            value = clock_after.hours * times
            yield from _a_week(text, value, lead.start(), clock_after.end)
    for match in _LABELLED.finditer(lowered):
        yield from _a_week(text, float(match["n"]), match.start(), match.end())


def _clock(match: re.Match[str]) -> _Clock | None:
    if match["n"] is None and match["unit"] != "hour":
        return None
    number = _value(match["n"] or "one") + (0.5 if match["half"] else 0)
    unit = 1 / 60 if match["unit"].startswith("min") else 1
    return _Clock(number * unit, match.start(), match.end())


def _period_after(lowered: str, at: int) -> tuple[float, int]:
    """How often a week, and where that ends; never: no period follows."""
    for pattern, times in _AFTER:
        match = pattern.match(lowered, at)
        if match:
            return times or _count(match), match.end()
    return 0, at


def _count(match: re.Match[str]) -> float:
    groups = match.groupdict()
    return _TIMES[groups["times"]] if groups.get("times") else _value(groups["count"])


def _a_week(text: str, value: float, start: int, end: int) -> Iterator[Mention]:
    value = round(value, 1)
    if 0 < value < _HOURS_IN_A_WEEK:
        yield _mention("hours", text, start, end, value)


def _years(text: str, lowered: str) -> Iterator[Mention]:
    for match in _NO_YEARS.finditer(lowered):
        yield _mention("years", text, *match.span(), 0)
    for match in _DECADE.finditer(lowered):
        yield _mention("years", text, *match.span(), 10)
    for match in _YEARS.finditer(lowered):
        if _is_experience(match, lowered):
            months = _MONTHS_IN_A_YEAR if match["months"] else 1
            yield _mention("years", text, *match.span(), round(_value(match["n"]) / months, 1))


def _is_experience(match: re.Match[str], lowered: str) -> bool:
    """`3 years`, not "in 3 years", "3 years ago" or "a year"."""
    before = lowered[max(0, match.start() - _LOOK_BACK) : match.start()]
    if match["months"]:
        practised = _PRACTICE_AFTER.match(lowered, match.end()) or _PRACTICE_BEFORE.search(before)
        return practised is not None and not match["n"].startswith("a")
    if match["yoe"]:
        return True
    short = match.group().endswith(("y", "y'")) and " " in match.group()
    if short or match["n"].startswith(("a", "half")):
        return False
    return not (_NOT_YEARS_BEFORE.search(before) or _NOT_YEARS_AFTER.match(lowered, match.end()))


def _money(text: str, lowered: str) -> Iterator[Mention]:
    for match in _MONEY.finditer(lowered):
        number = next(match[name] for name in "abcd" if match[name]).replace(",", "")
        unit = 1000 if match["b"] or match["ak"] == "k" else 1_000_000 if match["ak"] else 1
        yield _mention("money", text, *match.span(), float(number) * unit)


def _value(number: str) -> float:
    return _NUMBERS[number] if number in _NUMBERS else float(number.replace(",", "."))


def _mention(kind: MentionKind, text: str, start: int, end: int, value: float) -> Mention:
    return Mention(kind, f"{value:g}", start, end, text[start:end], value=value)
