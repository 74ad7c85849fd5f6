"""Readiness for the goal over time, replayed from the member's history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.advice.plan import DEFAULT_LEVEL, Standing, core_met, held_levels, readiness, standings
from bot.domain.core import questions
from bot.domain.core.days import in_order
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import SKILL_LEVELS, SkillLevel
from bot.domain.core.picture import Point, ProgressPicture, fitting
from bot.domain.core.profile import Change, Profile
from bot.domain.core.query import Query
from bot.domain.core.reply import Reply, Section, Suggestion
from bot.domain.core.roles import Role
from bot.domain.core.wording import counted, day, listed

SHOWN = 8
_CHANGES = 4
"""Changes of one day that are drawn."""


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    role = query.role
    assert role is not None  # `answer` fills it in
    points = over_time(profile, role, kb, today)
    if not points:
        return _nothing_yet(role, kb)
    lines = tuple(f"- {day(on)}: {100 * score:.0f}%" for on, score in points[-SHOWN:])
    rows = standings(role, profile.level or DEFAULT_LEVEL, held_levels(profile, kb), kb)
    sections = (
        Section("", lines if len(points) > 1 else ()),
        Section("Counted, though only inferred", _inferred(rows, kb)),
        Section("Latest changes", _changes(profile, kb, today), folded=True),
    )
    return Reply(
        "progress",
        _lead(points, rows, role),
        title=f"Your progress: {role.name}",
        sections=tuple(section for section in sections if section.lines),
        suggestions=(Suggestion("What next?", questions.about("next", role, kb)),),
        sources=("your own reports, by the weights the role has today", kb.source_line("editors")),
        pictures=_pictures(points, profile, role, kb, today),
        target=role.id,
        private=True,
    )


def _nothing_yet(role: Role, kb: KnowledgeBase) -> Reply:
    return Reply(
        "progress",
        "Nothing to show yet: your record is empty. Tell me what you can do, and report again when you learn more.",
        title=f"Your progress: {role.name}",
        suggestions=(Suggestion("My plan", questions.about("plan", role, kb)),),
        forms=("skills",),
        target=role.id,
        private=True,
    )


def _inferred(rows: Sequence[Standing], kb: KnowledgeBase) -> tuple[str, ...]:
    names = [f"{kb.skills[row.target].name} (from {kb.skills[row.by].name})" for row in rows if row.implied]
    return (listed(names, SHOWN),) if names else ()


def _lead(points: list[tuple[date, float]], rows: Sequence[Standing], role: Role) -> str:
    (first_day, first), (_, last) = points[0], points[-1]
    met, every = core_met(rows)
    core = f"**{met} of {counted(every, 'core skill')}** of **{role.name}**; readiness" if every else ""
    now = f"{core or f'Readiness for **{role.name}**:'} **{100 * last:.0f}%**"
    if len(points) == 1:
        return f"{now}, as of {day(first_day)}. Report again as you learn, and I show the change."
    change = round(100 * last) - round(100 * first)
    moved = f"{change:+d} point{'' if abs(change) == 1 else 's'}" if change else "unchanged"
    return f"{now}, {moved} since {day(first_day)}."


def _pictures(
    points: Sequence[tuple[date, float]], profile: Profile, role: Role, kb: KnowledgeBase, today: date
) -> tuple[ProgressPicture, ...]:
    """The latest days, as many as can be told in words too, the first one if all fit."""
    (first_day, first), (_, last) = points[0], points[-1]
    lead = f"Readiness {100 * last:.0f}%"
    if len(points) > 1:
        lead += f", {100 * first:.0f}% on {day(first_day)}"
    sources = (f"your own reports, {day(today)}", f"by today's weights, our estimate ({kb.source_line('editors')})")
    changes = {on: [_change(row, kb) for row in profile.history if _of_day(row, on)] for on, _ in points[-SHOWN:]}
    every = [
        Point(on, 100 * score, tuple(changes[on][:_CHANGES]), len(changes[on][_CHANGES:]))
        for on, score in points[-SHOWN:]
    ]
    picture = ProgressPicture(f"Your progress: {role.name}", lead, sources, ())
    return fitting(
        replace(picture, points=tuple(every[skipped:]), earlier=len(points) - len(every) + skipped)
        for skipped in range(len(every))
    )


def _of_day(row: Change, on: date) -> bool:
    return row.what == "skill" and row.on == on


def over_time(profile: Profile, role: Role, kb: KnowledgeBase, today: date) -> list[tuple[date, float]]:
    """(day, readiness at its end) for every day on which a skill changed, oldest first."""
    held: dict[str, SkillLevel] = {}
    states: dict[date, dict[str, SkillLevel]] = {}
    for on, change in _skill_changes(profile, today):
        skill = kb.present_skill(change.item)
        if change.after in SKILL_LEVELS:
            held[skill] = change.after
        else:
            held.pop(skill, None)
        states[on] = {name: level for name, level in held.items() if name in kb.skills}
    level = profile.level or DEFAULT_LEVEL
    return [(on, readiness(standings(role, level, known, kb))) for on, known in states.items()]


def _skill_changes(profile: Profile, today: date) -> list[tuple[date, Change]]:
    """Oldest first, each with its day."""
    days = in_order((change.on for change in profile.history), today)
    return [(on, change) for on, change in zip(days, profile.history, strict=True) if change.what == "skill"]


def _changes(profile: Profile, kb: KnowledgeBase, today: date) -> tuple[str, ...]:
    rows = _skill_changes(profile, today)[-SHOWN:]
    return tuple(f"- {day(on)}: {_change(row, kb)}" for on, row in reversed(rows))


def _change(row: Change, kb: KnowledgeBase) -> str:
    name = kb.skill_name(row.item)
    if not row.after:
        return f"{name} removed (was {row.before})"
    return f"{name}: {row.before} → {row.after}" if row.before else f"{name} added as {row.after}"
