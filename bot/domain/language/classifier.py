"""Multinomial logistic regression on sparse binary features, fitted by L-BFGS."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Features = Sequence[str]

SEEN_OFTEN = 2
"""Features of fewer examples teach nothing that holds elsewhere."""
STEPS = 22
ENOUGH = 1e-4
"""Share of the loss that a step must gain for another one to be worth its time."""
MEMORY = 6
"""Steps that the direction of the next one is worked out from."""


@dataclass(frozen=True)
class Classifier:
    """Weights of each feature for each class; what it has never seen counts nothing."""

    numbers: dict[str, int]
    weights: Floats
    scales: Floats

    def probabilities(self, rows: Sequence[Features]) -> Floats:
        """One row of class probabilities for each example."""
        scores = np.tile(self.weights[0], (len(rows), 1))
        for at, row in enumerate(rows):
            known = [number for name in row if (number := self.numbers.get(name))]
            scores[at] += self.scales[known] @ self.weights[known]
        return _softmax(scores)


def fit(
    rows: Sequence[Features],
    classes: Sequence[int],
    count: int,
    *,
    penalty: float,
    scales: Mapping[str, float] = MappingProxyType({}),
    steps: int = STEPS,
    seen_often: int = SEEN_OFTEN,
) -> Classifier:
    """`classes` holds the number of each row's class, 0 to `count` - 1; `penalty` keeps weights small;
    features of fewer than `seen_often` examples are left out."""
    often = Counter(chain.from_iterable(rows))
    names = [name for name, seen in often.items() if seen >= seen_often]
    numbers = {name: number for number, name in enumerate(names, 1)}  # 0 is the bias
    weighed = np.array([1.0, *(scales.get(name[:2], 1.0) for name in names)], dtype=np.float32)
    matrix = _Matrix([[0, *(numbers[n] for n in row if n in numbers)] for row in rows], weighed)
    wanted = np.zeros((len(rows), count), dtype=np.float32)
    wanted[np.arange(len(rows)), list(classes)] = 1

    def loss(weights: Floats) -> tuple[float, Floats]:
        likely = _softmax(matrix.times(weights))
        kept = weights.copy()
        kept[0] = 0
        of_right = np.maximum((likely * wanted).sum(axis=1), 1e-12)
        value = -np.log(of_right).sum(dtype=np.float64) + penalty * (kept**2).sum(dtype=np.float64) / 2
        return float(value), matrix.transposed_times(likely - wanted) + penalty * kept

    return Classifier(numbers, _minimum(loss, np.zeros((len(numbers) + 1, count), dtype=np.float32), steps), weighed)


class _Matrix:
    """Rows that hold their columns' scales at the places given, ready to be multiplied from both sides."""

    def __init__(self, rows: Sequence[Sequence[int]], scales: Floats) -> None:
        lengths = np.array([len(row) for row in rows])
        self._columns = np.fromiter(chain.from_iterable(rows), dtype=np.int64, count=int(lengths.sum()))
        self._row_starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        order = np.argsort(self._columns, kind="stable")
        self._rows_by_column = np.repeat(np.arange(len(rows)), lengths)[order]
        self._column_starts = np.searchsorted(self._columns[order], np.arange(len(scales)))
        self._scales = scales[:, None]

    def times(self, weights: Floats) -> Floats:
        return np.add.reduceat((weights * self._scales)[self._columns], self._row_starts, axis=0)

    def transposed_times(self, values: Floats) -> Floats:
        return self._scales * np.add.reduceat(values[self._rows_by_column], self._column_starts, axis=0)


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


def _minimum(loss: Callable[[Floats], tuple[float, Floats]], start: Floats, steps: int) -> Floats:
    """Where `loss` is least, by limited-memory BFGS with halved steps."""
    place = start
    value, slope = loss(place)
    history: deque[tuple[Floats, Floats]] = deque(maxlen=MEMORY)
    for _ in range(steps):
        direction = -_curved(slope, history)
        length = 1.0 if history else 1 / max(1.0, float(np.abs(slope).max()))
        gain = float((slope * direction).sum())
        for _ in range(20):
            new_value, new_slope = loss(place + length * direction)
            if new_value <= value + 1e-4 * length * gain:
                break
            length /= 2
        step = length * direction
        history.append((step, new_slope - slope))
        place, slope = place + step, new_slope
        if value - new_value < ENOUGH * value:
            break
        value = new_value
    return place


def _curved(slope: Floats, history: Iterable[tuple[Floats, Floats]]) -> Floats:
    """`slope` scaled by the curvature that the last steps met."""
    pairs = list(history)
    direction = slope.copy()
    shares: list[float] = []
    for step, change in reversed(pairs):
        share = float((step * direction).sum()) / float((step * change).sum())
        shares.append(share)
        direction -= share * change
    if pairs:
        step, change = pairs[-1]
        direction *= float((step * change).sum()) / float((change**2).sum())
    for (step, change), share in zip(pairs, reversed(shares), strict=True):
        direction += (share - float((change * direction).sum()) / float((step * change).sum())) * step
    return direction
