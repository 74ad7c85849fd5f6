"""Whether a question is ours at all: a logistic regression over the words of all phrases, inside and outside.

The ranker tells our entries apart; it cannot know that "my stock portfolio is down" is none of them. Here every phrase
of the knowledge stands on one side and every off-topic one on the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log1p, sqrt

import numpy as np
import numpy.typing as npt

from bot.domain.text import stem, tokens

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
_ALWAYS = ""
"""The feature that every text has: its weight is the bias."""


@dataclass(frozen=True)
class Scope:
    """Weights of the features seen in training; what was never seen says nothing."""

    weights: Mapping[str, float]

    @classmethod
    def compile(cls, inside: Iterable[str], outside: Iterable[str]) -> Scope:
        """Learns from the two sides, weighted equally however many phrases each has."""
        ours, theirs = ([features(text) for text in texts] for texts in (inside, outside))
        rows = ours + theirs
        if not ours or not theirs:
            return cls({})
        rarity = _rarity(rows)
        names = {name: i for i, name in enumerate(rarity)}
        table = _Table(
            owner=np.repeat(np.arange(len(rows)), [len(row) for row in rows]),
            column=np.array([names[name] for row in rows for name in row], np.int64),
            value=np.array([value * rarity[name] for row in rows for name, value in row.items()]),
            shape=(len(rows), len(names)),
        )
        wanted = np.arange(len(rows)) < len(ours)
        found = _fit(table, wanted, np.where(wanted, 0.5 / len(ours), 0.5 / len(theirs)) * len(rows))
        return cls({name: float(found[i]) * rarity[name] for name, i in names.items() if abs(found[i]) > SMALLEST})

    def probability(self, text: str) -> float:
        """That `text` belongs to the inside, 0 to 1."""
        row = features(text)
        if not row:
            return 0.0
        odds = sum(self.weights.get(name, 0.0) * value for name, value in row.items())
        return 1 / (1 + exp(-odds))


def features(text: str) -> dict[str, float]:
    """Stems, pairs of neighbours and character pieces within words, each kind scaled to its share of unit length."""
    said = [stem(word) for word in tokens(text)]
    words = Counter([*said, *(f"{a} {b}" for a, b in pairwise(said))])
    pieces = Counter(piece for word in said for size in CHARACTERS for piece in _pieces(word, size))
    row: dict[str, float] = {_ALWAYS: 1.0} if said else {}
    for counted, share in ((words, 1 - CHARACTER_SHARE), (pieces, CHARACTER_SHARE)):
        length = sqrt(sum(1 + log1p(n - 1) for n in counted.values())) or 1.0
        row |= {name: share * sqrt(1 + log1p(n - 1)) / length for name, n in counted.items()}
    return row


def _pieces(word: str, size: int) -> list[str]:
    framed = f"<{word}>"
    return [f"~{framed[i : i + size]}" for i in range(len(framed) - size + 1)]


def _rarity(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    seen = Counter(name for row in rows for name in row)
    return {name: log1p(len(rows) / count) for name, count in seen.items()}


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


def _fit(table: _Table, wanted: npt.NDArray[np.bool_], shares: Floats) -> Floats:
    """The weights of least penalised logistic loss, by Newton's method."""
    weights = np.zeros(table.shape[1])
    for _ in range(NEWTON_STEPS):
        chance = 1 / (1 + np.exp(-table.by_text(weights)))
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
