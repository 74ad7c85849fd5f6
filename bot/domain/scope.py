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

Floats = npt.NDArray[np.float32]

PENALTY = 1.0
ROUNDS = 30
RATE = 0.9
CHARACTERS = (3, 4)
CHARACTER_SHARE = 0.7
"""Of a text's length: the rest are its words and pairs of words."""


@dataclass(frozen=True)
class Scope:
    """Weights of the features seen in training; what was never seen says nothing."""

    weights: Mapping[str, float]
    bias: float

    @classmethod
    def compile(cls, inside: Iterable[str], outside: Iterable[str]) -> Scope:
        """Learns from the two sides, weighted equally however many phrases each has."""
        texts = [*inside]
        ours = len(texts)
        texts += outside
        rows = [features(text) for text in texts]
        rarity = _rarity(rows)
        names = {name: i for i, name in enumerate(rarity)}
        owner = np.concatenate([np.full(len(row), i) for i, row in enumerate(rows)]) if rows else np.zeros(0, np.int64)
        column = np.array([names[name] for row in rows for name in row], np.int64)
        value = np.array([v for row in rows for v in scaled(row, rarity).values()], np.float32)
        wanted = (np.arange(len(texts)) < ours).astype(np.float32)
        shares = np.where(wanted > 0, 0.5 / max(ours, 1), 0.5 / max(len(texts) - ours, 1)) * len(texts)
        found, bias = _fit(owner, column, value, wanted, shares.astype(np.float32), len(names))
        scale = {name: float(found[i]) for name, i in names.items()}
        return cls({name: weight * rarity[name] for name, weight in scale.items() if abs(weight) > 1e-3}, bias)

    def probability(self, text: str) -> float:
        """That `text` belongs to the inside, 0 to 1."""
        row = features(text)
        if not row:
            return 0.0
        return 1 / (1 + exp(-self.log_odds(row)))

    def log_odds(self, row: Mapping[str, float]) -> float:
        return self.bias + sum(self.weights.get(name, 0.0) * value for name, value in row.items())


def features(text: str) -> dict[str, float]:
    """Stems, pairs of neighbours and character pieces within words, each kind scaled to its share of unit length."""
    said = [stem(word) for word in tokens(text)]
    words = Counter([*said, *(f"{a} {b}" for a, b in pairwise(said))])
    pieces = Counter(piece for word in said for size in CHARACTERS for piece in _pieces(word, size))
    row: dict[str, float] = {}
    for counted, share in ((words, 1 - CHARACTER_SHARE), (pieces, CHARACTER_SHARE)):
        length = sqrt(sum(1 + log1p(n - 1) for n in counted.values())) or 1.0
        row |= {name: share * sqrt(1 + log1p(n - 1)) / length for name, n in counted.items()}
    return row


def _pieces(word: str, size: int) -> list[str]:
    framed = f"<{word}>"
    return [f"~{framed[i : i + size]}" for i in range(len(framed) - size + 1)]


def scaled(row: Mapping[str, float], rarity: Mapping[str, float]) -> dict[str, float]:
    return {name: value * rarity[name] for name, value in row.items()}


def _rarity(rows: Sequence[Mapping[str, float]]) -> dict[str, float]:
    seen = Counter(name for row in rows for name in row)
    return {name: log1p(len(rows) / count) for name, count in seen.items()}


def _fit(
    owner: npt.NDArray[np.int64],
    column: npt.NDArray[np.int64],
    value: Floats,
    wanted: Floats,
    shares: Floats,
    size: int,
) -> tuple[Floats, float]:
    """Newton steps by conjugate gradients on the weighted, penalised logistic loss."""
    count = len(wanted)
    weights, bias = np.zeros(size, np.float32), 0.0

    def rows(of: Floats) -> Floats:
        return np.bincount(owner, value * of[column], minlength=count).astype(np.float32)

    def columns(of: Floats) -> Floats:
        return np.bincount(column, value * of[owner], minlength=size).astype(np.float32)

    for _ in range(8):
        chance = 1 / (1 + np.exp(-(rows(weights) + np.float32(bias))))
        slope = shares * (chance - wanted)
        gradient, gradient_bias = columns(slope) + PENALTY * weights, float(slope.sum())
        bend = shares * chance * (1 - chance)
        step, step_bias = np.zeros_like(weights), 0.0
        left, left_bias = -gradient, -gradient_bias
        way, way_bias = left.copy(), left_bias
        norm = float(left @ left) + left_bias**2
        for _ in range(ROUNDS):
            moved = bend * (rows(way) + np.float32(way_bias))
            curve, curve_bias = columns(moved) + PENALTY * way, float(moved.sum())
            length = norm / (float(way @ curve) + way_bias * curve_bias + 1e-12)
            step, step_bias = step + length * way, step_bias + length * way_bias
            left, left_bias = left - length * curve, left_bias - length * curve_bias
            before, norm = norm, float(left @ left) + left_bias**2
            if norm < 1e-4:
                break
            way, way_bias = left + norm / before * way, left_bias + norm / before * way_bias
        weights, bias = weights + step, bias + step_bias
    return weights, bias
