"""Whether a question is ours at all: a logistic regression over the words of all phrases, inside and outside.

The ranker tells our entries apart; it cannot know that "my stock portfolio is down" is none of them. Here every phrase
of the knowledge stands on one side and every off-topic one on the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from math import exp, log1p, sqrt

import numpy as np
import numpy.typing as npt

from bot.domain.core.learned import ScopeWeights, keys_of, places
from bot.domain.language.text import stem, tokens

Floats = npt.NDArray[np.float64]

PENALTY = 3.0
NEWTON_STEPS = 8
SOLVER_STEPS = 30
TOLERANCE = 1e-4
SMALLEST = 1e-3
"""Weights below this are left out."""
CHARACTERS = (3, 4)
CHARACTER_SHARE = 0.7
"""Of a text's length: the rest are its words and pairs of words."""
_WIDEST = 1 << 32
"""More than there are features."""
MOST_NEW = 0.2
"""With more new texts than this share everything is learned anew."""
TAUGHT_AGAIN = 400
"""Other texts that new ones are learned together with, where the rest is kept."""
_ALWAYS = ""
"""The feature that every text has: its weight is the bias."""


@dataclass(frozen=True)
class Scope:
    """Weights of the features seen in training; what was never seen says nothing."""

    weights: Mapping[str, float]
    learned: ScopeWeights | None = None
    """What the next compilation may begin with."""

    @classmethod
    def compile(cls, inside: Iterable[str], outside: Iterable[str], before: ScopeWeights | None = None) -> Scope:
        """Learns from the two sides, weighted equally however many phrases each has; of what was learned `before`
        from nearly the same texts, only what is new."""
        within, beyond = list(inside), list(outside)
        if not within or not beyond:
            return cls({})
        texts = [*within, *beyond]
        wanted = np.arange(len(texts)) < len(within)
        shares = np.where(wanted, 0.5 / len(within), 0.5 / len(beyond)) * len(wanted)
        keys = keys_of(f"{side:d}\n{text}" for side, text in zip(wanted, texts, strict=True))
        new = np.flatnonzero(places(keys, before.texts) < 0) if before else np.arange(len(texts))
        if before is None or len(new) > MOST_NEW * len(texts):
            weights = _taught(texts, wanted, shares, {})
        elif len(new):
            # With some of the others, which stand for what was known.
            some = np.union1d(new, np.linspace(0, len(texts) - 1, min(len(texts), TAUGHT_AGAIN)).astype(np.int64))
            weights = _taught([texts[i] for i in some.tolist()], wanted[some], shares[some], before.features)
        else:
            weights = before.features
        return cls(weights, ScopeWeights(keys, weights))

    def probability(self, text: str) -> float:
        """That `text` belongs to the inside, 0 to 1."""
        row = features(text)
        return 1 / (1 + exp(-_odds(row, self.weights))) if row else 0.0


def _odds(row: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in row.items())


def _taught(texts: Sequence[str], wanted: npt.NDArray[np.bool_], shares: Floats, before: Mapping[str, float]
            ) -> Mapping[str, float]:  # fmt: skip
    """The weights of `before`, changed by what these texts teach."""
    table, names, rarity = _table(texts)
    start = np.array([_odds(features(text), before) for text in texts]) if before else np.zeros(len(texts))
    found = _fit(table, wanted, shares, start)
    kept, weights = np.abs(found) > SMALLEST, (found * rarity).tolist()
    taught = {name: before.get(name, 0.0) + weights[i] for name, i in names.items() if kept[i]}
    return {**before, **taught}


def features(text: str) -> dict[str, float]:
    """Stems, pairs of neighbours and character pieces within words, each kind scaled to its share of unit length."""
    words, pieces = _parts(text)
    row: dict[str, float] = {_ALWAYS: 1.0} if words else {}
    for counted, share in ((Counter(words), 1 - CHARACTER_SHARE), (Counter(pieces), CHARACTER_SHARE)):
        length = sqrt(sum(1 + log1p(n - 1) for n in counted.values())) or 1.0
        row |= {name: share * sqrt(1 + log1p(n - 1)) / length for name, n in counted.items()}
    return row


def _parts(text: str) -> tuple[list[str], list[str]]:
    said = [stem(word) for word in tokens(text)]
    pairs = [f"{first} {second}" for first, second in pairwise(said)]
    return said + pairs, list(chain.from_iterable(map(_pieces, said)))


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> tuple[str, ...]:
    framed = f"<{word}>"
    return tuple(f"~{framed[i : i + size]}" for size in CHARACTERS for i in range(len(framed) - size + 1))


@dataclass(frozen=True)
class _Table:
    """A sparse matrix, texts by features."""

    owner: npt.NDArray[np.int64]
    column: npt.NDArray[np.int64]
    value: Floats
    shape: tuple[int, int]

    def by_text(self, weights: Floats) -> Floats:
        return np.bincount(self.owner, self.value * weights[self.column], self.shape[0]).astype(np.float64)

    def by_feature(self, weights: Floats) -> Floats:
        return np.bincount(self.column, self.value * weights[self.owner], self.shape[1]).astype(np.float64)


def _table(texts: Sequence[str]) -> tuple[_Table, dict[str, int], Floats]:
    """The `features` of all texts, counted together, times the rarity of each; the column of each, and that rarity."""
    names = {_ALWAYS: 0}
    words, pieces = zip(*map(_parts, texts), strict=True)
    said = np.flatnonzero([bool(row) for row in words])
    owners, columns, values = [said], [np.zeros_like(said)], [np.ones(len(said))]
    for rows, share in ((words, 1 - CHARACTER_SHARE), (pieces, CHARACTER_SHARE)):
        numbers = np.array([names.setdefault(name, len(names)) for row in rows for name in row], np.int64)
        cells, counts = np.unique(_numbered(rows) * _WIDEST + numbers, return_counts=True)
        squares = 1 + np.log1p(counts - 1)
        owner = cells // _WIDEST
        lengths = np.sqrt(np.bincount(owner, squares, len(texts)))
        owners.append(owner)
        columns.append(cells % _WIDEST)
        values.append(share * np.sqrt(squares) / lengths[owner])
    column = np.concatenate(columns)
    rarity: Floats = np.log1p(len(texts) / np.bincount(column, minlength=len(names)))
    table = _Table(np.concatenate(owners), column, np.concatenate(values) * rarity[column], (len(texts), len(names)))
    return table, names, rarity


def _numbered(rows: Sequence[Sequence[str]]) -> npt.NDArray[np.int64]:
    """The number of the row that each name stands in."""
    return np.repeat(np.arange(len(rows)), [len(row) for row in rows])


def _fit(table: _Table, wanted: npt.NDArray[np.bool_], shares: Floats, start: Floats) -> Floats:
    """The weights of least penalised logistic loss, on top of the odds of `start`, by Newton's method."""
    weights = np.zeros(table.shape[1])
    for _ in range(NEWTON_STEPS):
        chance = 1 / (1 + np.exp(-start - table.by_text(weights)))
        gradient = table.by_feature(shares * (chance - wanted)) + PENALTY * weights
        bend = shares * chance * (1 - chance)
        weights = weights - _solved(table, bend, gradient)
    return weights


def _solved(table: _Table, bend: Floats, target: Floats) -> Floats:
    """x where (Tᵀ·bend·T + penalty)·x = target, by conjugate gradients."""
    found, left, way = np.zeros_like(target), target, target
    norm = float(left @ left)
    for _ in range(SOLVER_STEPS):
        if norm < TOLERANCE:
            break
        image = table.by_feature(bend * table.by_text(way)) + PENALTY * way
        length = norm / float(way @ image)
        found, left = found + length * way, left - length * image
        before, norm = norm, float(left @ left)
        way = left + norm / before * way
    return found
