"""How many of an entry's phrases hold a feature: naive Bayes counts, beside what is learned from likeness.

Likeness is relative to the length of a text; counts are not. Each errs where the other does not, so their sum ranks
better than either.
"""

from __future__ import annotations

import numpy as np

from bot.domain.matching.rows import Floats, Ints, Rows

SMOOTHING = 0.1
"""Phrases that every entry is taken to have with any feature."""


class Tally:
    """For each feature the entries whose phrases hold it, with log(1 + weighted number of phrases / SMOOTHING).

    Of an entry with many phrases each counts for less: else it would win whatever is asked.
    """

    def __init__(self, features: Rows, owners: Ints, entries: int) -> None:
        cells, place = np.unique(features.columns * np.int64(entries) + owners[features.owners], return_inverse=True)
        sizes = np.maximum(np.bincount(owners, minlength=entries), 1)
        counts = np.bincount(place, features.weights, len(cells)) * (len(owners) / entries / sizes)[cells % entries]
        held = np.bincount(cells // entries, minlength=features.width)
        self._entries_of = Rows(
            np.concatenate([[0], np.cumsum(held)]),
            cells % entries,
            np.log1p(counts / SMOOTHING).astype(np.float32),
            entries,
        )

    def of(self, features: Ints, weights: Floats) -> Floats:
        """The sum over a question's features, for each entry."""
        return self._entries_of.combined(features, weights)
