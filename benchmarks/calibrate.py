"""Fits the weights of `bot.domain.matching.confidence` on FAQs of many sizes from the choosing fold, and prints them.

Three kinds of FAQ: intents with some of their phrases; hundreds of entries with one phrase each that are asked
with the phrase nearest in meaning, as in a community's long list of single questions; and communities' FAQs of
titles and answers, asked in members' words and in words of the answers, with and without the answers.

python -m benchmarks.calibrate --data DIR --docs DIR
"""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from benchmarks.communities import Communities, Community
from benchmarks.sets import Drawn, Sets
from bot.domain.matching.matcher import OFFERED, FaqMatcher
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
SEEDS, DRAWS = (0, 1), 2
COMMUNITY_WEIGHT, NEAR_WEIGHT, FOREIGN_WEIGHT = 2.0, 0.15, 4.0
"""What a question to a community's FAQ counts; of that, one whose entry was left out (one is seldom missing where all
like it are there); and a question in another language."""
UNREAD_WEIGHT = 0.1
"""What counts, where answers are read, a question to an FAQ that has none: such FAQs only tell what
more wordings an entry change."""


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


@dataclass
class Seen:
    """What the regressions are fitted to: signs of first matches, and what was right of them."""

    signs: list[tuple[float, ...]] = field(default_factory=list)
    answered: list[bool] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    among: list[bool] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def ask(self, matcher: FaqMatcher, question: str, answers: Collection[str], weight: float = 1.0) -> None:
        ranking = matcher.match(question)
        if ranking.evidence is None:
            return
        found = [match.entry in answers for match in ranking.matches[:OFFERED]]
        self.signs.append(ranking.evidence.signs())
        self.answered.append(bool(answers))
        self.right.append(found[0])
        self.among.append(any(found))
        self.weights.append(weight)

    def ask_community(self, matcher: FaqMatcher, community: Community) -> None:
        weight = COMMUNITY_WEIGHT if community.english else FOREIGN_WEIGHT
        for question, answers in (*community.own, *community.far):
            self.ask(matcher, question, answers, weight)
        for question, answers in community.near:
            self.ask(matcher, question, answers, weight * NEAR_WEIGHT)

    def print(self, read: bool) -> None:
        """The weights; where answers are `read` with their signs, which are zero for all other FAQs."""
        size = max(map(len, self.signs))
        known = np.array([(*signs, *(0.0,) * (size - len(signs))) for signs in self.signs])
        unread = np.array([len(signs) < size for signs in self.signs])
        some = unread | read
        signs = known if read else known[:, : min(map(len, self.signs))]
        weights = np.array(self.weights) * np.where(unread & read, UNREAD_WEIGHT, 1)
        for name, right, of in (
            ("answered", self.answered, some),
            ("right", self.right, some & self.answered),
            ("offered", self.among, some & self.answered),
        ):
            fitted = regression(signs[of], np.array(right, float)[of], weights[of])
            print(f"{name}=(" + ", ".join(f"{weight:.2f}" for weight in fitted) + "),")


def regression(signs: NDArray[np.float64], right: NDArray[np.float64], weights: NDArray[np.float64]
               ) -> NDArray[np.float64]:  # fmt: skip
    """Logistic regression by Newton's method, a small ridge on everything but the bias."""
    inputs = np.column_stack([np.ones(len(signs)), signs])
    found = np.zeros(inputs.shape[1])
    ridge = RIDGE * np.eye(len(found))
    ridge[0, 0] = 1e-6
    for _ in range(30):
        sure = 1 / (1 + np.exp(-np.clip(inputs @ found, -30, 30)))
        bend = (inputs * (weights * sure * (1 - sure))[:, None]).T @ inputs + ridge
        found -= np.linalg.solve(bend, inputs.T @ (weights * (sure - right)) + ridge @ found)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with clinc150.json and banking77.json")
    parser.add_argument("--docs", type=Path, help="folder with Debian's packages of documentation")
    parser.add_argument("--faqs", type=int, default=450)
    parser.add_argument("--semantic", action="store_true", help="the weights for FAQs with word vectors")
    options = parser.parse_args()
    rng, vectors, seen = Random(12), word_vectors() if options.semantic else None, Seen()
    for drawn in faqs(Sets(options.data), options.faqs):
        matcher = FaqMatcher.compile(drawn.entries, learn_from=rng.choice(LEARNED_FROM), vectors=vectors)
        for question, answer in drawn.questions:
            seen.ask(matcher, question, {answer} if answer else ())
    for community, answered in _communities(options.docs):
        if community.english or not options.semantic:
            answers = community.answers if answered else {}
            matcher = FaqMatcher.compile(community.entries, answers=answers, vectors=vectors)
            seen.ask_community(matcher, community)
    for read in (False, True):
        print("where answers are read:" if read else "where there are none:")
        seen.print(read)


def _communities(docs: Path | None) -> Iterator[tuple[Community, bool]]:
    """Each with its answers read or not."""
    communities = Communities(docs)
    for seed in SEEDS:
        for generated, answered in ((False, True), (False, False), (True, True)):
            for community in communities.drawn(seed, DRAWS, generated):
                yield community, answered


if __name__ == "__main__":
    main()
