"""What the advisor remembers of one member, and how a request changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from bot.domain.core.knowledge import KnowledgeBase, RoleLevel, SkillLevel
from bot.domain.core.query import Intent, Query

ASSUMED_LEVEL: SkillLevel = "intermediate"
"""For a skill reported without a level; the reply says so."""


@dataclass(frozen=True)
class HeldSkill:
    """A skill on a member's record."""

    level: SkillLevel
    since: date
    """The day it was first reported."""
    changed: date
    """The day the level was last reported."""


@dataclass(frozen=True)
class Change:
    """One line of a member's history. `before` and `after` are a level, a role id, hours or a score; empty: nothing."""

    on: date
    what: Literal["skill", "goal", "level", "hours", "readiness"]
    item: str
    """The skill id, or the readiness statement's id; empty otherwise."""
    before: str
    after: str


@dataclass(frozen=True)
class Profile:
    """One member's record: ids only, so that the knowledge may change under it."""

    member: str
    skills: Mapping[str, HeldSkill] = field(default_factory=dict)
    goal: str = ""
    """A role id."""
    level: RoleLevel | None = None
    hours: float | None = None
    """Hours a week for learning."""
    readiness: Mapping[str, int] = field(default_factory=dict)
    """The last self-assessment: statement id → 1 to 5."""
    history: tuple[Change, ...] = ()
    """Oldest first."""

    def with_skill(self, skill: str, level: SkillLevel, today: date) -> Profile:
        """The same level again changes the date only."""
        held = self.skills.get(skill)
        new = HeldSkill(level, held.since if held else today, today)
        history = self.history
        if not held or held.level != level:
            history += (Change(today, "skill", skill, held.level if held else "", level),)
        return replace(self, skills={**self.skills, skill: new}, history=history)

    def without_skill(self, skill: str, today: date) -> Profile:
        held = self.skills.get(skill)
        if held is None:
            return self
        rest = {name: value for name, value in self.skills.items() if name != skill}
        return replace(self, skills=rest, history=(*self.history, Change(today, "skill", skill, held.level, "")))

    def with_goal(
        self, role: str, today: date, *, level: RoleLevel | None = None, hours: float | None = None
    ) -> Profile:
        """Empty or missing values leave what is there."""
        new, history = self, list(self.history)
        for what, value in (("goal", role or None), ("level", level), ("hours", hours)):
            before = getattr(self, what)
            if value is not None and value != before:
                new = replace(new, **{what: value})  # type: ignore[arg-type]
                history.append(Change(today, what, "", _text(before), _text(value)))  # type: ignore[arg-type]
        return replace(new, history=tuple(history))

    def updated_by(self, query: Query, kb: KnowledgeBase, today: date) -> Profile:
        """The record after what `query` reports. Asking never changes it; skills, a goal or an assessment do."""
        new = self
        for mention in query.report.known:
            held = new.skills.get(mention.skill)
            new = new.with_skill(mention.skill, mention.level or (held.level if held else ASSUMED_LEVEL), today)
        for skill in (*query.report.denied, *query.report.removed):
            new = new.without_skill(skill, today)
        if query.intent is Intent.GOAL and (query.role or query.hours):
            role = query.role.id if query.role else ""
            new = new.with_goal(role, today, level=query.level, hours=query.hours)
        if query.intent is Intent.READINESS and query.answers:
            ids = (statement.id for statement in kb.readiness.statements)
            new = new.with_readiness(dict(zip(ids, query.answers, strict=True)), today)
        return new

    def with_readiness(self, answers: Mapping[str, int], today: date) -> Profile:
        changes = tuple(
            Change(today, "readiness", item, _text(self.readiness.get(item)), str(value))
            for item, value in answers.items()
        )
        return replace(self, readiness={**self.readiness, **answers}, history=self.history + changes)


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)
