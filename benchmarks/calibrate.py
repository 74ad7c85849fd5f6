"""Fits the weights of `bot.domain.matching.confidence` on FAQs of many sizes from the choosing fold, and prints them.

Two kinds of FAQ: intents with some of their phrases, and hundreds of entries with one phrase each that are asked with
the phrase nearest in meaning, as in a community's long list of single questions.

python -m benchmarks.calibrate --data DIR
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from benchmarks.measures import Outcome
from benchmarks.sets import Drawn, Sets
from bot.domain.matching.matcher import FaqMatcher
from bot.storage.word_vectors import word_vectors

ENTRIES = (5, 8, 12, 20, 30, 45, 60, 77, 77, 100, 120, 150, 150)
PHRASES = (1, 1, 2, 2, 3, 4, 5, 7, 10, 10, 16, 20, 40)
STRANGERS = (0, 4, 8, 16)
"""Questions to intents that were left out, of 48 to 76; a FAQ of all intents has none."""
MOST_PHRASES = {"clinc150": 40, "banking77": 17}
"""What every intent has."""
WITH_TYPOS, UNEVEN, UNEVEN_FROM = 0.3, 0.3, 5
"""Shares of the FAQs; uneven can be those with so many phrases an entry."""
LEARNED_FROM = (1_500, 5_000)
PARAPHRASED = 0.06
"""The share of FAQs of single phrases; each has several times as many questions."""
SOURCES = (("clinc150",), ("banking77",), ("clinc150", "banking77"))
PAIRS = (60, 150, 400, 900, 950, 1_350)
RIDGE = 1.0


def faqs(sets: Sets, count: int) -> Iterator[Drawn]:
    """Random FAQs of the choosing fold, with questions from outside mixed in."""
    rng = Random(11)
    for number in range(count):
        if rng.random() < PARAPHRASED:
            yield sets.paraphrased(rng.choice(SOURCES), "choose", rng.choice(PAIRS), number)
            continue
        name = rng.choice(("clinc150", "banking77"))
        entries = min(rng.choice(ENTRIES), 77 if name == "banking77" else 150)
        outside = rng.choice((3, 8, 12))
        phrases = min(rng.choice(PHRASES), MOST_PHRASES[name])
        drawn = sets.draw(name, "choose", phrases, number, 48, entries, outside, rng.choice(STRANGERS))
        if phrases >= UNEVEN_FROM and rng.random() < UNEVEN:
            drawn = drawn.uneven()
        yield drawn.with_typos() if rng.random() < WITH_TYPOS else drawn


def regression(signs: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic regression by Newton's method, a small ridge on everything but the bias."""
    inputs = np.column_stack([np.ones(len(signs)), signs])
    weights = np.zeros(inputs.shape[1])
    ridge = RIDGE * np.eye(len(weights))
    ridge[0, 0] = 1e-6
    for _ in range(30):
        sure = 1 / (1 + np.exp(-inputs @ weights))
        bend = (inputs * (sure * (1 - sure))[:, None]).T @ inputs + ridge
        weights -= np.linalg.solve(bend, inputs.T @ (sure - right) + ridge @ weights)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with clinc150.json and banking77.json")
    parser.add_argument("--faqs", type=int, default=1600)
    parser.add_argument("--semantic", action="store_true", help="the weights for FAQs with word vectors")
    options = parser.parse_args()
    rng, vectors = Random(12), word_vectors() if options.semantic else None
    signs, answered, right, among = [], [], [], []
    for drawn in faqs(Sets(options.data), options.faqs):
        matcher = FaqMatcher.compile(drawn.entries, learn_from=rng.choice(LEARNED_FROM), vectors=vectors)
        for question, answer in drawn.questions:
            outcome = Outcome(answer, matcher.match(question))
            if outcome.ranking.evidence is not None:
                signs.append(outcome.ranking.evidence.signs())
                answered.append(bool(answer))
                right.append(outcome.right)
                among.append(outcome.among)
    inputs, has_answer = np.array(signs), np.array(answered)
    print(_weights("answered", inputs, has_answer))
    print(_weights("right", inputs[has_answer], np.array(right)[has_answer]))
    print(_weights("offered", inputs[has_answer], np.array(among)[has_answer]))


def _weights(name: str, signs: NDArray[np.float64], marks: NDArray[np.bool_]) -> str:
    return f"{name}=(" + ", ".join(f"{weight:.2f}" for weight in regression(signs, marks.astype(float))) + "),"


if __name__ == "__main__":
    main()
