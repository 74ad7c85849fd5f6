"""The FAQ's entries for its moderators: what has expired, what is due, what nobody has checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.domain.model import FaqEntry
from bot.domain.reply import Reply, Section
from bot.domain.wording import counted, day, joined

DUE_DAYS = 30
"""Days before its end from which on an entry is due."""


def reply(entries: Iterable[FaqEntry], today: date, tag: str = "") -> Reply:
    chosen = [entry for entry in entries if not tag or tag in entry.tags]
    expired = [entry for entry in chosen if entry.expired(today)]
    due = [entry for entry in chosen if is_due(entry, today)]
    never = sum(1 for entry in chosen if entry.verified is None)
    return Reply(
        "faq",
        _summary(chosen, expired, due, never, tag),
        title=f"FAQ: {tag}" if tag else "FAQ",
        sections=(
            *_section("Expired", expired, today),
            *_section(f"Due within {DUE_DAYS} days", due, today),
            *_section("", [entry for entry in chosen if entry not in expired and entry not in due], today),
        ),
        private=True,
    )


def is_due(entry: FaqEntry, today: date) -> bool:
    return entry.expires is not None and today <= entry.expires <= today + timedelta(DUE_DAYS)


def _summary(
    chosen: Sequence[FaqEntry], expired: Sequence[FaqEntry], due: Sequence[FaqEntry], never: int, tag: str
) -> str:
    if not chosen:
        return f"No entry has the tag `{tag}`." if tag else "The FAQ has no entry yet."
    states = [
        f"{number} {state}"
        for number, state in ((len(expired), "expired"), (len(due), "due"), (never, "never checked"))
        if number
    ]
    return f"{counted(len(chosen), 'entry').replace('entrys', 'entries')}{': ' if states else ''}{joined(states)}."


def _section(heading: str, entries: Sequence[FaqEntry], today: date) -> tuple[Section, ...]:
    lines = tuple(f"- `{entry.id}` {entry.question}{state(entry, today)}" for entry in entries)
    return (Section(heading, lines),) if lines else ()


def state(entry: FaqEntry, today: date) -> str:
    """` · expired May 1, 2026 · never checked`"""
    parts = []
    if entry.expires:
        parts.append(f"{'expired' if entry.expired(today) else 'expires'} {day(entry.expires)}")
    parts.append(f"checked {day(entry.verified)}" if entry.verified else "never checked")
    return "".join(f" · {part}" for part in parts)
