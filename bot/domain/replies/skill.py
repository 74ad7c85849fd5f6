"""One skill: what it builds on, how long it takes, where to learn it, who asks for it, and what comes after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.advice import figures
from bot.domain.advice.plan import held_levels, in_order
from bot.domain.advice.timing import Pace, span
from bot.domain.core import questions
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import SKILL_LEVELS
from bot.domain.core.profile import Profile
from bot.domain.core.query import Aspect, Intent, Query
from bot.domain.core.reply import Reply, Section, Suggestion
from bot.domain.core.roles import Role, RoleSkill
from bot.domain.core.skills import Skill
from bot.domain.core.wording import capital, joined, listed, quoted
from bot.domain.replies.next_step import resource_lines

MOST_ROLES = 5
MOST_AFTER = 6
OFFERED = 3
_SOURCES = {"estimate": "editors", "guide": "guide"}
_BASIS = {
    "sourced": "published",
    "partly sourced": "partly published, the rest our estimate",
    "estimate": "our estimate",
}


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    named = [kb.skills[skill] for skill in dict.fromkeys(query.skills) if skill in kb.skills]
    if not named:
        return _unknown(query, kb) if query.unrecognised else _which(query, kb)
    pace = Pace.of(query, profile)
    if len(named) > 1:
        return _several(query, named, pace, kb)
    skill, held = named[0], held_levels(profile, kb).get(named[0].id)
    asking_roles = _roles(skill, kb)
    sections = (
        Section("Study hours, prerequisites met", _hours(skill), folded=bool(query.aspect)),
        _where(skill, query.aspect),
        Section("Roles that ask for it most", tuple(_role_line(*row) for row in asking_roles[:MOST_ROLES])),
        Section("After it", _after(skill, kb)),
    )
    lead = [_answered(query.aspect, skill, pace), _lead(skill, kb), f"On your record: {held}." if held else ""]
    unknown = [f"I do not know {quoted(term)}." for term in query.unrecognised]
    return Reply(
        "skill",
        "\n".join((*unknown, " ".join(part for part in lead if part))),
        title=skill.name,
        sections=tuple(section for section in sections if section.lines),
        suggestions=_suggestions(asking_roles, kb),
        sources=_sources(skill, asking_roles, kb),
        target=skill.id,
        private=held is not None or (pace.own and query.aspect == "time"),
    )


def _where(skill: Skill, aspect: Aspect) -> Section:
    """Without the place that the first sentence names."""
    lines = tuple(f"- {line}" for line in resource_lines(skill))
    return Section("Where else to learn it", lines[1:]) if aspect == "how" else Section("Where to learn it", lines)


def _answered(aspect: Aspect, skill: Skill, pace: Pace) -> str:
    """What was asked of the skill in one sentence; the rest of the card follows."""
    if aspect == "time":
        return f"**{skill.name}**: {_time(skill, pace)}"
    if aspect == "how":
        first = next(iter(resource_lines(skill)), "")
        start = f"start with {first}" if first else "I have no reviewed place to learn it from"
        return f"To learn **{skill.name}**: {start}. Time: {_time(skill, pace)}"
    return ""


def _time(skill: Skill, pace: Pace) -> str:
    """`10–20 h to beginner, 40–80 h to intermediate; at 8 h a week (assumed) about 2–3 weeks to beginner …`"""
    known = [(level, hours) for level in SKILL_LEVELS if (hours := getattr(skill.hours, level))]
    if not known:
        return "I have no figure for how long that takes."
    each = ", ".join(f"{figures.hours_range(hours)} to {level}" for level, hours in known)
    weeks = [f"{span(hours, pace.hours).removeprefix('about ')} to {level}" for level, hours in (known[0], known[-1])]
    return f"{each}; {pace.words} about {joined(list(dict.fromkeys(weeks)))}."


def _several(query: Query, named: Sequence[Skill], pace: Pace, kb: KnowledgeBase) -> Reply:
    """Several skills: a line for each, in the order in which they build on each other."""
    order = in_order([skill.id for skill in named], {}, kb)
    each = [kb.skills[skill] for skill in order]
    lines = [f"- {_answered(query.aspect or 'how', skill, pace)}" for skill in each]
    unknown = [f"I do not know {quoted(term)}." for term in query.unrecognised]
    total = _together(each)
    together = (
        f"Together {figures.hours_range(total)} to beginner, {span(total, pace.hours)} {pace.words}." if total else ""
    )
    rows = [(skill, _roles(skill, kb)) for skill in each]
    sources = dict.fromkeys(source for skill, asking_roles in rows for source in _sources(skill, asking_roles, kb))
    return Reply(
        "skill",
        "\n".join((*unknown, f"**{joined([skill.name for skill in each])}**:", *lines)),
        title=joined([skill.name for skill in each]),
        sections=(Section("", (together,)),) if together else (),
        suggestions=tuple(Suggestion(skill.name, questions.learn(skill.id, kb)) for skill in each[:4]),
        sources=tuple(sources),
        target="/".join(skill.id for skill in each),
        private=pace.own,
    )


def _together(skills: Sequence[Skill]) -> tuple[int, int] | None:
    """The hours of all to beginner; none where one has no figure."""
    each = [skill.hours.beginner for skill in skills]
    known = [hours for hours in each if hours]
    return (sum(low for low, _ in known), sum(high for _, high in known)) if len(known) == len(each) else None


def _unknown(query: Query, kb: KnowledgeBase) -> Reply:
    names = joined([quoted(term) for term in query.unrecognised])
    verb = "is" if len(query.unrecognised) == 1 else "are"
    return Reply(
        "skill",
        f"{names} {verb} not among the skills I know, so I have nothing reviewed on learning it.",
        suggestions=(Suggestion("Which roles are there?", questions.alone(Intent.ROLES, kb)),),
        decision="abstain",
    )


def _which(query: Query, kb: KnowledgeBase) -> Reply:
    of_role = [kb.skills[asked.skill] for asked in query.role.skills] if query.role else []
    named = (of_role or _most_asked_for(kb))[:OFFERED]
    return Reply(
        "skill",
        "Which skill do you mean?",
        suggestions=tuple(Suggestion(skill.name, questions.learn(skill.id, kb)) for skill in named),
        decision="clarify",
    )


def _most_asked_for(kb: KnowledgeBase) -> list[Skill]:
    demand = _demand(kb)
    return [kb.skills[skill] for skill in sorted(demand, key=lambda skill: (-demand[skill], skill))]


def _demand(kb: KnowledgeBase) -> dict[str, float]:
    """Skill → its weight over all roles."""
    demand: dict[str, float] = {}
    for role in kb.roles.values():
        for asked in role.skills:
            demand[asked.skill] = demand.get(asked.skill, 0.0) + asked.weight
    return demand


def _lead(skill: Skill, kb: KnowledgeBase) -> str:
    """What it is, and what it builds on or contains."""
    if skill.summary:
        return f"**{skill.name}**: {skill.summary}. {capital(_built(skill, kb))}"
    return f"**{skill.name}** ({skill.category}) {_built(skill, kb)}"


def _built(skill: Skill, kb: KnowledgeBase) -> str:
    if skill.contains:
        parts = [f"{kb.skills[part].name} ({level})" for part, level in skill.contains.items()]
        return f"counts as {joined(parts)} at most, by our estimate."
    if not skill.needs:
        return f"needs nothing else first: you can start with it.{_helped(skill, kb)}"
    names = joined([kb.skills[need].name for need in skill.needs])
    further = kb.builds_on[skill.id] - set(skill.needs)
    before = (
        f", and through {'that' if len(skill.needs) == 1 else 'those'} on {_further(further, kb)}" if further else ""
    )
    return f"builds on {names}{before}.{_helped(skill, kb)}"


def _helped(skill: Skill, kb: KnowledgeBase) -> str:
    names = [kb.skills[other].name for other in skill.helps if other not in kb.builds_on[skill.id]]
    return f" Easier with {joined(names)}." if names else ""


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
    return f"- {role.name} ({asked.importance})"


def _after(skill: Skill, kb: KnowledgeBase) -> tuple[str, ...]:
    """The skills that build on it directly, most asked for first."""
    demand = _demand(kb)
    after = [other for other in kb.skills.values() if skill.id in other.needs]
    after.sort(key=lambda other: (-demand.get(other.id, 0.0), other.name))
    return (listed([other.name for other in after], MOST_AFTER),) if after else ()


def _suggestions(asking_roles: list[tuple[Role, RoleSkill]], kb: KnowledgeBase) -> tuple[Suggestion, ...]:
    return tuple(
        Suggestion(f"Skills: {role.name}", questions.about("role.skills", role, kb)) for role, _ in asking_roles[:2]
    )


def _sources(skill: Skill, asking_roles: list[tuple[Role, RoleSkill]], kb: KnowledgeBase) -> tuple[str, ...]:
    hours = skill.hours.source or f"hours: {kb.source_line('editors')}"
    bases = dict.fromkeys(asked.basis for _, asked in asking_roles[:MOST_ROLES])
    weights = [kb.source_line(_SOURCES[basis]) if basis in _SOURCES else basis for basis in bases]
    return (hours, f"weights: {joined(weights)}") if weights else (hours,)
