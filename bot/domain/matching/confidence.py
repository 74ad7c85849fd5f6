"""From the evidence for the first match to the probability that it is right.

Nothing here depends on how many entries an FAQ has: each sign is a share or a probability, so the same floor means
the same in a small FAQ and in a large one. The weights are fitted by `benchmarks/calibrate.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log


@dataclass(frozen=True)
class Evidence:
    """What speaks for the first match."""

    share: float
    """Probability of the entry among all entries, as learned."""
    score: float
    """What that is made from: unlike the share it stays low where no entry has anything to say."""
    lead: float
    """How far its share is ahead of the second's."""
    likeness: float
    """Of its most similar phrase, mean of the views."""
    ahead: float
    """How far that is above the most similar phrase of any other entry."""
    words: float
    """Likeness of that phrase in the view of whole words."""
    known: float
    """Weight of the question's words that the FAQ has at all."""
    covered: float
    """Weight of the question's words that this entry has."""
    mended: float
    """Weight of the words whose spelling was mended."""
    length: float
    """Weight of the question's words, summed."""
    pieces: float = 0.0
    entries: int = 0
    phrases: float = 0.0

    def signs(self) -> tuple[float, ...]:
        """The inputs of the regression."""
        odds = _log_odds(self.share)
        return (
            odds, self.lead, self.likeness, log(max(self.likeness, 0.02)), self.ahead, self.words, self.known,
            self.covered, self.mended, self.likeness * odds, self.covered * odds, log(max(self.length, 0.3)),
        )  # fmt: skip


WEIGHTS_RIGHT = (3.746, 0.620, 5.172, -5.335, 2.425, 2.897, -0.607, -0.353, 0.182, 0.831, -0.311, -0.617, 0.588)
"""Bias, then one weight for each sign: the first match is right."""
WEIGHTS_OFFERED = (3.918, 0.433, -0.214, 1.914, 2.313, -1.349, -0.342, 0.478, -0.241, 0.635, 1.735, -0.268, 0.584)
"""The same for: the right entry is among those offered."""


def probability(evidence: Evidence, weights: tuple[float, ...]) -> float:
    """Logistic regression over the signs."""
    bias, *rest = weights
    total = bias + sum(weight * sign for weight, sign in zip(rest, evidence.signs(), strict=True))
    return 1 / (1 + exp(-min(max(total, -30.0), 30.0)))


def _log_odds(share: float) -> float:
    share = min(max(share, 0.001), 0.999)
    return log(share / (1 - share))
