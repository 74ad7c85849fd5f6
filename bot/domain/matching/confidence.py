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

    def signs(self) -> tuple[float, ...]:
        """The inputs of the regressions."""
        usual, share = log(min(self.usual_phrases, MOST_SEEN)), min(max(self.share, SUREST), 1 - SUREST)
        return (
            self.score, sqrt(max(self.score, 0.0)), log(share / (1 - share)), self.counted, self.spread,
            self.pieces * usual, self.meaning, self.familiar, self.mended, self.mended * self.score,
            log(min(self.phrases, MOST_SEEN)), usual, self.rivals,
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
    answered=(-3.29, -0.23, 3.81, -0.20, 0.20, 0.65, 1.60, 0.00, 0.66, -0.61, 0.30, -0.30, -1.42, -7.89),
    right=(1.04, -0.69, 3.25, 1.20, 0.12, -2.03, 0.48, 0.00, -0.14, 0.33, 0.07, -1.31, 1.11, -2.83),
    offered=(3.45, -0.07, 1.10, 1.05, -0.35, -0.30, -0.19, 0.00, -0.02, -0.61, 0.37, -0.97, 1.04, -3.84),
)
"""Without word vectors."""
SEMANTIC = Calibration(
    answered=(-3.41, -0.36, 3.40, 0.00, 0.28, 0.47, 0.86, 2.85, 0.56, 0.58, 0.27, -0.36, -1.15, -5.88),
    right=(2.20, -0.18, 1.51, 1.18, 0.00, -1.98, -0.15, 1.15, -0.12, 0.61, 0.05, -1.38, 1.52, -2.99),
    offered=(5.32, 0.35, -0.12, 1.05, -0.35, -0.99, -0.21, 0.70, 0.01, -0.66, 0.34, -0.94, 1.13, -5.57),
)
"""With them."""


def _probability(weights: Weights, signs: tuple[float, ...]) -> float:
    bias, *rest = weights
    total = bias + sum(weight * sign for weight, sign in zip(rest, signs, strict=True))
    return 1 / (1 + exp(-min(max(total, -30.0), 30.0)))
