"""What a moderator can do to the FAQ: gathers file, history and knowledge, lets the domain judge, saves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from bot.domain.collected import Group, Why, to_show, worth_keeping
from bot.domain.faq_change import Change, Draft, Revision
from bot.domain.model import FaqEntry
from bot.domain.replay import answered, nearest_entries
from bot.domain.replies import faq_list, faq_stats, faq_test
from bot.domain.reply import Reply
from bot.domain.understand import Understanding
from bot.errors import BotError
from bot.storage.database import Database
from bot.storage.knowledge_files import KnowledgeFiles
from bot.storage.questions import Questions


@dataclass(frozen=True)
class Preview:
    """What a change does, told before and after it is saved. (`replay: Replay` comes with bot/domain/replay.py.)"""

    changes: tuple[Change, ...]
    diff: str
    """Of the file, unified, three lines of context."""


@dataclass(frozen=True)
class Saved:
    """A change that is in the file and in the history."""

    revision: Revision
    preview: Preview


class FaqDesk:
    """One desk for all moderators; `author` is a member, `discord:<id>`."""

    def __init__(
        self,
        files: KnowledgeFiles[Understanding],
        faq: Path,
        database: Database,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._files = files
        self._faq = faq
        self._database = database
        self._questions = Questions(database)
        self._now = now

    async def start(self) -> None:
        """Settles saves that a crash cut short; call it once before serving."""
        raise NotImplementedError

    async def entries(self) -> tuple[FaqEntry, ...]:
        """The file's own entries at this moment. Raises BotError (file, line, mend) where it cannot be read."""
        raise NotImplementedError

    async def entry(self, entry: str) -> FaqEntry:
        """One of them, by id. Raises BotError with the nearest id."""
        raise NotImplementedError

    async def preview(self, *changes: Change) -> Preview:
        """What the changes would do; nothing is written."""
        raise NotImplementedError

    async def save(self, *changes: Change, author: str, why: str = "", anyway: bool = False) -> Saved:
        """All the changes or none. `before` is what the form was opened with.

        Raises FaqConflict if the file no longer holds it, FaqSteals (carries the Preview) if another entry's own
        question would go elsewhere and `anyway` is not set, BotError if the entry or the file is not valid.
        """
        raise NotImplementedError

    async def undo(self, revision: int | None, author: str, *, anyway: bool = False) -> Saved:
        """Takes back a revision (the newest if none is named), an undo too."""
        raise NotImplementedError

    async def history(self, entry: str = "", limit: int = 50) -> tuple[Revision, ...]:
        """Newest first."""
        raise NotImplementedError

    async def export(self) -> bytes:
        """The file as it is."""
        raise NotImplementedError

    async def merge(self, data: bytes) -> tuple[Change, ...]:
        """What importing this file would add and change, entry by entry (never remove). Raises BotError."""
        raise NotImplementedError

    async def keep_draft(self, author: str, opened: FaqEntry | None, typed: Mapping[str, str]) -> Draft:
        """Kept for 24 hours."""
        raise NotImplementedError

    async def draft(self, author: str, number: int) -> Draft:
        """Raises BotError if it is gone."""
        raise NotImplementedError

    # Conversations: what members asked, and what became of it

    async def asked(self, asker: str, question: str, reply: Reply) -> None:
        """Counts; the words are kept only where nothing was answered."""
        if reply.kind == "distress":
            return
        await self._questions.count(reply.decision, reply.target if reply.kind == "faq" else "", self._today())
        if reply.decision == "abstain":
            await self._keep(asker, question, "unanswered")

    async def solved(self, entry: str) -> None:
        """The answer helped; `entry` is empty where it came from no FAQ entry."""
        await self._questions.count("solved", entry, self._today())

    async def not_meant(self, asker: str, question: str, entry: str) -> None:
        """The answer was to another question."""
        await self._questions.count("wrong", entry, self._today())
        await self._keep(asker, question, "rejected", entry)

    async def none_of(self, asker: str, question: str) -> None:
        """Of the readings that were offered."""
        await self._keep(asker, question, "rejected")

    async def confirmed(self, asker: str, question: str, entry: str) -> None:
        """The reading that leads to `entry` is what was meant: the question may become one of its wordings."""
        known = (await self._files.current_async()).kb.faq.get(entry)
        if known and question not in known.phrases:
            await self._keep(asker, question, "confirmed", entry)

    async def share(self, asker: str, question: str) -> bool:
        """The asker wants moderators to see it. False where it may not be kept: it tells of skills, or of distress."""
        return await self._keep(asker, question, "unanswered", shared=True)

    async def _keep(self, asker: str, question: str, why: Why, entry: str = "", *, shared: bool = False) -> bool:
        mind = await self._files.current_async()
        query = await asyncio.to_thread(mind.understand, question)
        text = worth_keeping(question, query)
        if text:
            await self._questions.keep(asker, text, self._today(), why, target=entry, shared=shared)
        return bool(text)

    async def open_questions(self) -> tuple[Group, ...]:
        """What moderators may see of the questions that wait for an answer, or to be a wording; most asked first."""
        kept = await self._questions.kept(self._today())
        mind = await self._files.current_async()
        return await asyncio.to_thread(to_show, kept, partial(answered, mind))

    async def open_question(self, number: int) -> Group:
        """The group that this question belongs to. Raises BotError if it is settled, answered, or gone."""
        for group in await self.open_questions():
            if any(question.number == number for question in group.questions):
                return group
        raise BotError("This question is no longer waiting: it was answered, ignored, or is older than 30 days.")

    async def settle(self, group: Group) -> None:
        """Not shown again; alike questions join it for as long as it is kept."""
        await self._questions.settle(question.number for question in group.questions)

    async def nearest(self, question: str, most: int = 3) -> tuple[FaqEntry, ...]:
        """The entries likeliest to answer it, best first."""
        mind = await self._files.current_async()
        return await asyncio.to_thread(nearest_entries, mind, question, most)

    async def listing(self, tag: str = "") -> Reply:
        """All entries, or those with a tag: what has expired, is due or was never checked."""
        return faq_list.reply((await self._files.current_async()).kb.faq.values(), self._today(), tag)

    async def explain(self, question: str) -> Reply:
        """Why it is answered as it is."""
        return await asyncio.to_thread(faq_test.reply, question, await self._files.current_async())

    async def stats(self) -> Reply:
        """Numbers only."""
        faq = (await self._files.current_async()).kb.faq
        return faq_stats.reply(await self._questions.counts(), faq, self._today())

    def _today(self) -> date:
        return self._now().date()
