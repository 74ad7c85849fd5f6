"""How the FAQ does, in numbers only: how often it was asked and answered, week by week and entry by entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.reply import Reply, Section
from bot.domain.core.wording import counted, day
from bot.domain.faq.unanswered import Count, What

WEEKS = 8
LISTED = 5
RATED = 3
"""Taps of "Solved" or "Not what I meant" from which on a rating says something."""
ASKED: tuple[What, ...] = ("answer", "clarify", "abstain")
_Tally = Counter[tuple[str, What]]


def reply(counts: Iterable[Count], faq: Mapping[str, FaqEntry], today: date) -> Reply:
    """`counts` in any order; entries that no longer exist count in the totals only."""
    every = list(counts)
    total = Counter[What]()
    by_entry: _Tally = Counter()
    for count in every:
        total[count.what] += count.times
        by_entry[count.entry, count.what] += count.times
    if not every:
        return Reply("faq", "Nothing has been asked yet.", title="FAQ numbers", private=True)
    return Reply(
        "faq",
        _totals(total),
        title="FAQ numbers",
        sections=tuple(section for section in _sections(every, by_entry, faq, today) if section.lines),
        private=True,
    )


def _totals(total: Counter[What]) -> str:
    asked = sum(total[what] for what in ASKED)
    shares = (
        f"answered {_of(total['answer'], asked)}, asked back {_of(total['clarify'], asked)}, "
        f"declined {_of(total['abstain'], asked)}"
    )
    said = f"Members tapped Solved {total['solved']:,} and Not what I meant {total['wrong']:,} times."
    return f"**{counted(asked, 'question')}**: {shares}. {said}"


def _of(part: int, whole: int) -> str:
    return f"{part:,} ({round(100 * part / whole)}%)" if whole else f"{part:,}"


def _sections(every: Sequence[Count], tally: _Tally, faq: Mapping[str, FaqEntry], today: date) -> Iterator[Section]:
    used = sorted(faq, key=lambda entry: (-tally[entry, "answer"], entry))
    lines = [f"- `{entry}` {tally[entry, 'answer']:,}" for entry in used[:LISTED] if tally[entry, "answer"]]
    yield Section("Most used", tuple(lines))
    yield Section("Worst rated", tuple(_worst(tally, faq)))
    yield Section(f"Last {WEEKS} weeks: asked, answered, asked back, declined", tuple(_weeks(every, today)))
    never = [f"`{entry}`" for entry in sorted(faq) if not tally[entry, "answer"]]
    yield Section(f"Never used ({len(never)})", (", ".join(never),) if never else (), folded=True)


def _worst(tally: _Tally, faq: Mapping[str, FaqEntry]) -> Iterator[str]:
    rated = []
    for entry in faq:
        wrong, taps = tally[entry, "wrong"], tally[entry, "wrong"] + tally[entry, "solved"]
        if wrong and taps >= RATED:
            rated.append((wrong / taps, wrong, taps, entry))
    for _, wrong, taps, entry in sorted(rated, key=lambda one: (-one[0], -one[1], one[3]))[:LISTED]:
        yield f"- `{entry}` not what was meant {wrong} of {taps} times"


def _weeks(every: Sequence[Count], today: date) -> Iterator[str]:
    """Weeks from Monday on; the present one first."""
    monday = today - timedelta(today.weekday())
    weeks: dict[date, Counter[What]] = {}
    for count in every:
        weeks.setdefault(count.day - timedelta(count.day.weekday()), Counter())[count.what] += count.times
    for start in (monday - timedelta(weeks=number) for number in range(WEEKS)):
        if found := weeks.get(start):
            figures = [sum(found[what] for what in ASKED), *(found[what] for what in ASKED)]
            yield f"- {day(start)}: {', '.join(f'{figure:,}' for figure in figures)}"
