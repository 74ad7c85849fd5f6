"""What the advisor remembers of one member, and how a request changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, get_args

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import RoleLevel, SkillLevel
from bot.domain.core.query import Intent, Query, SkillReport
from bot.domain.core.roles import Role

What = Literal["skill", "goal", "level", "hours", "readiness", "plan"]
"""What of a record changes."""
ASSUMED_LEVEL: SkillLevel = "intermediate"
"""For a skill reported without a level; the reply says so."""
PlanChoice = Literal["skip", "later", "first", "instead"]
"""A member's will for a step of their plan: left out, put off, begun with, or learned in place of one that serves
alike."""
PLAN_CHOICES: tuple[PlanChoice, ...] = get_args(PlanChoice)


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
    """One line of a member's history. `before` and `after` are a level, a role id, hours, a score or a choice for a
    step of the plan; empty: nothing."""

    on: date
    what: What
    item: str
    """The skill id, the readiness statement's id, or the step (see `Profile.plan`); empty otherwise."""
    before: str
    after: str
    step: int = 0
    """Changes of one message have the same number: they are undone together."""


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
    plan: Mapping[str, PlanChoice] = field(default_factory=dict)
    """What was chosen for steps of a plan: `role:skill` → choice. Another role's plan is another plan."""
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

    def plan_choices(self, role: str, kb: KnowledgeBase) -> dict[str, PlanChoice]:
        """Skill → what was chosen for it on the way to `role`, both by their present ids."""
        choices: dict[str, PlanChoice] = {}
        for step, choice in self.plan.items():
            aim, _, skill = step.partition(":")
            current = kb.present_skill(skill)
            if kb.present_role(aim) == role and current in kb.skills:
                choices[current] = choice
        return choices

    def choosing(self, role: Role, skill: str, choice: PlanChoice, today: date) -> Profile:
        """With a choice for a step. One step alone comes first, and of those that serve alike one is chosen."""
        mine = f"{role.id}:"
        changes: dict[str, PlanChoice | Literal[""]] = {mine + skill: choice}
        if choice == "first":
            changes |= {mine + other: "" for other in role.instead_of(skill)}
            earlier = [step for step, old in self.plan.items() if old == "first" and step.startswith(mine)]
            changes = {**dict.fromkeys(earlier, "instead"), **changes}
        changed = {step: new for step, new in changes.items() if self.plan.get(step, "") != new}
        history = (Change(today, "plan", step, self.plan.get(step, ""), new) for step, new in changed.items())
        kept = {step: old for step, old in self.plan.items() if step not in changed}
        plan = kept | {step: new for step, new in changed.items() if new}
        return replace(self, plan=plan, history=(*self.history, *history))

    def updated_by(self, query: Query, kb: KnowledgeBase, today: date) -> Profile:
        """The record after what `query` reports. Asking never changes it; skills, a goal or an assessment do."""
        report = query.report
        if report.order == "undo":
            return self.undone()
        new = self._ordered(report, today)
        for mention in report.known:
            held = new.skills.get(mention.skill)
            new = new.with_skill(mention.skill, mention.level or (held.level if held else ASSUMED_LEVEL), today)
        for skill in report.removed:
            new = new.without_skill(skill, today)
        goal = query.role.id if query.intent is Intent.GOAL and query.role else report.goal
        hours = query.hours if query.intent is Intent.GOAL else report.hours
        if goal or hours:
            level = query.level if query.intent is Intent.GOAL else None
            new = new.with_goal(goal, today, level=level, hours=hours)
        if query.intent is Intent.READINESS and query.answers:
            ids = (statement.id for statement in kb.readiness.statements)
            new = new.with_readiness(dict(zip(ids, query.answers, strict=True)), today)
        aim = query.role or kb.roles.get(kb.present_role(new.goal))
        if query.intent is Intent.PLAN and query.step in PLAN_CHOICES and aim:
            new = new.choosing(aim, query.skills[0], query.step, today)
        return new._numbered(len(self.history))

    def _ordered(self, report: SkillReport, today: date) -> Profile:
        """Without what the member wants cleared. All skills at once are asked about first: see `to_confirm`."""
        if report.order == "clear goal" and self.goal:
            return replace(self, goal="", history=(*self.history, Change(today, "goal", "", self.goal, "")))
        if report.order == "clear hours" and self.hours:
            change = Change(today, "hours", "", _text(self.hours), "")
            return replace(self, hours=None, history=(*self.history, change))
        return self

    def to_confirm(self, report: SkillReport) -> SkillReport:
        """What the member is asked before it is stored or removed; `self` is the record as it stands now."""
        gone = tuple(self.skills) if report.order == "clear skills" else report.denied
        return SkillReport(
            known=report.doubtful,
            removed=tuple(skill for skill in gone if skill in self.skills),
            named=report.named,
        )

    def _numbered(self, old: int) -> Profile:
        """The changes behind the first `old` ones belong together."""
        if len(self.history) <= old:
            return self
        step = max((change.step for change in self.history[:old]), default=0) + 1
        new = (replace(change, step=step) for change in self.history[old:])
        return replace(self, history=(*self.history[:old], *new))

    @property
    def last_step(self) -> tuple[Change, ...]:
        """The changes that `undone` takes back; changes from before they were numbered go one by one."""
        last = self.history[-1:]
        if not last or not last[0].step:
            return last
        return tuple(change for change in self.history if change.step == last[0].step)

    def undone(self) -> Profile:
        """The record before its last change, which the history forgets."""
        new = self
        for change in reversed(self.last_step):
            new = new._without(change)
        return replace(new, history=self.history[: len(self.history) - len(self.last_step)])

    def _without(self, change: Change) -> Profile:
        match change.what:
            case "skill":
                rest = {name: held for name, held in self.skills.items() if name != change.item}
                if change.before:
                    held = self.skills.get(change.item)
                    since = held.since if held else self._since(change)
                    rest[change.item] = HeldSkill(change.before, since, since)  # type: ignore[arg-type]
                return replace(self, skills=rest)
            case "readiness":
                scores = {name: score for name, score in self.readiness.items() if name != change.item}
                return replace(self, readiness=scores | ({change.item: int(change.before)} if change.before else {}))
            case "plan":
                before = {change.item: change.before} if change.before else {}
                others = {step: choice for step, choice in self.plan.items() if step != change.item}
                return replace(self, plan=others | before)  # type: ignore[arg-type]
            case "goal":
                return replace(self, goal=change.before)
            case "level":
                return replace(self, level=change.before or None)  # type: ignore[arg-type]
            case _:
                return replace(self, hours=float(change.before) if change.before else None)

    def _since(self, removal: Change) -> date:
        """The day a skill that is gone was first reported."""
        begun = [c.on for c in self.history if c.item == removal.item and c.what == "skill" and not c.before]
        return begun[-1] if begun else removal.on

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
