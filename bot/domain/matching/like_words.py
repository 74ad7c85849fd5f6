"""Which entries say a word of a question, or one that means much the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from bot.domain.language.word_vectors import WordVectors
from bot.domain.matching.rows import Floats, Ints, Rows

LEAST_ALIKE = 0.25
"""Up to this cosine of their vectors two words have nothing to do with each other."""
IN_ANSWER = 0.85
"""What a word counts that only the answer says."""
FEWEST_INITIALS, MOST_INITIALS = 3, 5
"""So many words in a row may be called by their first letters (OOM, out of memory)."""
WORDS_KEPT = 5_000
"""Words of questions whose entries are remembered."""


def initials_of(texts: Iterable[tuple[int, Sequence[str]]]) -> dict[str, list[int]]:
    """What three words or more in a row are called for short, each with the entries whose wordings have them."""
    found: dict[str, list[int]] = {}
    for owner, words in texts:
        letters = "".join(word[0] for word in words)
        for start in range(len(letters) - FEWEST_INITIALS + 1):
            for end in range(start + FEWEST_INITIALS, min(start + MOST_INITIALS, len(letters)) + 1):
                found.setdefault(letters[start:end], []).append(owner)
    return found


class LikeWords:
    """The words of each entry, ready to be compared with those of a question."""

    def __init__(self, said: Mapping[str, str], holders: Sequence[Mapping[str, float]],
                 initials: Mapping[str, Sequence[int]], vectors: WordVectors) -> None:  # fmt: skip
        """`said`: stem → a word that has it; `holders`: of each entry its stems, and what each counts there."""
        self._numbers = {stem: number for number, stem in enumerate(said)}
        self._initials, self._vectors = initials, vectors
        self._rows = vectors.of_all([[word] for word in said.values()])
        listed = Rows.of([[self._numbers[stem] for stem in stems] for stems in holders], len(said))
        counts = np.array([count for stems in holders for count in stems.values()], np.float32)
        self._holders = Rows(listed.starts, listed.columns, counts, len(said)).turned()
        self._entries = len(holders)
        self._kept: dict[str, tuple[Ints, Floats]] = {}

    def __getstate__(self) -> dict[str, object]:
        """Without what is quickly found again."""
        return self.__dict__ | {"_kept": {}}

    def covered(self, weights: Mapping[str, tuple[str, float]]) -> Floats:
        """How much of a question each entry says: stem → (word, weight) of the question's."""
        found = np.zeros(self._entries, np.float32)
        for stem, (word, weight) in weights.items():
            entries, alike = self._of(stem, word)
            found[entries] += np.float32(weight) * alike
        total = sum(weight for _, weight in weights.values())
        return found / np.float32(max(total, 1e-6))

    def _of(self, stem: str, word: str) -> tuple[Ints, Floats]:
        """The entries that hold a word like this one, and how like it is."""
        found = self._kept.get(word)
        if found is None:
            if len(self._kept) >= WORDS_KEPT:
                self._kept.clear()
            found = self._kept[word] = self._search(stem, word)
        return found

    def _search(self, stem: str, word: str) -> tuple[Ints, Floats]:
        cosines = np.einsum("ij,j->i", self._rows, self._vectors.of([word]))
        if stem in self._numbers:
            cosines[self._numbers[stem]] = 1
        like = np.flatnonzero(cosines > LEAST_ALIKE)
        alike = (cosines[like] - LEAST_ALIKE) / np.float32(1 - LEAST_ALIKE)
        holders = self._holders.picked(like)
        nearest = np.zeros(self._entries, np.float32)
        np.maximum.at(nearest, holders.columns, alike[holders.owners] * holders.weights)
        if stem not in self._numbers:
            nearest[list(self._initials.get(word, ()))] = 1
        entries = np.flatnonzero(nearest)
        return entries, nearest[entries]
