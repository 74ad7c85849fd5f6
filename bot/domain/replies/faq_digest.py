"""Once a week for moderators: what was asked in vain, which answers were rated worst and used most, what is due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.wording import counted, day, quoted
from bot.domain.faq.unanswered import Count, Group, What
from bot.domain.replies.faq_list import is_due
from bot.domain.replies.faq_stats import ASKED

DAYS = 7
LISTED = 4
MOST_USED = 3
LONGEST = 90
"""Characters shown of a question."""


def text(groups: Sequence[Group], counts: Iterable[Count], faq: Mapping[str, FaqEntry], today: date) -> str:
    """Empty where a week has nothing to tell."""
    week = [count for count in counts if today - timedelta(DAYS) <= count.day]
    new = [group for group in groups if group.last >= today - timedelta(DAYS)]
    parts = [*_section("Asked in vain (`/faq unanswered`)", [_asked(group) for group in new])]
    parts += _section("Worst rated", [*_worst(week, faq)])
    parts += _section("Expired or due (`/faq list`)", [*_due(faq, today)])
    parts += _section("Most used", [*_used(week, faq)])
    if not parts:
        return ""
    return "\n".join([f"### The FAQ, week to {day(today)}", _total(week), *parts])


def _section(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"**{heading}**"
        yield from lines[:LISTED]
        if len(lines) > LISTED:
            yield f"- and {len(lines) - LISTED} more"


def _total(week: Sequence[Count]) -> str:
    times: Counter[What] = Counter()
    for count in week:
        times[count.what] += count.times
    asked = sum(times[what] for what in ASKED)
    return f"{counted(asked, 'question')}, {times['answer']:,} answered, {times['abstain']:,} declined."


def _asked(group: Group) -> str:
    return f"- {quoted(group.text[:LONGEST])} · {counted(group.askers, 'member')}"


def _times(what: What, week: Sequence[Count], faq: Mapping[str, FaqEntry]) -> Counter[str]:
    """Entry → how often that happened with it."""
    times: Counter[str] = Counter()
    for count in week:
        if count.what == what and count.entry in faq:
            times[count.entry] += count.times
    return times


def _worst(week: Sequence[Count], faq: Mapping[str, FaqEntry]) -> Iterator[str]:
    solved = _times("solved", week, faq)
    for entry, times in sorted(_times("wrong", week, faq).items(), key=lambda item: (-item[1], item[0])):
        rated = counted(times + solved[entry], "rating")
        yield f"- `{entry}` not what was meant {counted(times, 'time')}, of {rated}"


def _used(week: Sequence[Count], faq: Mapping[str, FaqEntry]) -> Iterator[str]:
    used = sorted(_times("answer", week, faq).items(), key=lambda item: (-item[1], item[0]))[:MOST_USED]
    for entry, times in used:
        yield f"- `{entry}` {counted(times, 'answer')}"


def _due(faq: Mapping[str, FaqEntry], today: date) -> Iterator[str]:
    ending = (entry for entry in faq.values() if entry.expired(today) or is_due(entry, today))
    for entry in sorted(ending, key=lambda entry: (entry.expires or today, entry.id)):
        assert entry.expires is not None  # else it would not end
        yield f"- `{entry.id}` {'expired' if entry.expired(today) else 'until'} {day(entry.expires)}"
