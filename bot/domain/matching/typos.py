"""What a word that the FAQ does not know was meant to be: a noisy channel over the FAQ's own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from math import exp, log

import numpy as np
from rapidfuzz.distance import OSA

from bot.domain.language.commonness import is_common
from bot.domain.matching.words import WordTable

SHORTEST_CORRECTED = 4
LONG_WORD = 6
"""From this length on two slips are believed, below it one."""
CANDIDATES = 24
SLIP_COST = 3.2
"""Negative log probability of one slip."""
FIRST_LETTER_COST = 1.0
"""The first letter is seldom wrong."""
NEW_WORD = 7.5
"""Cost of the other explanation: the word is right, and simply not in the FAQ."""
KEPT = 20_000


class Speller:
    """Corrects words against the words of an FAQ; answers are remembered up to a bound."""

    def __init__(self, words: WordTable, used: Iterable[str], also: Collection[str] = ()) -> None:
        """`used` are the words of the FAQ's phrases, `also` the stems of what its answers say: right as they are."""
        self._words, self._also = words, also
        counts = Counter(used)
        total = sum(counts.values()) + 1
        self._cost = {word: -log(count / total) for word, count in counts.items()}
        self._kept: dict[str, tuple[str, float]] = {}

    def correct(self, word: str) -> tuple[str, float]:
        """The likeliest word meant and its probability; the word itself with 1.0 where nothing is to be mended."""
        found = self._kept.get(word)
        if found is None:
            found = self._search(word) if self._mendable(word) else (word, 1.0)
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[word] = found
        return found

    def _mendable(self, word: str) -> bool:
        if len(word) < SHORTEST_CORRECTED or not word.isalpha():
            return False
        table, stem = self._words, self._words.stem(word)
        known = stem in table.stems or stem in self._also or is_common(word)
        return not known and word not in table.ids and not table.is_slot(word)

    def _search(self, word: str) -> tuple[str, float]:
        allowed = 2 if len(word) >= LONG_WORD else 1
        costs = {}
        for known in self._near(word):
            slips = OSA.distance(word, known, score_cutoff=allowed)
            if slips <= allowed and len(known) >= SHORTEST_CORRECTED and not self._words.is_slot(known):
                cost = SLIP_COST * slips + FIRST_LETTER_COST * (word[0] != known[0])
                costs[known] = cost + self._cost.get(known, 12.0) / 2
        if not costs:
            return word, 1.0
        best = min(costs, key=costs.__getitem__)
        weight = sum(exp(-cost) for cost in costs.values()) + exp(-NEW_WORD)
        return best, exp(-costs[best]) / weight

    def _near(self, word: str) -> list[str]:
        """The known words whose pieces are most like those of `word`."""
        table = self._words
        alike = table.likeness(word) / table.lengths
        count = min(CANDIDATES, len(alike))
        best = np.argpartition(-alike, count - 1)[:count]
        return [table.words[i] for i in best if table.words[i]]
