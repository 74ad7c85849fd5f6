"""FAQs and questions drawn from the development splits, choosing and reporting folds kept apart."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Literal

import numpy as np

from bot.domain.language.text import tokens
from bot.storage.word_vectors import word_vectors

Fold = Literal["choose", "report"]
LEAST_ALIKE, MOST_ALIKE = 0.7, 0.93
"""Two phrases are paraphrases within these bounds of their vectors' cosine."""
UNEVEN = (1, 1, 2, 3, 5, 10, 0)
"""How many phrases are left of an entry's; 0: all."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Drawn:
    """An FAQ and questions to it; the answer "" means that no entry answers."""

    name: str
    entries: dict[str, list[str]]
    questions: list[tuple[str, str]]

    def with_typos(self, every: int = 8) -> Drawn:
        rng = Random(self.name)
        return replace(self, questions=[(_misspelt(text, every, rng), entry) for text, entry in self.questions])

    def uneven(self) -> Drawn:
        """Most entries with one to ten of their phrases, as FAQs grow where questions come."""
        rng = Random(self.name)
        return replace(self, entries={e: texts[: rng.choice(UNEVEN) or None] for e, texts in self.entries.items()})


class Sets:
    """The two sets of `folder`. Half of every intent's questions belongs to each fold, of `train` as of `val`."""

    def __init__(self, folder: Path) -> None:
        clinc = json.loads((folder / "clinc150.json").read_text(encoding="utf-8"))
        banking = json.loads((folder / "banking77.json").read_text(encoding="utf-8"))
        self._phrases = {
            (name, fold): {intent: _half(texts, fold) for intent, texts in source["train"].items()}
            for name, source in (("clinc150", clinc), ("banking77", banking))
            for fold in ("choose", "report")
        }
        self._asked_of = {
            ("clinc150", fold): {intent: _half(texts, fold) for intent, texts in clinc["val"].items()}
            for fold in ("choose", "report")
        } | {("banking77", fold): self._phrases["banking77", fold] for fold in ("choose", "report")}
        self._unanswered = {"choose": clinc["oos_train"], "report": clinc["oos_val"]}

    def draw(self, name: str, fold: Fold, phrases: int, draw: int, questions: int = 400, entries: int | None = None,
             unanswered: int | None = None, strangers: int = 0) -> Drawn:  # fmt: skip
        """`phrases` of each of `entries` intents, and `questions` to them; `strangers` belong to the other intents."""
        rng = Random(f"{name} {fold} {phrases} {draw} {entries}")
        source = self._phrases[name, fold]
        chosen = rng.sample(sorted(source), entries or len(source))
        faq = {intent: rng.sample(source[intent], phrases) for intent in chosen}
        asked = [
            (text, intent) for intent in chosen for text in self._asked(name, fold, intent) if text not in faq[intent]
        ]
        picked = rng.sample(asked, min(questions, len(asked)))
        others = [
            (text, "") for intent in sorted(set(source) - set(chosen)) for text in self._asked(name, fold, intent)
        ]
        picked += rng.sample(others, min(strangers, len(others)))
        if name == "clinc150" or unanswered:
            texts = self._unanswered[fold]
            picked += [(text, "") for text in rng.sample(texts, min(len(texts), unanswered or len(texts)))]
        return Drawn(f"{name} {phrases} {draw} {entries}", faq, picked)

    def paraphrased(self, names: Sequence[str], fold: Fold, entries: int, draw: int, questions: int = 60,
                    strangers: int = 8) -> Drawn:  # fmt: skip
        """At most `entries` entries of one phrase each, asked with the phrase nearest in meaning; `strangers` are asked
        whose entry was left out, and as many questions that no intent answers."""
        rng = Random(f"{names} {fold} {entries} {draw}")
        pairs = [pair for name in names for pair in self._pairs(name, fold)]
        chosen = rng.sample(pairs, min(entries, len(pairs) - strangers) + strangers)
        swapped = [(second, first) if rng.random() < 0.5 else (first, second) for first, second in chosen]
        listed, left_out = swapped[strangers:], swapped[:strangers]
        picked = [(text, phrase) for phrase, text in rng.sample(listed, min(questions, len(listed)))]
        picked += [(text, "") for _, text in left_out]
        picked += [(text, "") for text in rng.sample(self._unanswered[fold], strangers)]
        return Drawn(f"pairs {names} {entries} {draw}", {phrase: [phrase] for phrase, _ in listed}, picked)

    @lru_cache(maxsize=4)  # noqa: B019 - one object lives as long as the program
    def _pairs(self, name: str, fold: Fold) -> list[tuple[str, str]]:
        """Phrases that are nearest in meaning to each other, near copies left out."""
        both = (self._phrases[name, fold], self._asked_of[name, fold])
        texts = sorted({text for of_intent in both for texts in of_intent.values() for text in texts})
        vectors = np.stack([word_vectors().of(tokens(text)) for text in texts])
        likeness = vectors @ vectors.T
        np.fill_diagonal(likeness, -1)
        nearest, alike = likeness.argmax(axis=1), likeness.max(axis=1)
        mutual = (nearest[nearest] == np.arange(len(texts))) & (alike > LEAST_ALIKE) & (alike < MOST_ALIKE)
        return [(texts[i], texts[nearest[i]]) for i in np.flatnonzero(mutual).tolist() if i < nearest[i]]

    def all_phrases(self, name: str) -> list[str]:
        """Every phrase of both folds."""
        return [text for fold in ("choose", "report") for texts in self._phrases[name, fold].values() for text in texts]

    def _asked(self, name: str, fold: Fold, intent: str) -> list[str]:
        return self._asked_of[name, fold][intent]


def _half(texts: list[str], fold: str) -> list[str]:
    shuffled = Random(len(texts)).sample(sorted(set(texts)), len(set(texts)))
    middle = len(shuffled) // 2
    return shuffled[:middle] if fold == "choose" else shuffled[middle:]


def _misspelt(text: str, every: int, rng: Random) -> str:
    """A slip (changed, added, dropped or swapped letter) for every so many characters."""
    chars = list(text)
    for _ in range(max(1, round(len(chars) / every))):
        i = rng.randrange(len(chars))
        if chars[i] == " ":
            continue
        slip = rng.randrange(4)
        if slip == 0:
            chars[i] = rng.choice(LETTERS)
        elif slip == 1:
            chars.insert(i, rng.choice(LETTERS))
        elif slip == 2 and len(chars) > 1:
            del chars[i]
        elif slip == 3 and i + 1 < len(chars):
            chars[i], chars[i + 1] = chars[i + 1], chars[i]
    return "".join(chars)
