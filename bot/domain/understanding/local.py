"""Local entries of the FAQ answer, for their places, what the advisor would answer for everywhere: pay in Germany."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.query import Intent, Query
from bot.domain.language.text import stem, tokens
from bot.domain.names.finder import NameFinder

PLACE, PAY = "factors.location", ("salary",)
"""What a place does to pay is asked in the same words as the pay in it."""
ALIKE = 0.6
"""Share of words that a local wording and one of the advisor's must have in common to ask the same, names set aside."""


@dataclass(frozen=True)
class Stand:
    """One entry, and what it answers instead of the advisor."""

    entry: FaqEntry
    matters: frozenset[str]
    """Ids of intents."""
    roles: frozenset[str]
    """The roles it speaks of; none: any."""
    wordings: frozenset[str]
    """Those that ask for one of the matters. The ranker must not learn them: they are the advisor's questions, too."""


@dataclass(frozen=True)
class LocalAnswers:
    """All local entries that stand for one of the advisor's own answers."""

    kb: KnowledgeBase
    stands: tuple[Stand, ...] = ()

    @classmethod
    def compile(cls, kb: KnowledgeBase, finder: NameFinder, asked: Mapping[str, Sequence[str]]) -> LocalAnswers:
        """`asked`: intent → its phrases with slots in place of names."""
        local = [entry for entry in kb.faq.values() if entry.places]
        if not local:
            return cls(kb)
        known = [(_stems(phrase), intent) for intent, phrases in asked.items() for phrase in phrases]
        stands = (_stand(entry, kb, finder, known) for entry in local)
        return cls(kb, tuple(stand for stand in stands if stand.matters))

    def rest(self, entry: FaqEntry) -> tuple[str, ...]:
        """The wordings that the ranker learns."""
        stand = next((stand for stand in self.stands if stand.entry is entry), None)
        return tuple(phrase for phrase in entry.phrases if not stand or phrase not in stand.wordings)

    def instead(self, query: Query) -> Query:
        """The query with the local entry that answers it, or as it is."""
        found = self._stand_for(query)
        return query.replace(intent=Intent.FAQ, entry=found.entry, topic=None, factor=None) if found else query

    def _stand_for(self, query: Query) -> Stand | None:
        if query.decision != "answer" or not query.location or query.further_locations:
            return None
        if query.other_role or query.also:
            return None
        matter = ".".join(filter(None, (query.intent, query.topic or query.factor)))
        asked = {matter, *PAY * (matter == PLACE)}
        fitting = (stand for stand in self.stands if asked & stand.matters and _fits(stand, query))
        return next((stand for stand in fitting if self.kb.lies_in(query.location.id, stand.entry.places)), None)


def _fits(stand: Stand, query: Query) -> bool:
    return not stand.roles or (query.role is not None and query.role.id in stand.roles)


def _stand(
    entry: FaqEntry, kb: KnowledgeBase, finder: NameFinder, known: Sequence[tuple[frozenset[str], str]]
) -> Stand:
    found = dict(_matters(entry, kb, finder, known))
    roles = set(entry.roles)
    if not roles:
        roles = {role for phrase in entry.phrases for role in finder.find(phrase).roles}
    return Stand(entry, frozenset(found.values()), frozenset(roles), frozenset(found))


def _matters(
    entry: FaqEntry, kb: KnowledgeBase, finder: NameFinder, known: Sequence[tuple[frozenset[str], str]]
) -> Iterator[tuple[str, str]]:
    """(wording, intent) for those that name a place of the entry: only they ask for what differs by place."""
    for phrase in entry.phrases:
        mentions = finder.find(phrase)
        if not any(kb.lies_in(place, entry.places) for place in mentions.places):
            continue
        words = _stems(finder.mask(phrase, mentions))
        likeness, intent = max(((_likeness(words, other), intent) for other, intent in known), default=(0.0, ""))
        if likeness >= ALIKE:
            yield phrase, intent


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, tokens(text)))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one else 0.0
