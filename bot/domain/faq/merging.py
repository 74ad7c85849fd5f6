"""Entries that ask the same become one: it keeps everybody's wordings, and their ids lead to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.faq.change import Change
from bot.domain.language.text import plain_words


def merged(into: FaqEntry, others: Sequence[FaqEntry]) -> tuple[Change, ...]:
    """`into` keeps its question, its answer and where it holds; the others go, and what they asked is kept."""
    known = {plain_words(phrase) for phrase in into.phrases}
    wordings: dict[str, str] = {}
    for phrase in (phrase for other in others for phrase in other.phrases):
        if plain_words(phrase) not in known:
            wordings.setdefault(plain_words(phrase), phrase)
    ids = (old for other in others for old in (other.id, *other.merged))
    entry = replace(
        into,
        alternates=(*into.alternates, *wordings.values()),
        tags=_once(into.tags, *(other.tags for other in others)),
        links=_once(into.links, *(other.links for other in others)),
        merged=_once(into.merged, tuple(ids)),
    )
    return (*(Change(other, None) for other in others), Change(into, entry))


def _once(*lists: tuple[object, ...]) -> tuple:  # type: ignore[type-arg]  # of whatever they hold
    return tuple(dict.fromkeys(item for items in lists for item in items))
