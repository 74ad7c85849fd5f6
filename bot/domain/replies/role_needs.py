"""What a role asks for: skills with a verdict on those the question names, and education."""

from __future__ import annotations

from datetime import date

from bot.domain.advice import aspects, figures
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.query import Aspect, Query
from bot.domain.core.reply import Section
from bot.domain.core.roles import Role, RoleSkill
from bot.domain.core.wording import a, counted, joined, listed
from bot.domain.replies.points import Made, asked_first, item_line, item_lines, told, topic_sources, without_role

VERDICTS = 3
"""Skills of one question that get a verdict."""


def skills(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made | None:
    """A verdict on each skill the question names, the skill groups, and the list by weight."""
    topic = role.topic("skills")
    if not topic and not role.skills:
        return None
    verdicts = [_how_much(query.aspect, role, kb)] if query.aspect in _KINDS_OF_WORK and role.skills else []
    verdicts += [_verdict(skill, role, kb) for skill in query.skills[:VERDICTS]]
    verdicts += [f"In the daily work: {duty}" for duty in _duties_with(query.skills[:1], role)]
    lead, points = f"What {a(role.name)} is asked for, by weight:", Section("", ())
    if topic and verdicts:
        lead, points = topic.text, Section("", item_lines(asked_first(topic.items, without_role(query.text, role))))
    elif topic:
        lead, points = told(topic, query, role)
    by_weight = {
        importance: [called(s, kb) for s in role.skills if s.importance == importance]
        for importance in ("core", "important", "useful")
    }
    lines = tuple(f"- {name.capitalize()}: {', '.join(names)}" for name, names in by_weight.items() if names)
    weights = Section("By weight (partly our estimate)", lines, folded=topic is not None)
    sources = (*(topic_sources(topic, kb) if topic else ()), kb.source_line("editors"))
    reasons = Section("What the core skills are for", _reasons(role, kb), folded=True)
    return "\n".join((*verdicts, lead)), (points, weights, reasons), tuple(dict.fromkeys(sources))


def _reasons(role: Role, kb: KnowledgeBase) -> tuple[str, ...]:
    """Each core skill with the levels it is needed at and one line why."""
    return tuple(
        f"- **{called(asked, kb)}** ({_levels(asked, kb)}): {asked.why}"
        for asked in role.skills
        if asked.importance == "core" and asked.why
    )


def called(asked: RoleSkill, kb: KnowledgeBase) -> str:
    """`HTML`; `one cloud platform (AWS, Azure or Google Cloud)` where any of several will do."""
    if not asked.name:
        return kb.skills[asked.skill].name
    names = [kb.skills[skill].name for skill in (asked.skill, *asked.alternatives)]
    shown = names if len(names) <= _OF_ALTERNATIVES + 1 else [*names[:_OF_ALTERNATIVES], "another"]
    return f"{asked.name} ({joined(shown, 'or')})"


_OF_ALTERNATIVES = 3


def _levels(asked: RoleSkill, kb: KnowledgeBase) -> str:
    """`junior intermediate, mid-level advanced`"""
    return ", ".join(f"{kb.role_levels[role].name.lower()} {level}" for role, level in asked.levels.items())


_KINDS_OF_WORK = {"math": "mathematics", "coding": "coding", "research": "research or mathematics"}
_PARTS = ((0.3, "A large part"), (0.1, "A fair part"), (0.0, "A small part"))
"""From this share of the weight on: how it is called."""


def _how_much(aspect: Aspect, role: Role, kb: KnowledgeBase) -> str:
    """How much of one kind of work the role asks for; no yes or no, which a negated question would turn around."""
    found, part = aspects.skills_of(aspect, role, kb), aspects.share(aspect, role, kb)
    what, who = _KINDS_OF_WORK[aspect], a(role.name)
    above = aspects.builds_on_math(role, kb) if aspect == "math" else 0.0
    rests = f" Another {aspects.percent(above)} rests on it." if above else ""
    if not found:
        return f"None of the {counted(len(role.skills), 'skill')} on my list for {who} is {what}.{rests} {_ESTIMATED}"
    called = next(name for least, name in _PARTS if part > least)
    names = listed([kb.skills[asked.skill].name for asked in found], _NAMED)
    verb = "is" if len(found) == 1 else "are"
    return (
        f"{called} of it: of the {counted(len(role.skills), 'skill')} on my list for {who}, {len(found)} {verb} {what} "
        f"({aspects.percent(part)} of their weight): {names}.{rests} {_ESTIMATED}"
    )


_NAMED = 6
_ESTIMATED = "That is our estimate; jobs of one title differ."


def _duties_with(skills: tuple[str, ...], role: Role) -> list[str]:
    """The first of the role's duties that takes these skills."""
    duties = role.topic("duties")
    return [item_line(item) for item in duties.items if set(skills) & set(item.skills)][:1] if duties else []


def _verdict(skill: str, role: Role, kb: KnowledgeBase) -> str:
    """What the role asks of one skill, without a yes or no that a negated question would turn around."""
    name, who = f"**{kb.skills[skill].name}**", a(role.name)
    asked = next((s for s in role.skills if skill == s.skill), None)
    if asked:
        return f"{name} is {_DEGREES[asked.importance]} for {who}{_or(asked, kb)}. {asked.why}".rstrip()
    served = next((s for s in role.skills if skill in s.alternatives), None)
    if served:
        if served.name:
            return f"{name} serves {who} as {served.name}, which is expected. {served.why}".rstrip()
        return f"{name} serves {who} as well as {kb.skills[served.skill].name}: one of them is expected."
    above = [s for s in role.skills if skill in kb.builds_on[s.skill]]
    if above:
        most = max(above, key=lambda s: s.weight)
        return f"{name} is needed for {who} as the base of {kb.skills[most.skill].name}."
    below = [s for s in role.skills if s.skill in kb.builds_on[skill]]
    if below:
        return f"{name} itself is not on my list for {who}; {kb.skills[below[0].skill].name}, its base, is."
    surveyed = next((found for found in role.evidence if skill in found.skills), None)
    if surveyed:
        source = f"{kb.source_line(surveyed.source)}, {surveyed.occupation}"
        return f"{name} is not on my list of what {who} needs. O*NET marks it as in demand ({source}): some jobs ask."
    return f"{name} is not on my list of what {who} needs."


_DEGREES = {
    "core": "essential: a core skill",
    "important": "expected in most jobs: an important skill",
    "useful": "useful but not essential",
}


def _or(asked: RoleSkill, kb: KnowledgeBase) -> str:
    names = joined([kb.skills[other].name for other in asked.alternatives], "or")
    return f" ({names} will do as well)" if names else ""


def education(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made | None:
    topic = role.topic("education")
    official, official_sources = _official_education(role, kb)
    if not topic and not official:
        return None
    text, points = told(topic, query, role) if topic else (f"How people become {a(role.name)}:", Section("", ()))
    sources = (*(topic_sources(topic, kb) if topic else ()), *official_sources)
    folded = Section("Official", official, folded=bool(topic and topic.items))
    return text, (points, folded), tuple(dict.fromkeys(sources))


def _official_education(role: Role, kb: KnowledgeBase) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What BLS lists as typical entry, and what surveyed workers have; with sources."""
    lines, sources = [], []
    for link in role.occupations[:1]:
        occupation = kb.occupations[link.soc]
        if occupation.entry_education:
            source = kb.source_line(occupation.entry_source)
            label = figures.title(link, kb)
            lines.append(f"- BLS lists as typical entry for {label}: {occupation.entry_education} ({source})")
            sources.append(source)
    for survey in role.education:
        shares = sorted(survey.shares, key=lambda share: -share.percent)[:4]
        if not shares:
            continue
        of = ", ".join(
            part for part in (f"n={survey.respondents}" if survey.respondents else "", survey.surveyed) if part
        )
        source = kb.source_line(survey.source)
        each = ", ".join(f"{share.education} {share.percent:.0f}%" for share in shares)
        lines.append(f"- {survey.title}, workers surveyed{f' ({of})' if of else ''}: {each} ({source})")
        sources.append(source)
    return tuple(lines), tuple(sources)
