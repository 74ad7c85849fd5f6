"""The guided choice of a role: questions on what one likes and has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Literal

from bot.domain.core.strict import STRICT

MOST_OF_A_TRAIT = 3
"""How much of a trait a role can have; none is 0."""
CHOOSE = "choose"
"""Begins a message that answers questions of the guided choice by number."""


@dataclass(frozen=True)
class Trait:
    """A kind of work, by which roles and what people like are compared."""

    id: str
    name: str
    """After "you like" or "you bring": `finding out what figures say`."""
    amounts: tuple[str, ...] = ()
    """For what is no kind of work, such as coding: how none, a little, much and most of it are called."""


@dataclass(frozen=True)
class Limits:
    """How much of a trait the work may or should have."""

    at_most: Mapping[str, int] = field(default_factory=dict)
    at_least: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ChoiceOption:
    """One answer to a question of the guided choice."""

    text: str
    traits: Mapping[str, float] = field(default_factory=dict)
    """Trait → how much it speaks for a role that has much of it."""
    at_most: Mapping[str, int] = field(default_factory=dict)
    """Trait → how much of it the work may have, 0 to 3."""
    at_least: Mapping[str, int] = field(default_factory=dict)
    """Trait → how much of it the work should have, 0 to 3."""
    words: tuple[str, ...] = ()
    """What members write who mean it: `fixing computers`. Any form of the words counts."""


@dataclass(frozen=True)
class ChoiceQuestion:
    """One question of the guided choice."""

    id: str
    text: str
    options: tuple[ChoiceOption, ...]
    reason: Literal["likes", "brings", ""] = ""
    """Whether what its answer speaks for is told as liked or as brought along."""


@dataclass(frozen=True)
class Background:
    """An occupation that people come from, and what they bring along."""

    id: str
    name: str
    """After "from": `teaching`."""
    words: tuple[str, ...]
    traits: Mapping[str, float]


@dataclass(frozen=True)
class ChoiceFile:
    """knowledge/choice.yaml: a few questions on what one likes and has, and what their answers speak for."""

    __pydantic_config__ = STRICT
    traits: tuple[Trait, ...]
    questions: tuple[ChoiceQuestion, ...]
    backgrounds: tuple[Background, ...] = ()
    newcomer: Limits = field(default_factory=Limits)
    """What holds for whoever says nothing else."""
    beside: tuple[str, ...] = ()
    """Ids of FAQ entries beside whose answers it is offered; one that is gone is passed over."""
    instead: tuple[str, ...] = ()
    """Ids of FAQ entries in whose place it comes where the message says what its writer likes."""
    not_after: tuple[str, ...] = ()
    """Words that turn what comes next into its opposite: `hate`."""

    def answers(self, words: Sequence[str]) -> tuple[int, ...] | None:
        """The answers of `choose 3 1 teacher`, each the number of an option; None if it is something else."""
        numbers = tuple(int(word) for word in takewhile(str.isdecimal, words[1:]))
        rest = "-".join(words[1 + len(numbers) :])
        of_ours = words[:1] == [CHOOSE] and (not rest or any(one.id == rest for one in self.backgrounds))
        counts = [len(question.options) for question in self.questions]
        fits = 0 < len(numbers) <= len(counts) and all(map(_within, numbers, counts))
        return numbers if of_ours and fits else None


def _within(number: int, count: int) -> bool:
    return 0 < number <= count
