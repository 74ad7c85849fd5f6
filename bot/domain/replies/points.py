"""A topic's points: those that a question asks for lead, the others follow."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.query import Query
from bot.domain.core.reply import Section
from bot.domain.core.roles import Item, Role, Topic
from bot.domain.language.text import stem, tokens

Made = tuple[str, tuple[Section, ...], tuple[str, ...]]
"""What makes a role reply: the text, its sections and its sources."""
LEADS = 2
"""Points named in a question that may lead the reply; when more are named, none is the one asked for."""


def asked_first(items: Sequence[Item], text: str) -> tuple[Item, ...]:
    """The items whose own words stand in the question come first, the rest keep their order."""
    return tuple(sorted(items, key=lambda item: -_hits(item, text)))


def _hits(item: Item, text: str) -> int:
    """How many of an item's names the text contains, inflected or not."""
    asked = f" {' '.join(stem(token) for token in tokens(text))} "
    names = {" ".join(stem(token) for token in tokens(name)) for name in (item.name, *item.aliases)} - {""}
    return sum(f" {name} " in asked for name in names)


def without_role(text: str, role: Role) -> str:
    """The question without the role's own names, so that "data engineer" does not ask for the point "data"."""
    plain = f" {' '.join(tokens(text))} "
    for name in sorted((role.name, *role.aliases, *role.fields), key=len, reverse=True):
        plain = plain.replace(f" {' '.join(tokens(name))} ", " ")
    return plain.strip()


def split_asked(items: Sequence[Item], query: Query, role: Role) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """(the points the question clearly asks for, the rest)."""
    text = without_role(query.text, role)
    ordered = asked_first(items, text)
    most = _hits(ordered[0], text) if ordered else 0
    leads = tuple(item for item in ordered if most and _hits(item, text) == most)
    return (leads, ordered[len(leads) :]) if len(leads) <= LEADS else ((), ordered)


def item_line(item: Item) -> str:
    return f"**{item.name}**: {item.text}" if item.name else item.text


def item_lines(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(f"- {item_line(item)}" for item in items)


def topic_sources(topic: Topic, kb: KnowledgeBase) -> tuple[str, ...]:
    own = kb.source_line(topic.source, section=topic.section)
    return tuple(dict.fromkeys((own, *(kb.source_line(item.source) for item in topic.items if item.source))))


def told(topic: Topic, query: Query, role: Role) -> tuple[str, Section]:
    """A topic as its file tells it: the points asked for lead, the others follow the topic's own sentence."""
    leads, rest = split_asked(topic.items, query, role)
    opinion = "Advice, not fact: " if topic.opinion else ""
    text = "\n".join((*map(item_line, leads), topic.text))
    return opinion + text, Section("", item_lines(rest))
