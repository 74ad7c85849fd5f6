"""Typos: a word → the one known word it nearly is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 5
"""Shorter words are never corrected: too many of them are one letter apart."""
FAR_COMMONER = 10
KEPT = 5_000
LONG = 8
"""From this length on two typos are corrected, below it one."""


class Speller:
    """Corrects words towards a vocabulary, never a word that is in it or in `ordinary`."""

    def __init__(self, vocabulary: Iterable[str], ordinary: frozenset[str], meaning: Callable[[str], object]) -> None:
        """`vocabulary` may repeat a word: the commoner of two equally near ones is meant, if it is much commoner.

        `meaning` tells whether two equally near words are one and the same thing.
        """
        self._known = Counter(vocabulary)
        self._meaning = meaning
        self._ordinary = ordinary
        self._kept: dict[str, str] = {}
        """Words corrected lately; what is remembered changes no answer."""
        self._like: dict[tuple[str, int], list[str]] = defaultdict(list)
        """First letter and length → the words alike in both."""
        for word in sorted(self._known):
            if len(word) >= SHORTEST and word.isalpha():
                self._like[word[0], len(word)].append(word)

    def correct(self, word: str) -> str:
        """The known word nearest to `word`, or `word` itself when there is none or more than one."""
        if len(word) < SHORTEST or word in self._known or word in self._ordinary or not word.isalpha():
            return word
        right = self._kept.get(word)
        if right is None:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            right = self._kept[word] = self._nearest(word)
        return right

    def _nearest(self, word: str) -> str:
        limit = typos_allowed(word)
        least, nearest = limit + 1, word
        for candidate, distance, _ in process.extract_iter(
            word, self._near(word, limit), scorer=OSA.distance, score_cutoff=limit
        ):
            if distance < least:
                least, nearest = distance, candidate
            elif distance == least and nearest != candidate:
                nearest = self._either(word, nearest, candidate)
        return nearest

    def _either(self, word: str, first: str, second: str) -> str:
        """Of two equally near words the far commoner one, or of two that mean the same the one of the right length."""
        for one, other in ((first, second), (second, first)):
            if self._known[one] >= FAR_COMMONER * self._known[other]:
                return one
        meaning = self._meaning(first)
        same = bool(meaning) and meaning == self._meaning(second)
        if not same and first.rstrip("s") != second.rstrip("s"):
            return word
        return second if len(second) == len(word) else first

    def _near(self, word: str, limit: int) -> list[str]:
        # The first letter is nearly always right; if not, it has changed places with the second.
        lengths = range(len(word) - limit, len(word) + limit + 1)
        near = list(chain.from_iterable(self._like.get((word[0], length), ()) for length in lengths))
        swapped = [c for c in self._like.get((word[1], len(word)), ()) if c[:2] == word[1::-1]]
        return near + swapped


def typos_allowed(word: str) -> int:
    """How many typos a word of this length may have."""
    return 2 if len(word) >= LONG else 1
