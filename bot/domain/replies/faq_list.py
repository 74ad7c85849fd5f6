"""The FAQ's entries for its moderators: what has expired, what is due, what nobody has checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.reply import Reply, Section
from bot.domain.core.wording import day, joined, quoted

DUE_DAYS = 30
"""Days before its end from which on an entry is due."""
EXPIRED, DUE, NEVER, CHECKED = "Expired", f"Due within {DUE_DAYS} days", "Never checked", "Checked"


def reply(entries: Iterable[FaqEntry], today: date, tag: str = "") -> Reply:
    chosen = [entry for entry in entries if not tag or tag in entry.tags]
    groups: dict[str, list[FaqEntry]] = {EXPIRED: [], DUE: [], NEVER: [], CHECKED: []}
    for entry in chosen:
        groups[_state(entry, today)].append(entry)
    return Reply(
        "faq",
        _summary(chosen, groups, tag),
        title=f"FAQ: {tag}" if tag else "FAQ",
        sections=tuple(
            Section(
                f"{state} ({len(found)})", tuple(f"- `{entry.id}` {entry.question}{_dates(entry)}" for entry in found)
            )
            for state, found in groups.items()
            if found
        ),
        private=True,
    )


def _state(entry: FaqEntry, today: date) -> str:
    if entry.expired(today):
        return EXPIRED
    if is_due(entry, today):
        return DUE
    return CHECKED if entry.verified else NEVER


def is_due(entry: FaqEntry, today: date) -> bool:
    return entry.expires is not None and today <= entry.expires <= today + timedelta(DUE_DAYS)


def _summary(chosen: Sequence[FaqEntry], groups: Mapping[str, Sequence[FaqEntry]], tag: str) -> str:
    if not chosen:
        return f"No entry has the tag {quoted(tag)}." if tag else "The FAQ has no entry yet."
    states = [f"{len(groups[state])} {state.lower()}" for state in (EXPIRED, DUE) if groups[state]]
    never = sum(1 for entry in chosen if entry.verified is None)
    states += [f"{never} never checked"] if never else []
    total = "1 entry" if len(chosen) == 1 else f"{len(chosen)} entries"
    return f"{total}{': ' if states else ''}{joined(states)}."


def _dates(entry: FaqEntry) -> str:
    """` · until May 1, 2026 · checked Jan 2, 2025`"""
    ends = f" · {entry.language}" if entry.language else ""
    ends += f" · until {day(entry.expires)}" if entry.expires else ""
    return ends + (f" · checked {day(entry.verified)}" if entry.verified else "")
