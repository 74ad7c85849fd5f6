"""Skills, what they are learned from, and the projects that practice them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.domain.core.levels import SKILL_LEVELS, SkillLevel
from bot.domain.core.strict import STRICT


@dataclass(frozen=True)
class Resource:
    """One place to learn a skill from."""

    title: str
    url: str
    kind: str
    cost: str
    edition: str = ""
    """Of a book the year, of a recorded course its term; what is kept up to date has none."""
    seen: str = ""
    """The date of the public page in which the address was seen."""


@dataclass(frozen=True)
class Hours:
    """Cumulative study and practice hours to reach each level, prerequisites met: [low, high]."""

    beginner: tuple[int, int] | None = None
    intermediate: tuple[int, int] | None = None
    advanced: tuple[int, int] | None = None
    source: str = ""
    basis: Literal["sourced", "partly sourced", "estimate"] = "estimate"

    def at(self, level: SkillLevel) -> tuple[int, int] | None:
        """Hours for `level`, or for the highest level below it that has a figure."""
        for name in reversed(SKILL_LEVELS[: SKILL_LEVELS.index(level) + 1]):
            found: tuple[int, int] | None = getattr(self, name)
            if found:
                return found
        return None


@dataclass(frozen=True)
class Skill:
    """A skill with its other names, what it builds on, and how it is learned."""

    id: str
    name: str
    category: str
    aliases: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    """Ids of the skills it cannot be learned without; the graph of needs and helps has no cycle."""
    helps: tuple[str, ...] = ()
    """Ids of skills that make it easier: learned before it where both are wanted, never asked for because of it."""
    contains: Mapping[str, SkillLevel] = field(default_factory=dict)
    """For a stack or a certificate (MERN, Security+): skill → the highest level that having it shows."""
    hours: Hours = field(default_factory=Hours)
    resources: tuple[Resource, ...] = ()
    summary: str = ""
    """What it is, in a few words after its name: `a tool that packs a program with all it needs to run`."""


@dataclass(frozen=True)
class AmbiguousWord:
    """A word that may mean several skills, or no skill at all."""

    word: str
    skills: tuple[str, ...]
    """The readings, as skill ids."""
    other: str = ""
    """A reading that is no skill (cv: resume)."""
    rule: Literal["ask", "list", "plain"] = "ask"
    """ask: ask unless the context decides; list: a common word, a skill only beside other skills or a level;
    plain: always the skill."""
    context: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Reading → words that decide for it."""


@dataclass(frozen=True)
class Project:
    """A portfolio project with what makes it done."""

    id: str
    name: str
    text: str
    skills: Mapping[str, SkillLevel]
    """Skill id → the level that finishing it shows."""
    done: tuple[str, ...]
    hours: tuple[int, int]
    source: str = "editors"


@dataclass(frozen=True)
class SkillsFile:
    """knowledge/skills.yaml"""

    __pydantic_config__ = STRICT
    skills: tuple[Skill, ...]
    ambiguous: tuple[AmbiguousWord, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Old skill id → present one, so that no member loses a skill when the file changes."""


@dataclass(frozen=True)
class ProjectsFile:
    """knowledge/projects.yaml"""

    __pydantic_config__ = STRICT
    projects: tuple[Project, ...]
