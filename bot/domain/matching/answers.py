"""What the entries' answers say: a second field beside the wordings, which helps to find the entry that is meant.

A question often has words that its entry's answer uses and its wordings do not. Three signs are read: how
much of what the question says stands in an entry's wordings and answer (rare words count most, as in a
full-text index), and, with word vectors, how much of it stands there in like words, and how near the question
comes to one of the answer's sentences.
"""

from __future__ import annotations

import re
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
SENTENCES = 12
"""Of an answer its first so many sentences are compared with the question."""
MOST_WORDS = 1_500
COVERED_WEIGHT, LIKE_WEIGHT, MEANT_WEIGHT = 0.6, 2.6, 4.3
"""What the signs add to an entry's score where entries have one wording, fitted on FAQs of that kind;"""
COVERED_ALONE_WEIGHT = 1.8
"""and the first where there are no word vectors."""
FADES = 0.5
"""With more wordings an entry it is that much divided by their number to this power."""
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n+")


class Answers:
    """The answers of an FAQ's entries, ready to be compared with; `texts` are the wordings of their `owners`."""

    def __init__(self, answers: Sequence[str], texts: Sequence[Sequence[str]], owners: Ints, words: WordTable,
                 vectors: WordVectors | None) -> None:  # fmt: skip
        self._words, self._vectors = words, vectors
        self.weight = float(max(len(texts) / len(answers), 1.0) ** -FADES)
        """What the answers count beside the wordings."""
        self._like_words: LikeWords | None = None
        said = [[tokens(part) for part in _SENTENCE.split(answer)] for answer in answers]
        self._learn_words(said, texts, owners)
        if vectors:
            self._learn_like_words(said, texts, owners, vectors)
            self._learn_sentences(said, vectors)

    def _learn_words(self, said: Sequence[Sequence[Sequence[str]]], texts: Sequence[Sequence[str]], owners: Ints
                     ) -> None:  # fmt: skip
        stem = self._words.stem
        counts = [Counter(map(stem, list(chain.from_iterable(sentences))[:MOST_WORDS])) for sentences in said]
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

    def _learn_like_words(self, said: Sequence[Sequence[Sequence[str]]], texts: Sequence[Sequence[str]], owners: Ints,
                          vectors: WordVectors) -> None:  # fmt: skip
        stem = self._words.stem
        spoken: dict[str, str] = {}
        holders: list[dict[str, float]] = [{} for _ in said]
        for owner, text in zip(owners.tolist(), texts, strict=True):
            for word in text:
                holders[owner][stem(word)] = 1.0
                spoken.setdefault(stem(word), self._words.spoken(word))
        for held, sentences in zip(holders, said, strict=True):
            for word in list(chain.from_iterable(sentences))[:MOST_WORDS]:
                held.setdefault(stem(word), IN_ANSWER)
                spoken.setdefault(stem(word), word)
        initials = initials_of(zip(owners.tolist(), texts, strict=True))
        self._like_words = LikeWords(spoken, holders, initials, vectors)

    def _learn_sentences(self, said: Sequence[Sequence[Sequence[str]]], vectors: WordVectors) -> None:
        kept = [[words for words in sentences if words][:SENTENCES] or [[]] for sentences in said]
        self._starts = np.concatenate([[0], np.cumsum([len(sentences) for sentences in kept])])[:-1]
        self._sentences = np.stack([vectors.of(words) for sentences in kept for words in sentences])

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
        """For each entry how near the sentence of its answer is that comes nearest."""
        if not self._vectors:
            return np.zeros(self._holders.width, np.float32)
        alike = np.einsum("ij,j->i", self._sentences, self._vectors.of(text))
        nearest: Floats = np.maximum.reduceat(alike, self._starts)
        return nearest


def _rarity(entries: int, holding: Ints | Floats) -> Floats:
    """As in BM25: close to nothing for what nearly every entry says."""
    return np.log1p((entries - holding + 0.5) / (holding + 0.5)).astype(np.float32)
