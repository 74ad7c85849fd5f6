"""What a member can ask for: gathers knowledge and record, lets the domain decide, stores what changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.domain.answer import answer
from bot.domain.profile import Profile
from bot.domain.query import Intent, Query
from bot.domain.replies import privacy
from bot.domain.reply import Reply
from bot.domain.understand import Understanding
from bot.storage.profiles import Profiles

SESSIONS_KEPT = 10_000
"""Conversations whose last query is remembered; the oldest is dropped first."""


class Advisor:
    """One advisor for all members. `knowledge` returns the present snapshot; `today` the date."""

    def __init__(
        self, knowledge: Callable[[], Understanding], profiles: Profiles, *, today: Callable[[], date] = date.today
    ) -> None:
        self._knowledge = knowledge
        self._profiles = profiles
        self._today = today
        self._previous: OrderedDict[str, Query] = OrderedDict()

    async def ask(self, member: str, session: str, text: str) -> Reply:
        """Free text → reply. `session` is the conversation that follow-ups refer back to."""
        mind = self._knowledge()
        query = mind.understand(text, previous=self._previous.get(session))
        return await self.reply(member, session, query, mind)

    async def reply(self, member: str, session: str, query: Query, mind: Understanding) -> Reply:
        """A query, from free text or from filled-in options → reply."""
        today = self._today()
        if query.intent in _OWN_DATA:
            return await _OWN_DATA[query.intent](self, member)
        if query.report or query.intent in _CHANGING:
            profile = await self._profiles.update(member, lambda before: before.updated_by(query, mind.kb, today))
        else:
            profile = await self._profiles.get(member)
        self._remember(session, query)
        return answer(query, profile, mind.kb, today=today)

    def _remember(self, session: str, query: Query) -> None:
        """A reply that declined leaves the conversation where it was."""
        if query.intent in (Intent.NONE, Intent.CLARIFY, Intent.CHAT, Intent.DISTRESS):
            return
        self._previous[session] = replace(query, also=None)
        self._previous.move_to_end(session)
        if len(self._previous) > SESSIONS_KEPT:
            self._previous.popitem(last=False)

    async def profile(self, member: str) -> Profile:
        return await self._profiles.get(member)

    async def show_data(self, member: str) -> Reply:
        return privacy.shown(await self._profiles.counts(member))

    async def export_data(self, member: str) -> Reply:
        return privacy.exported(await self._profiles.export(member))

    async def confirm_deletion(self, member: str) -> Reply:
        return privacy.asked(await self._profiles.counts(member))

    async def erase_data(self, member: str) -> Reply:
        before = await self._profiles.erase(member)
        return privacy.erased(before, await self._profiles.counts(member))


_CHANGING = {Intent.GOAL, Intent.READINESS}
_OWN_DATA = {
    Intent.SHOW_DATA: Advisor.show_data,
    Intent.EXPORT_DATA: Advisor.export_data,
    Intent.DELETE_DATA: Advisor.confirm_deletion,
    Intent.ERASE_DATA: Advisor.erase_data,
}
