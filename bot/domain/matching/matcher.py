"""A question → the FAQ entries that may answer it, with a calibrated confidence and a decision.

How it works, in the order of `match`: spelling is mended against the FAQ's own words (`spelling`), the question is
compared with every phrase in three views, or four with word vectors (`phrases`), what was learned from all phrases
together (`learning`), counts of what they hold (`tally`) and what the answers say (`answers`) turn that into scores of
entries (`scores`), and the evidence for the best one into a probability (`confidence`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

import numpy as np

from bot.domain.core.learned import Coefficients, keys_of
from bot.domain.core.query import Decision, Match
from bot.domain.language.commonness import is_english
from bot.domain.language.everyday import SAME_MEANING
from bot.domain.language.text import tokens
from bot.domain.language.word_vectors import WordVectors
from bot.domain.matching.answers import Answers
from bot.domain.matching.confidence import LEXICAL, LEXICAL_READ, SEMANTIC, SEMANTIC_READ, Calibration, Evidence
from bot.domain.matching.features import Meanings
from bot.domain.matching.phrases import MEANING_SHARE, PhraseIndex
from bot.domain.matching.rows import Floats, Ints
from bot.domain.matching.scores import AT_ONCE, LEARNED_PHRASES, NOTHING, WORD_FOR_WORD, EntryScores, Named, Scored
from bot.domain.matching.typos import Speller
from bot.domain.matching.words import WordTable

ANSWER_FLOOR, ANSWER_FLOOR_READ = 0.72, 0.78
"""From this confidence on it answers, where answers are read from the second on: what is foreign
shares a word with one of so many more often,"""
CLOSE_CALL = 0.8
"""unless the second match is at least so likely as this share of the first."""
SURE = 0.95
"""A question that is a phrase word for word is at least so sure, however alike the FAQ's entries are."""
CLARIFY_FLOOR, CLARIFY_FLOOR_READ = 0.15, 0.05
"""It offers readings where the right one is among them with at least this probability. Where answers are read it is
lower: what is foreign is told apart better then, and silence towards a member costs more than a needless offer."""
OFFERED = 3
MOST_WORDS = 60
"""Of a longer text the first and the last half of this many words are looked at."""
TYPED_SHARE = 0.4
"""What a question as typed counts beside its corrected form."""
SAMPLED = 200
"""Characters of each answer from which is told what language the FAQ is in: word vectors know English only."""
NO_ANSWERS: Mapping[str, str] = MappingProxyType({})
DEFAULT_SLOTS = ("role", "skill", "place", "level", "company", "number")


@dataclass(frozen=True)
class Ranking:
    """What the matcher thinks of one question."""

    matches: tuple[Match, ...] = ()
    confidence: float = 0.0
    """Calibrated probability that the first match is right."""
    margin: float = 0.0
    """How far the first match's score is above the second's."""
    corrections: tuple[tuple[str, str], ...] = ()
    """(word as typed, word it was read as)."""
    decision: Decision = "abstain"
    offered: float = 0.0
    """Calibrated probability that the right entry is among the first OFFERED."""
    evidence: Evidence | None = None


@dataclass(frozen=True)
class Told:
    """What the answers say about a question, entry by entry."""

    weight: float
    """What they count beside the wordings; 0 where there are none."""
    covered: Floats
    like: Floats
    near: Floats
    asked: float
    """How much the question says in all."""
    added: Floats
    """To each entry's score,"""
    wordings: float = 1.0
    """of which the likeness to its wordings counts so much."""

    def of(self, entry: int) -> tuple[float, ...]:
        """The weight, and the signs for one entry."""
        if not self.weight:
            return (0.0,) * 5
        covered, like = float(self.covered[entry]), float(self.like[entry])
        return self.weight, covered, like, float(self.near[entry]), self.asked * (like or covered)


NOTHING_TOLD = Told(0.0, NOTHING, NOTHING, NOTHING, 0.0, NOTHING)


class FaqMatcher:
    """Phrases compiled once; `match` then takes well under a millisecond for FAQs of usual size."""

    def __init__(self, entries: Mapping[str, Sequence[str]], answers: Mapping[str, str], declined: Sequence[str],
                 meanings: Sequence[Sequence[str]], slots: Sequence[str], learn_from: int, vectors: WordVectors | None,
                 like: Coefficients | None, at_once: int, meaning_share: float, before: FaqMatcher | None
                 ) -> None:  # fmt: skip
        told = {
            entry: [(text, words) for text in phrases if (words := _within(tokens(text)))]
            for entry, phrases in entries.items()
        }
        self._entries = [entry for entry, phrases in told.items() if phrases]
        phrases = [(i, *phrase) for i, entry in enumerate(self._entries) for phrase in told[entry]]
        phrases += [(len(self._entries), text, words) for text in declined if (words := _within(tokens(text)))]
        self._phrases = [text for _, text, _ in phrases]
        if not self._entries:
            return
        english = is_english([*chain.from_iterable(words for _, _, words in phrases), *_sample(answers.values())])
        if not english:
            vectors = None
        owners = np.array([owner for owner, _, _ in phrases], np.int64)
        texts = [words for _, _, words in phrases]
        classes = int(owners.max()) + 1
        self._words = WordTable(texts, owners, classes, frozenset(f"x{name}" for name in slots), english)
        self._index: PhraseIndex = PhraseIndex(
            texts, owners, classes, self._words, Meanings(meanings, self._words), vectors, meaning_share,
            before._index if before and before._entries else None,
        )  # fmt: skip
        self._answers: Answers | None = None
        said = [answers.get(entry, "") for entry in self._entries]
        if any(said):
            said += [""] * (classes - len(said))
            self._answers = Answers(said, texts, owners, self._words, vectors)
        self._calibration = _calibration(vectors is not None, self._answers is not None)
        used = (word for text in texts for word in text)
        self._speller = Speller(self._words, used, self._answers.shares if self._answers else ())
        rejecting = len(self._entries) if classes > len(self._entries) else None
        names = (*self._entries, "")[:classes]
        named = Named(names, keys_of(f"{names[owner]}\n{text}" for owner, text, _ in phrases))
        self._scores = EntryScores(self._index, owners, classes, rejecting, named, learn_from, like, at_once)

    @classmethod
    def compile(
        cls,
        entries: Mapping[str, Sequence[str]],
        *,
        answers: Mapping[str, str] = NO_ANSWERS,
        declined: Sequence[str] = (),
        synonyms: Sequence[Sequence[str]] = (),
        slots: Sequence[str] = DEFAULT_SLOTS,
        learn_from: int = LEARNED_PHRASES,
        vectors: WordVectors | None = None,
        like: Coefficients | None = None,
        at_once: int = AT_ONCE,
        meaning_share: float = MEANING_SHARE,
        before: FaqMatcher | None = None,
    ) -> FaqMatcher:
        """A matcher of questions to `entries` (id → its phrases).

        `answers` (id → what its entry answers) are read too, and count less than the phrases. `declined` are
        phrases that no entry answers: learned like an entry, never returned. `synonyms` are groups of words or
        short phrases of one meaning, on top of everyday English. Words x + a name of `slots` (xrole) are
        stand-ins that are never corrected, stemmed or cut up. `learn_from` caps the phrases that are learned
        from, spread evenly over the entries: time and memory of compiling grow with its square. `vectors` bring
        questions together that have the same meaning in other words; they know English only, and an FAQ in
        another language does without them. `like` is what was `learned` from nearly the same phrases before: it
        is kept, and only what is new is learned, which is quick, at a small loss. So many phrases are learned
        from `at_once`: all together is best, and takes the most time and memory. `meaning_share` is what the
        vectors count beside the words: less where there are many wordings an entry. `before` was compiled from
        nearly the same phrases.
        """
        groups = [*SAME_MEANING, *synonyms]
        return cls(entries, answers, declined, groups, slots, learn_from, vectors, like, at_once, meaning_share, before)

    def match(self, question: str, top: int = 5, allowed: Collection[str] | None = None) -> Ranking:
        """The entries likeliest to answer `question`, of `allowed` where given, best first."""
        typed = _within(tokens(question))
        if not typed or not self._entries:
            return Ranking()
        read = [self._speller.correct(word) for word in typed]
        meant = [word for word, _ in read]
        views = self._compare(typed, meant)
        told = self._told(meant)
        scored = self._scores.of(
            self._index.mixed(views),
            self._index.tallied(meant),
            self._permitted(allowed),
            told.added,
            told.wordings,
        )
        if not len(scored.numbers) or float(views.max()) <= 0:
            return Ranking()
        return self._rank(scored, views, told, typed, meant, top)

    def _told(self, meant: list[str]) -> Told:
        if self._answers is None:
            return NOTHING_TOLD
        weight = np.float32(self._answers.weight)
        covered, like, near = (weight * sign for sign in self._answers.signs(meant))
        added = self._answers.added(covered, like, near)
        asked = self._answers.asked(meant)
        return Told(float(weight), covered, like, near, asked, added, self._answers.wordings_weight)

    @property
    def vocabulary(self) -> frozenset[str]:
        """The stems of all words of the phrases."""
        return frozenset(self._words.stems) if self._entries else frozenset()

    def learned(self) -> Coefficients | None:
        """For `compile(like=...)`, where there is anything."""
        return self._scores.learned() if self._entries else None

    def nearness(self, entries: Collection[str]) -> dict[str, float]:
        """Each phrase → how like it is to the most similar phrase of `entries`; nothing where they have none."""
        rows = self._rows(entries)
        if not len(rows):
            return {}
        every = np.arange(len(self._phrases))
        nearest = np.max([alike.max(axis=0) for alike in self._index.likeness(rows, every)], axis=0)
        return dict(zip(self._phrases, nearest.tolist(), strict=True))

    def near(self, question: str, entries: Collection[str]) -> float:
        """How like the question is to the most similar phrase of `entries`."""
        words, rows = _within(tokens(question)), self._rows(entries)
        if not words or not len(rows):
            return 0.0
        return float(self._index.mixed(self._index.compare(words, rows)).max())

    def _rows(self, entries: Collection[str]) -> Ints:
        """The numbers of their phrases."""
        numbers = [i for i, entry in enumerate(self._entries) if entry in entries]
        found = [self._scores.phrases_of(i) for i in numbers]
        return np.concatenate(found) if found else np.zeros(0, np.int64)

    def in_other_words(self) -> FaqMatcher:
        """A matcher that takes even a phrase's very words as any other question: what it makes of words near them."""
        other = copy(self)
        other._scores = self._scores.in_other_words()
        return other

    def _compare(self, typed: list[str], meant: list[str]) -> Floats:
        learned = self._scores.learned_from
        # All at once is quicker than nearly all, picked one by one.
        some = self._index.near(meant) if len(learned) < len(self._phrases) else None
        if some is not None:
            some = np.union1d(some, learned)
        views = self._index.compare(meant, some)
        if typed != meant:
            views = np.float32(TYPED_SHARE) * self._index.compare(typed, some) + np.float32(1 - TYPED_SHARE) * views
        return views

    def _permitted(self, allowed: Collection[str] | None) -> Ints | None:
        if allowed is None:
            return None
        return np.array([i for i, entry in enumerate(self._entries) if entry in allowed], np.int64)

    def _rank(self, scored: Scored, views: Floats, told: Told, typed: list[str], meant: list[str], top: int
              ) -> Ranking:  # fmt: skip
        numbers, shares = scored.numbers, scored.shares
        order = [i for i in np.argsort(-shares, kind="stable").tolist() if numbers[i] < len(self._entries)]
        if not order:
            return Ranking()
        likeness = self._index.mixed(views)
        best = self._scores.best_phrase(int(numbers[order[0]]), likeness)
        evidence = self._evidence(scored, order[0], views[:, best], told, typed, meant)
        closeness = shares[order] / max(float(shares[order[0]]), 1e-12)
        runner_up = float(closeness[1]) if len(order) > 1 else 0.0
        word_for_word = float(views[:, best].min()) >= WORD_FOR_WORD and runner_up < CLOSE_CALL
        confidence = max(self._calibration.confidence(evidence), SURE if word_for_word else 0.0)
        offered = max(confidence, self._calibration.offers(evidence))
        matches = tuple(
            self._match(scored, i, confidence * float(close), views, likeness)
            for i, close in zip(order[: max(top, 2)], closeness, strict=False)
        )
        margin = matches[0].score - matches[1].score if len(matches) > 1 else matches[0].score
        corrections = tuple((word, read) for word, read in zip(typed, meant, strict=True) if word != read)
        decision = _decide(confidence, offered, runner_up, self._answers is not None)
        return Ranking(matches[:top], confidence, margin, corrections, decision, offered, evidence)

    def _match(self, scored: Scored, i: int, score: float, views: Floats, likeness: Floats) -> Match:
        entry = int(scored.numbers[i])
        best = self._scores.best_phrase(entry, likeness)
        parts = dict(zip(self._index.views, views[:, best].tolist(), strict=True))
        # The share of all entries' chances that it has, and how much of its score comes from counts.
        parts |= {"learned": float(scored.shares[i]), "counted": float(scored.counted[i])}
        rounded = tuple((name, round(value, 3)) for name, value in parts.items())
        return Match(self._entries[entry], score, self._phrases[best], rounded, float(scored.shares[i]))

    def _evidence(self, scored: Scored, first: int, likeness: Floats, told: Told, typed: list[str], meant: list[str]
                  ) -> Evidence:  # fmt: skip
        parts = dict(zip(self._index.views, likeness.tolist(), strict=True))
        weights = [self._index.weight_of(word) for word in meant]
        mended = sum(weight for weight, given, word in zip(weights, typed, meant, strict=True) if given != word)
        read, covered, like, near, explained = told.of(int(scored.numbers[first]))
        return Evidence(
            score=float(scored.scores[first]),
            share=float(scored.shares[first]),
            counted=float(scored.counted[first]),
            spread=float(scored.scores.std()),
            pieces=parts["pieces"],
            meaning=parts.get("meaning", 0.0),
            familiar=self._index.familiarity(meant, self._answers.shares if self._answers else {}),
            mended=mended / sum(weights),
            phrases=self._scores.size(int(scored.numbers[first])),
            usual_phrases=self._scores.usual_size,
            rivals=self._scores.rivals,
            read=read,
            covered=covered,
            like=like,
            near=near,
            explained=explained,
        )


def _sample(answers: Iterable[str]) -> list[str]:
    """The first words of each answer."""
    return [word for answer in answers for word in tokens(answer[:SAMPLED])]


def _calibration(semantic: bool, read: bool) -> Calibration:
    if semantic:
        return SEMANTIC_READ if read else SEMANTIC
    return LEXICAL_READ if read else LEXICAL


def _decide(confidence: float, offered: float, closeness: float, read: bool) -> Decision:
    if confidence >= (ANSWER_FLOOR_READ if read else ANSWER_FLOOR) and closeness < CLOSE_CALL:
        return "answer"
    return "clarify" if offered >= (CLARIFY_FLOOR_READ if read else CLARIFY_FLOOR) else "abstain"


def _within(words: Sequence[str]) -> list[str]:
    if len(words) <= MOST_WORDS:
        return list(words)
    return [*words[: MOST_WORDS // 2], *words[-MOST_WORDS // 2 :]]
