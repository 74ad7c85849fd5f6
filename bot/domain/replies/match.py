"""Which roles a member's skills fit, and the one skill that would open most."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.domain.model import KnowledgeBase, Role, SkillLevel
from bot.domain.plan import DEFAULT_LEVEL, rank, readiness, standings
from bot.domain.profile import Profile
from bot.domain.query import Query
from bot.domain.replies.gap import ESTIMATE, held_levels
from bot.domain.reply import Chart, Reply, Section, Suggestion

SHOWN = 5


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    held = held_levels(profile, kb)
    for skill in query.skills:
        held.setdefault(skill, "intermediate")
    if not held:
        return Reply(
            "match",
            "Tell me what you can do first, for example “python advanced, sql basics”; then I rank the roles by fit.",
            suggestions=(Suggestion("Which roles are there?", "Which roles do you know?"),),
            decision="answer",
            private=True,
        )
    ranked = ranking(held, kb)
    best = ranked[0][1]
    lines = tuple(_line(score, role, held, kb) for score, role in ranked[:SHOWN])
    opener = best_skill(held, kb)
    sections = [Section("", lines)]
    if opener:
        skill, gain, role = opener
        sections.append(
            Section(
                "The skill that opens most",
                (
                    f"**{kb.skills[skill].name}** at intermediate level adds {100 * gain:.0f} points over all roles, "
                    f"most for {role.name}.",
                ),
            )
        )
    return Reply(
        "match",
        f"Your skills fit **{best.name}** best ({100 * ranked[0][0]:.0f}% of a junior profile).",
        title="Roles that fit your skills",
        sections=tuple(sections),
        suggestions=tuple(
            Suggestion(f"Gap: {role.name}", f"What am I missing to become a {role.name}?") for _, role in ranked[:3]
        ),
        sources=(f"Your own report; {ESTIMATE.lower()} ({kb.source_line('editors')})",),
        charts=(
            Chart(
                "bar",
                "Fit",
                tuple(role.name for _, role in ranked[:SHOWN]),
                tuple(100 * score for score, _ in ranked[:SHOWN]),
                "percent",
            ),
        ),
        target=best.id,
        private=True,
    )


def ranking(held: Mapping[str, SkillLevel], kb: KnowledgeBase) -> list[tuple[float, Role]]:
    """All roles by readiness at junior level, best first; ties by name."""
    scored = [(readiness(standings(role, DEFAULT_LEVEL, held, kb)), role) for role in kb.roles.values()]
    return sorted(scored, key=lambda pair: (-pair[0], pair[1].name))


def best_skill(held: Mapping[str, SkillLevel], kb: KnowledgeBase) -> tuple[str, float, Role] | None:
    """The skill not held that would raise the sum of all roles' readiness most at intermediate level.

    Counts the skill itself where a role asks for it (or takes it as an alternative), not what it builds on: nothing is
    inferred from a wish. Returns the skill, the gain in readiness points over all roles, and the role that gains most.
    """
    gains: dict[str, dict[str, float]] = {}
    for role in kb.roles.values():
        rows = standings(role, DEFAULT_LEVEL, held, kb)
        total = sum(row.weight for row in rows)
        for row in rows:
            gain = row.weight * max(0.0, min(2 / rank(row.needed), 1.0) - row.share) / total
            if gain and row.skill not in held:
                gains.setdefault(row.skill, {})[role.id] = gain
    if not gains:
        return None
    skill = max(sorted(gains), key=lambda s: sum(gains[s].values()))
    role_id = max(sorted(gains[skill]), key=lambda r: gains[skill][r])
    return skill, sum(gains[skill].values()), kb.roles[role_id]


def _line(score: float, role: Role, held: Mapping[str, SkillLevel], kb: KnowledgeBase) -> str:
    rows = standings(role, DEFAULT_LEVEL, held, kb)
    have = [kb.skills[row.skill].name for row in rows if row.reached][:4]
    lack = [kb.skills[row.skill].name for row in rows if not row.reached][:2]
    weightiest = f"; weightiest gap: {', '.join(lack)}" if lack else ""
    return f"- **{role.name}** {100 * score:.0f}%: {', '.join(have) or 'nothing yet'}{weightiest}"
