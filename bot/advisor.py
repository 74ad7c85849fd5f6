"""What a member can ask for: gathers knowledge and record, lets the domain decide, stores what changed."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Unpack
from weakref import WeakValueDictionary

from bot.domain.core.check_in import CheckIn
from bot.domain.core.conversation import NEW, Conversation
from bot.domain.core.profile import PLAN_CHOICES, Profile
from bot.domain.core.query import Intent, Query, SkillReport
from bot.domain.core.query_key import key_of, query_of
from bot.domain.core.reply import Form, Reply
from bot.domain.core.topics import TOPICS
from bot.domain.replies import privacy, reminders
from bot.domain.replies.answer import answer, depends_on_member
from bot.domain.replies.skills import taken_back
from bot.domain.understanding.message import Understanding
from bot.domain.understanding.options import Options, from_options
from bot.storage.check_ins import CheckIns
from bot.storage.profiles import Profiles

READ_AT_ONCE = 200
"""Characters up to which a message is read between two others; a longer one would keep them waiting."""
SAME_FOR_ALL_KEPT = 1_000
SESSIONS_KEPT = 10_000
"""Conversations that are remembered; the oldest is dropped first."""


class Advisor:
    """One advisor for all members. `knowledge` returns the present snapshot; `today` the date."""

    def __init__(
        self,
        knowledge: Callable[[], Understanding],
        profiles: Profiles,
        *,
        check_ins: CheckIns | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        """`check_ins`: where the front end can write to members by itself."""
        self._knowledge = knowledge
        self._profiles = profiles
        self._check_ins = check_ins
        self._today = today
        self._conversations: OrderedDict[str, Conversation] = OrderedDict()
        self._turn = asyncio.Lock()
        self._reading_long = asyncio.Lock()
        self._lines: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        """Each member has one message read at a time: who sends many at once waits for oneself."""
        self._shared: _SameForAll | None = None

    async def ask(self, member: str, session: str, text: str) -> Reply:
        """Free text → reply. `session` is the conversation that follow-ups refer back to."""
        query, mind = await self.consider(member, session, text)
        return await self.reply(member, session, query, mind)

    async def consider(self, member: str, session: str, text: str) -> tuple[Query, Understanding]:
        """What free text asks for, and the snapshot it was read against; nothing is stored."""
        mind = self._knowledge()
        async with self._lines.setdefault(member, asyncio.Lock()):
            return await self._read(session, text, mind), mind

    async def _read(self, session: str, text: str, mind: Understanding) -> Query:
        """One long message at a time, and one short: whatever else waits is served between two of them."""
        if len(text) > READ_AT_ONCE:
            async with self._reading_long:
                return await asyncio.to_thread(mind.understand, text, self.conversation(session))
        async with self._turn:
            await asyncio.sleep(0)
            so_far = self.conversation(session)
            return mind.understand(text, so_far) if so_far is not NEW else self._opening(text, mind)

    def conversation(self, session: str) -> Conversation:
        """What the session has spoken of so far."""
        return self._conversations.get(session, NEW)

    def _opening(self, text: str, mind: Understanding) -> Query:
        """What opens a conversation is often a question that a button or a list offered: read once for all."""
        kept = self._same_for_all(mind).openings
        query = kept.get(text) or mind.understand(text)
        if not query.report:  # what members say of themselves is kept in their record alone
            kept[text] = query
        return query

    async def ask_for(self, member: str, session: str, intent: Intent, **options: Unpack[Options]) -> Reply:
        """A filled-in form → reply."""
        mind = self._knowledge()
        return await self.reply(member, session, from_options(mind, intent, **options), mind)

    async def again(self, member: str, key: str) -> Reply | None:
        """The reply to a query of before, by its key; the conversation stays where it is. None if it is not known."""
        mind = self._knowledge()
        query = query_of(key, mind.kb)
        return self._answer(query, await self._record_for(query, member), mind) if query else None

    def without_record(self, reply: Reply) -> Reply | None:
        """The same answer for anybody's eyes; None where it would say nothing without the member's record."""
        query = reply.query
        if query is None or query.report.changes or not TOPICS[query.intent].general:
            return None
        general = self._answer(query.replace(report=SkillReport()), Profile(""), self._knowledge())
        return None if general.private or general.kind != reply.kind else general

    async def reply(self, member: str, session: str, query: Query, mind: Understanding) -> Reply:
        """A query, from free text or from filled-in options → reply."""
        if not mind.kb.community.topics:  # also what is stored follows from what the community wants
            query = mind.answered_as(query)
        if query.intent in _OWN_DATA:
            return replace(await _OWN_DATA[query.intent](self, member), query=query)
        if not _changes_record(query):
            profile = await self._record_for(query, member)
            reply = self._answer(query, profile, mind)
            self._remember(session, query, SkillReport(), reply, mind)
            return reply
        return await self._changed(member, session, query, mind)

    async def _changed(self, member: str, session: str, query: Query, mind: Understanding) -> Reply:
        """The reply to something that may change the record: with what is to be confirmed, and what may be undone."""
        today, seen = self._today(), [Profile(member)]

        def change(before: Profile) -> Profile:
            seen[0] = before
            return before.updated_by(query, mind.kb, today)

        profile = await self._profiles.update(member, change)
        pending = profile.to_confirm(query.report)
        if query.report.order == "undo":
            return replace(taken_back(seen[0], profile, mind.kb), query=query)
        reply = self._answer(query, profile, mind)
        self._remember(session, query, pending, reply, mind)
        changed = profile.history != seen[0].history and query.intent is not Intent.READINESS
        undoes = profile.history[-1].step if changed else 0
        return replace(reply, pending=pending, undoes=undoes)

    async def confirm(self, member: str, session: str, report: SkillReport) -> Reply:
        """What a button stores that was asked before."""
        query = Query(Intent.ADD_SKILLS, report=report)
        return await self._changed(member, session, query, self._knowledge())

    async def undo(self, member: str, session: str, step: int) -> Reply | None:
        """Takes back the change of this number; None if it is not the last one any more."""
        profile = await self._profiles.get(member)
        if not profile.history or profile.history[-1].step != step:
            return None
        return await self.confirm(member, session, SkillReport(order="undo"))

    async def _record_for(self, query: Query, member: str) -> Profile:
        """Nothing is fetched for a reply that is the same for everyone: many are."""
        return await self._profiles.get(member) if depends_on_member(query) else Profile(member)

    def _answer(self, query: Query, profile: Profile, mind: Understanding) -> Reply:
        profile = replace(profile, goal=mind.kb.present_role(profile.goal))
        key = "" if depends_on_member(query) else key_of(query)
        kept = self._same_for_all(mind).replies
        reply = kept.get(key) or self._fresh(query, profile, mind)
        if key:
            kept[key] = reply
        return replace(reply, query=reply.query or query, confidence=query.confidence)

    def _fresh(self, query: Query, profile: Profile, mind: Understanding) -> Reply:
        reply = answer(mind.answered_as(query), profile, mind.kb, today=self._today())
        if mind.kb.community.topics:
            return reply
        leading = (s for s in reply.suggestions if mind.answered_as(mind.understand(s.question)).decision == "answer")
        forms: tuple[Form, ...] = ("skills",) if reply.forms else ()
        return replace(reply, suggestions=tuple(leading), forms=forms)

    def _same_for_all(self, mind: Understanding) -> _SameForAll:
        """What was worked out before for the present knowledge and day."""
        day, kept = self._today(), self._shared
        if kept is None or kept.mind is not mind or kept.day != day or kept.full:
            kept = self._shared = _SameForAll(mind, day)
        return kept

    def _remember(self, session: str, query: Query, pending: SkillReport, reply: Reply, mind: Understanding) -> None:
        """What was asked to be confirmed is answered by the next message or never."""
        so_far = self.conversation(session)
        shown = [mind.kb.roles[role] for role in reply.roles]
        named = query.report.named
        skills = (*(skill for skill in so_far.skills if skill not in named), *named)
        offered = tuple(suggestion.question for suggestion in reply.suggestions)
        new = so_far.after(query, shown).replace(pending=pending, skills=skills, offered=offered)
        if new == NEW:
            return
        self._conversations[session] = new
        self._conversations.move_to_end(session)
        if len(self._conversations) > SESSIONS_KEPT:
            self._conversations.popitem(last=False)

    async def profile(self, member: str) -> Profile:
        profile = await self._profiles.get(member)
        return replace(profile, goal=self._knowledge().kb.present_role(profile.goal))

    async def check_in(self, check_in: CheckIn) -> Reply:
        """What a member is asked who wants to be asked every week."""
        return reminders.asked(check_in, await self.profile(check_in.member), self._knowledge().kb)

    async def show_reminders(self, member: str) -> Reply:
        if self._check_ins is None:
            return reminders.elsewhere()
        return reminders.shown(await self._check_ins.get(member), self._knowledge().kb)

    async def stop_reminders(self, member: str) -> Reply:
        if self._check_ins is None:
            return reminders.elsewhere()
        return reminders.stopped(await self._check_ins.stop(member))

    async def show_data(self, member: str) -> Reply:
        return privacy.shown(await self._profiles.counts(member))

    async def export_data(self, member: str) -> Reply:
        return privacy.exported(await self._profiles.export(member))

    async def export_text(self, member: str) -> str:
        """The same document, to be sent as a file."""
        return await self._profiles.export(member)

    async def confirm_deletion(self, member: str) -> Reply:
        return privacy.asked(await self._profiles.counts(member))

    async def erase_data(self, member: str) -> Reply:
        before = await self._profiles.erase(member)
        return privacy.erased(before, await self._profiles.counts(member))


@dataclass(frozen=True)
class _SameForAll:
    """Many members ask the same: each opening question is read once, each reply without a member in it made once."""

    mind: Understanding
    day: date
    openings: dict[str, Query] = field(default_factory=dict)
    replies: dict[str, Reply] = field(default_factory=dict)

    @property
    def full(self) -> bool:
        return max(len(self.openings), len(self.replies)) >= SAME_FOR_ALL_KEPT


def _changes_record(query: Query) -> bool:
    return bool(query.report) or query.intent in _CHANGING or query.step in PLAN_CHOICES


_CHANGING = {Intent.GOAL, Intent.READINESS}
_OWN_DATA = {
    Intent.REMINDERS: Advisor.show_reminders,
    Intent.STOP_REMINDERS: Advisor.stop_reminders,
    Intent.SHOW_DATA: Advisor.show_data,
    Intent.EXPORT_DATA: Advisor.export_data,
    Intent.DELETE_DATA: Advisor.confirm_deletion,
    Intent.ERASE_DATA: Advisor.erase_data,
}
