"""What a conversation has spoken of so far: the state that later messages refer back to."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.core.query import Intent, Query, SkillReport
from bot.domain.core.roles import Role


@dataclass(frozen=True)
class Conversation:
    """One session. A message that makes sense by itself ignores it; one that does not fills its gaps from it."""

    query: Query | None = None
    """The last question that was answered."""
    roles: tuple[Role | str, ...] = ()
    """Roles named last, in the order named: what "the second one" is. One that is none of ours as typed."""
    earlier: tuple[Role | str, ...] = ()
    """Roles spoken of before these, the latest first: what "the other one" and "those two" reach back to."""
    origin: Role | str | None = None
    """What the member is or comes from; one that is none of ours as typed."""
    skills: tuple[str, ...] = ()
    """Ids of the skills reported, in the order named: "both" and "the last two" are the last of them."""
    offered: tuple[str, ...] = ()
    """Whole questions that the last reply offered, in their order: "2" asks the second."""
    pending: SkillReport = field(default_factory=SkillReport)
    """What the member was asked to confirm; "yes" stores it."""

    def replace(self, **changes: object) -> Conversation:
        return dataclasses.replace(self, **changes)  # type: ignore[arg-type]

    def _speaking_of(self, roles: Sequence[Role | str]) -> Conversation:
        earlier: list[Role | str] = []
        for role in (*reversed(self.roles), *self.earlier):
            if role not in roles and role not in earlier:
                earlier.append(role)
        return self.replace(roles=tuple(roles), earlier=tuple(earlier[:REMEMBERED]))

    def after(self, query: Query, shown: Sequence[Role] = ()) -> Conversation:
        """What it is after `query` and a reply that showed these roles; one declined leaves the topic where it was."""
        asked = tuple(role for role in query.named_roles if role != query.origin)
        spoken_of = (query.role,) if query.role and query.role_given else ()
        roles = tuple(shown) or asked or query.named_roles or spoken_of
        heard = self._speaking_of(roles) if roles else self
        heard = heard.replace(origin=query.origin or self.origin)
        if query.intent is Intent.CLARIFY and query.likeliest:
            return heard.replace(query=query.replace(intent=query.likeliest, also=None, readings=()))
        if query.intent in PASSING:
            return heard
        return heard.replace(query=query.replace(also=None, step=""))  # no follow-up changes a plan


REMEMBERED = 4
PASSING = (Intent.NONE, Intent.CLARIFY, Intent.CHAT, Intent.DISTRESS)
"""Messages after which the conversation is still about what it was about before."""
NEW = Conversation()
