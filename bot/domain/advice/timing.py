"""How long hours of study take at a pace, in words, and why a plan may say another time than the FAQ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.advice import figures
from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.profile import Profile
from bot.domain.core.query import Query
from bot.domain.core.roles import Role

DEFAULT_HOURS = 8.0
"""Hours a week assumed, and said to be assumed, until the member tells theirs."""
FASTER = 20.0
"""Hours a week shown beside a plan that takes years at fewer."""
_WEEKS_A_YEAR = 52
_WEEKS_A_MONTH = _WEEKS_A_YEAR / 12
_LONG = 3 * _WEEKS_A_YEAR
"""From this many weeks on it is said what would shorten a plan."""
_MOST_PLANNED = 50 * _WEEKS_A_YEAR
_NEAR = timedelta(weeks=13)
"""Up to here an end is told by the day, beyond by the month."""
_MOST_WEEKS, _MOST_MONTHS = 13, 24
"""Up to here a span is told in weeks, in months; beyond in years."""


@dataclass(frozen=True)
class Pace:
    """Hours a week, and whose figure that is."""

    hours: float
    assumed: bool = False
    own: bool = False
    """From the member's record."""

    @classmethod
    def of(cls, query: Query, profile: Profile) -> Pace:
        if query.hours:
            return cls(query.hours)
        return cls(profile.hours, own=True) if profile.hours else cls(DEFAULT_HOURS, assumed=True)

    @property
    def words(self) -> str:
        """`at 8 h a week (assumed; tell me yours)`"""
        assumed = " (assumed; tell me yours, like “10 hours a week”)" if self.assumed else ""
        return f"at {'your ' if self.own else ''}{self.hours:g} h a week{assumed}"

    @property
    def sentence(self) -> str:
        """`At 8 h a week (assumed)`"""
        return f"At {'your ' if self.own else ''}{self.hours:g} h a week{' (assumed)' if self.assumed else ''}"


def span(hours: tuple[int, int], per_week: float) -> str:
    """`5–9 weeks`, `4–8 months`, `3.5–6 years`"""
    weeks = [value / per_week for value in hours]
    if weeks[1] <= _MOST_WEEKS:
        return figures.weeks_range(hours, per_week)
    if weeks[1] <= _MOST_MONTHS * _WEEKS_A_MONTH:
        low, high = (max(1, round(value / _WEEKS_A_MONTH)) for value in weeks)
        return f"about {low}–{high} months" if low < high else f"about {low} month{'s' if low > 1 else ''}"
    low_years, high_years = (round(2 * value / _WEEKS_A_YEAR) / 2 for value in weeks)
    return f"about {low_years:g}–{high_years:g} years" if low_years < high_years else f"about {low_years:g} years"


def by_when(hours: tuple[int, int], per_week: float, today: date) -> str:
    """The dates on which so many hours of study from today end: `Dec 12–24, 2026`, `Mar–Aug 2027`, `2031–2033`."""
    first, last = (today + timedelta(weeks=min(value / per_week, _MOST_PLANNED)) for value in hours)
    if last - today > _NEAR:
        first, last = first.replace(day=1), last.replace(day=1)
    return _between(first, last, days=last - today <= _NEAR)


def _between(first: date, last: date, *, days: bool) -> str:
    """What both have in common is said once."""
    one, other = (f"{on:%b} {on.day}" if days else f"{on:%b}" for on in (first, last))
    if first.year != last.year:
        return f"{one}{',' if days else ''} {first.year} – {other}{',' if days else ''} {last.year}"
    if (first.month, one) == (last.month, other):
        return f"{one}{',' if days else ''} {last.year}"
    if first.month == last.month:
        other = str(last.day)
    dash = "–" if first.month == last.month or not days else " – "
    return f"{one}{dash}{other}{',' if days else ''} {last.year}"


def remark(hours: tuple[int, int], pace: Pace, role: Role, kb: KnowledgeBase) -> str:
    """Why the total is longer than the time the FAQ tells, and what would shorten it; nothing where neither applies."""
    long = hours[1] / pace.hours > _LONG
    parts = []
    if pace.assumed and time_entry(role, kb):
        parts.append(
            "The guide's shorter time is for focused study by people who already program; this counts every skill "
            f"I do not know of you, {pace.hours:g} h a week."
        )
    if long and pace.hours < FASTER:
        parts.append(f"{FASTER:g} h a week would make it {span(hours, FASTER)}.")
    if long:
        parts.append("Each skill you already have and tell me shortens it, and many start to work before the end.")
    return " ".join(parts)


def time_entry(role: Role, kb: KnowledgeBase) -> FaqEntry | None:
    """What the FAQ says on the time that a role takes."""
    return next((entry for entry in kb.faq.values() if "time" in entry.tags and role.id in entry.roles), None)
