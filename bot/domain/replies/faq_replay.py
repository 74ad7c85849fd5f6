"""What an edit of the FAQ means for members: sections for the moderator who makes it, lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.reply import Section
from bot.domain.core.wording import counted, joined
from bot.domain.faq.replay import Asked, Outcome, Replay

SHOWN = 8
"""Questions listed under one heading in a reply; the rest is counted."""


def sections(replay: Replay) -> tuple[Section, ...]:
    """Stolen questions first, then those that now reach the changed entries, other changes, and collisions."""
    groups = [Section(f"{heading} ({len(lines)})", tuple(_shortened(lines))) for heading, lines in _groups(replay)]
    return (*groups, Section("", (_checked(replay),)))


def lines(replay: Replay) -> Iterator[str]:
    """Everything, for a terminal: the changed entries, then the questions."""
    yield from change_lines(replay)
    for heading, found in _groups(replay):
        yield from (f"{heading}:", *found)
    yield _checked(replay)


def change_lines(replay: Replay) -> Iterator[str]:
    """`+ id: question`, `~ id: what changed`, `- id: question`, in the order of the files."""
    for entry in replay.after.values():
        old = replay.before.get(entry.id)
        if old is None:
            yield f"+ {entry.id}: {entry.question}"
        elif old != entry:
            yield f"~ {entry.id}: {entry_changes(old, entry)}"
    yield from (f"- {old.id}: {old.question}" for old in replay.before.values() if old.id not in replay.after)


def entry_changes(old: FaqEntry, new: FaqEntry) -> str:
    """answer and alternates (+2)"""
    return joined([*_changed(old, new)])


def _changed(old: FaqEntry, new: FaqEntry) -> Iterator[str]:
    for field in fields(FaqEntry):
        was, now = getattr(old, field.name), getattr(new, field.name)
        if was == now:
            continue
        if isinstance(was, tuple):
            more, fewer = len(set(now) - set(was)), len(set(was) - set(now))
            yield f"{field.name} ({f'+{more}' * bool(more)}{f'-{fewer}' * bool(fewer) or 'order' * (not more)})"
        else:
            yield field.name


def _groups(replay: Replay) -> Iterator[tuple[str, list[str]]]:
    gained = [one for one in replay.moved if one in replay.reached and one not in replay.stolen]
    rest = [one for one in replay.moved if one not in replay.reached and one not in replay.stolen]
    parts: tuple[tuple[str, Sequence[Asked]], ...] = (
        ("Takes what another entry answers", replay.stolen),
        ("Also reaches the changed entry now", gained),
        ("Changes its answer", rest),
    )
    yield from ((heading, [_line(one) for one in asked]) for heading, asked in parts if asked)
    if replay.collisions:
        yield "Collides", [f"- “{one.words}”: `{one.owner}` or `{rival}`?" for rival, one in replay.collisions]


def _shortened(every: Sequence[str]) -> Iterable[str]:
    return every if len(every) <= SHOWN + 1 else (*every[:SHOWN], f"- and {len(every) - SHOWN} more")


def _line(one: Asked) -> str:
    return f"- “{one.words}”: {outcome(one.before)} → {outcome(one.after)}"


def outcome(answered: Outcome) -> str:
    """`phd-required`, asks back, no answer"""
    if answered.decision == "answer":
        return f"`{answered.target}`"
    return "asks back" if answered.decision == "clarify" else "no answer"


def _checked(replay: Replay) -> str:
    if not replay.asked:
        return "No entry differs."
    said = f"Of {counted(replay.known, 'known question')} {len(replay.asked):,} may be touched and were asked again"
    return f"{said}." if replay.moved else f"{said}: no other answer changes."


def as_json(replay: Replay) -> dict[str, Any]:
    """One object for programs."""
    return {
        "added": sorted(replay.after.keys() - replay.before.keys()),
        "changed": sorted(replay.changed & replay.after.keys() & replay.before.keys()),
        "removed": sorted(replay.before.keys() - replay.after.keys()),
        "asked": len(replay.asked),
        "moved": [_moved(one) for one in replay.moved],
        "stolen": [one.words for one in replay.stolen],
        "collisions": [{"question": one.question, "entry": one.owner, "other": o} for o, one in replay.collisions],
    }


def _moved(one: Asked) -> dict[str, Any]:
    before, after = ({"decision": o.decision, "target": o.target} for o in (one.before, one.after))
    return {"question": one.words, "entry": one.owner, "before": before, "after": after}
