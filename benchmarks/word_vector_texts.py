"""English texts from WordNet for `benchmarks.word_vectors`: definitions, examples, words, and made-up questions.

A question is a frame whose blanks are filled with words, half of them from one definition so that they have to do with
each other. Common words are drawn more often: by how often WordNet's tagged texts use them, and by their place in the
model's vocabulary, which is roughly ordered by frequency. No data set of questions plays a part.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random

from bot.domain.language.text import stem

KINDS = {"N": "noun", "V": "verb", "A": "adj", "": "adv"}
"""Blank in a frame → file of the database; adverbs fill none."""
KIND_OF_NUMBER = {"1": "N", "2": "V", "3": "A", "4": "", "5": "A"}
LONGEST_TEXT = 14
RELATED = 0.5
"""Share of the words that come from the definition a question is about, where it has one that fits."""
RAREST = 100_000
"""Rank of a word that is not in the vocabulary."""
SELDOM = 0.05
"""What a meaning that the tagged texts never use counts as a topic; others count the root of how often they do."""
NOT_ABOUT = frozenset(
    {"a", "an", "the", "of", "or", "in", "on", "at", "to", "for", "with", "and", "is", "be", "as", "by", "that", "it",
     "which", "who", "its", "from", "not", "used", "having", "one", "any", "some", "more", "i", "me", "my", "you", "he",
     "she", "they", "was", "are", "has", "have", "had", "do", "does", "can", "will", "make", "something", "someone",
     "being", "very", "other", "out"}
)  # fmt: skip
"""Words of a definition that do not say what it is about."""

PHRASES = {
    "NP": ("the N", "the N", "a N", "my N", "my N", "your N", "this N", "some N", "N", "N", "N N", "my N N",
           "the N of the N", "the A N", "a A N", "my A N", "A N"),
    "VP": ("V NP", "V NP", "V NP", "V NP", "V NP", "V my N", "V", "V NP for NP", "V NP in NP", "V NP with NP",
           "V NP from NP", "V NP to NP", "V NP on NP", "V NP without NP", "V in NP", "V about NP", "V and V"),
}  # fmt: skip
FRAMES = Path(__file__).with_name("word_vector_frames.txt")
"""A frame a line: N, V, A, NP, VP are blanks for words and phrases, (one|another) a choice."""


@dataclass(frozen=True)
class Synset:
    """Words of one meaning."""

    kind: str
    words: list[str]
    texts: list[str]
    """Its definition in parts, and examples."""


def texts(folder: Path, vocabulary: Sequence[str], questions: int) -> list[str]:
    """WordNet's own texts, every word and name of it and of `vocabulary`, and so many made-up questions."""
    rng = Random(1)
    synsets = list(_synsets(folder))
    words = {word for synset in synsets for word in synset.words} | {word for word in vocabulary if _is_word(word)}
    told = {text for synset in synsets for text in synset.texts}
    writer = _Writer(synsets, _counts(folder), vocabulary, rng)
    made: set[str] = set()
    while len(made) < questions:
        made.add(writer.question())
    found = sorted(words | told | made)
    rng.shuffle(found)
    return found


def _synsets(folder: Path) -> Iterator[Synset]:
    for kind, name in KINDS.items():
        for line in (folder / f"data.{name}").read_text(encoding="ascii").splitlines():
            if line.startswith("  "):  # the licence
                continue
            fields, _, gloss = line.partition(" | ")
            parts = fields.split()
            words = [part.split("(")[0].replace("_", " ").lower() for part in parts[4 : 4 + 2 * int(parts[3], 16) : 2]]
            told = [re.sub(r"\([^)]*\)", " ", text).strip(' "') for text in re.split(r";\s+|\"", gloss)]
            yield Synset(kind, words, [text for text in told if 2 <= len(text.split()) <= LONGEST_TEXT])


def _counts(folder: Path) -> Counter[tuple[str, str]]:
    """How often WordNet's tagged texts use a word as a noun (N), a verb, an adjective."""
    found: Counter[tuple[str, str]] = Counter()
    for line in (folder / "cntlist.rev").read_text(encoding="ascii").splitlines():
        sense, _, count = line.split()
        word, _, numbers = sense.partition("%")
        found[word.replace("_", " "), KIND_OF_NUMBER[numbers[0]]] += int(count)
    return found


def _is_word(piece: str) -> bool:
    return len(piece) > 1 and piece.isascii() and piece.isalnum()


class _Writer:
    """Fills the blanks of frames."""

    def __init__(
        self, synsets: Sequence[Synset], counts: Counter[tuple[str, str]], vocabulary: Sequence[str], rng: Random
    ) -> None:
        self._rng = rng
        self._frames = FRAMES.read_text(encoding="utf-8").splitlines()
        self._usual = {kind: {w: counts[w, kind] for s in synsets if s.kind == kind for w in s.words} for kind in "NVA"}
        self._topics = [self._topic(synset) for synset in synsets]
        self._topic_sums = list(accumulate(SELDOM + sum(counts[w, s.kind] for w in s.words) ** 0.5 for s in synsets))
        rank = {word: number for number, word in enumerate(vocabulary)}
        self._add_forms(rank)
        self._words = {kind: list(words) for kind, words in self._usual.items()}
        self._sums = {
            kind: list(accumulate(_weight(word, count, rank) for word, count in words.items()))
            for kind, words in self._usual.items()
        }

    def _topic(self, synset: Synset) -> dict[str, list[str]]:
        """Words to ask about it with, by kind: its own twice, and those of its texts."""
        about = dict.fromkeys(word for text in synset.texts for word in text.split() if word not in NOT_ABOUT)
        found: dict[str, list[str]] = {kind: [] for kind in "NVA"}
        for word in about:
            kind = max("NVA", key=lambda kind: self._usual[kind].get(word, -1))
            if word in self._usual[kind]:
                found[kind].append(word)
        if synset.kind:
            found[synset.kind] += synset.words * 2
        return found

    def _add_forms(self, rank: dict[str, int]) -> None:
        """Plurals, past tenses and the like, which the database lacks, beside their word; names as nouns."""
        known = {kind: {stem(word): count for word, count in words.items()} for kind, words in self._usual.items()}
        for form in rank:
            if _is_word(form) and not any(form in words for words in self._usual.values()):
                kind = max("NVA", key=lambda kind: known[kind].get(stem(form), -1))
                self._usual[kind][form] = known[kind].get(stem(form), 0)

    def question(self) -> str:
        topic = self._rng.choices(self._topics, cum_weights=self._topic_sums)[0]
        frame = self._rng.choice(self._frames)
        text = re.sub(r"\(([^)]*)\)", lambda choice: self._rng.choice(choice[1].split("|")), frame)
        text = re.sub(r"\b(?:NP|VP)\b", lambda blank: self._phrase(blank[0]), text)
        text = re.sub(r"\b[NVA]\b", lambda blank: self._word(blank[0], topic[blank[0]]), text)
        return " ".join(text.split())

    def _phrase(self, kind: str) -> str:
        return re.sub(r"\bNP\b", lambda blank: self._phrase(blank[0]), self._rng.choice(PHRASES[kind]))

    def _word(self, kind: str, related: Sequence[str]) -> str:
        if related and self._rng.random() < RELATED:
            return self._rng.choice(related)
        return self._rng.choices(self._words[kind], cum_weights=self._sums[kind])[0]


def _weight(word: str, count: int, rank: dict[str, int]) -> float:
    parts = word.split()
    rarest = max(rank.get(part, RAREST) for part in parts)
    return float((1 + count) ** 0.5 / ((1 + rarest) * len(parts) ** 2))
