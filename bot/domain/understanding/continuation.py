"""A message in a conversation: read by itself, or with what was spoken of before, whichever is likelier meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.core.conversation import Conversation
from bot.domain.core.knowledge import FaqEntry, Role, TopicId
from bot.domain.core.query import Intent, Match, Query, SkillReport
from bot.domain.names.mentions import Mentions
from bot.domain.understanding.context import ContextModel, Move
from bot.domain.understanding.reading import COMPARABLE, Heard, Reader

POSSIBLE = 0.2
"""Share of a move from which on a message may mean it."""
_TALK = (Intent.ADD_SKILLS, Intent.REMOVE_SKILLS, Intent.LIST_SKILLS, Intent.GOAL, Intent.READINESS, Intent.HELP)
"""What a bare name after it does not repeat: "cool, and data engineer?" is no skill to add."""
_PAY = (Intent.SALARY, Intent.FACTORS)
_CARRIED = ("level", "location", "employer")
_ORDINALS = (
    re.compile(r"\b(?:first|1st|former|number one|#1)\b", re.IGNORECASE),
    re.compile(r"\b(?:second|2nd|latter|other one|number two|#2)\b", re.IGNORECASE),
    re.compile(r"\b(?:third|3rd|number three|#3)\b", re.IGNORECASE),
)
_LAST = re.compile(r"\blast(?: of (?:those|them|these))?(?: one)?\b", re.IGNORECASE)
_TAG_TOPICS: dict[str, TopicId] = {
    "education": "education",
    "portfolio": "portfolio",
    "job-search": "job-search",
    "math": "skills",
    "tools": "skills",
    "ai": "ai",
    "pay": "outlook",
}
"""The topic of a role that says more than an FAQ entry of this tag."""


@dataclass(frozen=True)
class Continuation:
    """Reads messages that follow others."""

    reader: Reader
    model: ContextModel

    def read(self, said: Heard, alone: Query, so_far: Conversation) -> Query:
        """`alone` is the message read by itself, names of the whole message filled in."""
        before = so_far.query or Query(Intent.NONE)
        shares = self.model.shares(said, before)
        likely = [move for move in sorted(shares, key=lambda move: -shares[move]) if shares[move] >= POSSIBLE]
        for move in likely:
            found = self._as(move, said, alone, so_far)
            if found is not None:
                return found if move == "new" else found.replace(text=said.text)
        return self.reader.decided(alone)

    def _as(self, move: Move, said: Heard, alone: Query, so_far: Conversation) -> Query | None:
        """The message as this move; None where nothing before allows it."""
        match move:
            case "new":
                return self.reader.decided(alone)
            case "chat":
                return _talk(alone)
            case "topic":
                return self._topic(said, alone, so_far)
            case "slots":
                return self._slots(said, so_far)
            case "why":
                return self._more(so_far.query, said.text) if so_far.query else None

    def _topic(self, said: Heard, alone: Query, so_far: Conversation) -> Query | None:
        """Another question about the roles spoken of."""
        roles = list(self._roles_meant(said, so_far))
        if not roles and not so_far.unknown_roles:
            return None
        own = _roles_of(alone) if said.mentions.roles or said.mentions.fields else []
        best = alone if own else max((alone, *self._with_roles_named(said.text, roles)), key=_worth)
        if own and alone.intent is Intent.COMPARE and len(own) == 1:
            roles = [*roles[:1], *own]  # "does it pay more than data analyst"
        else:
            roles = own or roles
        query = best.replace(
            role=roles[0] if roles else None,
            role_given=bool(roles),
            other_role=roles[1] if len(roles) > 1 else None,
            further_roles=tuple(roles[2:]),
            unknown_roles=best.unknown_roles or so_far.unknown_roles,
        )
        if len(roles) > 1 and query.intent in COMPARABLE:
            aspect = "pay" if query.intent in _PAY else query.aspect
            query = query.replace(intent=Intent.COMPARE, topic=None, factor=None, aspect=aspect)
        before = so_far.query
        if before and before.intent in _PAY and query.intent in (*_PAY, Intent.COMPARE):
            query = query.replace(**{name: getattr(query, name) or getattr(before, name) for name in _CARRIED})
        return self.reader.decided(query)

    def _roles_meant(self, said: Heard, so_far: Conversation) -> Iterator[Role]:
        """The roles pointed at, "the second one", or all that were spoken of."""
        picked = [number for number, pattern in enumerate(_ORDINALS) if pattern.search(said.text)]
        if not picked and _LAST.search(said.text):
            picked = [len(so_far.roles) - 1]
        some = [so_far.roles[number] for number in picked if number < len(so_far.roles)]
        yield from some or so_far.roles

    def _with_roles_named(self, text: str, roles: list[Role]) -> Iterator[Query]:
        """The question with the roles in place of what points at them."""
        if roles:
            yield self.reader.read(f"{text} {' or '.join(role.name for role in roles[:2])}")

    def _slots(self, said: Heard, so_far: Conversation) -> Query | None:
        """The question before, about what is named now."""
        before, mentions = so_far.query, said.mentions
        if before is None or before.intent in _TALK:
            return None
        named = self.reader.named(before.replace(text=said.text), mentions)
        place = self.reader.unknown_place(said.text) if not named.location else ""
        if not (mentions.all or place):
            return None
        kept = {name: getattr(named, name) or getattr(before, name) for name in _CARRIED}
        query = named.replace(**kept, unknown_place=place, also=None, report=SkillReport())
        if place:
            query = query.replace(location=None)
        if not (mentions.roles or mentions.fields or named.unknown_roles):
            query = query.replace(
                role=before.role,
                role_given=before.role_given,
                other_role=before.other_role,
                further_roles=before.further_roles,
                unknown_roles=before.unknown_roles,
            )
            return self._elsewhere(query, mentions, place)
        return self._about(query, before)

    def _elsewhere(self, query: Query, mentions: Mentions, place: str) -> Query:
        """Other places, levels or employers: only pay differs by them."""
        if mentions.skills and query.intent is Intent.SKILL:
            return query.replace(skills=mentions.skills, decision="answer", confidence=LIKELY)
        by_pay = mentions.places or place or mentions.employers
        if by_pay and query.intent not in (*_PAY, Intent.COMPARE, Intent.RANK):
            return query.replace(text=query.text, decision="answer", confidence=LIKELY)
        return self.reader.settled(query.replace(decision="answer", confidence=LIKELY))

    def _about(self, query: Query, before: Query) -> Query:
        """The same question about another role."""
        entry = before.entry
        if entry and entry.roles and query.role and query.role.id not in entry.roles:
            query = query.replace(intent=Intent.ROLE, entry=None, topic=_topic_of(entry))
        if before.intent is Intent.COMPARE and before.role and not query.other_role:
            query = query.replace(role=before.role, other_role=query.role)
        return self.reader.settled(query.replace(decision="answer", confidence=LIKELY))

    def _more(self, before: Query, text: str) -> Query:
        """More on the same subject: the arithmetic of advice, the role's topic behind an FAQ entry."""
        if before.intent in (Intent.GAP, Intent.MATCH, Intent.NEXT, Intent.PROGRESS):
            return before.replace(intent=Intent.GAP, why=True, report=SkillReport())
        entry = before.entry
        if entry and before.role and (topic := _topic_of(entry)):
            return before.replace(intent=Intent.ROLE, entry=None, topic=topic, text=text)
        return before.replace(text=f"{before.text} {text}", report=SkillReport(), also=None)


LIKELY = 0.9
"""Confidence in the question before with other names."""


def _roles_of(query: Query) -> list[Role]:
    return [role for role in (query.role, query.other_role, *query.further_roles) if role]


def _worth(query: Query) -> float:
    return query.confidence if query.intent is not Intent.NONE else 0.0


def _talk(alone: Query) -> Query:
    """Nothing is asked: what kind of talk it is, if that is plain."""
    talk = tuple(match for match in alone.matches[:1] if match.entry.startswith("chat."))
    return Query(Intent.CHAT, alone.text, matches=talk or (Match("chat.heard", 1.0, ""),), confidence=0.9)


def _topic_of(entry: FaqEntry) -> TopicId | None:
    return next((_TAG_TOPICS[tag] for tag in entry.tags if tag in _TAG_TOPICS), None)
