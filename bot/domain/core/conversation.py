"""What a conversation has spoken of so far: the state that later messages refer back to."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

from bot.domain.core.knowledge import Role
from bot.domain.core.query import Query, SkillReport


@dataclass(frozen=True)
class Conversation:
    """One session. A message that makes sense by itself ignores it; one that does not fills its gaps from it."""

    query: Query | None = None
    """The last question that was answered."""
    roles: tuple[Role, ...] = ()
    """Roles of the last reply that named any, in the order named: what "the second one" is."""
    skills: tuple[str, ...] = ()
    """Ids of the skills reported last, in the order named: what "both" and "the last two" are."""
    offered: tuple[str, ...] = ()
    """Whole questions that the last reply offered."""
    pending: SkillReport = field(default_factory=SkillReport)
    """What the member was asked to confirm; "yes" stores it."""

    def replace(self, **changes: object) -> Conversation:
        return dataclasses.replace(self, **changes)  # type: ignore[arg-type]


NEW = Conversation()
