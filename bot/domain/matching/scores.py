"""From the likeness to phrases to scores of entries: learned, or beyond a size by the best phrase."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from itertools import chain

import numpy as np

from bot.domain.core.learned import Coefficients, Keys, places
from bot.domain.matching.learning import fit, head_start, softmax
from bot.domain.matching.phrases import PhraseIndex
from bot.domain.matching.rows import Floats, Ints

LEARNED_PHRASES = 1_500
"""At most so many phrases are learned from, spread evenly over the entries: the time grows with the square."""
LEARNED_ENTRIES = 1_500
"""With more entries than this each is as like as its best phrases are."""
FEWEST_CLASSES = 5
"""A smaller FAQ is filled up with classes that have no phrase, so that one entry alone does not look certain."""
AT_ONCE = 1_500
"""Phrases that are learned together. Of more, one part is learned after the other, each on top of the rest: time and
memory of one part grow with its square."""
ROUNDS = 2
"""How often the parts are gone through where nothing was learned before."""
TAUGHT_AGAIN = 100
"""Other phrases that new ones are learned together with."""
SAMPLED = 200
"""Phrases from which is told how alike the FAQ's entries are."""
CANDIDATES = 150
"""Entries that are scored: those with the most similar phrases."""
TALLY_WEIGHT, TALLY_FADES = 0.05, 20
"""Learned score = learned from likeness + TALLY_WEIGHT * tally; less where more than FADES phrases of an entry are
learned from, which need no such help."""
WORD_FOR_WORD, SAID_SO = 0.999, 4.0
"""An entry with a phrase so like the question scores so much more, learned from or not."""
SHARPNESS, MEAN_SHARE = 16.0, 0.25
"""Unlearned score = SHARPNESS * (best phrase, and the mean of the entry's phrases at MEAN_SHARE) + 2 * TALLY_WEIGHT *
tally."""
AS_LEARNED, AS_LEARNED_RISES = 0.42, 0.19
"""An unlearned score above the mean of the candidates', times AS_LEARNED + RISES * log(phrases of an entry), says as
much as a learned one."""


@dataclass(frozen=True)
class Scored:
    """Entries by number, with the probability of each, and what that was made from."""

    numbers: Ints
    shares: Floats
    scores: Floats
    """About zero for an entry that nothing speaks for, however many entries there are."""
    counted: Floats
    """What of the scores comes from counts and from being said word for word."""


@dataclass(frozen=True)
class Named:
    """Entries and phrases by what stays the same from one compilation to the next."""

    entries: tuple[str, ...]
    phrases: Keys


NOTHING = np.zeros(0, np.float32)


class EntryScores:
    """What speaks for each entry, summed and turned into probabilities."""

    def __init__(
        self,
        index: PhraseIndex,
        owners: Ints,
        entries: int,
        rejecting: int | None,
        named: Named,
        learn_from: int = LEARNED_PHRASES,
        before: Coefficients | None = None,
        at_once: int = AT_ONCE,
    ) -> None:
        self._rejecting, self._named, self._views = rejecting, named, index.views
        self.classes = entries
        self._starts = np.searchsorted(owners, np.arange(entries + 1))
        self.usual_size = float(np.exp(np.log(np.diff(self._starts)).mean()))
        """How many phrases a typical entry has: the geometric mean."""
        self._said_so = np.float32(SAID_SO)
        self._tally_weight = np.float32(TALLY_WEIGHT)
        self._learned = entries <= LEARNED_ENTRIES
        if self._learned:
            self._some = _spread(self._starts, learn_from)
            self._tally_weight *= np.float32(min(1.0, TALLY_FADES * entries / len(self._some)))
            self._learn(index, owners, max(entries, FEWEST_CLASSES), before, at_once)
        else:
            self._as_learned = np.float32(AS_LEARNED + AS_LEARNED_RISES * np.log(len(owners) / entries))
            sample = _sample(len(owners))
            likeness = np.stack([index.likeness_of(i) for i in sample.tolist()])
            self.rivals = _rivals(likeness, sample, owners)

    def _learn(self, index: PhraseIndex, owners: Ints, classes: int, before: Coefficients | None, at_once: int
               ) -> None:  # fmt: skip
        """Keeps what was learned `before` from phrases that are still there, and learns from the others."""
        some, labels = self._some, owners[self._some]
        learned, new = np.zeros((classes, len(some)), np.float32), np.arange(len(some))
        if before and before.views == self._views:
            new = self._keep(before, learned)
            self.rivals = before.rivals
        else:
            sample = _sample(len(some))
            self.rivals = _rivals(np.concatenate([*index.likeness(some[sample], some)]), sample, labels)
        start = head_start(labels, classes)
        blocks = -(-len(new) // at_once)
        rounds = ROUNDS if blocks > 1 and len(new) == len(some) else 1
        for number in chain.from_iterable([range(blocks)] * rounds):
            block = new[number::blocks]
            if len(block) < len(some):
                # With some of the others, which teach the entries what they are not asked for.
                block = np.union1d(block, np.linspace(0, len(some) - 1, min(len(some), TAUGHT_AGAIN)).astype(np.int64))
            learned[:, block] = 0
            alike = index.likeness(some[block], some)  # of a large FAQ it is large: some rows at a time
            so_far, alone = zip(*[(start + rows @ learned.T, rows[:, block]) for rows in alike], strict=True)
            learned[:, block] = fit(np.concatenate(alone), labels[block], np.concatenate(so_far)).T
        self._coefficients = learned

    def _keep(self, before: Coefficients, learned: Floats) -> Ints:
        """Fills in what was learned before; the numbers of the phrases that were not there."""
        old = places(self._named.phrases[self._some], before.phrases)
        numbers = {entry: number for number, entry in enumerate(before.entries)}
        entries = np.array([numbers.get(entry, -1) for entry in self._named.entries])
        kept, there = np.flatnonzero(old >= 0), old[old >= 0]
        for entry in np.flatnonzero(entries >= 0).tolist():  # row by row, without copies of the whole
            learned[entry, kept] = before.values[entries[entry]].take(there)
        return np.flatnonzero(old < 0)

    def learned(self) -> Coefficients | None:
        """What was learned, to be kept for a compilation of nearly the same phrases."""
        if not self._learned:
            return None
        return Coefficients(
            self._views,
            self._named.entries,
            self._named.phrases[self._some],
            np.repeat(np.arange(self.classes), np.diff(self._starts))[self._some],
            self._coefficients[: self.classes],
            self.rivals,
        )

    def _alike(self, likeness: Floats, numbers: Ints) -> Floats:
        """How like entries are: as their best phrase mostly, and as their phrases on average."""
        starts = self._starts[:-1]
        best = np.maximum.reduceat(likeness, starts)[numbers]
        mean = (np.add.reduceat(likeness, starts) / np.diff(self._starts).astype(np.float32))[numbers]
        return np.asarray((1 - MEAN_SHARE) * best + MEAN_SHARE * mean, np.float32)

    def in_other_words(self) -> EntryScores:
        """The same without the advantage of a question asked in a phrase's very words."""
        other = copy(self)
        other._said_so = np.float32(0)
        return other

    def phrases_of(self, entry: int) -> Ints:
        """Their numbers."""
        return np.arange(self._starts[entry], self._starts[entry + 1])

    def size(self, entry: int) -> int:
        """How many phrases the entry has."""
        return int(self._starts[entry + 1] - self._starts[entry])

    @property
    def learned_from(self) -> Ints:
        """The phrases whose likeness to a question its scores are made of."""
        return self._some if self._learned else np.zeros(0, np.int64)

    def of(self, likeness: Floats, tallied: Floats, permitted: Ints | None, told: Floats = NOTHING,
           wordings: float = 1.0) -> Scored:  # fmt: skip
        """The entries in question: `permitted` ones and the class of declined questions. `told` is what the answers
        add to each entry's score, in which likeness to the wordings then counts `wordings`."""
        best = np.maximum.reduceat(likeness, self._starts[:-1])
        numbers = self._candidates(best + told / np.float32(SHARPNESS) if len(told) else best, permitted)
        if not len(numbers):
            return Scored(numbers, *[np.zeros(0, np.float32)] * 3)
        said_so = (best[numbers] >= WORD_FOR_WORD).astype(np.float32)
        extra: Floats = self._tally_weight * tallied[numbers] + self._said_so * said_so
        if not self._learned:
            alike = np.float32(SHARPNESS * wordings) * self._alike(likeness, numbers)
            scores: Floats = (alike + 2 * extra).astype(np.float32)
            if len(told):
                scores += 2 * told[numbers]
            return Scored(
                numbers, softmax(scores), self._as_learned * (scores - scores.mean()), 2 * self._as_learned * extra
            )
        empty = np.arange(len(best), len(self._coefficients))
        asked = np.append(numbers, empty)
        scores = self._learned_scores(likeness[self._some], asked) * np.float32(wordings)
        scores[: len(numbers)] += extra
        if len(told):
            scores[: len(numbers)] += told[numbers]
        return Scored(numbers, softmax(scores)[: len(numbers)], scores[: len(numbers)], extra)

    def _learned_scores(self, likeness: Floats, asked: Ints) -> Floats:
        """Of the classes `asked`. Where these are most, of all: quicker than picking the coefficients first."""
        some = 2 * len(asked) < len(self._coefficients)
        # Not `@`, whose threads cost more than they bring.
        found: Floats = np.vecdot(self._coefficients[asked] if some else self._coefficients, likeness)
        return found if some else found[asked]

    def _candidates(self, best: Floats, permitted: Ints | None) -> Ints:
        if permitted is not None:
            return permitted if self._rejecting is None else np.append(permitted, self._rejecting)
        if len(best) <= CANDIDATES:
            return np.arange(len(best))
        return np.sort(np.argpartition(-best, CANDIDATES)[:CANDIDATES])

    def best_phrase(self, entry: int, likeness: Floats) -> int:
        """The number of the entry's phrase that is most like the question."""
        start = int(self._starts[entry])
        return start + int(np.argmax(likeness[start : int(self._starts[entry + 1])]))


def _spread(starts: Ints, most: int) -> Ints:
    """All phrases, or at most `most` with each entry giving up to the same number, evenly taken from its own."""
    sizes = np.diff(starts)
    share = int(sizes.max())
    while np.minimum(sizes, share).sum() > most and share > 1:
        share -= 1
    picked = [
        start + np.arange(min(size, share)) * size // min(size, share)
        for start, size in zip(starts, sizes, strict=False)
    ]
    return np.concatenate(picked)


def _sample(phrases: int) -> Ints:
    """The numbers of at most SAMPLED of so many phrases."""
    return np.linspace(0, phrases - 1, min(phrases, SAMPLED)).astype(np.int64)


def _rivals(likeness: Floats, sample: Ints, owners: Ints) -> float:
    """How like a phrase of `sample`, a row of `likeness`, is to the most similar one of another entry, on average."""
    own = owners[sample][:, None] == owners
    return float(np.where(own, 0, likeness).max(axis=1).mean())
