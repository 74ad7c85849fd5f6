"""One skill: what it builds on, how long it takes, where to learn it, who asks for it, and what comes after."""

from __future__ import annotations

from datetime import date

from bot.domain.advice import figures
from bot.domain.core.knowledge import SKILL_LEVELS, KnowledgeBase, Role, RoleSkill, Skill
from bot.domain.core.profile import Profile
from bot.domain.core.query import Query
from bot.domain.core.reply import Reply, Section, Suggestion
from bot.domain.core.wording import asking, joined, listed
from bot.domain.replies.gap import held_levels
from bot.domain.replies.next_step import resource_lines

MOST_ROLES = 5
MOST_AFTER = 6
_SOURCES = {"estimate": "editors", "guide": "guide"}
_BASIS = {
    "sourced": "published",
    "partly sourced": "partly published, the rest our estimate",
    "estimate": "our estimate",
}


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    skill = kb.skills.get(query.skills[0]) if query.skills else None
    if skill is None:
        return _which(query, kb)
    held = held_levels(profile, kb).get(skill.id)
    asking_roles = _roles(skill, kb)
    sections = (
        Section("Study hours, prerequisites met", _hours(skill)),
        Section("Where to learn it", tuple(f"- {line}" for line in resource_lines(skill))),
        Section("Roles that ask for it most", tuple(_role_line(*row) for row in asking_roles[:MOST_ROLES])),
        Section("After it", _after(skill, kb)),
    )
    return Reply(
        "skill",
        _lead(skill, kb) + (f" On your record: {held}." if held else ""),
        title=skill.name,
        sections=tuple(section for section in sections if section.lines),
        suggestions=_suggestions(asking_roles),
        sources=_sources(skill, asking_roles, kb),
        target=skill.id,
        private=held is not None,
    )


def _which(query: Query, kb: KnowledgeBase) -> Reply:
    role = query.role or kb.roles[kb.community.default_role]
    names = [kb.skills[asked.skill].name for asked in role.skills[:3]]
    return Reply(
        "skill",
        "Which skill do you mean?",
        suggestions=tuple(Suggestion(name, f"How do I learn {name}?") for name in names),
        decision="clarify",
    )


def _lead(skill: Skill, kb: KnowledgeBase) -> str:
    if not skill.needs:
        return f"**{skill.name}** ({skill.category}) builds on nothing else here: you can start with it."
    names = joined([kb.skills[need].name for need in skill.needs])
    further = kb.builds_on[skill.id] - set(skill.needs)
    before = (
        f", and through {'that' if len(skill.needs) == 1 else 'those'} on {_further(further, kb)}" if further else ""
    )
    return f"**{skill.name}** ({skill.category}) builds on {names}{before}."


def _further(skills: frozenset[str], kb: KnowledgeBase) -> str:
    return listed(sorted((kb.skills[skill].name for skill in skills), key=str.casefold), 4)


def _hours(skill: Skill) -> tuple[str, ...]:
    """Cumulative hours to each level that has a figure, and what they rest on."""
    levels = [(level, getattr(skill.hours, level)) for level in SKILL_LEVELS]
    known = [f"{level} {figures.hours_range(hours)}" for level, hours in levels if hours]
    return (f"{', '.join(known)} in all ({_BASIS[skill.hours.basis]})",) if known else ("No hours figure.",)


def _roles(skill: Skill, kb: KnowledgeBase) -> list[tuple[Role, RoleSkill]]:
    """The roles that ask for it, or take it as an alternative; by weight."""
    found = [
        (role, asked)
        for role in kb.roles.values()
        for asked in role.skills
        if skill.id == asked.skill or skill.id in asked.alternatives
    ]
    found.sort(key=lambda row: (-row[1].weight, row[0].name))
    best: dict[str, tuple[Role, RoleSkill]] = {}
    for role, asked in found:
        best.setdefault(role.id, (role, asked))
    return list(best.values())


def _role_line(role: Role, asked: RoleSkill) -> str:
    return f"- {role.name} ({asked.importance}, weight {asked.weight:g})"


def _after(skill: Skill, kb: KnowledgeBase) -> tuple[str, ...]:
    """The skills that build on it directly, most asked for first."""
    demand: dict[str, float] = {}
    for role in kb.roles.values():
        for asked in role.skills:
            demand[asked.skill] = demand.get(asked.skill, 0.0) + asked.weight
    after = [other for other in kb.skills.values() if skill.id in other.needs]
    after.sort(key=lambda other: (-demand.get(other.id, 0.0), other.name))
    return (listed([other.name for other in after], MOST_AFTER),) if after else ()


def _suggestions(asking_roles: list[tuple[Role, RoleSkill]]) -> tuple[Suggestion, ...]:
    return tuple(
        Suggestion(f"Skills: {role.name}", asking("Which skills does a {role} need?", role.name))
        for role, _ in asking_roles[:2]
    )


def _sources(skill: Skill, asking_roles: list[tuple[Role, RoleSkill]], kb: KnowledgeBase) -> tuple[str, ...]:
    hours = skill.hours.source or f"hours: {kb.source_line('editors')}"
    bases = dict.fromkeys(asked.basis for _, asked in asking_roles[:MOST_ROLES])
    weights = [kb.source_line(_SOURCES[basis]) if basis in _SOURCES else basis for basis in bases]
    return (hours, f"weights: {joined(weights)}") if weights else (hours,)
