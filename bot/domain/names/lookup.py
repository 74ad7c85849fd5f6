"""Option fields: a typed name → the one thing it means, near names, and completions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.language.words import key
from bot.domain.names.catalogue import Table

Choosable = Literal["role", "skill", "place"]

SURE, NEAR = 84.0, 62.0
"""Likeness (0 to 100) from which an option is taken as meant, and from which it is offered as a near name."""
NEAR_NAME = 70.0
"""The same for a term that a member reported, where a far-fetched offer annoys."""
MARGIN = 4.0
"""By so much the best reading of a misspelt option has to lead."""
_LOOKED_AT = 30
_NO_RANK = 9


@dataclass(frozen=True)
class Choice:
    """What an option field's text means: an id, or else near ids, best first."""

    id: str = ""
    near: tuple[str, ...] = ()


class Lookup:
    """The names of roles, skills and places, to be looked up one at a time."""

    def __init__(self, kb: KnowledgeBase, names: Table) -> None:
        self._names = names
        self._labels: Mapping[Choosable, Mapping[str, str]] = {
            "role": {role.id: role.name for role in kb.roles.values()},
            "skill": {skill.id: skill.name for skill in kb.skills.values()},
            "place": {place.id: place.name for place in kb.locations.values()},
        }
        self._texts = {kind: self._texts_of(kind) for kind in self._labels}
        self._own = {kind: frozenset(map(key, labels.values())) for kind, labels in self._labels.items()}

    def exact(self, kind: Choosable, text: str) -> Choice | None:
        """The thing of exactly this name; for an ambiguous word its readings."""
        named = self._texts[kind].get(key(text))
        if named:
            return Choice(named)
        asked = next((n.word for n in self._names.get(key(text), ()) if n.kind == "ambiguous" and n.word), None)
        if kind != "skill" or asked is None:
            return None
        return Choice(asked.skills[0]) if len(asked.skills) == 1 else Choice("", asked.skills)

    def nearest(self, kind: Choosable, text: str) -> Choice:
        """The thing whose name is clearly the likeliest, or the three likeliest."""
        scores = self._scores(kind, text)
        near = tuple(item for item, _ in scores[:3])
        if scores and scores[0][1] >= SURE and (len(scores) == 1 or scores[0][1] - scores[1][1] >= MARGIN):
            return Choice(near[0])
        return Choice("", near)

    def near_names(self, kind: Choosable, text: str, limit: int) -> tuple[str, ...]:
        likely = [item for item, score in self._scores(kind, text) if score >= NEAR_NAME]
        return tuple(self._labels[kind][item] for item in likely[:limit])

    def choices(self, kind: Choosable, prefix: str, limit: int) -> tuple[tuple[str, str], ...]:
        typed, labels = key(prefix), self._labels[kind]
        if not typed:
            return tuple(sorted(labels.items(), key=lambda item: item[1].lower())[:limit])
        own = self._own[kind]
        ranked = sorted(
            (_rank(name, typed, name in own), labels[item].lower(), item) for name, item in self._texts[kind].items()
        )
        items = [item for rank, _, item in ranked if rank < _NO_RANK]
        if not items:
            items = [item for item, _ in self._scores(kind, prefix)]
        return tuple((item, labels[item]) for item in list(dict.fromkeys(items))[:limit])

    def _texts_of(self, kind: Choosable) -> dict[str, str]:
        texts = {text: name.id for text, names in self._names.items() for name in names if name.kind == kind}
        # A name of its own counts even where the word alone is asked about.
        return texts | {key(label): item for item, label in self._labels[kind].items()}

    def _scores(self, kind: Choosable, text: str) -> list[tuple[str, float]]:
        texts = self._texts[kind]
        best: dict[str, float] = {}
        near = process.extract(key(text), texts.keys(), scorer=fuzz.ratio, score_cutoff=NEAR, limit=_LOOKED_AT)
        for name, score, _ in near:
            best[texts[name]] = max(score, best.get(texts[name], 0))
        return sorted(best.items(), key=lambda item: (-item[1], item[0]))


def _rank(name: str, typed: str, own: bool) -> int:
    """How a name begins with what was typed, the things' own names before their aliases."""
    if name == typed:
        return 0
    if name.startswith(typed):
        return 1 if own else 2
    if f" {typed}" in name:
        return 3 if own else 4
    return 5 if _begin_its_words(name, typed) else _NO_RANK


def _begin_its_words(name: str, typed: str) -> bool:
    """`dat eng` begins words of `data engineer`, in this order."""
    words = iter(name.split(" "))
    return all(any(word.startswith(start) for word in words) for start in typed.split(" "))
