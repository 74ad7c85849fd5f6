"""How far somebody is: levels of skills and of roles, and the words for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from bot.domain.core.strict import STRICT

SkillLevel = Literal["beginner", "intermediate", "advanced"]
RoleLevel = Literal["junior", "mid", "senior", "staff"]
Importance = Literal["core", "important", "useful"]
SKILL_LEVELS: tuple[SkillLevel, ...] = get_args(SkillLevel)
ROLE_LEVELS: tuple[RoleLevel, ...] = get_args(RoleLevel)


@dataclass(frozen=True)
class RoleLevelWords:
    """A level of a career, as members name it."""

    id: RoleLevel
    name: str
    aliases: tuple[str, ...]
    expects: Mapping[Importance, SkillLevel]
    """The skill level looked for at this role level, by the skill's importance. Our estimate, said so when shown."""
    situations: tuple[str, ...] = ()
    """Words for the writer's situation that mean this level: "fresh out of school"."""


@dataclass(frozen=True)
class SkillLevelWords:
    """A level of a skill: what one can do, and the words that mean it."""

    id: SkillLevel
    can: str
    aliases: tuple[str, ...]
    years: float
    """From this many years of practice on, when years are all a member says."""
    beside: tuple[str, ...] = ()
    """Further words and phrases that give the level where they stand beside a skill."""


@dataclass(frozen=True)
class LevelsFile:
    """knowledge/levels.yaml"""

    __pydantic_config__ = STRICT
    role_levels: tuple[RoleLevelWords, ...]
    skill_levels: tuple[SkillLevelWords, ...]
