"""From the likeness to phrases to scores of entries: learned, or beyond a size by the best phrase."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bot.domain.matching.learning import fit, softmax
from bot.domain.matching.phrases import PhraseIndex
from bot.domain.matching.rows import Floats, Ints

LEARNED_PHRASES = 1_500
"""At most so many phrases are learned from, spread evenly over the entries: the time grows with the square."""
LEARNED_ENTRIES = 1_500
"""With more entries than this each is as like as its best phrases are."""
FEWEST_CLASSES = 5
"""A smaller FAQ is filled up with classes that have no phrase, so that one entry alone does not look certain."""
CANDIDATES = 150
"""Entries that are scored: those with the most similar phrases."""
TALLY_WEIGHT = 0.05
"""Learned score = learned from likeness + TALLY_WEIGHT * tally."""
SHARPNESS, MEAN_SHARE = 16.0, 0.25
"""Unlearned score = SHARPNESS * (best phrase, and the mean of the entry's phrases at MEAN_SHARE)."""


@dataclass(frozen=True)
class Scored:
    """Entries by number, with the probability of each, and what that was made from."""

    numbers: Ints
    shares: Floats
    scores: Floats
    """About zero for an entry that nothing speaks for, however many entries there are."""


class EntryScores:
    """What speaks for each entry, summed and turned into probabilities."""

    def __init__(
        self, index: PhraseIndex, owners: Ints, entries: int, rejecting: int | None, learn_from: int = LEARNED_PHRASES
    ) -> None:
        self._rejecting = rejecting
        self._owners = owners
        self._starts = np.searchsorted(owners, np.arange(entries + 1))
        self._learned = entries <= LEARNED_ENTRIES
        if self._learned:
            self._some = _spread(self._starts, learn_from)
            classes = max(entries, FEWEST_CLASSES)
            self._coefficients = np.ascontiguousarray(fit(index.kernel(self._some), owners[self._some], classes).T)

    @property
    def learned_from(self) -> Ints:
        """The phrases whose likeness to a question its scores are made of."""
        return self._some if self._learned else np.zeros(0, np.int64)

    def of(self, likeness: Floats, tallied: Floats, permitted: Ints | None) -> Scored:
        """The entries in question: `permitted` ones and the class of declined questions."""
        best = np.maximum.reduceat(likeness, self._starts[:-1])
        numbers = self._candidates(best, permitted)
        if not len(numbers):
            return Scored(numbers, np.zeros(0, np.float32), np.zeros(0, np.float32))
        if not self._learned:
            mean = np.add.reduceat(likeness, self._starts[:-1])[numbers] / np.diff(self._starts)[numbers]
            scores: Floats = (SHARPNESS * ((1 - MEAN_SHARE) * best[numbers] + MEAN_SHARE * mean)).astype(np.float32)
            return Scored(numbers, softmax(scores), scores - scores.mean())
        empty = np.arange(len(best), len(self._coefficients))
        scores = (self._coefficients[np.append(numbers, empty)] @ likeness[self._some]).astype(np.float32)
        scores[: len(numbers)] += np.float32(TALLY_WEIGHT) * tallied[numbers]
        return Scored(numbers, softmax(scores)[: len(numbers)], scores[: len(numbers)])

    def _candidates(self, best: Floats, permitted: Ints | None) -> Ints:
        if permitted is not None:
            return permitted if self._rejecting is None else np.append(permitted, self._rejecting)
        if len(best) <= CANDIDATES:
            return np.arange(len(best))
        return np.sort(np.argpartition(-best, CANDIDATES)[:CANDIDATES])

    def ahead(self, entry: int, numbers: Ints, likeness: Floats) -> float:
        """How much more like the question the entry's best phrase is than the best one of any other of `numbers`."""
        best = np.maximum.reduceat(likeness, self._starts[:-1])
        others = best[numbers[numbers != entry]]
        return float(best[entry] - others.max(initial=0.0))

    def best_phrase(self, entry: int, likeness: Floats) -> int:
        """The number of the entry's phrase that is most like the question."""
        start = int(self._starts[entry])
        return start + int(np.argmax(likeness[start : int(self._starts[entry + 1])]))


def _spread(starts: Ints, most: int) -> Ints:
    """All phrases, or at most `most` with each entry giving up to the same number, evenly taken from its own."""
    sizes = np.diff(starts)
    share = int(sizes.max())
    while np.minimum(sizes, share).sum() > most and share > 1:
        share -= 1
    picked = [
        start + np.arange(min(size, share)) * size // min(size, share)
        for start, size in zip(starts, sizes, strict=False)
    ]
    return np.concatenate(picked)
