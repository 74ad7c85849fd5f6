"""An FAQ entry: the moderators' exact words, with their source."""

from __future__ import annotations

from datetime import date

from bot.domain.core import questions
from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.profile import Profile
from bot.domain.core.query import Query
from bot.domain.core.reply import Reply, Section, Suggestion
from bot.domain.core.wording import day, joined, quoted
from bot.domain.language.foreign import ENGLISH, called
from bot.domain.replies import choice


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    entry = query.entry
    assert entry is not None  # the intent comes with its entry
    links = tuple(f"- [{link.label}]({link.url})" for link in entry.links)
    role = kb.roles[entry.roles[0]] if entry.roles and kb.community.topics else None
    others = tuple(Suggestion(called(e.language or ENGLISH), e.question) for e in kb.versions(entry))
    suggestions = others + ((Suggestion("What am I missing?", questions.about("gap", role, kb)),) if role else ())
    return Reply(
        "faq",
        _dated(entry, today),
        title=entry.question,
        note="\n".join(filter(None, (_where(entry, kb), _unknown(query)))),
        sections=(*_first_look(query, kb), *((Section("Links", links),) if links else ())),
        suggestions=(*_invitation(entry, kb), *suggestions),
        sources=_sources(entry),
        target=entry.id,
        roles=entry.roles if len(entry.roles) == 1 else (),  # "and what does it pay"
    )


def _first_look(query: Query, kb: KnowledgeBase) -> tuple[Section, ...]:
    """Roles for the occupation that the writer comes from, beside an answer on how to choose."""
    assert query.entry is not None
    asked = kb.community.topics and query.entry.id in kb.choice.beside
    return choice.first_look(query.typed_origin, kb) if asked else ()


def _invitation(entry: FaqEntry, kb: KnowledgeBase) -> tuple[Suggestion, ...]:
    return choice.invitation(kb) if kb.community.topics and entry.id in kb.choice.beside else ()


def _dated(entry: FaqEntry, today: date) -> str:
    """The answer; an expired one says so first, in words."""
    answer = entry.answer.strip()
    if not entry.expired(today):
        return answer
    assert entry.expires is not None
    return f"⌛ Expired {day(entry.expires)}: check before relying on it.\n\n{answer}"


def _unknown(query: Query) -> str:
    """What was asked about in particular and we know nothing of."""
    return (
        f"I have nothing on {joined([quoted(name) for name in query.unrecognised])} itself."
        if query.unrecognised
        else ""
    )


def _where(entry: FaqEntry, kb: KnowledgeBase) -> str:
    """`For Germany and Austria.`"""
    places = [kb.locations[place].name for place in entry.places if place in kb.locations]
    return f"For {joined(places)}." if places else ""


def _sources(entry: FaqEntry) -> tuple[str, ...]:
    checked = f"checked {day(entry.verified)}" if entry.verified else ""
    return tuple(part for part in (entry.source, checked) if part)
