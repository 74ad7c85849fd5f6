"""From the likeness to phrases to scores of entries: learned, or beyond a size by the best phrase."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass

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
MOST_NEW = 0.2
"""With more new phrases than this share everything is learned anew."""
TAUGHT_AGAIN = 400
"""Other phrases that new ones are learned together with, where the rest is kept."""
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
            classes = max(entries, FEWEST_CLASSES)
            if before is None or not self._extend(before, index, owners, classes):
                self._learn(index, owners, classes)
        else:
            self._as_learned = np.float32(AS_LEARNED + AS_LEARNED_RISES * np.log(len(owners) / entries))
            sample = _sample(len(owners))
            likeness = np.stack([index.likeness_of(i) for i in sample.tolist()])
            self.rivals = _rivals(likeness, sample, owners)

    def _learn(self, index: PhraseIndex, owners: Ints, classes: int) -> None:
        kernel, labels = index.kernel(self._some), owners[self._some]
        self._coefficients = np.ascontiguousarray(fit(kernel, labels, head_start(labels, classes)).T)
        sample = _sample(len(self._some))
        self.rivals = _rivals(kernel[sample], sample, labels)

    def _extend(self, before: Coefficients, index: PhraseIndex, owners: Ints, classes: int) -> bool:
        """Keeps what was learned from most phrases that were there before, and learns from the new ones and some of
        the others. False: there are too many new ones."""
        old = places(self._named.phrases[self._some], before.phrases)
        new = np.flatnonzero(old < 0)
        if before.views != self._views or len(new) > MOST_NEW * len(old):
            return False
        numbers = {entry: number for number, entry in enumerate(before.entries)}
        entries = np.array([numbers.get(entry, -1) for entry in self._named.entries])
        known = np.flatnonzero(entries >= 0)
        learned = np.zeros((classes, len(self._some)), np.float32)
        learned[known[:, None], np.flatnonzero(old >= 0)] = before.values[entries[known]][:, old[old >= 0]]
        if len(new):
            # With some of the others, which teach the new entries what they are not asked for.
            some = np.union1d(new, np.linspace(0, len(old) - 1, min(len(old), TAUGHT_AGAIN)).astype(np.int64))
            alike = index.likeness(self._some[some], self._some)
            labels = owners[self._some]
            learned[:, some] = 0
            start = head_start(labels, classes) + alike @ learned.T
            learned[:, some] = fit(np.ascontiguousarray(alike[:, some]), labels[some], start).T
        self._coefficients, self.rivals = learned, before.rivals
        return True

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

    def size(self, entry: int) -> int:
        """How many phrases the entry has."""
        return int(self._starts[entry + 1] - self._starts[entry])

    @property
    def learned_from(self) -> Ints:
        """The phrases whose likeness to a question its scores are made of."""
        return self._some if self._learned else np.zeros(0, np.int64)

    def of(self, likeness: Floats, tallied: Floats, permitted: Ints | None, told: Floats = NOTHING) -> Scored:
        """The entries in question: `permitted` ones and the class of declined questions. `told` is what the answers
        add to each entry's score."""
        best = np.maximum.reduceat(likeness, self._starts[:-1])
        numbers = self._candidates(best + told / np.float32(SHARPNESS) if len(told) else best, permitted)
        if not len(numbers):
            return Scored(numbers, *[np.zeros(0, np.float32)] * 3)
        said_so = (best[numbers] >= WORD_FOR_WORD).astype(np.float32)
        extra: Floats = self._tally_weight * tallied[numbers] + self._said_so * said_so
        if not self._learned:
            scores: Floats = (SHARPNESS * self._alike(likeness, numbers) + 2 * extra).astype(np.float32)
            if len(told):
                scores += 2 * told[numbers]
            return Scored(
                numbers, softmax(scores), self._as_learned * (scores - scores.mean()), 2 * self._as_learned * extra
            )
        empty = np.arange(len(best), len(self._coefficients))
        asked = np.append(numbers, empty)
        everything = len(asked) == len(self._coefficients)
        learned = self._coefficients if everything else self._coefficients[asked]
        scores = np.vecdot(learned, likeness[self._some])  # not `@`, whose threads cost more than they bring
        scores[: len(numbers)] += extra
        if len(told):
            scores[: len(numbers)] += told[numbers]
        return Scored(numbers, softmax(scores)[: len(numbers)], scores[: len(numbers)], extra)

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
