"""How like a question is to each phrase: several views, each a scalar product of unit vectors, and their mixture.

- words: stems, pairs of neighbours, pairs with a gap, and groups of one meaning
- pieces: parts of words of two to four characters, so long words count for more
- looks: whole words, each as like any other word as their pieces are
- meaning: the sums of word vectors, where there are any
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import expm1, log

import numpy as np

from bot.domain.language.commonness import rate
from bot.domain.language.word_vectors import WordVectors
from bot.domain.matching.features import Features, Meanings
from bot.domain.matching.rows import Floats, Ints, Rows
from bot.domain.matching.tally import Tally
from bot.domain.matching.words import WordTable, rarity

SMOOTHING = 0.2
"""Entries that are taken to hold any word,"""
QUESTION = 9
"""and how many words a question has on average."""
COMPARED_WHOLE = 8_000
"""Up to so many phrases are all compared with; beyond, only those that `near` finds."""
COMPARED, NEAR_WORDS, LOOKED_UP = 1_200, 60, 30_000
"""How many it finds at most, through how many words, and through how many places where these occur."""
COUNTED, COMPARED_AT_ONCE = 1_000, 256
"""Phrases whose pieces are counted, and that are compared with others, at once: memory grows with both."""
VIEWS = ("words", "pieces", "looks")
MEANING, MEANING_SHARE = "meaning", 0.45
"""The view of word vectors, and its share of the mixture; the other views have equal parts of the rest."""


class PhraseIndex:
    """The phrases of an FAQ as rows of features, ready to be compared with."""

    def __init__(self, texts: Sequence[Sequence[str]], owners: Ints, entries: int, words: WordTable, meanings: Meanings,
                 vectors: WordVectors | None, meaning_share: float = MEANING_SHARE, before: PhraseIndex | None = None
                 ) -> None:  # fmt: skip
        """`before` is of nearly the same phrases: what was found out about each by itself is kept."""
        self.words, self._texts, self.entries = words, texts, entries
        self._features = Features(words, meanings)
        rows = self._features.learn(texts)
        self.tally = Tally(rows, owners, entries)
        self._weight = rarity(entries, rows.counted_by(owners))
        rows = rows.scaled(self._weight)
        self.rows = rows.divided(np.maximum(rows.lengths(), 1e-6))
        self._holders = self.rows.turned()
        self._phrases_of = words.in_phrases.turned()
        self._weigh_words(owners, entries)
        self._vectors = vectors
        self.views: tuple[str, ...] = VIEWS
        self._shares = np.full(len(VIEWS), 1 / len(VIEWS), np.float32)
        if vectors:
            self.views = (*VIEWS, MEANING)
            self._shares = np.append(self._shares * np.float32(1 - meaning_share), np.float32(meaning_share))
            self._vector_of = self._meanings_of(texts, vectors, before)

    def _meanings_of(self, texts: Sequence[Sequence[str]], vectors: WordVectors, before: PhraseIndex | None) -> Floats:
        known: dict[tuple[str, ...], int] = {}
        if before and before._vectors is vectors and before.words.slots == self.words.slots:
            known = {tuple(text): row for row, text in enumerate(before._texts)}
        rows = np.array([known.get(tuple(text), -1) for text in texts])
        new = np.flatnonzero(rows < 0)
        if not before or len(new) == len(rows):
            return vectors.of_all([self._spoken(text) for text in texts])
        found: Floats = before._vector_of[rows]
        if len(new):
            found[new] = vectors.of_all([self._spoken(texts[i]) for i in new.tolist()])
        return found

    def _spoken(self, text: Sequence[str]) -> list[str]:
        return [self.words.spoken(word) for word in text]

    def mixed(self, views: Floats) -> Floats:
        """How like each phrase is, all views together."""
        found: Floats = self._shares @ views
        return found

    def _weigh_words(self, owners: Ints, entries: int) -> None:
        """The weight of each word in the two views that compare words by their pieces."""
        table = self.words
        stems, stem_of = table.stems, table.stem_of
        by_stem = Rows(table.in_phrases.starts, stem_of[table.in_phrases.columns], table.in_phrases.weights, len(stems))
        held = by_stem.counted_by(owners)
        self._stem_rarity: dict[str, float] = dict(zip(stems, rarity(entries, held).tolist(), strict=True))
        self._stem_share = dict(zip(stems, ((held + SMOOTHING) / (entries + 1)).tolist(), strict=True))
        rarities = np.array([self._stem_rarity[stem] for stem in stems], np.float32)[stem_of]
        self.weights = table.priors, np.asarray(table.priors * rarities / table.lengths, np.float32)
        self.lengths = self._lengths()

    def _looks_weight(self, word: str) -> float:
        return self.weight_of(word) / self.words.length(word)

    def weight_of(self, word: str) -> float:
        """How much a word says: its rarity, less for function words."""
        rare: float = self._stem_rarity.get(self.words.stem(word), self.words.unseen)
        return rare * self.words.prior(word)

    def familiarity(self, text: Sequence[str], told: Mapping[str, float]) -> float:
        """How much more usual the words of a question are among the entries than in English: the mean log ratio.
        `told` is the share of the answers that use a stem; a word that nobody uses speaks against, however rare."""
        words = {self.words.stem(word): word for word in text}
        unseen = SMOOTHING / (self.entries + 1)
        total = 0.0
        for stem, word in words.items():
            here = self._stem_share.get(stem) or told.get(stem)
            ratio = log(here or unseen) - log(-expm1(-QUESTION * rate(word)))
            total += ratio if here else min(ratio, 0.0)
        return total / len(words)

    def _lengths(self) -> tuple[Floats, Floats]:
        """The length of each phrase's sum of weighted pieces, in the two views."""
        every = np.arange(len(self.words.in_phrases))
        blocks = [self._lengths_of(self.words.in_phrases.picked(block)) for block in _blocks(every, COUNTED)]
        first, second = (np.concatenate(lengths) for lengths in zip(*blocks, strict=True))
        return first, second

    def _lengths_of(self, phrases: Rows) -> list[Floats]:
        table = self.words
        sizes = np.diff(table.pieces_of.starts)[phrases.columns]
        pieces = table.pieces_of.columns[table.pieces_of.cells(phrases.columns)]
        at = np.repeat(phrases.owners, sizes) * len(table.piece_weight) + pieces
        order = np.argsort(at, kind="stable")
        sorted_ = at[order]
        starts = np.flatnonzero(np.concatenate([[True], sorted_[1:] != sorted_[:-1]]))
        owners, pieces = np.divmod(sorted_[starts], len(table.piece_weight))
        found = []
        for weights in self.weights:
            sums = np.add.reduceat(np.repeat(weights[phrases.columns], sizes)[order], starts)
            squares = np.bincount(owners, (sums * table.piece_weight[pieces]).astype(np.float64) ** 2, len(phrases))
            found.append(np.maximum(np.sqrt(squares), 1e-6).astype(np.float32))
        return found

    def compare(self, text: Sequence[str], some: Ints | None = None) -> Floats:
        """A question against every phrase, or only against `some`: one row per view, each cell 0 to 1."""
        words = list(dict.fromkeys(text))
        if some is None:
            return np.stack([self._by_features(text), *self._by_pieces(words, self.words.in_phrases, slice(None)),
                             *self._by_meaning(text, slice(None))])  # fmt: skip
        found = np.zeros((len(self.views), len(self.rows)), np.float32)
        question = np.zeros(self.rows.width, np.float32)
        ids, factors = self._question(text)
        question[ids] = factors
        found[0, some] = self.rows.picked(some).times(question)
        found[1:, some] = [
            *self._by_pieces(words, self.words.in_phrases.picked(some), some),
            *self._by_meaning(text, some),
        ]
        return found

    def likeness_of(self, phrase: int) -> Floats:
        """How like one of the phrases is to each (where there are many, to those that `near` finds)."""
        text = self._texts[phrase]
        return self.mixed(self.compare(text, self.near(text)))

    def near(self, text: Sequence[str]) -> Ints | None:
        """The phrases worth comparing with, where there are too many for all: those that hold the words most like the
        question's, found through the rarest of them first. None: all."""
        if len(self.rows) <= COMPARED_WHOLE:
            return None
        words = list(dict.fromkeys(text))
        factors = np.array([self._looks_weight(word) for word in words], np.float32)
        alike = _weighted(factors, np.stack([self.words.likeness(word) for word in words])) * self.weights[1]
        best = np.argpartition(-alike, NEAR_WORDS)[:NEAR_WORDS] if len(alike) > NEAR_WORDS else np.arange(len(alike))
        best = best[np.argsort(-alike[best], kind="stable")]
        best = best[np.cumsum(np.diff(self._phrases_of.starts)[best]) <= LOOKED_UP]
        sums = self._phrases_of.combined(best, alike[best]) / self.lengths[1]
        touched = np.flatnonzero(sums)
        if len(touched) > COMPARED:
            touched = touched[np.argpartition(-sums[touched], COMPARED)[:COMPARED]]
        return np.sort(touched) if len(touched) else np.arange(1)

    def tallied(self, text: Sequence[str]) -> Floats:
        """For each entry how many of its phrases share the question's features, as `Tally` counts."""
        numbers, weights, _ = self._features.of(text)
        return self.tally.of(numbers, weights)

    def _by_features(self, text: Sequence[str]) -> Floats:
        found: Floats = self._holders.combined(*self._question(text))
        return found

    def _question(self, text: Sequence[str]) -> tuple[Ints, Floats]:
        """The question's known features and their weights; unknown words lengthen its vector."""
        numbers, weights, unknown = self._features.of(text)
        factors = weights * self._weight[numbers]
        length = max(float(factors @ factors) + unknown, 1e-12) ** 0.5
        return numbers, np.asarray(factors / length, np.float32)

    def _by_pieces(self, words: Sequence[str], bags: Rows, some: Ints | slice) -> list[Floats]:
        table = self.words
        likeness = np.stack([table.likeness(word) for word in words])
        views = []
        for weigh, weights, lengths in zip((table.prior, self._looks_weight), self.weights, self.lengths, strict=True):
            factors = [weigh(word) for word in words]
            alike = _weighted(np.asarray(factors, np.float32), likeness) * weights
            views.append(bags.times(alike) / (lengths[some] * np.float32(table.text_length(words, factors))))
        return views

    def _by_meaning(self, text: Sequence[str], some: Ints | slice) -> list[Floats]:
        return [self._vector_of[some] @ self._vectors.of(self._spoken(text))] if self._vectors else []

    def likeness(self, phrases: Ints, others: Ints) -> Iterator[Floats]:
        """How like each of `phrases` is to each of `others`, all views together; some rows at a time."""
        held = self._holders if len(others) == len(self.rows) else self.rows.picked(others).turned()
        turned = Rows(held.starts, held.columns, held.weights * self._shares[0], held.width)
        met, bags = self.words.in_phrases.picked(others).renumbered()
        both = _side_by_side(bags, [np.reciprocal(length[others]) for length in self.lengths])
        for block in _blocks(phrases, COMPARED_AT_ONCE):
            found = np.ascontiguousarray(_sums(both, self._halfway(block, met)).T)
            rows = self.rows.picked(block)
            for row, (start, end) in zip(found, pairwise(rows.starts.tolist()), strict=True):
                row += turned.combined(rows.columns[start:end], rows.weights[start:end])
            if self._vectors:
                found += (self._shares[-1] * self._vector_of[block]) @ self._vector_of[others].T
            yield found

    def _halfway(self, phrases: Ints, met: Ints) -> Floats:
        """How like each of the words `met` is to each phrase, in the two views that compare words."""
        used, bags = self.words.in_phrases.picked(phrases).renumbered()
        alike = np.stack([self.words.likeness(self.words.words[word])[met] for word in used.tolist()])
        factors = np.stack([weights[used] for weights in self.weights])
        found = np.empty((len(phrases), len(factors), len(met)), np.float32)
        for sums, (start, end) in zip(found, pairwise(bags.starts.tolist()), strict=True):
            words = bags.columns[start:end]
            np.dot(factors[:, words], alike[words], out=sums)
        for view, (weights, lengths) in enumerate(zip(self.weights, self.lengths, strict=True)):
            found[:, view] *= weights[met] * (self._shares[0] / lengths[phrases, None])
        return np.ascontiguousarray(found.reshape(len(phrases), -1).T)


def _blocks(numbers: Ints, most: int) -> list[Ints]:
    return [numbers[first : first + most] for first in range(0, len(numbers), most)]


def _weighted(factors: Floats, rows: Floats) -> Floats:
    """Their weighted sum, on one thread: for so little, `@` waits longer for its threads than it calculates."""
    found: Floats = np.einsum("i,ij->j", factors, rows)
    return found


def _sums(bags: Rows, table: Floats) -> Floats:
    """For each bag the weighted sum of its columns' rows of `table`."""
    found = np.empty((len(bags), table.shape[1]), np.float32)
    for i, (start, end) in enumerate(pairwise(bags.starts.tolist())):
        np.dot(bags.weights[start:end], table[bags.columns[start:end]], out=found[i])
    return found


def _side_by_side(bags: Rows, factors: Sequence[Floats]) -> Rows:
    """Each bag as many times beside itself as there are factors for it, over as many tables."""
    columns = np.stack([bags.columns + number * bags.width for number in range(len(factors))], axis=1)
    weights = np.stack([bags.weights * factor[bags.owners] for factor in factors], axis=1)
    return Rows(bags.starts * len(factors), columns.ravel(), weights.ravel(), bags.width * len(factors))
