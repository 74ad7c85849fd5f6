"""A question → the FAQ entries that may answer it, with a calibrated confidence and a decision."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz

from bot.domain.query import Decision, Match
from bot.domain.text import stem, tokens


@dataclass(frozen=True)
class Ranking:
    """What the matcher thinks of one question."""

    matches: tuple[Match, ...] = ()
    confidence: float = 0.0
    """Calibrated probability that the first match is right."""
    margin: float = 0.0
    declined: float = 1.0
    """Probability that no entry answers."""
    corrections: tuple[tuple[str, str], ...] = ()
    decision: Decision = "abstain"


class FaqMatcher:
    """FIRST VERSION: the interface is final, the engine behind it is being replaced."""

    def __init__(self, phrases: list[tuple[str, str]], declined: list[str]) -> None:
        self._phrases = phrases + [("", text) for text in declined]
        self._stems = [set(map(stem, tokens(text))) for _, text in self._phrases]
        df: dict[str, int] = {}
        for words in self._stems:
            for word in words:
                df[word] = df.get(word, 0) + 1
        self._idf = {w: float(np.log(1 + len(self._phrases) / n)) for w, n in df.items()}

    @classmethod
    def compile(
        cls,
        entries: Mapping[str, Sequence[str]],
        *,
        declined: Sequence[str] = (),
        synonyms: Sequence[Sequence[str]] = (),
        slots: Sequence[str] = ("role", "skill", "place", "level", "company", "number"),
    ) -> FaqMatcher:
        return cls([(entry, phrase) for entry, texts in entries.items() for phrase in texts], list(declined))

    def match(self, question: str, top: int = 5, allowed: Collection[str] | None = None) -> Ranking:
        asked = tokens(question)
        fixed = [(w, self._nearest(w)) for w in asked if w.isalpha() and len(w) > 3 and stem(w) not in self._idf]
        corrections = tuple((w, v) for w, v in fixed if v)
        table = dict(corrections)
        words = {stem(table.get(w, w)) for w in asked}
        if not words:
            return Ranking()
        best: dict[str, tuple[float, str]] = {}
        declined = 0.0
        unknown = 3.0
        for (entry, phrase), theirs in zip(self._phrases, self._stems, strict=True):
            common = sum(self._idf[w] for w in words & theirs)
            total = (sum(self._idf.get(w, unknown) for w in words) * sum(self._idf[w] for w in theirs)) ** 0.5 or 1.0
            score = common / total
            if not entry:
                declined = max(declined, score)
            elif (allowed is None or entry in allowed) and score > best.get(entry, (0.0, ""))[0]:
                best[entry] = (score, phrase)
        ranked = sorted(best.items(), key=lambda item: -item[1][0])[:top]
        if not ranked:
            return Ranking(corrections=corrections)
        first, second = ranked[0][1][0], ranked[1][1][0] if len(ranked) > 1 else 0.0
        decision: Decision = (
            "answer" if first > 0.5 and first - second > 0.1 else "clarify" if first > 0.4 else "abstain"
        )
        matches = tuple(Match(entry, score, phrase, (("words", score),)) for entry, (score, phrase) in ranked)
        return Ranking(matches, first, first - second, declined, corrections, decision)

    def _nearest(self, word: str) -> str:
        best = max(self._idf, key=lambda known: fuzz.ratio(word, known), default="")
        return best if best and fuzz.ratio(word, best) >= 80 else ""
