"""What a member wants, as far as it was understood."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.levels import RoleLevel, SkillLevel
from bot.domain.core.locations import Employer, Location
from bot.domain.core.roles import Role, TopicId
from bot.domain.core.sources import Factor

Decision = Literal["answer", "clarify", "abstain"]
Aspect = Literal["", "pay", "growth", "entry", "math", "coding", "research", "ai", "skills", "time", "how"]
"""The one respect in which roles are ranked or compared, or a role or skill is asked about."""
StepAct = Literal["", "done", "swap", "skip", "later", "first"]
"""done: it is learned, at a level still to be told; swap: what could take its place; the others are choices to keep."""

ERASE_CONFIRMATION = "Yes, delete everything you keep about me"
"""The very words that erase a member's record; nothing less does."""


class Intent(StrEnum):
    """What is asked for. Each has one line in the table of `answer`."""

    FAQ = "faq"
    ROLE = "role"
    SKILL = "skill"
    SALARY = "salary"
    FACTORS = "factors"
    ROADMAP = "roadmap"
    COMPARE = "compare"
    RANK = "rank"
    OCCUPATION = "occupation"
    GAP = "gap"
    NEXT = "next"
    PLAN = "plan"
    ADD_SKILLS = "skills.add"
    REMOVE_SKILLS = "skills.remove"
    LIST_SKILLS = "skills.list"
    GOAL = "goal"
    MATCH = "match"
    PROGRESS = "progress"
    READINESS = "readiness"
    REMINDERS = "reminders"
    STOP_REMINDERS = "reminders.stop"
    CHOOSE = "choose"
    SHOW_DATA = "privacy.show"
    EXPORT_DATA = "privacy.export"
    DELETE_DATA = "privacy.delete"
    ERASE_DATA = "privacy.erase"
    ROLES = "roles"
    HELP = "help"
    CHAT = "chat"
    DISTRESS = "distress"
    CLARIFY = "clarify"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SkillMention:
    """A skill in a member's words: its id, and the level they gave it, if any."""

    skill: str
    level: SkillLevel | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A term we do not know, as typed, with the names of known skills that look like it."""

    term: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SkillReport:
    """What a member says of their own skills, goal and hours."""

    known: tuple[SkillMention, ...] = ()
    """They can do it: stored at once."""
    doubtful: tuple[SkillMention, ...] = ()
    """They may mean that they can do it: put to them first."""
    denied: tuple[str, ...] = ()
    """They say they cannot (yet): never stored; if it was, they are asked whether to take it off."""
    removed: tuple[str, ...] = ()
    """They ask to take it off their record."""
    wanted: tuple[str, ...] = ()
    """They want to learn it: no skill yet."""
    unknown: tuple[Unknown, ...] = ()
    ambiguous: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(word as typed, skill ids it may mean): asked, never stored."""
    goal: str = ""
    """Id of the role they want to become."""
    unknown_goal: Unknown | None = None
    """What they want to become, where no role of ours has that name."""
    hours: float | None = None
    """Hours a week they have."""
    likely: float = 0.0
    """How likely the likeliest of what is doubtful is."""
    order: Literal["", "undo", "clear skills", "clear goal", "clear hours", "no"] = ""
    """Something about the record as a whole; "no" turns down what was asked."""
    named: tuple[str, ...] = ()
    """Ids of all skills that something was said of, in the order named."""
    corrects: bool = False
    """It corrects the report of the message before, so that it is about nothing else."""

    @property
    def firm(self) -> bool:
        """Whether it says something for sure, so that a message may be about nothing else."""
        return bool(self.known or self.removed or self.goal or self.hours or self.order)

    @property
    def changes(self) -> bool:
        """Whether it may change the record, at once or after a question."""
        skills = self.known or self.doubtful or self.denied or self.removed
        return bool(skills or self.goal or self.hours or self.order)

    def __bool__(self) -> bool:
        return bool(self.changes or self.wanted or self.unknown or self.ambiguous or self.unknown_goal)

    def replace(self, **changes: object) -> SkillReport:
        return dataclasses.replace(self, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Match:
    """One candidate of the ranker: an FAQ entry or an intent, the wording it matched, and the parts of its score."""

    entry: str
    score: float
    """Probability, 0 to 1."""
    phrase: str
    parts: tuple[tuple[str, float], ...] = ()
    share: float = 0.0
    """Of all candidates' chances, before anything is said on whether one of them is right at all."""


@dataclass(frozen=True, slots=True)
class Query:
    """One request, understood: objects of the knowledge base, not ids."""

    intent: Intent
    text: str = ""
    topic: TopicId | None = None
    entry: FaqEntry | None = None
    role: Role | None = None
    other_role: Role | None = None
    further_roles: tuple[Role, ...] = ()
    """Roles named beyond these two."""
    role_given: bool = False
    """Whether the role was named, now or earlier in the conversation."""
    named_roles: tuple[Role | str, ...] = ()
    """All roles and titles named, in their order; a title that is none of ours as typed."""
    occupation: str = ""
    """O*NET-SOC code of an occupation whose official card is asked for."""
    origin: Role | str | None = None
    """What the writer is or comes from, where another role is asked about; as typed where it is none of ours."""
    read_as: tuple[tuple[str, str], ...] = ()
    """(title as typed, name of the role it is counted as), where the two share no word."""
    aspect: Aspect = ""
    least: bool = False
    """Ranked from the other end: least math, worst paid."""
    level: RoleLevel | None = None
    levels: tuple[RoleLevel, ...] = ()
    """All levels named, where there are several; `level` is none then."""
    location: Location | None = None
    further_locations: tuple[Location, ...] = ()
    """Places named beyond the first."""
    unknown_place: str = ""
    employer: Employer | None = None
    employer_name: str = ""
    """The company as typed, where one was named and not only its kind."""
    factor: Factor | None = None
    """What may move pay, where one factor is asked about."""
    skills: tuple[str, ...] = ()
    """Ids of the skills the question names (not a report)."""
    hours: float | None = None
    """Hours a week."""
    years: float | None = None
    step: StepAct = ""
    """What is wanted of the plan's step that is the first of `skills`."""
    report: SkillReport = SkillReport()
    matches: tuple[Match, ...] = ()
    also: Query | None = None
    """A second question in the same message."""
    brief: bool = False
    """A question that the message may mean as well, less likely: it is told in one line."""
    unanswered: tuple[str, ...] = ()
    """Further questions of the message that are not answered, as typed."""
    readings: tuple[str, ...] = ()
    """Whole questions offered when it asks back, likeliest first."""
    language: str = ""
    """Name of the language the message is in, such as "German"; empty: English."""
    unrecognised: tuple[str, ...] = ()
    """What was named and is not known."""
    likeliest: Intent | None = None
    """Where it asks back: what the first reading asks for."""
    answers: tuple[int, ...] = ()
    """Of a self-assessment or the guided choice, in the order of the statements or questions."""
    why: bool = False
    """The arithmetic is wanted."""
    in_scope: float = 1.0
    """Probability that the question belongs to the advisor's field at all."""
    confidence: float = 1.0
    decision: Decision = "answer"

    def about(self, named: Sequence[Role | str]) -> Query:
        """The same question about these roles; titles that are none of ours stand as typed."""
        roles = [role for role in named if isinstance(role, Role)]
        return self.replace(
            named_roles=tuple(named),
            role=roles[0] if roles else None,
            role_given=bool(roles),
            other_role=roles[1] if len(roles) > 1 else None,
            further_roles=tuple(roles[2:]),
        )

    def learned(self, level: SkillLevel | None) -> Query:
        """The same with the first of its skills reported."""
        report = SkillReport((SkillMention(self.skills[0], level),), named=self.skills[:1])
        return self.replace(report=report)

    @property
    def typed_origin(self) -> str:
        """Where the writer comes from, as typed, if that is none of our roles."""
        return self.origin if isinstance(self.origin, str) else ""

    @property
    def unknown_roles(self) -> tuple[str, ...]:
        """Titles that read like a role and are none of ours, as typed."""
        return tuple(title for title in self.named_roles if isinstance(title, str))

    def replace(self, **changes: object) -> Query:
        return dataclasses.replace(self, **changes)  # type: ignore[arg-type]
