"""What words mean, as far as a small table tells: texts as unit vectors, alike where their meanings are.

The table has a row for each piece of a word (see benchmarks/word_vectors.py); a text is the sum of its pieces' rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


WITHIN = "##"
"""Marks a piece that does not begin its word."""
LONGEST_WORD = 40
"""Of a longer word only so many characters are looked at."""
WORDS_KEPT = 20_000
"""Words whose pieces are remembered."""
AT_ONCE = 500
"""Texts that are read together, for the sake of memory."""


def word_pieces(word: str, numbers: Mapping[str, int]) -> tuple[int, ...]:
    """The numbers of the pieces of `word`, each as long as possible, first to last; what none covers is left out."""
    word, found, start = word[:LONGEST_WORD], [], 0
    while start < len(word):
        mark = WITHIN if start else ""
        for end in range(len(word), start, -1):
            number = numbers.get(mark + word[start:end])
            if number is not None:
                found.append(number)
                start = end
                break
        else:
            start += 1
    return tuple(found)


class WordVectors:
    """Row `i` of the table, `rows[i] * scales[i]`, belongs to `pieces[i]`; the rows stay in their small form."""

    def __init__(self, pieces: Sequence[str], rows: NDArray[np.int8], scales: NDArray[np.float16]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self._rows, self._scales = rows, scales.astype(np.float32)
        self._kept: dict[str, tuple[int, ...]] = {}

    def of(self, words: Sequence[str]) -> Floats:
        """The unit vector of a text given as its words (see text.tokens); zeros where no piece is known."""
        numbers = [number for word in words for number in self._pieces(word)]
        total: Floats = np.einsum("i,ij->j", self._scales[numbers], self._rows[numbers])
        length = float(total @ total) ** 0.5
        return total / np.float32(length) if length else total

    def of_all(self, texts: Sequence[Sequence[str]]) -> Floats:
        """The same for each of several texts, none of them empty."""
        blocks = (texts[first : first + AT_ONCE] for first in range(0, len(texts), AT_ONCE))
        return np.concatenate([self._of_some(block) for block in blocks])

    def _of_some(self, texts: Sequence[Sequence[str]]) -> Floats:
        told = [[number for word in text for number in self._pieces(word)] for text in texts]
        sizes = [len(numbers) for numbers in told]
        numbers = np.fromiter(chain.from_iterable(told), np.int64, sum(sizes))
        rows = self._rows[numbers] * self._scales[numbers, None]
        found = np.zeros((len(texts), self._rows.shape[1]), np.float32)
        known = np.flatnonzero(sizes)
        if len(known):
            found[known] = np.add.reduceat(rows, np.concatenate([[0], np.cumsum(sizes)])[known])
        lengths = np.sqrt(np.einsum("ij,ij->i", found, found))
        found /= np.where(lengths > 0, lengths, 1)[:, None]
        return found

    def _pieces(self, word: str) -> tuple[int, ...]:
        found = self._kept.get(word)
        if found is None:
            if len(self._kept) >= WORDS_KEPT:
                self._kept.clear()
            found = self._kept[word] = word_pieces(word, self._numbers)
        return found
