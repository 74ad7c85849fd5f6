"""A Query as a short key, so that a button can ask the same again with nothing stored; and back."""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from collections.abc import Collection, Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import get_args

from bot.domain.core.knowledge import TOPICS, Factor, KnowledgeBase, RoleLevel
from bot.domain.core.query import Intent, Query
from bot.domain.language.text import tokens

LONGEST = 94
"""A key that would be longer is not made."""
_ASKED_AGAIN = frozenset(
    {
        Intent.FAQ, Intent.ROLE, Intent.SKILL, Intent.SALARY, Intent.FACTORS, Intent.ROADMAP, Intent.COMPARE,
        Intent.GAP, Intent.NEXT, Intent.MATCH, Intent.LIST_SKILLS, Intent.PROGRESS, Intent.ROLES, Intent.HELP,
    }
)  # fmt: skip
"""Asking these again changes nothing."""
_LED_BY_WORDS = frozenset({Intent.ROLE, Intent.ROADMAP, Intent.COMPARE})
"""Replies that begin with the point whose words stand in the question."""
_NO_MATTER = frozenset(
    {
        "a", "about", "also", "am", "an", "and", "any", "are", "as", "at", "be", "between", "both", "but", "by", "can",
        "could", "do", "does", "for", "from", "get", "have", "how", "i", "in", "is", "it", "like", "me", "my", "not",
        "of", "on", "one", "or", "should", "so", "than", "that", "the", "their", "there", "they", "this", "to", "vs",
        "was", "we", "what", "when", "where", "which", "who", "why", "will", "with", "would", "you", "your",
    }
)  # fmt: skip
"""Words that name no point; left out of a question that is too long otherwise."""
_PART, _ALSO = "~", "^"
_HASH = 5
_PLACE = re.compile(r"[^~^]{0,30}")


def key_of(query: Query) -> str:
    """The key of a query; empty for one that is too long or would change a record."""
    parts = [part for part in (query, query.also) if part]
    if not all(map(_may_be_asked_again, parts)):
        return ""
    made = (_ALSO.join(_key(part, leave_out) for part in parts) for leave_out in (frozenset(), _NO_MATTER))
    return next((key for key in made if len(key) <= LONGEST), "")


def query_of(key: str, kb: KnowledgeBase) -> Query | None:
    """The query of a key; None if what it names is no longer known."""
    try:
        first, *also = [_query(part, kb) for part in key.split(_ALSO)]
    except (KeyError, ValueError):
        return None
    return first.replace(also=also[0]) if also else first


@lru_cache(maxsize=4096)
def short(name: str) -> str:
    """The few letters that stand for an id in keys and buttons."""
    return urlsafe_b64encode(blake2b(name.encode(), digest_size=4).digest())[:_HASH].decode()


def named(short_name: str, names: Iterable[str]) -> str:
    """The id that the letters stand for. Raises KeyError."""
    for name in names:
        if short(name) == short_name:
            return name
    raise KeyError(short_name)


def _may_be_asked_again(query: Query) -> bool:
    return query.intent in _ASKED_AGAIN and not query.unrecognised and bool(_PLACE.fullmatch(query.unknown_place))


def _key(query: Query, leave_out: Collection[str]) -> str:
    ids = {
        "t": query.topic,
        "e": query.entry and query.entry.id,
        "r": query.role and query.role.id,
        "o": query.other_role and query.other_role.id,
        "l": query.level,
        "p": query.location and query.location.id,
        "c": query.employer and query.employer.id,
        "f": query.factor,
    }
    parts = [short(query.intent), *(f"{sign}{short(name)}" for sign, name in ids.items() if name)]
    parts += [f"s{short(skill)}" for skill in query.skills]
    parts += [f"{sign}{value!r}" for sign, value in (("h", query.hours), ("y", query.years)) if value is not None]
    parts += ["g"] if query.role_given else []
    parts += ["w"] if query.why else []
    parts += [f"u{query.unknown_place}"] if query.unknown_place else []
    words = [word for word in tokens(query.text) if word not in leave_out] if query.intent in _LED_BY_WORDS else []
    parts += [f"q{' '.join(words)}"] if words else []
    return _PART.join(parts)


def _query(key: str, kb: KnowledgeBase) -> Query:
    """Raises KeyError or ValueError for a key that is not, or no longer, one."""
    intent, *parts = key.split(_PART)
    query = Query(Intent(named(intent, _ASKED_AGAIN)))
    for part in parts:
        query = _with(query, part[:1], part[1:], kb)
    return query


def _with(query: Query, sign: str, value: str, kb: KnowledgeBase) -> Query:
    match sign:
        case "t":
            return query.replace(topic=named(value, TOPICS))
        case "e":
            return query.replace(entry=kb.faq[named(value, kb.faq)])
        case "r":
            return query.replace(role=kb.roles[named(value, kb.roles)])
        case "o":
            return query.replace(other_role=kb.roles[named(value, kb.roles)])
        case "l":
            return query.replace(level=named(value, get_args(RoleLevel)))
        case "p":
            return query.replace(location=kb.locations[named(value, kb.locations)])
        case "c":
            return query.replace(employer=kb.employers[named(value, kb.employers)])
        case "f":
            return query.replace(factor=named(value, get_args(Factor)))
        case "s":
            return query.replace(skills=(*query.skills, named(value, kb.skills)))
        case "h":
            return query.replace(hours=float(value))
        case "y":
            return query.replace(years=float(value))
        case _:
            return query.replace(**{_PLAIN[sign]: value or True})


_PLAIN = {"g": "role_given", "w": "why", "u": "unknown_place", "q": "text"}
