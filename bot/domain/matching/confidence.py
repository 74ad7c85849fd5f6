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


SEMANTIC = Calibration(
    answered=(-3.49, -0.37, 3.43, 0.03, 0.29, 0.38, 0.95, 2.91, 0.58, 0.74, 0.24, -0.35, -1.21, -5.69),
    right=(2.05, -0.22, 1.80, 1.17, -0.04, -1.93, -0.09, 0.96, -0.11, 0.55, 0.06, -1.41, 1.51, -3.39),
    offered=(5.35, 0.32, 0.08, 1.06, -0.36, -0.87, -0.13, 0.43, 0.03, -0.73, 0.34, -0.97, 1.06, -5.79),
)
LEXICAL = Calibration(
    answered=(-3.29, -0.21, 3.79, -0.21, 0.17, 0.67, 1.57, 0.00, 0.66, -0.64, 0.31, -0.31, -1.41, -7.96),
    right=(1.03, -0.69, 3.28, 1.19, 0.12, -2.05, 0.49, 0.00, -0.14, 0.34, 0.06, -1.30, 1.11, -3.06),
    offered=(3.42, -0.06, 1.12, 1.04, -0.36, -0.30, -0.21, 0.00, -0.01, -0.61, 0.37, -0.97, 1.05, -3.93),
)


def _probability(weights: Weights, signs: tuple[float, ...]) -> float:
    bias, *rest = weights
    total = bias + sum(weight * sign for weight, sign in zip(rest, signs, strict=True))
    return 1 / (1 + exp(-min(max(total, -30.0), 30.0)))
