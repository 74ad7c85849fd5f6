"""From the evidence for the first match to the probability that it is right.

How far a score can be trusted depends on the FAQ: on how many entries it has, how many phrases each, how alike phrases
of different entries are, and what its own phrases score when each is left out in turn. With these among the signs the
same floor means the same in a small FAQ and in a large one. How close the second match comes is left to the decision:
it says little on whether any entry answers. The weights are fitted by `benchmarks/calibrate.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt

from bot.domain.matching.scores import Kinship

MOST_SEEN = 40
"""Phrases of an entry: the weights were fitted on FAQs with up to so many."""


@dataclass(frozen=True)
class Evidence:
    """What speaks for the first match."""

    score: float
    """Of the entry; unlike its share it stays low where no entry has anything to say."""
    spread: float
    """Standard deviation of all entries' scores."""
    likeness: float
    """Of its most similar phrase, mean of the views."""
    pieces: float
    """Likeness of that phrase in the view of parts of words."""
    mended: float
    """Weight of the question's words whose spelling was mended, of 1."""
    phrases: int
    """How many the entry has."""
    usual_phrases: float
    """How many a typical entry has."""
    entries: int
    """How many the FAQ has."""
    kinship: Kinship
    """How alike the FAQ's own phrases are, and what they score when left out."""

    def signs(self) -> tuple[float, ...]:
        """The inputs of the regression."""
        score, kin, rivals = self.score, self.kinship.kin, self.kinship.rivals
        like, phrases = log(max(self.likeness, 0.02)), log(min(self.usual_phrases, MOST_SEEN))
        return (
            score, sqrt(max(score, 0.0)), score * self.mended,
            (score - self.kinship.usual) / (self.kinship.spread + 0.5),
            like, like * rivals, like * kin, self.likeness / (kin + 0.1), self.pieces * phrases,
            self.spread, self.kinship.usual, rivals, phrases, log(min(self.phrases, MOST_SEEN)), log(self.entries),
        )  # fmt: skip


WEIGHTS_RIGHT = (
    0.75, -0.42, 5.02, 0.32, 0.46, 0.98, -3.12, 0.44,
    -0.11, 1.51, -2.33, 0.22, -10.90, 0.16, -0.87, -0.95,
)  # fmt: skip
"""Bias, then one weight for each sign: the first match is right."""
WEIGHTS_OFFERED = (
    0.34, -0.24, 2.88, 0.32, 0.72, 0.17, 0.10, -0.33,
    -0.13, 1.71, -0.59, 0.27, -4.83, -0.50, -0.56, -0.50,
)  # fmt: skip
"""The same for: the right entry is among those offered."""


def probability(evidence: Evidence, weights: tuple[float, ...]) -> float:
    """Logistic regression over the signs."""
    bias, *rest = weights
    total = bias + sum(weight * sign for weight, sign in zip(rest, evidence.signs(), strict=True))
    return 1 / (1 + exp(-min(max(total, -30.0), 30.0)))
