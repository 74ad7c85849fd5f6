"""A role that is none of ours: named as unknown, with the roles whose titles come nearest as offers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rapidfuzz import fuzz

from bot.domain.core import questions
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Reply, Suggestion
from bot.domain.core.roles import Role
from bot.domain.core.topics import TOPICS
from bot.domain.core.wording import counted, joined, quoted
from bot.domain.language.text import plain_words, stem, tokens
from bot.domain.replies import occupation

NEAREST = 3
_ALIKE = 70.0
"""Likeness of two titles, 0 to 100, from which on one may be meant by the other."""
_FIGURES = (Intent.SALARY, Intent.FACTORS)


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    """What official sources say of it, where it is near the community's field; else it declines and offers that."""
    known = occupation.answered(query, kb)
    if known is not None:
        return replace(known, private=bool(query.report))
    official = occupation.offers(query.unknown_roles, query, kb)
    near = nearest(query.unknown_roles, kb)
    nearest_names = f" Nearest of those I know: {joined([role.name for role in near])}." if near else ""
    asked = query if TOPICS[query.intent].needs_role else Query(Intent.ROLE)
    offered = tuple(Suggestion(role.name, questions.whole(asked, role, kb)) for role in near)
    every = Suggestion("Which roles are there?", questions.alone(Intent.ROLES, kb))
    shown = f" {occupation.SHOWN}" if official else ""
    return Reply(
        "none",
        f"{sentence(query)} I know {counted(len(kb.roles), 'role')}.{nearest_names}{shown}",
        suggestions=(*official, *offered) or (every,),
        decision="abstain",
        private=bool(query.report),
    )


def sentence(query: Query) -> str:
    """What is said first of titles that are none of ours."""
    names = joined([quoted(title) for title in query.unknown_roles], "or")
    if query.intent in _FIGURES:
        return f"I have no reviewed figures for {names}."
    verb = "is" if len(query.unknown_roles) == 1 else "are"
    return f"{joined([quoted(title) for title in query.unknown_roles])} {verb} not among my roles."


def nearest(titles: tuple[str, ...], kb: KnowledgeBase) -> list[Role]:
    """The roles that share a telling word with the titles, or are spelled like them."""
    rated = [(max(_likeness(title, role, kb) for title in titles), role) for role in kb.roles.values()]
    rated.sort(key=lambda row: (-row[0], row[1].name))
    return [role for likeness, role in rated[:NEAREST] if likeness >= _ALIKE]


def _likeness(title: str, role: Role, kb: KnowledgeBase) -> float:
    """By spelling; a word of the title that few roles have in their names says more than one that many have."""
    names = (role.name, *role.aliases)
    spelled = max(fuzz.token_sort_ratio(plain_words(title), plain_words(name)) for name in names)
    shared = _words(role.name) & {stem(word) for word in tokens(title)}
    if not shared:
        return spelled
    rarest = min(sum(word in _words(other.name) for other in kb.roles.values()) for word in shared)
    return max(spelled, 100.0 - 3 * rarest)


def _words(name: str) -> set[str]:
    return {stem(word) for word in tokens(name)}
