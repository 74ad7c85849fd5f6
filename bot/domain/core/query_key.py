"""A Query as a short key, so that a button can ask the same again with nothing stored; and back."""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import get_args

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import RoleLevel
from bot.domain.core.money import named_sum
from bot.domain.core.query import Aspect, Intent, Query
from bot.domain.core.roles import TOPICS as ROLE_TOPICS
from bot.domain.core.sources import Factor
from bot.domain.core.topics import TOPICS
from bot.domain.language.text import tokens

LONGEST = 94
"""A key that would be longer is not made."""
_ASKED_AGAIN = frozenset(intent for intent, topic in TOPICS.items() if topic.repeatable)
_NO_MATTER = frozenset(
    {
        "a", "about", "also", "am", "an", "and", "any", "are", "as", "at", "be", "between", "both", "but", "by", "can",
        "could", "do", "does", "for", "from", "get", "have", "how", "i", "in", "is", "it", "like", "me", "my", "not",
        "of", "on", "one", "or", "should", "so", "than", "that", "the", "their", "there", "they", "this", "to", "vs",
        "was", "we", "what", "when", "where", "which", "who", "why", "will", "with", "would", "you", "your",
    }
)  # fmt: skip
"""Words that name no point; left out of a question that is too long otherwise."""
_OF_PAY = frozenset({Intent.SALARY, Intent.FACTORS})
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
    unknown = query.unknown_roles and not query.occupation
    if query.unrecognised or unknown or query.language or query.unanswered:
        return False
    typed = (query.unknown_place, query.typed_origin, *(title for title, _ in query.read_as))
    if any(role and name != role.name for role in (query.role,) for _, name in query.read_as):
        return False
    return query.intent in _ASKED_AGAIN and all(map(_PLACE.fullmatch, typed))


def _key(query: Query, leave_out: Collection[str]) -> str:
    parts = [short(query.intent)]
    for sign, (field, _) in _NAMED.items():
        value = getattr(query, field)
        each = value if isinstance(value, tuple) else (value,)
        parts += [f"{sign}{short(getattr(item, 'id', item))}" for item in each if item and item != query.typed_origin]
    parts += [f"{sign}{value!r}" for sign, value in (("h", query.hours), ("y", query.years)) if value is not None]
    parts += [sign for sign, field in _FLAGS.items() if getattr(query, field)]
    parts += [f"u{query.unknown_place}"] if query.unknown_place else []
    parts += [f"v{query.typed_origin}"] if query.typed_origin else []
    parts += [f"n{typed}" for typed, _ in query.read_as]
    words = _words_that_matter(query, leave_out)
    parts += [f"q{words}"] if words else []
    return _PART.join(parts)


def _words_that_matter(query: Query, leave_out: Collection[str]) -> str:
    """Of the question as typed what its reply depends on: the words of a point, or a sum beside pay."""
    if TOPICS[query.intent].led_by_words:
        return " ".join(word for word in tokens(query.text) if word not in leave_out)
    named = named_sum(query.text) if query.intent in _OF_PAY else None
    return named.words() if named else ""


def _query(key: str, kb: KnowledgeBase) -> Query:
    """Raises KeyError or ValueError for a key that is not, or no longer, one."""
    intent, *parts = key.split(_PART)
    query = Query(Intent(named(intent, _ASKED_AGAIN)))
    for part in parts:
        query = _with(query, part[:1], part[1:], kb)
    return query


def _with(query: Query, sign: str, value: str, kb: KnowledgeBase) -> Query:
    if sign in _NAMED:
        field, known = _NAMED[sign]
        names = known(kb)
        item = names[named(value, names)]
        before = getattr(query, field)
        return query.replace(**{field: (*before, item) if isinstance(before, tuple) else item})
    if sign in _FLAGS:
        return query.replace(**{_FLAGS[sign]: True})
    if sign == _READ_AS:
        return query.replace(read_as=(*query.read_as, (value, query.role.name))) if query.role else query
    if sign in _NUMBERS:
        return query.replace(**{_NUMBERS[sign]: float(value)})
    return query.replace(**{_WORDS[sign]: value})


Names = Mapping[str, object]
"""Id → what a Query holds of it."""


def _themselves(names: Iterable[str]) -> Callable[[KnowledgeBase], Names]:
    same = {name: name for name in names}
    return lambda kb: same


_NAMED: dict[str, tuple[str, Callable[[KnowledgeBase], Names]]] = {
    "t": ("topic", _themselves(ROLE_TOPICS)),
    "e": ("entry", lambda kb: kb.entries_by_id),
    "r": ("role", lambda kb: kb.roles_by_id),
    "o": ("other_role", lambda kb: kb.roles_by_id),
    "R": ("further_roles", lambda kb: kb.roles_by_id),
    "l": ("level", _themselves(get_args(RoleLevel))),
    "L": ("levels", _themselves(get_args(RoleLevel))),
    "p": ("location", lambda kb: kb.locations),
    "P": ("further_locations", lambda kb: kb.locations),
    "c": ("employer", lambda kb: kb.employers),
    "C": ("employer_name", lambda kb: {name: name for kind in kb.employers.values() for name in kind.companies}),
    "O": ("origin", lambda kb: kb.roles),
    "f": ("factor", _themselves(get_args(Factor))),
    "a": ("aspect", _themselves(get_args(Aspect))),
    "s": ("skills", lambda kb: {skill: skill for skill in kb.skills}),
    "k": ("occupation", lambda kb: {code: code for code in kb.official.names} if kb.official else {}),
}
"""Sign → the field it stands for, and what may stand in it."""
_FLAGS = {"g": "role_given", "w": "why", "m": "least", "b": "brief"}
_NUMBERS = {"h": "hours", "y": "years"}
_WORDS = {"u": "unknown_place", "v": "origin", "q": "text"}
_READ_AS = "n"
