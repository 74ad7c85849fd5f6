"""The names found in a text, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.domain.core.levels import RoleLevel, SkillLevel

MentionKind = Literal[
    "role",
    "skill",
    "ambiguous",
    "level",
    "skill-level",
    "place",
    "employer",
    "profession",
    "unknown-role",
    "hours",
    "years",
    "money",
]


@dataclass(frozen=True)
class Mention:
    """One name found in a text. `id` is the thing's id; for amounts it is the number as written out."""

    kind: MentionKind
    id: str
    start: int
    end: int
    text: str
    """As typed."""
    score: float = 1.0
    """1: spelled as we know it; less: typos were corrected."""
    weak: bool = False
    """A role only by its field ("ml"), a skill that may as well be a field, a level only by the writer's situation."""
    value: float = 0.0
    """Amounts: hours a week, years, or US dollars."""
    options: tuple[str, ...] = ()
    """Ambiguous words: the skills that may be meant."""


@dataclass(frozen=True)
class Mentions:
    """All names found in one text, in the order of the text."""

    all: tuple[Mention, ...] = ()

    def of(self, kind: MentionKind, *, weak: bool | None = None) -> tuple[Mention, ...]:
        return tuple(m for m in self.all if m.kind == kind and (weak is None or m.weak == weak))

    @property
    def roles(self) -> tuple[str, ...]:
        """Ids of the roles named outright, each once."""
        return _once(m.id for m in self.of("role", weak=False))

    @property
    def fields(self) -> tuple[str, ...]:
        """Ids of the roles that only their field stands for ("ml")."""
        return _once(m.id for m in self.of("role", weak=True))

    @property
    def skills(self) -> tuple[str, ...]:
        return _once(m.id for m in self.of("skill"))

    @property
    def places(self) -> tuple[str, ...]:
        return _once(m.id for m in self.of("place"))

    @property
    def employers(self) -> tuple[str, ...]:
        return _once(m.id for m in self.of("employer"))

    @property
    def professions(self) -> tuple[str, ...]:
        return _once(m.id for m in self.of("profession"))

    @property
    def levels(self) -> tuple[RoleLevel, ...]:
        """Role levels named outright, else those that the writer's situation means."""
        named = self.of("level", weak=False) or self.of("level")
        return _once(m.id for m in named)  # type: ignore[return-value]

    @property
    def skill_levels(self) -> tuple[SkillLevel, ...]:
        return _once(m.id for m in self.of("skill-level"))  # type: ignore[return-value]

    @property
    def hours(self) -> float | None:
        """Hours a week."""
        return next((m.value for m in self.of("hours")), None)

    @property
    def years(self) -> float | None:
        return next((m.value for m in self.of("years")), None)

    @property
    def money(self) -> float | None:
        return next((m.value for m in self.of("money")), None)


def _once(ids: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))  # type: ignore[call-overload]
