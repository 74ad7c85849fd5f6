"""What becomes of questions: counted, kept where nothing answered them, and shown to moderators in groups."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial

from bot.domain.core.query import Query
from bot.domain.core.reply import Reply
from bot.domain.faq.replay import answered
from bot.domain.faq.unanswered import Count, Group, Why, grouped, to_show, visible_texts, waits, worth_keeping
from bot.domain.replies import faq_digest, faq_stats
from bot.domain.understanding.message import Understanding
from bot.errors import BotError, DatabaseError
from bot.storage.database import Database
from bot.storage.questions import Questions

_log = logging.getLogger(__name__)


class QuestionDesk:
    """Part of the moderators' desk (`FaqDesk.questions`)."""

    def __init__(
        self, database: Database, mind: Callable[[], Awaitable[Understanding]], today: Callable[[], date]
    ) -> None:
        self._questions = Questions(database)
        self._mind = mind
        self._today = today

    async def asked(self, asker: str, question: str, reply: Reply) -> None:
        """Counts; the words are kept only where nothing was answered. The answer was given, so nothing is told of
        a failure but to the log."""
        if reply.kind == "distress":
            return
        with _only_logged():
            await self._count_and_keep(asker, question, reply)

    async def _count_and_keep(self, asker: str, question: str, reply: Reply) -> None:
        await self._questions.count(reply.decision, reply.target if reply.kind == "faq" else "", self._today())
        if reply.decision == "abstain":
            read = reply.query or await self._read(question)
            await self._keep(asker, question, read, "unanswered")

    async def solved(self, entry: str) -> None:
        """The answer helped; `entry` is empty where it came from no FAQ entry."""
        with _only_logged():
            await self._questions.count("solved", entry, self._today())

    async def not_meant(self, asker: str, question: str, entry: str) -> None:
        """The answer was to another question."""
        with _only_logged():
            await self._questions.count("wrong", entry, self._today())
            await self._keep(asker, question, await self._read(question), "rejected", entry)

    async def none_of(self, asker: str, question: str) -> None:
        """Of the readings that were offered."""
        with _only_logged():
            await self._keep(asker, question, await self._read(question), "rejected")

    async def confirmed(self, asker: str, question: str, entry: str) -> None:
        """The reading that leads to `entry` is what was meant: the question may become one of its wordings."""
        known = (await self._mind()).kb.faq.get(entry)
        if known and question not in known.phrases:
            with _only_logged():
                await self._keep(asker, question, await self._read(question), "confirmed", entry)

    async def share(self, asker: str, question: str) -> str:
        """The asker wants moderators to see it: the words as they are kept. Empty where they may not be, since they
        tell of skills, or of distress."""
        read = await self._read(question)
        return await self._keep(asker, question, read, "unanswered", shared=True)

    async def shared_first(self, text: str) -> Group | None:
        """What these words belong to, if they wait for an answer and none alike was shared before."""
        kept = await self._questions.kept(self._today())
        mind = await self._mind()
        for group in await asyncio.to_thread(grouped, kept):
            if any(question.text == text for question in group.questions):
                first = sum(question.shared for question in group.questions) == 1
                return group if first and waits(group, partial(answered, mind)) else None
        return None

    async def _read(self, question: str) -> Query:
        return await asyncio.to_thread((await self._mind()).understand, question)

    async def _keep(
        self, asker: str, question: str, read: Query, why: Why, entry: str = "", *, shared: bool = False
    ) -> str:
        text = worth_keeping(question, read)
        if text:
            await self._questions.keep(asker, text, self._today(), why, target=entry, shared=shared)
        return text

    async def open_questions(self) -> tuple[Group, ...]:
        """What moderators may see of the questions that wait for an answer, or to be a wording; most asked first."""
        kept = await self._questions.kept(self._today())
        mind = await self._mind()
        return await asyncio.to_thread(to_show, kept, partial(answered, mind))

    async def open_question(self, number: int) -> Group:
        """The group that this question belongs to. Raises BotError if it is settled, answered, or gone."""
        kept = await self._questions.kept(self._today())
        mind = await self._mind()
        for group in await asyncio.to_thread(grouped, kept):
            if any(question.number == number for question in group.questions) and waits(group, partial(answered, mind)):
                return group
        raise BotError("This question is no longer waiting: it was answered, ignored, or is older than 30 days.")

    async def settle(self, group: Group) -> None:
        """Not shown again; alike questions join it for as long as it is kept."""
        await self._questions.settle(question.number for question in group.questions)

    async def stats(self) -> Reply:
        """Numbers only."""
        faq = (await self._mind()).kb.faq
        return faq_stats.reply(await self._present_counts(), faq, self._today())

    async def digest(self) -> str:
        """What the week held for moderators; empty where that is nothing."""
        faq = (await self._mind()).kb.faq
        counts = await self._present_counts()
        return faq_digest.text(await self.open_questions(), counts, faq, self._today())

    async def visible(self) -> list[str]:
        """The members' wordings that a moderator may see."""
        return visible_texts(await self._questions.kept(self._today()))

    async def purge(self) -> None:
        """Questions whose time is over, also where nobody asks or looks."""
        await self._questions.purge(self._today())

    async def _present_counts(self) -> list[Count]:
        """With what was counted for merged entries counted for those that they are part of."""
        kb = (await self._mind()).kb
        present = {old: entry.id for old, entry in kb.entries_by_id.items()}
        return [replace(one, entry=present.get(one.entry, one.entry)) for one in await self._questions.counts()]


@contextmanager
def _only_logged() -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        _log.warning("a question could not be counted: %s", error)
