"""What an FAQ's own phrases teach: multinomial logistic regression in its kernel form, by conjugate gradients."""

from __future__ import annotations

import numpy as np

from bot.domain.matching.rows import Floats, Ints

PENALTY = 0.02
STEPS = 14


def softmax(scores: Floats) -> Floats:
    """Probabilities along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def fit(kernel: Floats, labels: Ints, classes: int, steps: int = STEPS, penalty: float = PENALTY) -> Floats:
    """Coefficients A (phrases × classes); a question like the phrases by `k` has the scores `k @ A`.

    Gradients and directions live in the space the kernel spans, where the problem is well conditioned, and a step
    costs one matrix product: the scores move along with the coefficients.
    """
    size = len(labels)
    wanted = np.zeros((size, classes), np.float32)
    wanted[np.arange(size), labels] = 1
    found, scores = np.zeros_like(wanted), np.zeros_like(wanted)
    gradient = softmax(scores) - wanted
    raised = kernel @ gradient
    slope = _inner(gradient, raised)
    direction, moved = -gradient, -raised
    for _ in range(steps):
        length = _step_length(softmax(scores), wanted, found, direction, moved, penalty)
        found += length * direction
        scores += length * moved
        before, gradient = gradient, softmax(scores) - wanted + penalty * found
        raised = kernel @ gradient
        slope, old = _inner(gradient, raised), slope
        if slope <= 1e-9:
            break
        turn = max(0.0, (slope - _inner(before, raised)) / old)
        direction, moved = turn * direction - gradient, turn * moved - raised
    return found


def _step_length(shares: Floats, wanted: Floats, found: Floats, direction: Floats, moved: Floats, penalty: float) -> float:
    """Newton's step along `direction`."""
    push = penalty * _inner(found, moved) + _inner(shares - wanted, moved)
    mean = (shares * moved).sum(axis=1)
    bend = penalty * _inner(direction, moved) + _inner(shares * moved, moved) - float(mean @ mean)
    return -push / max(bend, 1e-12)


def _inner(first: Floats, second: Floats) -> float:
    return float(np.vdot(first, second))
