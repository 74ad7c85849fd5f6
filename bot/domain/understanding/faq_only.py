"""For a community that wants its FAQ and skills, without careers: what the advisor would say of them is declined."""

from __future__ import annotations

from bot.domain.core.query import Intent, Query
from bot.domain.understanding.reading import FAQ, READINGS, Reader, declined

REMAINING = frozenset(
    {
        *(Intent.FAQ, Intent.SKILL, Intent.ADD_SKILLS, Intent.REMOVE_SKILLS, Intent.LIST_SKILLS),
        *(Intent.SHOW_DATA, Intent.EXPORT_DATA, Intent.DELETE_DATA, Intent.ERASE_DATA),
        *(Intent.HELP, Intent.CHAT, Intent.DISTRESS, Intent.CLARIFY, Intent.NONE),
    }
)
"""What may be asked for all the same."""


def without_careers(query: Query, reader: Reader) -> Query:
    """The query as such a community answers it: FAQ entries are offered in place of roles, pay and plans."""
    query = query.replace(report=query.report.replace(goal="", hours=None, unknown_goal=None))
    if query.also and query.also.intent not in REMAINING:
        query = query.replace(also=None)
    if query.intent not in REMAINING:
        return declined(query).replace(readings=_near(query, reader), unrecognised=(), named_roles=())
    if query.intent is not Intent.CLARIFY:
        return query.replace(readings=_near(query, reader)) if query.decision == "abstain" and query.readings else query
    kept = tuple(reading for reading in query.readings if reader.is_wording(reading))
    if kept:
        return query.replace(readings=kept)
    return declined(query).replace(readings=_near(query, reader))


def _near(query: Query, reader: Reader) -> tuple[str, ...]:
    """The questions of the FAQ entries that came nearest."""
    entries = (reader.kb.faq.get(match.entry.removeprefix(FAQ)) for match in query.matches)
    return tuple(entry.question for entry in entries if entry)[:READINGS]
