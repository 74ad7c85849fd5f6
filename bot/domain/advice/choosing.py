"""What somebody likes and has against what the roles are made of: which roles to look at first, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from bot.domain.advice.aspects import Measured, ranked
from bot.domain.core.choice import MOST_OF_A_TRAIT, ChoiceFile, ChoiceOption, ChoiceQuestion
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.likings import background, options_named
from bot.domain.core.roles import Role

ENTRY: Final = "entry"
"""The trait that no file gives: how easy the way in is, by the proxies of the ranking."""
TOO_MUCH, TOO_LITTLE = 1.0, 0.3
"""What each step costs that a role lies above what is wanted at most, or below what is wanted at least."""
ALIKE = 0.97
"""Likeness of two roles from which on the second one shows nobody anything new."""


@dataclass(frozen=True)
class Wish:
    """What is known of somebody who looks for a role."""

    liked: Mapping[str, float]
    """Trait → how much it is liked."""
    brought: Mapping[str, float]
    """Trait → how much of it they bring along."""
    at_most: Mapping[str, int]
    at_least: Mapping[str, int]

    def __bool__(self) -> bool:
        return bool(self.liked or self.brought)


@dataclass(frozen=True)
class Choice:
    """A role to look at, and the traits that speak for it, the strongest first."""

    role: Role
    score: float
    traits: Mapping[str, int]
    """How much of each trait the role has, the ease of its way in included."""
    liked: tuple[str, ...]
    brought: tuple[str, ...]
    entry: Measured | None


def wish(answers: Sequence[int], text: str, kb: KnowledgeBase) -> Wish:
    """From answers by number, and from what a message says of the writer."""
    liked: dict[str, float] = {}
    brought: dict[str, float] = {}
    at_most, at_least = dict(kb.choice.newcomer.at_most), dict(kb.choice.newcomer.at_least)
    for question, option in _chosen(answers, text, kb.choice):
        _add(brought if question.reason == "brings" else liked, option.traits)
        at_most |= option.at_most
        at_least |= option.at_least
    origin = background(text, kb.choice)
    if origin:
        _add(brought, origin.traits)
    return Wish(liked, brought, at_most, at_least)


def choices(wanted: Wish, kb: KnowledgeBase, most: int) -> list[Choice]:
    """The roles that fit best, each unlike those before it."""
    rated = sorted(_rated(wanted, kb), key=lambda choice: (-choice.score, choice.role.name))
    best: list[Choice] = []
    for choice in rated:
        if len(best) < most and not any(_alike(choice.role, other.role) for other in best):
            best.append(choice)
    return best


def _chosen(answers: Sequence[int], text: str, choice: ChoiceFile) -> Iterator[tuple[ChoiceQuestion, ChoiceOption]]:
    """What was answered; before the first answer, what the text says by itself."""
    if answers:
        for question, number in zip(choice.questions, answers, strict=False):
            yield question, question.options[number - 1]
        return
    yield from options_named(text, choice)


def _add(total: dict[str, float], more: Mapping[str, float]) -> None:
    for trait, amount in more.items():
        total[trait] = total.get(trait, 0.0) + amount


def _rated(wanted: Wish, kb: KnowledgeBase) -> Iterator[Choice]:
    kinds = {trait.id for trait in kb.choice.traits if not trait.amounts}
    ways_in = {row.role.id: row for row in ranked(ENTRY, kb.roles.values(), kb)}
    ease = _ease(list(ways_in))
    for role in kb.roles.values():
        if not role.traits:
            continue
        traits = {**role.traits, ENTRY: ease.get(role.id, 1)}
        of_kind = {trait: amount for trait, amount in role.traits.items() if trait in kinds}
        liked, brought = _share(wanted.liked, of_kind), _share(wanted.brought, of_kind)
        score = sum(liked.values()) + sum(brought.values()) - _cost(wanted, traits)
        yield Choice(role, score, traits, _strongest(liked), _strongest(brought), ways_in.get(role.id))


def _ease(easiest_first: Sequence[str]) -> dict[str, int]:
    """Role → 3 for the easiest quarter, 0 for the hardest."""
    parts = MOST_OF_A_TRAIT + 1
    return {role: MOST_OF_A_TRAIT - place * parts // len(easiest_first) for place, role in enumerate(easiest_first)}


def _share(wished: Mapping[str, float], traits: Mapping[str, int]) -> dict[str, float]:
    """What each trait speaks for a role: one of a single trait has it purer than one of five."""
    length = _length(traits.values())
    return {trait: amount * traits[trait] / length for trait, amount in wished.items() if trait in traits}


def _strongest(shares: Mapping[str, float]) -> tuple[str, ...]:
    return tuple(sorted((trait for trait in shares if shares[trait] > 0), key=lambda trait: -shares[trait]))


def _cost(wanted: Wish, traits: Mapping[str, int]) -> float:
    over = (max(0, traits.get(trait, 0) - most) for trait, most in wanted.at_most.items())
    under = (max(0, least - traits.get(trait, 0)) for trait, least in wanted.at_least.items())
    return TOO_MUCH * sum(over) + TOO_LITTLE * sum(under)


def _alike(one: Role, other: Role) -> bool:
    common = sum(amount * other.traits.get(trait, 0) for trait, amount in one.traits.items())
    return common >= ALIKE * _length(one.traits.values()) * _length(other.traits.values())


def _length(amounts: Iterable[int]) -> float:
    return sqrt(sum(amount * amount for amount in amounts))
