"""What a reply shows as a picture: plain numbers, told in words too for a reader who sees none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, TypeVar

from bot.domain.core.levels import SKILL_LEVELS, Importance, SkillLevel
from bot.domain.core.wording import counted, day

LONGEST = 1000
"""Characters of a picture in words: what a screen reader says of it at one go."""
When = Literal["done", "now", "next", "later"]
Mark = Literal["reached", "begun", "missing"]
PictureKind = Literal["gap", "roadmap", "progress", "salary", "compare", "match"]


@dataclass(frozen=True)
class Picture:
    """What every picture has. Numbers and names are those of the reply that it belongs to."""

    kind: ClassVar[PictureKind]
    title: str
    lead: str
    """What it comes to, in one line."""
    sources: tuple[str, ...]
    """Where the numbers come from, each with its date; empty where that stands beside each."""

    def facts(self) -> tuple[str, ...]:
        """Everything that is drawn, a line each."""
        raise NotImplementedError

    def words(self) -> str:
        """The picture for somebody who does not see it."""
        source = f"Source: {'; '.join(self.sources)}" if self.sources else ""
        parts = (self.title, self.lead, *self.facts(), source)
        return " ".join(f"{part.rstrip('.')}." for part in parts if part)


P = TypeVar("P", bound=Picture)


def fitting(candidates: Iterable[P]) -> tuple[P, ...]:
    """The first that can be told in words as well, as a reply takes it; none if all are too long."""
    return next(((one,) for one in candidates if len(one.words()) <= LONGEST), ())


# Skills


@dataclass(frozen=True)
class SkillBar:
    """A skill that a role asks for, and how much of it is there."""

    name: str
    importance: Importance
    needed: SkillLevel
    reached: SkillLevel | None
    inferred: bool = False
    """Not reported, but following from another skill."""

    @property
    def mark(self) -> Mark:
        if self.reached is None:
            return "missing"
        enough = SKILL_LEVELS.index(self.reached) >= SKILL_LEVELS.index(self.needed)
        return "reached" if enough else "begun"

    def fact(self) -> str:
        inferred = " (inferred)" if self.inferred else ""
        has = f"{self.reached}{inferred}" if self.reached else "none"
        return f"{self.name}: has {has}, needs {self.needed}"


@dataclass(frozen=True)
class GapPicture(Picture):
    """Have against need, skill by skill."""

    kind = "gap"
    bars: tuple[SkillBar, ...]
    left_out: int = 0
    """Skills of less weight that only the reply's text names."""

    def facts(self) -> tuple[str, ...]:
        kinds = dict.fromkeys(bar.importance for bar in self.bars)
        lines = [f"{kind.capitalize()}: {_semicolons(self.of(kind))}" for kind in kinds]
        return (*lines, *([self.rest] if self.rest else []))

    def of(self, importance: Importance) -> tuple[SkillBar, ...]:
        return tuple(bar for bar in self.bars if bar.importance == importance)

    @property
    def rest(self) -> str:
        return f"{counted(self.left_out, 'skill')} of less weight not drawn" if self.left_out else ""


def _semicolons(bars: Iterable[SkillBar]) -> str:
    return "; ".join(bar.fact() for bar in bars)


# The way to a role


@dataclass(frozen=True)
class StageSkill:
    """A skill in a stage, and how far the member has it."""

    name: str
    mark: Mark
    note: str = ""
    """`inferred`, or the role level from which on it is asked for."""

    def told(self) -> str:
        return f"{self.name} ({self.note})" if self.note else self.name


@dataclass(frozen=True)
class StageStop:
    """A stage on the map."""

    name: str
    when: When
    skills: tuple[StageSkill, ...]
    left_out: int = 0

    def fact(self) -> str:
        """The skills by how far they are there: what is reached first."""
        told = [self._told("reached", "reached "), self._told("begun", "begun "), self._told("missing", "")]
        rest = f"{self.left_out} more" if self.left_out else ""
        return f"{self.name}, {self.when}: {'; '.join(part for part in (*told, rest) if part)}".rstrip(": ")

    def _told(self, mark: Mark, word: str) -> str:
        names = [skill.told() for skill in self.skills if skill.mark == mark]
        return f"{word}{', '.join(names)}" if names else ""


@dataclass(frozen=True)
class RoadmapPicture(Picture):
    """The stages as stops on one line."""

    kind = "roadmap"
    stops: tuple[StageStop, ...]

    def facts(self) -> tuple[str, ...]:
        return tuple(f"{number}, {stop.fact()}" for number, stop in enumerate(self.stops, 1))


# Readiness over time


@dataclass(frozen=True)
class Point:
    """Readiness at the end of a day, and what was learned on it."""

    on: date
    percent: float
    changes: tuple[str, ...]
    left_out: int = 0

    @property
    def learned(self) -> str:
        more = [f"{self.left_out} more"] if self.left_out else []
        return ", ".join((*self.changes, *more))

    def fact(self) -> str:
        return f"{day(self.on)}, {self.percent:.0f}%: {self.learned}"


@dataclass(frozen=True)
class ProgressPicture(Picture):
    """Readiness from one report to the next: it moves on the days of the reports and rests in between."""

    kind = "progress"
    points: tuple[Point, ...]
    earlier: int = 0
    """Days with reports before the first one drawn."""

    def facts(self) -> tuple[str, ...]:
        before = (f"{counted(self.earlier, 'earlier day')} not drawn",) if self.earlier else ()
        return (*before, *(point.fact() for point in self.points))


# Fit


@dataclass(frozen=True)
class FitBar:
    """How far the skills reach one role."""

    role: str
    percent: float
    core: str
    """`5 of 6 core skills`; empty if the role has none."""

    def fact(self) -> str:
        return f"{self.role} {self.percent:.0f}%{f' ({self.core})' if self.core else ''}"


@dataclass(frozen=True)
class MatchPicture(Picture):
    """The roles that a member's skills fit best."""

    kind = "match"
    bars: tuple[FitBar, ...]

    def facts(self) -> tuple[str, ...]:
        return tuple(bar.fact() for bar in self.bars)
