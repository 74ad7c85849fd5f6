"""What a member gets: data that every front end can draw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from bot.domain.core.levels import SkillLevel
from bot.domain.core.picture import Picture
from bot.domain.core.query import Decision, Query, SkillReport, StepAct
from bot.domain.core.query_key import key_of

Kind = Literal[
    "faq", "role", "skill", "salary", "roadmap", "compare", "gap", "next", "plan", "skills", "goal", "match",
    "progress", "readiness", "reminders", "privacy", "help", "chat", "distress", "none",
]  # fmt: skip
Form = Literal["start", "skills", "hours", "reminders"]
"""What a front end that has forms can let a member fill in: goal, skills and hours at once; the skills of a role;
hours a week; when to be reminded."""


@dataclass(frozen=True)
class Section:
    """A heading (may be empty) and its lines, in Discord markdown."""

    heading: str
    lines: tuple[str, ...]
    folded: bool = False
    """May be hidden behind "more" where a front end can."""

    def plain(self) -> str:
        return "\n".join(([f"**{self.heading}**"] if self.heading else []) + list(self.lines))


@dataclass(frozen=True)
class Suggestion:
    """A whole question that a button or a number asks."""

    label: str
    question: str
    act: StepAct = ""
    """What it does to the step of the plan that the reply shows."""
    shown: str = ""
    """What a numbered list shows, where the question is none that one would read."""

    @property
    def listed(self) -> str:
        return self.shown or self.question


@dataclass(frozen=True)
class Menu:
    """The same seen from other sides: a front end with selects offers them below the reply."""

    label: str
    options: tuple[tuple[str, str], ...]
    """(name, key of what choosing it asks)."""

    @classmethod
    def of(cls, label: str, options: Iterable[tuple[str, Query]]) -> Menu:
        """Without what no key can ask for."""
        return cls(label, tuple((name, key) for name, query in options if (key := key_of(query))))


@dataclass(frozen=True)
class Offer:
    """A skill that could take the place of a plan's step, and what that would mean."""

    skill: str
    name: str
    says: str


@dataclass(frozen=True)
class CurrentStep:
    """The step of a plan that a reply shows, for a front end that lets members act on it."""

    role: str
    skill: str
    name: str
    target: SkillLevel
    """The level that the plan asks for."""
    swaps: tuple[Offer, ...] = ()


@dataclass(frozen=True)
class Reply:
    """The answer first, then sections; sources are the small print."""

    kind: Kind
    text: str
    title: str = ""
    sections: tuple[Section, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    sources: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    """The same facts to look at: a front end may leave them out."""
    decision: Decision = "answer"
    target: str = ""
    confidence: float = 1.0
    roles: tuple[str, ...] = ()
    """Ids of the roles it lists, in that order: what "the second one" is afterwards."""
    private: bool = False
    """Shows the member's own data: for their eyes only."""
    note: str = ""
    """One line said before everything else: what was stored, what was assumed."""
    query: Query | None = None
    """What it answers, for a front end that asks again."""
    pending: SkillReport = field(default_factory=SkillReport)
    """What the member is asked to confirm."""
    forms: tuple[Form, ...] = ()
    """What would fill the gaps that it tells of."""
    step: CurrentStep | None = None
    """The step of a plan that it shows."""
    questionnaire: str = ""
    """Custom id of a form that a front end may open in the place of the suggestions."""
    menus: tuple[Menu, ...] = ()
    family: int = 0
    """Number of the family of roles that it is about, from 1; 0: of none. For a front end that colors."""
    undoes: int = 0
    """Number of the change of the record that this reply tells of and that may be undone; 0: none."""

    def plain(self) -> str:
        """The whole reply as a member would read it, its title first, markdown included."""
        heading = f"**{self.title}**" if self.title else ""
        parts = [heading, self.note, self.text, *(section.plain() for section in self.sections)]
        if self.sources:
            parts.append("Source: " + "; ".join(self.sources))
        return "\n\n".join(part for part in parts if part)
