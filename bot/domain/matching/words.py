"""The words of an FAQ: how much each one says, and how much it looks like any other word."""

from __future__ import annotations

import unicodedata
from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache
from sys import intern

import numpy as np

from bot.domain.language.commonness import commonness
from bot.domain.language.text import stem
from bot.domain.matching.rows import Floats, Ints, Rows, distinct

RARITY_FLOOR = 1.0
"""Added to every inverse entry frequency: common words keep some weight, since questions are told apart by them too."""
COMMON_WORD_CUT, CUT_FADES = 0.85, 0.7
"""The commonest words weigh 1 - CUT / phrases_per_entry ** FADES: with many phrases the training knows better."""
SHORTEST_GRAM, LONGEST_GRAM = 2, 4
ROWS_KEPT = 1_000_000
"""Numbers held by the memory of word likeness (4 MB)."""
STEM_LENGTH = 5
WORDS_KEPT = 20_000
"""Words whose pieces are remembered."""


@lru_cache(maxsize=30_000)
def grams(word: str) -> tuple[str, ...]:
    """The distinct pieces of `word` of two to four characters, its ends marked."""
    marked = f"^{word[:40]}$"
    sizes = range(SHORTEST_GRAM, LONGEST_GRAM + 1)
    return tuple(dict.fromkeys(intern(marked[i : i + n]) for n in sizes for i in range(len(marked) - n + 1)))


@lru_cache(maxsize=30_000)
def beginning(word: str) -> str:
    """What stands for a word's stem in any other language: its first letters, without accents."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
    return plain[:STEM_LENGTH]


def rarity(entries: int, holding: Floats | Ints) -> Floats:
    """Inverse entry frequency."""
    return (np.log((entries + 1) / np.maximum(holding, 1)) + RARITY_FLOOR).astype(np.float32)


class WordTable:
    """Every word that the phrases use, as typed; its stem is a feature of the phrase (see phrases)."""

    def __init__(self, texts: Sequence[Sequence[str]], owners: Ints, entries: int, slots: frozenset[str],
                 english: bool = True) -> None:  # fmt: skip
        self.slots, self._stem = slots, stem if english else beginning
        self._stems: dict[str, str] = {}
        self._priors: dict[str, float] = {}
        self.ids: dict[str, int] = {"": 0}
        listed = [[self.ids.setdefault(word, len(self.ids)) for word in words] for words in map(dict.fromkeys, texts)]
        self.words = list(self.ids)
        self.in_phrases = Rows.of([row or [0] for row in listed], len(self.words))
        """Row: phrase. Columns: its distinct words. A phrase without words holds the empty one."""
        self.cut = float(COMMON_WORD_CUT * max(len(texts) / max(entries, 1), 1.0) ** -CUT_FADES)
        self.unseen = float(rarity(entries, np.ones(1, np.float32))[0])
        self._learn_pieces(owners, entries)
        self._stems = {word: self.stem(word) for word in self.words}
        self._priors = {word: self.prior(word) for word in self.words}
        self.stems: dict[str, int] = {}
        """Each stem with its number."""
        numbers = [self.stems.setdefault(self._stems[word], len(self.stems)) for word in self.words]
        self.stem_of = np.array(numbers, np.int64)
        self.priors = np.array([self._priors[word] for word in self.words], np.float32)
        """Both by the number of the word."""
        self._known_pieces: dict[str, tuple[Ints, float]] = {}
        self._likeness: OrderedDict[str, Floats] = OrderedDict()
        self._kept_rows = max(64, ROWS_KEPT // len(self.words))

    def __getstate__(self) -> dict[str, object]:
        """Without what is quickly found again."""
        return self.__dict__ | {"_likeness": OrderedDict(), "_known_pieces": {}}

    def _learn_pieces(self, owners: Ints, entries: int) -> None:
        ids: dict[str, int] = {}
        pieces = Rows.of([[ids.setdefault(g, len(ids)) for g in self.pieces(word)] for word in self.words], 0)
        pieces = Rows(pieces.starts, pieces.columns, pieces.weights, len(ids))
        used = distinct(owners[self.in_phrases.owners] * np.int64(len(self.words)) + self.in_phrases.columns)
        of_entries = pieces.picked(used % len(self.words))
        entry_of_cell = (used // len(self.words))[of_entries.owners]
        seen = distinct(entry_of_cell * np.int64(len(ids)) + of_entries.columns)
        self._piece_ids = ids
        self.piece_weight = rarity(entries, np.bincount(seen % max(len(ids), 1), minlength=len(ids)))
        self.pieces_of = pieces
        self._holders = pieces.scaled(self.piece_weight).turned()
        """Row: piece. Columns: the words that hold it."""
        self.lengths = np.maximum(pieces.scaled(self.piece_weight).lengths(), 1e-6)

    def is_slot(self, word: str) -> bool:
        """A stand-in such as xrole: never corrected, stemmed or cut up."""
        return word in self.slots

    def spoken(self, word: str) -> str:
        """A stand-in as the word it stands for: xrole → role."""
        return word[1:] if word in self.slots else word

    def stem(self, word: str) -> str:
        known = self._stems.get(word)
        return known or (word if word in self.slots else self._stem(word))

    def pieces(self, word: str) -> tuple[str, ...]:
        return (word,) if word in self.slots else grams(word) if word else ()

    def prior(self, word: str) -> float:
        """What a word weighs before any counting."""
        known = self._priors.get(word)
        return 1 - self.cut * commonness(word) if known is None else known

    def known_pieces(self, word: str) -> tuple[Ints, float]:
        """Ids of the pieces that the FAQ has, and the squared length of those it lacks, which count as the rarest."""
        found = self._known_pieces.get(word)
        if found is None:
            ids = [self._piece_ids.get(piece, -1) for piece in self.pieces(word)]
            known = np.array([i for i in ids if i >= 0], np.int64)
            found = known, (len(ids) - len(known)) * self.unseen**2
            if len(self._known_pieces) < WORDS_KEPT:
                self._known_pieces[word] = found
        return found

    def length(self, word: str) -> float:
        """The length of the word's vector of pieces."""
        known, lacking = self.known_pieces(word)
        return max(float(np.sqrt((self.piece_weight[known] ** 2).sum() + lacking)), 1e-6)

    def text_length(self, words: Sequence[str], factors: Sequence[float]) -> float:
        """The length of the weighted sum of several words' pieces."""
        found = [self.known_pieces(word) for word in words]
        cells = np.concatenate([ids for ids, _ in found])
        values = np.repeat(np.asarray(factors), [len(ids) for ids, _ in found])
        sums = np.bincount(cells, values, len(self.piece_weight)) * self.piece_weight
        lacking = sum(factor**2 * rest for factor, (_, rest) in zip(factors, found, strict=True))
        return max(float(np.sqrt(sums @ sums + lacking)), 1e-6)

    def likeness(self, word: str) -> Floats:
        """Scalar product of the word's pieces with those of each word of the table; the latest are kept."""
        found = self._likeness.get(word)
        if found is None:
            found = self._likeness[word] = self._compare(word)
            if len(self._likeness) > self._kept_rows:
                self._likeness.popitem(last=False)
        return found

    def _compare(self, word: str) -> Floats:
        known = [self._piece_ids[piece] for piece in self.pieces(word) if piece in self._piece_ids]
        rows = np.array(known, np.int64)
        return self._holders.combined(rows, self.piece_weight[rows])
