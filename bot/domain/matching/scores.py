"""From the likeness to phrases to scores of entries: learned where the FAQ is small enough, by the best phrase beyond."""

from __future__ import annotations

import numpy as np

from bot.domain.matching.learning import fit
from bot.domain.matching.phrases import PhraseIndex
from bot.domain.matching.rows import Floats, Ints

LEARNED_PHRASES = 1_800
"""At most so many phrases are learned from, spread evenly over the entries: the time grows with the square."""
LEARNED_ENTRIES = 1_500
"""With more entries than this each is as like as its best phrases are."""
CANDIDATES = 200
"""Phrases whose entries are scored."""
SHARPNESS, MEAN_SHARE = 16.0, 0.25
"""Unlearned score = SHARPNESS * (best phrase, and the mean of the entry's phrases at MEAN_SHARE)."""


class EntryScores:
    """Entry numbers with their scores, ready for a softmax."""

    def __init__(self, index: PhraseIndex, owners: Ints, entries: int, rejecting: int | None) -> None:
        self._rejecting = rejecting
        self._owners = owners
        self._starts = np.searchsorted(owners, np.arange(entries + 1))
        self._learned = entries <= LEARNED_ENTRIES
        if self._learned:
            self._some = _spread(self._starts, LEARNED_PHRASES)
            self._coefficients = np.ascontiguousarray(fit(index.kernel(self._some), owners[self._some], entries).T)

    def of(self, likeness: Floats, permitted: Ints | None) -> tuple[Ints, Floats]:
        """The entries in question (`permitted` ones and the class of declined questions) and their scores."""
        numbers = self._candidates(likeness, permitted)
        if self._learned:
            return numbers, self._coefficients[numbers] @ likeness[self._some]
        best = np.array([likeness[self._starts[i] : self._starts[i + 1]].max() for i in numbers], np.float32)
        mean = np.array([likeness[self._starts[i] : self._starts[i + 1]].mean() for i in numbers], np.float32)
        return numbers, np.float32(SHARPNESS) * ((1 - MEAN_SHARE) * best + MEAN_SHARE * mean)

    def _candidates(self, likeness: Floats, permitted: Ints | None) -> Ints:
        if permitted is not None:
            return permitted if self._rejecting is None else np.append(permitted, self._rejecting)
        if len(self._starts) - 1 <= CANDIDATES:
            return np.arange(len(self._starts) - 1)
        best = np.argpartition(-likeness, CANDIDATES)[:CANDIDATES]
        return np.unique(self._owners[best])

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
