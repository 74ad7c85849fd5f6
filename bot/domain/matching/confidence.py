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
    like: float
    """how much in like words,"""
    near: float
    """how near it comes in meaning to both together,"""
    explained: float
    """and how much of it is said in all, for two rare words are less of a chance than one that is
    the whole question. All times `read`."""

    def signs(self) -> tuple[float, ...]:
        """The inputs of the regressions; some more where answers were read."""
        usual, share = log(min(self.usual_phrases, MOST_SEEN)), min(max(self.share, SUREST), 1 - SUREST)
        return (
            self.score, sqrt(max(self.score, 0.0)), log(share / (1 - share)), self.counted, self.spread,
            self.pieces * usual, self.meaning, self.familiar, self.mended, self.mended * self.score,
            log(min(self.phrases, MOST_SEEN)), usual, self.rivals,
            *((self.read, self.covered, self.like, self.near, self.explained) if self.read else ()),
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
        -2.54, -0.11, 3.04, -0.22, -0.14, 1.41, 0.84, 0.00, 0.63, -0.75, 0.00, -0.29, -0.92,
        -7.33,
    ),
    right=(
        0.17, -1.19, 4.45, 1.29, 0.34, -2.57, 1.01, 0.00, -0.09, -1.32, 0.41, -1.29, 0.94,
        -0.79,
    ),
    offered=(
        1.67, -0.62, 2.95, 1.05, -0.21, -1.51, 0.66, 0.00, 0.06, -0.46, 0.31, -0.86, 0.75,
        -2.74,
    ),
)  # fmt: skip
"""Without word vectors, and in other languages than English;"""
LEXICAL_READ = Calibration(
    answered=(
        -1.51, 0.86, 1.77, -0.48, -0.51, 1.48, 0.58, 0.00, 0.27, -2.55, -0.07, -0.28, -0.52,
        -12.42, -1.66, -3.34, 0.00, 0.00, 0.31,
    ),
    right=(
        1.37, 0.03, 0.59, 1.07, -0.65, -0.07, -0.57, 0.00, -0.05, -2.46, 0.15, -1.20, 1.44,
        0.47, -0.40, -1.96, 0.00, 0.00, 0.16,
    ),
    offered=(
        2.18, 0.20, -0.16, 0.89, -0.78, 0.85, -0.37, 0.00, 0.13, -1.98, 0.14, -0.79, 1.06,
        -0.16, -0.37, -2.55, 0.00, 0.00, 0.20,
    ),
)  # fmt: skip
"""the same where answers are read."""
SEMANTIC = Calibration(
    answered=(
        -3.45, -0.70, 3.95, 0.06, 0.38, 0.56, 0.80, 3.94, 0.18, 3.11, -0.32, -0.32, -0.82,
        -4.64,
    ),
    right=(
        1.29, -0.50, 2.42, 1.24, -0.10, -1.90, 0.17, 1.86, -0.35, 0.99, 0.10, -1.39, 1.52,
        -1.64,
    ),
    offered=(
        3.76, -0.17, 1.67, 1.13, -0.36, -1.09, 0.29, 0.72, -0.26, 0.46, 0.13, -1.08, 1.03,
        -4.00,
    ),
)  # fmt: skip
"""With word vectors;"""
SEMANTIC_READ = Calibration(
    answered=(
        -2.87, -0.43, 4.35, -0.09, 0.18, 0.51, 1.22, 1.75, -0.06, 1.48, -0.38, -0.34, -0.84,
        -6.59, -5.82, 0.92, 0.50, 0.26, 0.26,
    ),
    right=(
        1.49, 0.01, 0.93, 0.95, -0.46, -0.09, 0.05, -1.74, -0.07, 0.51, -0.21, -1.27, 0.96,
        0.85, -3.31, -0.56, -1.09, 1.39, 0.06,
    ),
    offered=(
        2.38, -0.01, 1.10, 1.04, -0.62, -0.19, -0.02, -1.12, 0.03, 0.91, -0.39, -0.99, 0.82,
        0.39, -3.27, -0.43, -1.06, 1.68, 0.02,
    ),
)  # fmt: skip
"""the same where answers are read."""


def _probability(weights: Weights, signs: tuple[float, ...]) -> float:
    bias, *rest = weights
    total = bias + sum(weight * sign for weight, sign in zip(rest, signs, strict=True))
    return 1 / (1 + exp(-min(max(total, -30.0), 30.0)))
