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
    length: float
    """Weight of the question's words, summed."""

    def signs(self) -> tuple[float, ...]:
        """The inputs of the regression."""
        odds = _log_odds(self.share)
        return (
            odds, self.lead, self.likeness, log(max(self.likeness, 0.02)), self.ahead, self.words, self.known,
            self.covered, self.likeness * odds, self.covered * odds, log(max(self.length, 0.3)),
        )  # fmt: skip


WEIGHTS_RIGHT = (3.875, 0.662, 4.866, -5.225, 2.500, 2.904, -0.286, -0.351, -0.147, -0.243, -0.771, 0.612)
"""Bias, then one weight for each sign: the first match is right."""
WEIGHTS_OFFERED = (3.440, 0.513, -0.339, 2.329, 2.010, -1.307, 0.435, 0.497, -0.735, 1.558, -0.360, 0.558)
"""The same for: the right entry is among those offered."""


def probability(evidence: Evidence, weights: tuple[float, ...]) -> float:
    """Logistic regression over the signs."""
    bias, *rest = weights
    total = bias + sum(weight * sign for weight, sign in zip(rest, evidence.signs(), strict=True))
    return 1 / (1 + exp(-min(max(total, -30.0), 30.0)))


def _log_odds(share: float) -> float:
    share = min(max(share, 0.001), 0.999)
    return log(share / (1 - share))
