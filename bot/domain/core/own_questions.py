"""Every question that the bot offers, read back as the very Query it was made of: what it offers it understands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations
from typing import get_args

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import ROLE_LEVELS, SKILL_LEVELS
from bot.domain.core.locations import Location
from bot.domain.core.query import Aspect, Intent, Query
from bot.domain.core.questions import POINTS, STEP_ACTS, of_step, said, whole
from bot.domain.core.roles import TOPICS, Role
from bot.domain.core.sources import Factor
from bot.domain.language.text import plain_words, tokens

_ALONE = (
    *(Intent.ROLES, Intent.MATCH, Intent.CHOOSE, Intent.HELP, Intent.LIST_SKILLS, Intent.PROGRESS),
    *(Intent.REMINDERS, Intent.STOP_REMINDERS, Intent.SHOW_DATA, Intent.EXPORT_DATA, Intent.DELETE_DATA),
)
"""Intents whose question names nothing."""
_IN = " in "


@dataclass(frozen=True)
class OwnQuestions:
    """Plain words → what they ask; a place at the end is looked up by itself, for any place may stand there."""

    kb: KnowledgeBase
    queries: Mapping[str, Query]
    places: Mapping[str, Location]
    roles: Mapping[str, Role]
    """By the words that a question of ours names them by."""

    @classmethod
    def compile(cls, kb: KnowledgeBase) -> OwnQuestions:
        queries: dict[str, Query] = {}
        for question, query in _offered(kb):
            queries.setdefault(plain_words(question), query)
        places = {plain_words(place.name): place for place in kb.locations.values()}
        return cls(kb, queries, places, {f" {plain_words(role.name)} ": role for role in kb.roles.values()})

    def meant(self, text: str) -> Query | None:
        """What `text` asks, if it is a question of ours in its very words."""
        question = plain_words(text)
        whole_question = self.queries.get(question)
        if whole_question:
            return whole_question
        head, _, last = question.rpartition(_IN)
        query, place = self.queries.get(head), self.places.get(last)
        if query and place:
            return query.replace(location=place) if query.intent in _PLACED else None
        return self._compared(question) or self._official(text)

    def _official(self, text: str) -> Query | None:
        """`Official pay: Statisticians`; a title that stands under several codes is asked back."""
        asked = _OFFICIAL.fullmatch(text.strip())
        if asked is None or self.kb.official is None:
            return None
        title = asked["title"].rstrip("?. ")
        codes = (title,) if title in self.kb.official.names else self.kb.official.named(title)
        if not codes:
            return None
        topic, aspect = _BY_POINT[asked["point"].lower()]
        name = self.kb.official.names[codes[0]] if len(codes) == 1 else title
        code = codes[0] if len(codes) == 1 else ""
        return Query(Intent.OCCUPATION, topic=topic, aspect=aspect, occupation=code, named_roles=(name,))

    def _compared(self, question: str) -> Query | None:
        """Of two roles there are too many pairs to know every question beforehand."""
        spaced = f" {question} "
        named = [role for name, role in self.roles.items() if name in spaced]
        for role, other in permutations(named, 2):
            for query in _comparing(role, other, self.kb):
                if plain_words(whole(query, role, self.kb)) == question:
                    return query
        return None


_BY_POINT = {point.lower(): asked for point, asked in POINTS.items()}
_BY_POINT |= {"salary": POINTS["pay"], "data": POINTS["figures"], "card": POINTS["figures"]}
_OFFICIAL = re.compile(
    rf"official (?P<point>{'|'.join(_BY_POINT)})(?::| of| for| on| about)? +(?P<title>.+)", re.IGNORECASE
)
"""`Official pay: Actors` as it is offered, or "official salary of actors"."""
_PLACED = (Intent.SALARY, Intent.FACTORS)


def _offered(kb: KnowledgeBase) -> Iterator[tuple[str, Query]]:
    for role in kb.roles.values():
        yield from ((_placeless(whole(query, role, kb), query), query) for query in _about(role, kb))
    for query in _about_no_role(kb):
        yield whole(query, next(iter(kb.roles.values())), kb), query
    yield from _of_steps(kb)


def _of_steps(kb: KnowledgeBase) -> Iterator[tuple[str, Query]]:
    """What can be wanted of the steps of a plan."""
    for skill in kb.skills:
        for act in STEP_ACTS:
            yield of_step(act, skill, kb), Query(Intent.PLAN, skills=(skill,), step=act)
        for level in SKILL_LEVELS:
            yield of_step("done", skill, kb, level), Query(Intent.PLAN, skills=(skill,)).learned(level)


def _placeless(question: str, query: Query) -> str:
    """A question on places without the one that stands in for any."""
    return question.rpartition(_IN)[0] if query.factor == "location" else question


def _about(role: Role, kb: KnowledgeBase) -> Iterator[Query]:
    """Only what has a question of its own, or several would share the same words."""
    every = [Query(Intent.ROLE, topic=topic) for topic in TOPICS if f"role.{topic}" in kb.intents]
    every += [
        Query(intent)
        for intent in (Intent.SALARY, Intent.FACTORS, Intent.ROADMAP, Intent.GAP, Intent.NEXT, Intent.PLAN)
    ]
    every += [Query(intent, level=level) for intent in (Intent.SALARY, Intent.GAP) for level in ROLE_LEVELS]
    every += [Query(Intent.FACTORS, factor=factor) for factor in get_args(Factor) if f"factors.{factor}" in kb.intents]
    every += [Query(Intent.GAP, why=True)]
    yield from (query.replace(role=role, role_given=True, named_roles=(role,)) for query in every)


def _comparing(role: Role, other: Role, kb: KnowledgeBase) -> Iterator[Query]:
    aspects: list[Aspect] = ["", *(aspect for aspect in get_args(Aspect) if f"compare.{aspect}" in kb.intents)]
    for aspect in aspects:
        yield Query(
            Intent.COMPARE, aspect=aspect, role=role, role_given=True, other_role=other, named_roles=(role, other)
        )


def _about_no_role(kb: KnowledgeBase) -> Iterator[Query]:
    yield from map(Query, _ALONE)
    for skill in kb.skills:
        yield Query(Intent.SKILL, skills=(skill,), aspect="how")
        yield Query(Intent.SKILL, skills=(skill,), aspect="time")
    for aspect in get_args(Aspect):
        query = Query(Intent.RANK, aspect=aspect)
        if f"rank.{aspect}" in kb.intents:
            template = said(f"rank.{aspect}", query, next(iter(kb.roles.values())), kb)
            yield query.replace(least="least" in tokens(template))
