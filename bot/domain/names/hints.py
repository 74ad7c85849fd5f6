"""Which meaning the other words of a text speak for: `tf` beside keras is TensorFlow, beside docker Terraform."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.skills import AmbiguousWord

Span = tuple[int, int]
"""Numbers of words: the first, and the one after the last."""
_NOWHERE = (-1, -1)
_GENERAL = ("programming language", "professional")
"""Categories whose skills go with anything: to build on one of them says nothing."""


class Hints:
    """The context words of one text, each looked up once."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._places: Mapping[str, list[int]] = defaultdict(list)
        for at, word in enumerate(words):
            self._places[word].append(at)
        self._spans: dict[str, tuple[Span, ...]] = {}

    def votes(self, word: AmbiguousWord, span: Span = _NOWHERE) -> dict[str, int]:
        """Reading → how many of its context words stand outside of `span`."""
        return {
            reading: sum(self._stands_outside(hint, span) for hint in hints) for reading, hints in word.context.items()
        }

    def _stands_outside(self, hint: str, span: Span) -> bool:
        return any(last <= span[0] or span[1] <= first for first, last in self._spans_of(hint))

    def _spans_of(self, hint: str) -> tuple[Span, ...]:
        if hint not in self._spans:
            parts = hint.split(" ")
            starts = self._places.get(parts[0], ())
            ends = [(at, at + len(parts)) for at in starts]
            self._spans[hint] = tuple(s for s in ends if list(self._words[s[0] : s[1]]) == parts)
        return self._spans[hint]


class Kinship:
    """How much the skills named in one text speak for another one."""

    def __init__(self, kb: KnowledgeBase, named: Iterable[str]) -> None:
        self._kb = kb
        self._named = Counter(skill for skill in named if skill in kb.skills)
        self._known: dict[str, int] = {}

    def with_named(self, skill_id: str) -> int:
        """The skills of its category, and those that build on it or that it builds on."""
        if skill_id not in self._known:
            self._known[skill_id] = self._counted(skill_id)
        return self._known[skill_id]

    def _counted(self, skill_id: str) -> int:
        skill = self._kb.skills.get(skill_id)
        if skill is None:
            return 0
        others = [(self._kb.skills[other], times) for other, times in self._named.items()]
        alike = sum(times for other, times in others if other.category == skill.category)
        near = [(other, times) for other, times in others if other.category not in _GENERAL]
        built = sum(times for other, times in near if other.id in skill.needs or skill.id in other.needs)
        return alike + built


def best(votes: Mapping[str, int]) -> str:
    """The reading with the most votes; empty if there is none, or no single one."""
    ranked = sorted(votes.values(), reverse=True)
    if not ranked or not ranked[0] or ranked[1:2] == ranked[:1]:
        return ""
    return max(votes, key=lambda reading: votes[reading])
