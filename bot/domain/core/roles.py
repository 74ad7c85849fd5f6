"""A role: the skills it asks for, its topics, ladder and way in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from bot.domain.core.levels import ROLE_LEVELS, Importance, RoleLevel, SkillLevel
from bot.domain.core.occupations import Education, OccupationLink
from bot.domain.core.skills import Skill
from bot.domain.core.sources import Claim, Factor
from bot.domain.core.strict import STRICT

TopicId = Literal[
    "overview",
    "duties",
    "skills",
    "education",
    "sequence",
    "levels",
    "portfolio",
    "job-search",
    "related",
    "outlook",
    "ai",
]
TOPICS: tuple[TopicId, ...] = get_args(TopicId)


@dataclass(frozen=True)
class RoleSkill:
    """A skill that a role asks for."""

    skill: str
    weight: float
    """0 to 1."""
    importance: Importance
    basis: str
    """guide, estimate, or the O*NET release and occupation."""
    levels: Mapping[RoleLevel, SkillLevel] = field(default_factory=dict)
    """Role level → skill level needed from there on. A role level left out takes the one below it; before the first
    the skill is not asked for yet. Without any: by importance, as levels.yaml says."""
    why: str = ""
    """One line: what the role does with it."""
    alternatives: tuple[str, ...] = ()
    """Skills that serve as well (AWS or Azure); the best one held counts."""
    name: str = ""
    """What to call it where any of the alternatives will do: `one cloud platform`."""

    def needed(self, level: RoleLevel, expects: Mapping[Importance, SkillLevel]) -> SkillLevel | None:
        """The skill level asked for at a role level; none where the skill comes only later."""
        if not self.levels:
            return expects[self.importance]
        upto = ROLE_LEVELS[: ROLE_LEVELS.index(level) + 1]
        return next((self.levels[one] for one in reversed(upto) if one in self.levels), None)


@dataclass(frozen=True)
class Evidence:
    """Skills that a survey names for an occupation of the role: told when asked for, never counted as missing."""

    source: str
    """Id of a source in sources.yaml."""
    occupation: str
    """Code of the occupation surveyed."""
    skills: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One point of a topic: a duty, a skill group, a route, a portfolio tactic."""

    text: str
    name: str = ""
    aliases: tuple[str, ...] = ()
    """Words by which members ask for this very point; it then comes first."""
    skills: tuple[str, ...] = ()
    source: str = ""
    """Where it differs from the topic's."""


@dataclass(frozen=True)
class Topic:
    """A theme of a role, in our words: one leading sentence that answers, then its points."""

    topic: TopicId
    text: str
    source: str
    section: str = ""
    items: tuple[Item, ...] = ()
    opinion: bool = False
    """Advice rather than fact; labelled as such."""


@dataclass(frozen=True)
class Rung:
    """One level of a role's career ladder."""

    level: RoleLevel
    name: str
    years: tuple[int, int | None]
    """From, to (none: open)."""
    text: str
    source: str
    section: str = ""

    def fits(self, years: float) -> bool:
        """Ladders overlap: several rungs may fit."""
        return self.years[0] <= years and (self.years[1] is None or years <= self.years[1])


@dataclass(frozen=True)
class Stage:
    """One stage of a role's roadmap."""

    name: str
    skills: tuple[str, ...]
    text: str
    source: str
    section: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class RelatedRole:
    """A neighbouring role and what sets it apart."""

    role: str
    text: str
    source: str


@dataclass(frozen=True)
class Role:
    """One role, one file: knowledge/roles/<id>.yaml."""

    __pydantic_config__ = STRICT
    id: str
    name: str
    summary: str
    """One sentence: what the role does."""
    source: str
    """Source of the summary."""
    aliases: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    """Names of the field ("ml", "devops"): they mean this role when no role is named."""
    skills: tuple[RoleSkill, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    topics: tuple[Topic, ...] = ()
    stages: tuple[Stage, ...] = ()
    ladder: tuple[Rung, ...] = ()
    related: tuple[RelatedRole, ...] = ()
    occupations: tuple[OccupationLink, ...] = ()
    education: tuple[Education, ...] = ()
    claims: tuple[Claim, ...] = ()
    traits: Mapping[str, int] = field(default_factory=dict)
    """Trait of choice.yaml → how much of the work it is, 1 to 3; without any the role is not proposed to a newcomer."""
    new_skills: tuple[Skill, ...] = ()
    """Skills that only this file defines, as in skills.yaml."""
    renamed: tuple[str, ...] = ()
    """Ids this role had before, so that no member loses a goal when the file gets another name."""

    def topic(self, topic: TopicId) -> Topic | None:
        return next((t for t in self.topics if t.topic == topic), None)

    def instead_of(self, skill: str) -> tuple[str, ...]:
        """The other skills that serve this role where `skill` does."""
        serving = ((asked.skill, *asked.alternatives) for asked in self.skills)
        return tuple(other for options in serving if skill in options for other in options if other != skill)

    def claims_about(
        self, topic: str, *, level: RoleLevel | None = None, factor: Factor | None = None
    ) -> tuple[Claim, ...]:
        """Those that belong beside the figures of the United States."""
        wanted = (topic, level, factor)
        return tuple(c for c in self.claims if (c.topic, c.level, c.factor) == wanted and c.at_home)
