"""What an FAQ's own phrases teach: multinomial logistic regression in its kernel form, by conjugate gradients."""

from __future__ import annotations

import numpy as np

from bot.domain.matching.rows import Floats, Ints

PENALTY = 0.02
STEPS = 24
"""Enough for the 200 classes of the shipped knowledge; with 14 they had not settled."""
FLAT = 1e-6
SETTLED = 1e-4
"""A step that takes off less than this share of the loss is the last: classes of few phrases settle after some ten."""
SHORTEST_STEP = 1e-4
HEAD_START = 0.5
"""A class starts with this times the logarithm of its number of phrases while it is learned, and without it when asked:
else it would learn that what has many phrases is asked for more often."""


def softmax(scores: Floats) -> Floats:
    """Probabilities along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def head_start(labels: Ints, classes: int) -> Floats:
    """Of each class, while it is learned."""
    found: Floats = HEAD_START * np.log(np.maximum(np.bincount(labels, minlength=classes), 1)).astype(np.float32)
    return found


def fit(kernel: Floats, labels: Ints, start: Floats, steps: int = STEPS, penalty: float = PENALTY) -> Floats:
    """Coefficients A (phrases × classes); a question like the phrases by `k` has the scores `k @ A`. `start` is
    added to the scores while they are learned: one row for all phrases, or one for each.

    Gradients and directions live in the space the kernel spans, where the problem is well conditioned, and a step
    costs one matrix product: the scores move along with the coefficients.
    """
    size = len(labels)
    wanted = np.zeros((size, start.shape[-1]), np.float32)
    wanted[np.arange(size), labels] = 1
    found, scores = np.zeros_like(wanted), np.zeros_like(wanted)
    direction, moved, gradient, slope = found, scores, found, np.inf
    shares = softmax(scores + start)
    loss = _loss(shares, labels, penalty, found, scores)
    for _ in range(steps):
        before, gradient = gradient, shares - wanted + penalty * found
        raised = kernel @ gradient
        old, slope = slope, _inner(gradient, raised)
        if slope <= FLAT:
            break
        turn = max(0.0, (slope - _inner(before, raised)) / old)
        direction, moved = turn * direction - gradient, turn * moved - raised
        if _inner(gradient, moved) >= 0:  # no way down: start over with the steepest
            direction, moved = -gradient, -raised
        length = _step_length(shares, wanted, found, direction, moved, penalty)
        while True:
            shares = softmax(start + scores + length * moved)
            ahead = _loss(shares, labels, penalty, found + length * direction, scores + length * moved)
            if ahead < loss or length < SHORTEST_STEP:
                break
            length /= 2
        found, scores = found + length * direction, scores + length * moved
        if loss - ahead < SETTLED * loss:
            break
        loss = ahead
    return found


def _loss(shares: Floats, labels: Ints, penalty: float, found: Floats, scores: Floats) -> float:
    surprise = -np.log(np.maximum(shares[np.arange(len(labels)), labels], 1e-30)).sum()
    return float(surprise) + penalty / 2 * _inner(found, scores)


def _step_length(
    shares: Floats, wanted: Floats, found: Floats, direction: Floats, moved: Floats, penalty: float
) -> float:
    """Newton's step along `direction`."""
    push = penalty * _inner(found, moved) + _inner(shares - wanted, moved)
    mean = (shares * moved).sum(axis=1)
    bend = penalty * _inner(direction, moved) + _inner(shares * moved, moved) - float(mean @ mean)
    return -push / max(bend, 1e-12)


def _inner(first: Floats, second: Floats) -> float:
    return float(np.vdot(first, second))
