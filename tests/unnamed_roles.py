"""Which roles a conversation has spoken of, and so whether an answer is about one that nobody named."""

from __future__ import annotations

from bot.domain.core.conversation import Conversation
from bot.domain.core.query import Intent
from bot.domain.core.reply import Reply
from bot.domain.names.finder import SPECIALIZATIONS
from bot.domain.understanding.message import Understanding

CHOOSES = {Intent.RANK, Intent.MATCH, Intent.ROLES}
"""Intents that ask for roles without naming one."""


class Heard:
    """The roles that a conversation has spoken of: named or implied by the asker, or shown to them before."""

    def __init__(self, understanding: Understanding) -> None:
        self._kb = understanding.kb
        self._finder = understanding.reader.finder
        self._continuation = understanding.continuation
        self._roles: set[str] = set()

    def asked(self, text: str) -> None:
        """A skill implies the roles that it counts for (HTML the frontend), a specialization its field, the last word
        of a title the one that begins like a role named before ("and researcher?" after UX Designer)."""
        roles = tuple(self._kb.roles[role] for role in sorted(self._roles))
        text = self._continuation.with_full_titles(text, Conversation(roles=roles))
        skills = set(self._finder.find(text).skills)
        self._roles |= self._named_in(text)
        if skills & set(SPECIALIZATIONS):
            self._roles |= {role.id for role in self._kb.roles.values() if "ml" in role.fields}
        self._roles |= {role.id for role in self._kb.roles.values() if skills & {one.skill for one in role.skills}}

    def told(self, reply: Reply) -> None:
        for text in (reply.plain(), *(suggestion.question for suggestion in reply.suggestions)):
            self._roles |= self._named_in(text)

    def unnamed(self, reply: Reply) -> set[str]:
        """What the answer is about, and nobody spoke of."""
        if reply.decision != "answer" or reply.query is None or reply.query.intent in CHOOSES:
            return set()
        named = {role.id for role in reply.query.named_roles if not isinstance(role, str)}
        return (named | ({reply.target} & set(self._kb.roles))) - self._roles

    def beside(self, reply: Reply) -> bool:
        """An entry of the FAQ whose question is about roles, none of which anybody spoke of."""
        if reply.decision != "answer" or reply.kind != "faq" or reply.target not in self._kb.faq:
            return False
        about = self._named_in(self._kb.faq[reply.target].question)
        return bool(about) and not about & self._roles

    def _named_in(self, text: str) -> set[str]:
        return {mention.id for mention in self._finder.find(text).of("role")}
