"""The model of what members say of themselves, fitted from labelled sentences (knowledge/statements.yaml)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.learned import NOTHING_LEARNED, Learned, key_of
from bot.domain.core.levels import SkillLevel
from bot.domain.language.classifier import SEEN_OFTEN, Classifier
from bot.domain.language.common_words import COMMON_WORDS
from bot.domain.language.ordinary_words import ORDINARY
from bot.domain.language.typos import Speller
from bot.domain.names.finder import NameFinder
from bot.domain.names.levels import level_words
from bot.domain.statements.asking import asking
from bot.domain.statements.everyday import EVERYDAY, everyday_features
from bot.domain.statements.features import features
from bot.domain.statements.labels import HOURS_LABELS, ROLE_LABELS, STANCES, labelled
from bot.domain.statements.layout import Layout
from bot.domain.statements.row import LevelPhrases, Span, Token, row
from bot.domain.statements.spans import joined
from bot.domain.statements.teaching import LEVELS, Teacher, unlabelled

CLASSIFIERS = ("stance", "level", "role", "hours", "everyday")
OWN = 0.9
"""How much a level right behind a name decides; 19 of 20 such levels of the labelled sentences are the name's."""
ALIKE, ALIKE_LEVEL = 0.5, 0.5
"""How far items of one list are drawn towards what is said of the whole list."""


@dataclass(frozen=True)
class Said:
    """What is said of one name of a message: how likely each stance and, if the writer has it, each level is."""

    token: Token
    at: int
    """Number of the token in its row."""
    quoted: bool
    """Somebody else's words, by the marks around them."""
    supposed: bool
    """Its sentence supposes or asks how long: `would a year of java be enough`."""
    stances: dict[str, float]
    """Of skills those of STANCES, of roles ROLE_LABELS, of hours HOURS_LABELS."""
    levels: dict[str, float]
    """Level (empty: none said) → how likely, given that the writer has it. Skills and pointers only."""

    @property
    def stance(self) -> str:
        return max(self.stances, key=lambda name: self.stances[name])

    @property
    def level(self) -> SkillLevel | None:
        likeliest = max(self.levels, key=lambda name: self.levels[name], default="")
        return likeliest or None  # type: ignore[return-value]


@dataclass(frozen=True)
class StatementModel:
    """Fitted once for a knowledge base."""

    phrases: LevelPhrases
    known: frozenset[str]
    """Words that are no names."""
    speller: Speller
    """Mends the words that decide: `beginer`, `startd`."""
    classifiers: Mapping[str, Classifier]
    """By their names."""

    @classmethod
    def fitted(
        cls, kb: KnowledgeBase, finder: NameFinder, year: int, learned: Learned = NOTHING_LEARNED
    ) -> StatementModel:
        """Slow: not for the event loop."""
        sentences = [labelled(sentence) for sentence in (*kb.statements, *asking(kb))]
        phrases = {tuple(text.split()): level for text, level in level_words(kb).items()}
        seen_words = unlabelled(sentences)
        known = frozenset(COMMON_WORDS.split()) | ORDINARY | frozenset(seen_words)
        spelled = (*chain.from_iterable(phrases), *(word for word, times in seen_words.items() if times >= SEEN_OFTEN))
        speller = Speller(spelled, known, str)
        found = {name: learned.classifier(name, taught_by(kb)) for name in CLASSIFIERS}
        taught = {name: classifier for name, classifier in found.items() if classifier}
        if len(taught) < len(CLASSIFIERS):
            taught = Teacher(kb, finder, phrases, known, year).taught(sentences)
        return cls(phrases, known, speller, taught)

    def learned(self, kb: KnowledgeBase) -> dict[str, tuple[str, Classifier]]:
        """With the key of what they were learned from."""
        return {name: (taught_by(kb), classifier) for name, classifier in self.classifiers.items()}

    def layout(self, text: str, names: Iterable[Span], kb: KnowledgeBase, year: int) -> Layout:
        """`text` with its names, as what is said of them is read from."""
        spans = joined(text, names, self.phrases, kb, year)
        return Layout(row(text, spans, self.phrases, self.known, self.speller.correct))

    def meant(self, text: str, layout: Layout, places: Sequence[int]) -> list[float]:
        """How likely each everyday word, standing in `layout` as a skill, is meant so."""
        rows = [everyday_features(layout, at, text) for at in places]
        share = EVERYDAY.index("skill")
        return self.classifiers["everyday"].probabilities(rows)[:, share].tolist()  # type: ignore[no-any-return]

    def said(self, layout: Layout, places: Sequence[int]) -> list[Said]:
        """What is said of the names at these places of the row."""
        seen = {at: features(layout, at) for at in places}
        found: dict[int, Said] = {}
        for kinds, classifier, names in (
            (("skill", "pointer", "name"), "stance", STANCES),
            (("role",), "role", ROLE_LABELS),
            (("hours",), "hours", HOURS_LABELS),
        ):
            mine = [at for at in places if layout.tokens[at].kind in kinds]
            if not mine:
                continue
            rows = [seen[at] for at in mine]
            likely = self.classifiers[classifier].probabilities(rows).tolist()
            rated = self.classifiers["level"].probabilities(rows).tolist() if "skill" in kinds else [[]] * len(mine)
            for at, stance, level in zip(mine, likely, rated, strict=True):
                levels = dict(zip(LEVELS, level, strict=False))
                own = layout.own_level(at)
                if own and own in levels:  # `c++ (basic)`: as good as certain
                    levels = {name: OWN * (name == own) + (1 - OWN) * share for name, share in levels.items()}
                found[at] = Said(
                    token=layout.tokens[at],
                    at=at,
                    quoted=at in layout.quoted,
                    supposed=layout.supposes(at),
                    stances=dict(zip(names, stance, strict=True)),
                    levels=levels,
                )
        return _alike(layout, [found[at] for at in places], places)


def _alike(layout: Layout, said: Sequence[Said], places: Sequence[int]) -> list[Said]:
    """What is said of one item of a list is likely said of its neighbours, unless an item has a mark of its own."""
    lists: dict[tuple[int, int], list[int]] = {}
    for number, at in enumerate(places):
        if layout.tokens[at].kind == "skill" and at in layout.groups:
            lists.setdefault(layout.groups[at], []).append(number)
    found = list(said)
    for (first, last), members in lists.items():
        if len(members) < 2:
            continue
        marked = any(token.level for token in layout.tokens[first:last])
        apart = marked or len({layout.own_level(places[number]) for number in members}) > 1
        stances = _shared([said[number].stances for number in members], ALIKE if not marked else 0.0)
        levels = _shared([said[number].levels for number in members], ALIKE_LEVEL if not apart else 0.0)
        for number, stance, level in zip(members, stances, levels, strict=True):
            found[number] = replace(said[number], stances=stance, levels=level)
    return found


def _shared(each: Sequence[dict[str, float]], weight: float) -> list[dict[str, float]]:
    """Each drawn towards the mean of their log odds."""
    logs = np.log(np.maximum([list(one.values()) for one in each], 1e-6))
    mixed = np.exp((1 - weight) * logs + weight * logs.mean(axis=0))
    mixed /= mixed.sum(axis=1, keepdims=True)
    return [dict(zip(each[0], row, strict=True)) for row in mixed.tolist()]


def taught_by(kb: KnowledgeBase) -> str:
    """A key of the labelled sentences; the questions beside them change what is learned but little."""
    return key_of(kb.statements)
