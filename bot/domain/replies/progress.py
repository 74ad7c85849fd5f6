"""Readiness for the goal over time, replayed from the member's history."""

from __future__ import annotations

from datetime import date

from bot.domain.model import SKILL_LEVELS, KnowledgeBase, Role, SkillLevel
from bot.domain.plan import DEFAULT_LEVEL, readiness, standings
from bot.domain.profile import Profile
from bot.domain.query import Query
from bot.domain.reply import Chart, Reply, Section, Suggestion

SHOWN = 8


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    role = query.role
    assert role is not None  # `answer` fills it in
    points = over_time(profile, role, kb)
    if not points:
        return Reply(
            "progress",
            "Nothing to show yet: your record is empty. Tell me what you can do, and report again when you learn more.",
            suggestions=(Suggestion("Set a goal", f"My goal is {role.name}"),),
            target=role.id,
            private=True,
        )
    (first_day, first), (_, last) = points[0], points[-1]
    lines = tuple(f"- {day:%d %b %Y}: {100 * score:.0f}%" for day, score in points[-SHOWN:])
    return Reply(
        "progress",
        f"Readiness for **{role.name}**: **{100 * last:.0f}%**, {100 * (last - first):+.0f} points "
        f"since {first_day:%d %b %Y}.",
        title=f"Your progress: {role.name}",
        sections=(Section("", lines), Section("Latest changes", _changes(profile, kb), folded=True)),
        suggestions=(Suggestion("What next?", f"What should I learn next for {role.name}?"),),
        sources=("Your own reports, by the weights the role has today",),
        charts=(
            Chart(
                "line",
                f"Readiness for {role.name}",
                tuple(f"{day:%Y-%m-%d}" for day, _ in points),
                tuple(100 * score for _, score in points),
                "percent",
            ),
        ),
        target=role.id,
        private=True,
    )


def over_time(profile: Profile, role: Role, kb: KnowledgeBase) -> list[tuple[date, float]]:
    """(day, readiness at its end) for every day on which a skill changed, oldest first."""
    held: dict[str, SkillLevel] = {}
    days: dict[date, float] = {}
    for change in profile.history:
        if change.what != "skill":
            continue
        skill = kb.renamed.get(change.item, change.item)
        if change.after in SKILL_LEVELS:
            held[skill] = change.after
        else:
            held.pop(skill, None)
        known = {name: level for name, level in held.items() if name in kb.skills}
        days[change.on] = readiness(standings(role, profile.level or DEFAULT_LEVEL, known, kb))
    return sorted(days.items())


def _changes(profile: Profile, kb: KnowledgeBase) -> tuple[str, ...]:
    rows = [change for change in profile.history if change.what == "skill"][-SHOWN:]
    return tuple(
        f"- {row.on:%d %b %Y}: {kb.skills[row.item].name if row.item in kb.skills else row.item} "
        f"{row.before or 'new'} → {row.after or 'removed'}"
        for row in reversed(rows)
    )
