"""What a text holds in the view of words: stems, pairs of neighbours, pairs with a gap, groups of one meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bot.domain.language.text import tokens
from bot.domain.matching.rows import Floats, Ints, Rows
from bot.domain.matching.words import WordTable

PAIR_WEIGHT, GAP_WEIGHT, MEANING_WEIGHT = 0.9, 0.4, 1.0


class Meanings:
    """Groups of words or short phrases that mean the same, looked up in a list of stems."""

    def __init__(self, groups: Iterable[Sequence[str]], words: WordTable) -> None:
        self._starting: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        for number, group in enumerate(groups):
            for name in group:
                stems = tuple(map(words.stem, _split(name)))
                if stems:
                    self._starting.setdefault(stems[0], []).append((stems, number))

    def alone(self, stem: str) -> tuple[int, ...]:
        """The groups that this one word names."""
        return tuple(number for name, number in self._starting.get(stem, ()) if len(name) == 1)

    def starts_more(self, stem: str) -> bool:
        """Whether a name of several words begins so."""
        return any(len(name) > 1 for name, _ in self._starting.get(stem, ()))

    def at(self, place: int, stems: Sequence[str]) -> Iterator[int]:
        """The groups that are named from this place on."""
        for name, number in self._starting.get(stems[place], ()):
            if len(name) == 1 or tuple(stems[place : place + len(name)]) == name:
                yield number


@lru_cache(maxsize=20_000)
def _split(name: str) -> tuple[str, ...]:
    return tuple(tokens(name))


class Features:
    """The features of the phrases, each with its number, before their rarity is counted in.

    A feature is told by a code made of the numbers of its stems, so that all phrases are read in a few steps.
    """

    def __init__(self, words: WordTable, meanings: Meanings) -> None:
        self._words, self._meanings = words, meanings
        self._codes = np.zeros(0, np.int64)

    def learn(self, texts: Sequence[Sequence[str]]) -> Rows:
        """Takes in the features of all phrases; a row for each phrase."""
        words = self._words
        ids = np.array([words.ids[word] for word in chain.from_iterable(texts)], np.int64)
        owners = np.repeat(np.arange(len(texts)), [len(text) for text in texts])
        stems = words.stem_of[ids]
        codes, weights = self._coded(stems, words.priors[ids], owners)
        naming, groups = self._named(texts, stems)
        pairs, gaps = owners[:-1][_together(owners, 1)], owners[:-2][_together(owners, 2)]
        owners = np.concatenate([owners, pairs, gaps, naming])
        codes = np.concatenate([codes, self._group(groups)])
        weights = np.concatenate([weights, np.full(len(groups), MEANING_WEIGHT, np.float32)])
        self._codes, columns = np.unique(codes, return_inverse=True)
        cells = owners * np.int64(len(self._codes)) + columns
        last = _last_of_each(cells)
        starts = np.concatenate([[0], np.cumsum(np.bincount(owners[last], minlength=len(texts)))])
        return Rows(starts, columns[last], weights[last], len(self._codes))

    def of(self, text: Sequence[str]) -> tuple[Ints, Floats, float]:
        """The features of a question that the phrases have, their weights, and the squared length of its unknown
        stems."""
        table = self._words
        stems = [table.stem(word) for word in text]
        ids = np.array([table.stems.get(stem, -1) for stem in stems], np.int64)
        priors = np.array([table.prior(word) for word in text], np.float32)
        unknown = {stem: table.prior(word) for stem, word in zip(stems, text, strict=True) if stem not in table.stems}
        codes, weights = self._coded(ids, priors, np.zeros(len(ids), np.int64))
        groups = sorted({number for place in range(len(stems)) for number in self._meanings.at(place, stems)})
        codes = np.concatenate([codes, self._group(np.array(groups, np.int64))])
        weights = np.concatenate([weights, np.full(len(groups), MEANING_WEIGHT, np.float32)])
        at = np.minimum(np.searchsorted(self._codes, codes), len(self._codes) - 1)
        known = _last_of_each(codes)
        known = known[self._codes[at[known]] == codes[known]]
        lacking = sum((weight * table.unseen) ** 2 for weight in unknown.values())
        return at[known], weights[known], lacking

    def _coded(self, stems: Ints, priors: Floats, owners: Ints) -> tuple[Ints, Floats]:
        """Stems, pairs and pairs with a gap. A stem of -1 is unknown, and so is every pair with it."""
        size = np.int64(len(self._words.stems))
        pairs, gaps = _together(owners, 1), _together(owners, 2)
        codes = [
            stems,
            _pair(stems[:-1][pairs], stems[1:][pairs], size),
            _pair(stems[:-2][gaps], stems[2:][gaps], size, size * size),
        ]
        strength = PAIR_WEIGHT * np.sqrt(priors[:-1][pairs] * priors[1:][pairs])
        weights = [priors, strength, np.full(int(gaps.sum()), GAP_WEIGHT, np.float32)]
        return np.concatenate(codes), np.concatenate(weights).astype(np.float32)

    def _named(self, texts: Sequence[Sequence[str]], stems: Ints) -> tuple[Ints, Ints]:
        """(text, group) of all groups that are named."""
        names = list(self._words.stems)
        alone = Rows.of([self._meanings.alone(stem) for stem in names], 0).picked(stems)
        first = np.concatenate([[0], np.cumsum([len(text) for text in texts])])
        more = np.flatnonzero(np.array([self._meanings.starts_more(stem) for stem in names])[stems])
        places, groups = list[int](), list[int]()
        for place, owner in zip(more.tolist(), (np.searchsorted(first, more, side="right") - 1).tolist(), strict=True):
            said = [names[stem] for stem in stems[place : first[owner + 1]].tolist()]
            found = list(self._meanings.at(0, said))
            places += [place] * len(found)
            groups += found
        at = np.concatenate([alone.owners, np.array(places, np.int64)])
        return np.searchsorted(first, at, side="right") - 1, np.concatenate([alone.columns, np.array(groups, np.int64)])

    def _group(self, numbers: Ints) -> Ints:
        size = len(self._words.stems)
        return size + 2 * size * size + numbers


def _together(owners: Ints, apart: int) -> NDArray[np.bool_]:
    """Which words are of one text with the word so many places on."""
    together: NDArray[np.bool_] = owners[:-apart] == owners[apart:]
    return together


def _pair(first: Ints, second: Ints, size: np.int64, beyond: np.int64 | int = 0) -> Ints:
    return np.where((first < 0) | (second < 0), -1, size + beyond + first * size + second)


def _last_of_each(cells: Ints) -> Ints:
    """Where each number stands for the last time, by number."""
    order = np.argsort(cells, kind="stable")
    in_order = cells[order]
    last: Ints = order[np.concatenate([in_order[1:] != in_order[:-1], [True]])] if len(cells) else order
    return last
