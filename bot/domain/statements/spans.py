"""The spans of a message: its names, figures, amounts of time, pointers and the cells of its tables."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Sequence
from itertools import chain

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.names.amounts import amounts
from bot.domain.statements.figures import figures
from bot.domain.statements.pointers import pointers
from bot.domain.statements.row import LevelPhrases, Span
from bot.domain.statements.tables import table_spans


def joined(text: str, names: Iterable[Span], phrases: LevelPhrases, kb: KnowledgeBase, year: int) -> list[Span]:
    """The cells of tables, then names, figures and hours that stand apart from them."""
    amounts_of_time = (Span("hours", m.start, m.end) for m in amounts(text) if m.kind == "hours")
    spans = table_spans(text)
    places = sorted((span.start, span.end) for span in spans)
    for span in chain(names, figures(text, phrases, kb, year), amounts_of_time):
        at = bisect(places, (span.start, span.end))
        before, after = places[max(at - 1, 0) : at], places[at : at + 1]
        if all(span.end <= start or end <= span.start for start, end in before + after):
            places.insert(at, (span.start, span.end))
            spans.append(span)
    return spans


def with_pointers(text: str, names: Sequence[Span]) -> list[Span]:
    """Names, and the words that point back which stand apart from them."""
    found = (Span("pointer", start, end, text=words) for start, end, words in pointers(text))
    apart = (p for p in found if all(p.end <= span.start or span.end <= p.start for span in names))
    return [*names, *apart]
