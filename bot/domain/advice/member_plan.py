"""A member's own plan for a role: what is left, in which order, how long. Every reply that speaks of it asks here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.domain.advice.plan import (
    DEFAULT_LEVEL,
    Choices,
    Standing,
    Step,
    held_levels,
    planned,
    standings,
    total_hours,
)
from bot.domain.advice.timing import Pace
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import RoleLevel, SkillLevel
from bot.domain.core.profile import PlanChoice, Profile
from bot.domain.core.query import Query
from bot.domain.core.roles import Role

MOST_SWAPS = 10


@dataclass(frozen=True)
class Swap:
    """What could be learned now in the place of a step."""

    skill: str
    kind: Literal["instead", "before", "back"]
    """It serves the role alike; a later step that can be begun now; one left out or put off."""


@dataclass(frozen=True)
class Milestone:
    """The end of the stage that the present step belongs to."""

    name: str
    steps: int
    """How many of the plan's steps lead there."""


@dataclass(frozen=True)
class MemberPlan:
    """What is left for a role, as the member chose it."""

    role: Role
    level: RoleLevel
    held: Mapping[str, SkillLevel]
    rows: tuple[Standing, ...]
    steps: tuple[Step, ...]
    choices: Choices
    pace: Pace
    kb: KnowledgeBase

    @classmethod
    def of(cls, role: Role, query: Query, profile: Profile, kb: KnowledgeBase) -> MemberPlan:
        held = held_levels(profile, kb)
        level = query.level or profile.level or DEFAULT_LEVEL
        choices = profile.plan_choices(role.id, kb)
        rows = standings(role, level, held, kb, choices=choices)
        steps = planned(rows, held, kb, choices)
        return cls(role, level, held, rows, steps, choices, Pace.of(query, profile), kb)

    def hours(self, steps: int | None = None) -> tuple[int, int]:
        """Of the first so many steps together; of all."""
        return total_hours(self.steps[:steps])

    def chosen(self, choice: PlanChoice) -> tuple[str, ...]:
        """The skills with this choice that are still to be learned, weightiest first."""
        named = dict.fromkeys((*(row.target for row in self.rows), *sorted(self.choices)))
        return tuple(one for one in named if self.choices.get(one) == choice and self._is_open(one))

    def _is_open(self, skill: str) -> bool:
        """Whether the role still asks for it; of what others only build on, whether it is not held."""
        asked = [row for row in self.rows if skill in (row.skill, row.target)]
        return any(row.share < 1 for row in asked) if asked else skill not in self.held

    @property
    def milestone(self) -> Milestone | None:
        """None where the steps belong to no stage."""
        stands_for = {row.skill: row.target for row in self.rows}
        nearest, first = None, len(self.steps) + 1
        for stage in self.role.stages:
            skills = {stands_for.get(skill, skill) for skill in stage.skills}
            places = [n for n, step in enumerate(self.steps, 1) if step.skill in skills]
            if places and places[0] < first:
                nearest, first = Milestone(stage.name, places[-1]), places[0]
        return nearest

    def swaps(self, skill: str) -> tuple[Swap, ...]:
        """What could take the place of a step: what serves alike, what was left out, what can be begun."""
        begun = any(row.target == skill and row.reached for row in self.rows)
        alike = [] if begun else [one for one in self.role.instead_of(skill) if one in self.kb.skills]
        waiting = {step.skill for step in self.steps}
        ready = [s.skill for s in self.steps if not self.kb.builds_on[s.skill] & waiting]
        found = {one: Swap(one, "instead") for one in alike}
        for one in (*self.chosen("skip"), *self.chosen("later")):
            found.setdefault(one, Swap(one, "back"))
        for one in ready:
            found.setdefault(one, Swap(one, "before"))
        found.pop(skill, None)
        return tuple(found.values())[:MOST_SWAPS]
