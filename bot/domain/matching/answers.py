"""What the entries' answers say: a second field beside the wordings, which helps to find the entry that is meant.

A question often has words that its entry's answer uses and its wordings do not. Three signs are read: how
much of what the question says stands in an entry's wordings and answer (rare words count most, as in a
full-text index), and, with word vectors, how much of it stands there in like words, and how near the question
comes to what wordings and answer mean together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

import numpy as np

from bot.domain.language.text import tokens
from bot.domain.language.word_vectors import WordVectors
from bot.domain.matching.like_words import IN_ANSWER, LikeWords, initials_of
from bot.domain.matching.rows import Floats, Ints, Rows
from bot.domain.matching.words import WordTable

SATURATION, LENGTH_SHARE = 1.2, 0.75
"""A word said again counts for less, and in a long text for less still: the constants of BM25."""
WORDING_TIMES = 2
"""A word of a wording counts as if the answer said it so often."""
MOST_WORDS, MEANT_WORDS = 1_500, 400
"""Of an answer so many words are read, and so many tell what it means."""
COVERED_WEIGHT, LIKE_WEIGHT, MEANT_WEIGHT = 1.5, 4.9, 12.0
"""What the signs add to an entry's score where entries have one wording, fitted on FAQs of that kind;"""
COVERED_ALONE_WEIGHT = 4.0
"""and the first where there are no word vectors."""
WORDINGS_LEFT, WORDINGS_LEFT_ALONE = 0.4, 0.6
"""What the likeness to the wordings still counts beside them, with word vectors and without."""
FADES = 0.5
"""With more wordings an entry it is that much divided by their number to this power."""


class Answers:
    """The answers of an FAQ's entries, ready to be compared with; `texts` are the wordings of their `owners`."""

    def __init__(self, answers: Sequence[str], texts: Sequence[Sequence[str]], owners: Ints, words: WordTable,
                 vectors: WordVectors | None) -> None:  # fmt: skip
        self._words, self._vectors = words, vectors
        self.weight = float(max(len(texts) / len(answers), 1.0) ** -FADES)
        """What the answers count beside the wordings."""
        left = WORDINGS_LEFT if vectors else WORDINGS_LEFT_ALONE
        self.wordings_weight = 1 - self.weight * (1 - left)
        """What the likeness to the wordings counts beside the answers."""
        self._like_words: LikeWords | None = None
        said = [tokens(answer)[:MOST_WORDS] for answer in answers]
        self._learn_words(said, texts, owners)
        if vectors:
            self._learn_like_words(said, texts, owners, vectors)
            self._learn_meanings(said, texts, owners, vectors)

    def _learn_words(self, said: Sequence[Sequence[str]], texts: Sequence[Sequence[str]], owners: Ints) -> None:
        stem = self._words.stem
        counts = [Counter(map(stem, answer)) for answer in said]
        for owner, text in zip(owners.tolist(), texts, strict=True):
            for word in text:
                counts[owner][stem(word)] += WORDING_TIMES
        self._ids: dict[str, int] = {}
        rows = Rows.of([[self._ids.setdefault(name, len(self._ids)) for name in found] for found in counts], 0)
        times = np.fromiter(chain.from_iterable(found.values() for found in counts), np.float32, len(rows.columns))
        lengths = np.array([sum(found.values()) for found in counts], np.float32)
        held = np.bincount(rows.columns, minlength=len(self._ids))
        self._rarity = _rarity(len(counts), held)
        self.shares = dict(zip(self._ids, (held / (len(counts) + 1)).tolist(), strict=True))
        """Stem of a word → how many of the entries use it."""
        self._unseen = float(_rarity(len(counts), np.zeros(1, np.int64))[0])
        relative = (1 - LENGTH_SHARE + LENGTH_SHARE * lengths / max(float(lengths.mean()), 1.0))[rows.owners]
        weights = self._rarity[rows.columns] * times * (SATURATION + 1) / (times + SATURATION * relative)
        self._holders = Rows(rows.starts, rows.columns, weights.astype(np.float32), len(self._ids)).turned()

    def _learn_like_words(self, said: Sequence[Sequence[str]], texts: Sequence[Sequence[str]],
                          owners: Ints, vectors: WordVectors) -> None:  # fmt: skip
        stem = self._words.stem
        spoken: dict[str, str] = {}
        holders: list[dict[str, float]] = [{} for _ in said]
        for owner, text in zip(owners.tolist(), texts, strict=True):
            for word in text:
                holders[owner][stem(word)] = 1.0
                spoken.setdefault(stem(word), self._words.spoken(word))
        for held, answer in zip(holders, said, strict=True):
            for word in answer:
                held.setdefault(stem(word), IN_ANSWER)
                spoken.setdefault(stem(word), word)
        initials = initials_of(zip(owners.tolist(), texts, strict=True))
        self._like_words = LikeWords(spoken, holders, initials, vectors)

    def _learn_meanings(self, said: Sequence[Sequence[str]], texts: Sequence[Sequence[str]],
                        owners: Ints, vectors: WordVectors) -> None:  # fmt: skip
        """Of each entry one vector: halfway between what its wordings and what its answer mean."""
        spoken = [[self._words.spoken(word) for word in text] for text in texts]
        first = np.searchsorted(owners, np.arange(len(said)))
        worded = _unit(np.add.reduceat(vectors.of_all(spoken), first))
        answered = np.stack([vectors.of(answer[:MEANT_WORDS]) for answer in said])
        self._meanings = _unit(worded + answered)

    def signs(self, text: Sequence[str]) -> tuple[Floats, Floats, Floats]:
        """For each entry what its answer says to a question."""
        return self.covered(text), self.like(text), self.meant(text)

    def added(self, covered: Floats, like: Floats, meant: Floats) -> Floats:
        """What these add to each entry's score."""
        if not self._vectors:
            return np.float32(COVERED_ALONE_WEIGHT) * covered
        weights = np.array([COVERED_WEIGHT, LIKE_WEIGHT, MEANT_WEIGHT], np.float32)
        total: Floats = weights @ np.stack([covered, like, meant])
        return total

    def asked(self, text: Sequence[str]) -> float:
        """How much a question says: the weight of all its words, rare ones most."""
        stem, prior = self._words.stem, self._words.prior
        said = {stem(word): prior(word) for word in text}
        return sum(weight * self._rare(name) for name, weight in said.items())

    def covered(self, text: Sequence[str]) -> Floats:
        """For each entry how much of what `text` says it says too."""
        said = {self._words.stem(word): self._words.prior(word) for word in text}
        known = [(self._ids[stem], prior) for stem, prior in said.items() if stem in self._ids]
        ids = np.array([i for i, _ in known], np.int64)
        priors = np.array([prior for _, prior in known], np.float32)
        unknown = sum(prior for stem, prior in said.items() if stem not in self._ids)
        total = float(priors @ self._rarity[ids]) + unknown * self._unseen
        found: Floats = self._holders.combined(ids, priors) / np.float32(max(total, 1e-6))
        return found

    def like(self, text: Sequence[str]) -> Floats:
        """The same, where a like word is as good as the same one."""
        if not self._like_words:
            return np.zeros(self._holders.width, np.float32)
        stem, prior = self._words.stem, self._words.prior
        weights = {stem(word): (self._words.spoken(word), prior(word) * self._rare(stem(word))) for word in text}
        return self._like_words.covered(weights)

    def _rare(self, stem: str) -> float:
        number = self._ids.get(stem)
        return self._unseen if number is None else float(self._rarity[number])

    def meant(self, text: Sequence[str]) -> Floats:
        """For each entry how near the question comes to what wordings and answer mean together."""
        if not self._vectors:
            return np.zeros(self._holders.width, np.float32)
        spoken = [self._words.spoken(word) for word in text]
        near: Floats = np.einsum("ij,j->i", self._meanings, self._vectors.of(spoken))
        return near


def _rarity(entries: int, holding: Ints | Floats) -> Floats:
    """As in BM25: close to nothing for what nearly every entry says."""
    return np.log1p((entries - holding + 0.5) / (holding + 0.5)).astype(np.float32)


def _unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Floats = rows / np.maximum(lengths, 1e-6)
    return scaled
