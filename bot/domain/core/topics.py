"""What can be asked for: one row for each intent, the single source of truth on how it is treated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.domain.core.query import Intent

RoleNeed = Literal["none", "goal", "named", "own"]
"""none: does without; goal: takes the goal, and does without one; named: about a role named, else the goal;
own: about the goal unless a role is named now."""
Concern = Literal["nobody", "role", "member"]
"""Whose record may change the reply: nobody's; the goal's only where no role is named; the member's."""


@dataclass(frozen=True)
class Topic:
    """How an intent is treated."""

    role: RoleNeed = "none"
    concerns: Concern = "member"
    repeatable: bool = False
    """Asking it again changes nothing, so a button may."""
    led_by_words: bool = False
    """Its reply begins with the point whose words stand in the question."""
    general: bool = False
    """The reply says as much to somebody of whom nothing is known; a record only adds to it."""

    @property
    def needs_role(self) -> bool:
        return self.role in ("named", "own")


TOPICS: Mapping[Intent, Topic] = {
    Intent.FAQ: Topic(concerns="nobody", repeatable=True),
    Intent.ROLE: Topic("named", "role", repeatable=True, led_by_words=True),
    Intent.SKILL: Topic(repeatable=True, general=True),
    Intent.SALARY: Topic("named", "role", repeatable=True),
    Intent.FACTORS: Topic("named", "role", repeatable=True),
    Intent.ROADMAP: Topic("own", repeatable=True, led_by_words=True, general=True),
    Intent.COMPARE: Topic("named", "role", repeatable=True, led_by_words=True),
    Intent.RANK: Topic(concerns="nobody", repeatable=True),
    Intent.OCCUPATION: Topic(concerns="nobody", repeatable=True),
    Intent.GAP: Topic("own", repeatable=True),
    Intent.NEXT: Topic("own", repeatable=True),
    Intent.PLAN: Topic("own", repeatable=True),
    Intent.ADD_SKILLS: Topic(),
    Intent.REMOVE_SKILLS: Topic(),
    Intent.LIST_SKILLS: Topic(repeatable=True),
    Intent.GOAL: Topic(),
    Intent.MATCH: Topic(repeatable=True),
    Intent.PROGRESS: Topic("own", repeatable=True),
    Intent.READINESS: Topic("goal"),
    Intent.REMINDERS: Topic(),
    Intent.STOP_REMINDERS: Topic(),
    Intent.CHOOSE: Topic(concerns="nobody"),
    Intent.SHOW_DATA: Topic(),
    Intent.EXPORT_DATA: Topic(),
    Intent.DELETE_DATA: Topic(),
    Intent.ERASE_DATA: Topic(),
    Intent.ROLES: Topic(concerns="nobody", repeatable=True),
    Intent.HELP: Topic(concerns="nobody", repeatable=True),
    Intent.CHAT: Topic(concerns="nobody"),
    Intent.DISTRESS: Topic(concerns="nobody"),
    Intent.CLARIFY: Topic(concerns="nobody"),
    Intent.NONE: Topic(concerns="nobody"),
}
