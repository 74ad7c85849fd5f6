"""An FAQ entry: the moderators' exact words, with their source."""

from __future__ import annotations

from datetime import date

from bot.domain.model import KnowledgeBase
from bot.domain.profile import Profile
from bot.domain.query import Query
from bot.domain.reply import Reply, Section, Suggestion
from bot.domain.wording import asking

_MISSING = "What am I missing to become a {role}?"


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    entry = query.entry
    assert entry is not None  # the intent comes with its entry
    links = tuple(f"- [{link.label}]({link.url})" for link in entry.links)
    role = kb.roles[entry.roles[0]] if entry.roles else None
    suggestions = (Suggestion("What am I missing?", asking(_MISSING, role.name)),) if role else ()
    return Reply(
        "faq",
        entry.answer.strip(),
        title=entry.question,
        sections=(Section("Links", links),) if links else (),
        suggestions=suggestions,
        sources=(entry.source,) if entry.source else (),
        target=entry.id,
    )
