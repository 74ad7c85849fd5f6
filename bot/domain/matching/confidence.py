"""From the evidence for the first match to the probability that it is right.

Two questions, each a logistic regression over the same signs: does any entry answer, and if so, is it the first one (or
one of those offered)? How far a score can be trusted depends on the FAQ: on how many phrases its entries have and on
how alike phrases of different entries are. With these among the signs the same floor means the same in a small FAQ and
in a large one. The weights are fitted by `benchmarks/calibrate.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt

MOST_SEEN = 40
"""Phrases of an entry: the weights were fitted on FAQs with up to so many."""
SUREST = 1e-4
"""A share of all chances is taken to be at least so far from 0 and 1."""


@dataclass(frozen=True)
class Evidence:
    """What speaks for the first match."""

    score: float
    """Of the entry; unlike its share it stays low where no entry has anything to say."""
    share: float
    """Of all entries' chances that it has."""
    counted: float
    """How much of the score comes from counts and from being said word for word."""
    spread: float
    """Standard deviation of all entries' scores."""
    pieces: float
    """Likeness of its most similar phrase in the view of parts of words."""
    meaning: float
    """Its likeness in the view of word vectors; 0 where there are none."""
    familiar: float
    """How much more usual the question's words are in the FAQ than in English."""
    mended: float
    """Weight of the question's words whose spelling was mended, of 1."""
    phrases: int
    """How many the entry has."""
    usual_phrases: float
    """How many a typical entry has."""
    rivals: float
    """How like a phrase of the FAQ is to the most similar one of another entry, on average."""

    read: float
    """What the answers count beside the wordings; 0 where there are none."""
    covered: float
    """How much of the question the entry's wordings and answer say,"""
    near: float
    """and how near a sentence of its answer comes, both times `read`."""

    def signs(self) -> tuple[float, ...]:
        """The inputs of the regressions."""
        usual, share = log(min(self.usual_phrases, MOST_SEEN)), min(max(self.share, SUREST), 1 - SUREST)
        return (
            self.score, sqrt(max(self.score, 0.0)), log(share / (1 - share)), self.counted, self.spread,
            self.pieces * usual, self.meaning, self.familiar, self.mended, self.mended * self.score,
            log(min(self.phrases, MOST_SEEN)), usual, self.rivals,
            self.read, self.covered, self.near,
        )  # fmt: skip


Weights = tuple[float, ...]
"""Bias, then one weight for each sign."""


@dataclass(frozen=True)
class Calibration:
    """The weights of the three regressions."""

    answered: Weights
    """Some entry answers."""
    right: Weights
    """If so, it is the first one."""
    offered: Weights
    """If so, it is among those offered."""

    def confidence(self, evidence: Evidence) -> float:
        """The probability that the first match is right."""
        signs = evidence.signs()
        return _probability(self.answered, signs) * _probability(self.right, signs)

    def offers(self, evidence: Evidence) -> float:
        """The probability that the right entry is among those offered."""
        signs = evidence.signs()
        return _probability(self.answered, signs) * _probability(self.offered, signs)


LEXICAL = Calibration(
    answered=(
        -4.35, -0.57, 4.61, -0.28, 0.02, 1.97, 1.51, 0.00, 0.38, -0.33, 0.01, -0.39, -1.08,
        -6.17, -1.44, 1.23, 0.00,
    ),
    right=(
        0.72, -1.07, 4.01, 1.29, 0.26, -2.43, 0.99, 0.00, -0.14, -0.63, 0.31, -1.25, 0.95,
        -1.10, -0.58, 0.97, 0.00,
    ),
    offered=(
        2.06, -0.64, 2.91, 1.10, -0.23, -1.22, 0.61, 0.00, -0.12, 0.05, 0.32, -0.88, 0.81,
        -2.48, -0.34, 0.61, 0.00,
    ),
)  # fmt: skip
"""Without word vectors, and in other languages than English."""
SEMANTIC = Calibration(
    answered=(
        -4.15, -0.74, 4.39, -0.02, 0.38, 0.60, 0.90, 3.82, 0.21, 3.14, -0.24, -0.32, -0.90,
        -5.05, -3.83, 1.84, 2.87,
    ),
    right=(
        2.40, -0.25, 1.46, 1.25, -0.08, -2.13, -0.01, 1.58, -0.18, 0.66, 0.16, -1.43, 1.64,
        -2.18, -0.03, 0.13, -0.01,
    ),
    offered=(
        4.49, 0.09, 0.85, 1.11, -0.39, -1.33, 0.03, 0.57, -0.12, 0.17, 0.21, -1.10, 1.19, -4.47,
        -0.22, -0.86, 0.68,
    ),
)  # fmt: skip
"""With them."""


def _probability(weights: Weights, signs: tuple[float, ...]) -> float:
    bias, *rest = weights
    total = bias + sum(weight * sign for weight, sign in zip(rest, signs, strict=True))
    return 1 / (1 + exp(-min(max(total, -30.0), 30.0)))
