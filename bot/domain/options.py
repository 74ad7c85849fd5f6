"""Filled-in form fields → a Query, read with the same care as free text."""

from __future__ import annotations

from bot.domain.model import RoleLevel, TopicId
from bot.domain.query import Intent, Query
from bot.domain.reading import Reader
from bot.domain.skill_report import read_report


def from_options(
    reader: Reader,
    intent: Intent,
    *,
    role: str = "",
    other: str = "",
    location: str = "",
    employer: str = "",
    skills: str = "",
    level: RoleLevel | None = None,
    topic: TopicId | None = None,
    hours: float | None = None,
) -> Query:
    """A filled-in form as a Query. Each text is what was typed; a name not recognised asks back like free text."""
    query = Query(intent, level=level, topic=topic, hours=hours, text=skills)
    for name, typed in (("role", role), ("other_role", other)):
        if typed:
            choice = reader.lexicon.find_role(typed)
            if not choice.id:
                readings = (f"What does a {reader.kb.roles[near].name} do?" for near in choice.near)
                return _asked_back(tuple(readings), typed)
            query = query.but(**{name: reader.kb.roles[choice.id]}, role_given=True)
    if location:
        found = reader.lexicon.find_location(location).id
        query = query.but(location=reader.kb.locations[found]) if found else query.but(unknown_place=location)
    if employer and (named := reader.lexicon.find(employer).employers):
        query = query.but(employer=reader.kb.employers[named[0]])
    if skills:
        query = query.but(report=read_report(skills, reader.lexicon, reader.kb, asked=True))
    return query


def _asked_back(readings: tuple[str, ...], typed: str) -> Query:
    if not readings:
        return Query(Intent.NONE, unrecognised=(typed,), decision="abstain")
    return Query(Intent.CLARIFY, readings=readings, unrecognised=(typed,), decision="clarify")
