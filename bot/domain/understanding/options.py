"""Filled-in form fields → a Query, read with the same care as free text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypedDict, Unpack

from bot.domain.core.levels import RoleLevel, SkillLevel
from bot.domain.core.query import Intent, Query, SkillMention, SkillReport
from bot.domain.core.roles import Role, TopicId
from bot.domain.core.wording import a, asking
from bot.domain.names.mentions import Mention
from bot.domain.statements.report import StatementReader
from bot.domain.understanding.message import Understanding
from bot.domain.understanding.reading import Reader

_Slot = Literal["role", "other_role"]


class Options(TypedDict, total=False):
    """What can be filled in. Each text is what was typed, whether or not it was chosen from a list."""

    role: str
    other: str
    location: str
    employer: str
    specialization: str
    skills: str
    levels: Mapping[str, SkillLevel]
    """Ids of skills chosen from a list, each with its level."""
    unticked: tuple[str, ...]
    """Ids of skills that the list had ticked and the member did not leave so."""
    aim: bool
    """Whether the role is to be the goal."""
    level: RoleLevel | None
    topic: TopicId | None
    hours: float | None


def from_options(mind: Understanding, intent: Intent, **options: Unpack[Options]) -> Query:
    """A filled-in form as a Query; a role that is not recognised is asked back, like one in free text."""
    reader = mind.reader
    query = Query(intent, level=options.get("level"), topic=options.get("topic"), hours=options.get("hours"))
    query = _with_place(reader, query, options.get("location", ""))
    typed: dict[_Slot, str] = {"role": options.get("role", ""), "other_role": options.get("other", "")}
    if named := _official(reader, query, typed["role"]):
        return named
    choices = {slot: reader.finder.find_role(text) for slot, text in typed.items() if text}
    for slot, choice in choices.items():
        if choice.id:
            query = query.replace(**{slot: reader.kb.roles[choice.id], "role_given": True})
    for slot, choice in choices.items():
        if not choice.id:
            return _asked_back(reader, query, slot, typed[slot], choice.near)
    query = _with_employer(reader, query, options.get("employer", ""))
    query = _with_specialization(reader, query, options.get("specialization", ""))
    query = _with_skills(mind.statements, query, options.get("skills", ""))
    query = _with_chosen(reader, query, options.get("levels", {}), options.get("unticked", ()))
    return _aiming(query, aim=options.get("aim", False)) if intent is Intent.PLAN else query


def _official(reader: Reader, query: Query, title: str) -> Query | None:
    """The official occupation of exactly this title, where a page or pay is asked for and no role of ours has it."""
    official = reader.kb.official
    codes = official.named(title) if official and title and query.intent in (Intent.ROLE, Intent.SALARY) else ()
    if not codes or any(_is_whole(mention, title) for mention in reader.finder.find(title).of("role")):
        return None
    return query.replace(occupation=codes[0] if len(codes) == 1 else "", named_roles=(title,))


def _is_whole(mention: Mention, text: str) -> bool:
    return mention.text == text.strip() and mention.score == 1.0


def _with_place(reader: Reader, query: Query, typed: str) -> Query:
    found = reader.finder.find_location(typed).id if typed else ""
    return query.replace(location=reader.kb.locations[found]) if found else query.replace(unknown_place=typed)


def _with_employer(reader: Reader, query: Query, typed: str) -> Query:
    named = reader.finder.find(typed).employers
    if named:
        return query.replace(employer=reader.kb.employers[named[0]])
    return query.replace(unrecognised=(*query.unrecognised, typed)) if typed else query


def _with_specialization(reader: Reader, query: Query, typed: str) -> Query:
    if not typed:
        return query
    mentions = reader.finder.find(typed)
    found = reader.finder.specialization(typed, mentions) or reader.finder.find_skill(typed).id
    if found:
        return query.replace(factor="specialization", skills=(found,))
    return query.replace(unrecognised=(*query.unrecognised, typed))


def _with_skills(statements: StatementReader, query: Query, typed: str) -> Query:
    if not typed:
        return query
    report = statements.read(typed, asked=True)
    if query.intent is Intent.REMOVE_SKILLS:
        named = (*(mention.skill for mention in report.known), *report.denied, *report.removed)
        report = SkillReport(removed=tuple(dict.fromkeys(named)), unknown=report.unknown, ambiguous=report.ambiguous)
    return query.replace(text=typed, report=report)


def _with_chosen(reader: Reader, query: Query, levels: Mapping[str, SkillLevel], unticked: tuple[str, ...]) -> Query:
    """What was written beside the list counts more than the list."""
    report = query.report
    written = {mention.skill for mention in report.known} | {*report.denied, *report.removed}
    chosen = {skill: level for skill, level in levels.items() if skill in reader.kb.skills and skill not in written}
    denied = tuple(skill for skill in unticked if skill not in written)
    known = (SkillMention(skill, level) for skill, level in chosen.items())
    report = report.replace(
        known=(*report.known, *known),
        denied=(*report.denied, *denied),
        named=(*report.named, *chosen, *denied),
    )
    return query.replace(report=report)


def _aiming(query: Query, *, aim: bool) -> Query:
    """A plan that is asked for with a goal and hours: both are kept."""
    goal = query.role.id if aim and query.role else ""
    return query.replace(report=query.report.replace(goal=goal, hours=query.hours), hours=None)


def _asked_back(reader: Reader, query: Query, slot: _Slot, typed: str, near: tuple[str, ...]) -> Query:
    """The same question about the roles whose names look like the one typed."""
    if not near:
        return Query(Intent.NONE, typed, unrecognised=(typed,), decision="abstain")
    readings = tuple(_question(reader, query.replace(**{slot: reader.kb.roles[role]})) for role in near)
    return Query(Intent.CLARIFY, typed, readings=readings, unrecognised=(typed,), decision="clarify")


def _question(reader: Reader, query: Query) -> str:
    """What the form asks, in words that are understood."""
    name = f"role.{query.topic or 'overview'}" if query.intent is Intent.ROLE else query.intent.value
    intent = reader.kb.intents.get(name)
    template = (intent.question if intent else "") or "What does a {role} do?"
    role = query.role or reader.kb.roles[reader.kb.community.default_role]
    other = query.other_role or _neighbor(role, reader)
    level = f"{reader.kb.role_levels[query.level].name.lower()} " if query.level else ""
    question = asking(template.replace("a {other}", a(other.name)), level + role.name)
    return f"{question.removesuffix('?')} in {query.location.name}?" if query.location else question


def _neighbor(role: Role, reader: Reader) -> Role:
    return next((reader.kb.roles[near.role] for near in role.related), role)
