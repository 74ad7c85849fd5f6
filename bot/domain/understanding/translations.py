"""FAQ entries in several languages: who asks in one of them gets the entry in that language."""

from __future__ import annotations

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.query import Intent, Query
from bot.domain.language.everyday import FUNCTION_WORDS
from bot.domain.language.foreign import ENGLISH, code_of, language_of
from bot.domain.language.text import tokens

SURELY_ENGLISH = 2
"""Small English words from which on a question is in English, though it reached an entry in another language."""


def in_their_language(query: Query, kb: KnowledgeBase) -> Query:
    """The query with its entry in the language it was asked in, where there is such an entry."""
    if query.intent is not Intent.FAQ or query.entry is None or not query.text:
        return query
    language = _asked_in(query.text, kb)
    if not language or language == (query.entry.language or ENGLISH):
        return query
    versions = kb.versions(query.entry)
    found = next((entry for entry in versions if (entry.language or ENGLISH) == language), None)
    return query.replace(entry=found) if found and not _is_of(query.text, query.entry) else query


def _asked_in(text: str, kb: KnowledgeBase) -> str:
    """Code of the language; empty where it is not clear."""
    if foreign := language_of(text, kb.words.languages):
        return code_of(foreign)
    return ENGLISH if len(FUNCTION_WORDS.intersection(tokens(text))) >= SURELY_ENGLISH else ""


def _is_of(text: str, entry: FaqEntry) -> bool:
    """Whether it is one of the entry's own wordings, word for word."""
    return tokens(text) in [tokens(phrase) for phrase in entry.phrases]
