"""What a moderator can do to the FAQ: gathers file, history and knowledge, lets the domain judge, saves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from bot.domain.core.knowledge import FaqEntry
from bot.domain.core.reply import Reply
from bot.domain.faq.change import Change, Draft, Revision
from bot.domain.faq.form import FormError, filled_in
from bot.domain.faq.merge import merged
from bot.domain.faq.replay import Replay, Snapshot, alike, answered, nearest_entries, replay
from bot.domain.faq.unanswered import Group, Why, grouped, to_show, visible_texts, waits, worth_keeping
from bot.domain.replies import faq_list, faq_stats, faq_test
from bot.domain.understanding.message import Understanding
from bot.errors import BotError, ContentError
from bot.storage.database import Database
from bot.storage.faq_drafts import FaqDrafts
from bot.storage.faq_edit import entries_in
from bot.storage.faq_file import FaqConflict, FaqStore, diff
from bot.storage.faq_log import FaqLog
from bot.storage.knowledge_files import KnowledgeFiles
from bot.storage.memory import give_back
from bot.storage.problem import Problem
from bot.storage.questions import Questions
from bot.storage.yaml_reader import did_you_mean

__all__ = ["FaqConflict", "FaqDesk", "FaqSteals", "Preview", "Saved"]

MOST_IMPORTED = 300
"""Entries that one import may add and change: each is an edit of the file of its own."""
PROBLEMS_TOLD = 5
"""Of an imported file."""


@dataclass(frozen=True)
class Preview:
    """What a change does: to the file, and to the questions that the FAQ knows."""

    changes: tuple[Change, ...]
    diff: str
    """Of the file, unified, three lines of context."""
    replay: Replay


@dataclass(frozen=True)
class Saved:
    """A change that is in the file and in the history."""

    revision: Revision
    preview: Preview


class FaqSteals(BotError):  # noqa: N818 - a question to the moderator, not a failure
    """Another entry's own question would be answered by a changed one: saved only if somebody says so."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        first = preview.replay.stolen[0]
        more = len(preview.replay.stolen) - 1
        also = f" (and {more} more)" if more else ""
        super().__init__(f"This would take “{first.question}”{also} away from `{first.owner}`. Nothing was saved yet.")


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
        self._store = FaqStore(faq, FaqLog(database))
        self._drafts = FaqDrafts(database)
        self._questions = Questions(database)
        self._now = now
        self._compiling = asyncio.Lock()
        self._snapshots: tuple[tuple[Understanding, Snapshot], ...] = ()

    async def start(self) -> None:
        """Settles saves that a crash cut short; call it once before serving."""
        await asyncio.to_thread(self._store.settle)

    # The file: what moderators change

    async def entries(self) -> tuple[FaqEntry, ...]:
        """The file's own entries at this moment. Raises BotError (file, line, mend) where it cannot be read."""
        return await asyncio.to_thread(self._store.entries)

    async def entry(self, entry: str) -> FaqEntry:
        """One of them, by id. Raises BotError with the nearest id."""
        entries = {one.id: one for one in await self.entries()}
        if entry not in entries:
            raise BotError(f"There is no entry `{entry[:60]}`{did_you_mean(entry, entries)}")
        return entries[entry]

    async def filled_in(self, typed: Mapping[str, str], opened: FaqEntry | None) -> FaqEntry:
        """The entry that a filled-in form describes; a new one gets an id that was never used. Raises BotError."""
        taken: set[str] = set()
        if opened is None:
            taken = {entry.id for entry in await self.entries()} | await asyncio.to_thread(self._store.log.ids)
        try:
            return filled_in(typed, opened, taken)
        except FormError as error:
            raise BotError(str(error)) from None

    async def preview(self, *changes: Change) -> Preview:
        """What the changes would do; nothing is written. Raises BotError as `save` does."""
        return await self._previewed(changes, lambda data: self._store.edited(data, changes))

    async def save(self, *changes: Change, author: str, why: str = "", anyway: bool = False) -> Saved:
        """All the changes or none. `before` is what the form was opened with.

        Raises FaqConflict if the file no longer holds it, FaqSteals (carries the Preview) if another entry's own
        question would go elsewhere and `anyway` is not set, BotError if the entry or the file is not valid.
        """
        preview = await self.preview(*changes)
        save = partial(self._store.save, changes, author, why, self._now())
        return await self._saved(preview, save, anyway)

    async def undo(self, revision: int | None, author: str, *, why: str = "", anyway: bool = False) -> Saved:
        """Takes back a revision (the newest if none is named), an undo too. Raises as `save`."""
        number = revision if revision is not None else await self._newest()
        changes = await asyncio.to_thread(self._store.reverse, number)
        preview = await self._previewed(changes, lambda data: self._store.undone(data, number))
        return await self._saved(preview, partial(self._store.undo, number, author, why, self._now()), anyway)

    async def _newest(self) -> int:
        for revision in await self.history(limit=1):
            return revision.number
        raise BotError("There is nothing to take back: no change was saved from here yet.")

    async def _saved(self, preview: Preview, save: Callable[[], Revision], anyway: bool) -> Saved:
        _ask_first(preview, anyway)
        revision = await asyncio.to_thread(save)
        await self._files.current_async()
        return Saved(revision, preview)

    async def _previewed(self, changes: Sequence[Change], edited: Callable[[bytes], bytes]) -> Preview:
        before = await asyncio.to_thread(self._store.read)
        after = await asyncio.to_thread(edited, before)
        kept = visible_texts(await self._questions.kept(self._today()))
        async with self._compiling:  # it takes a processor for seconds: one at a time
            replay = await asyncio.to_thread(self._replayed, after, kept)
        return Preview(tuple(changes), diff(before, after), replay)

    def _replayed(self, after: bytes, kept: Sequence[str]) -> Replay:
        before = self._snapshot(self._files.current())
        self._snapshots = self._snapshots[-1:]  # the one before that would only take memory
        found = replay(before, self._snapshot(self._candidate(after)), kept)
        give_back()
        return found

    def _candidate(self, after: bytes) -> Understanding:
        """Raises ContentError; moderators know the files by their names, not where they lie."""
        try:
            return self._files.candidate(after)
        except ContentError as error:
            problems = [problem for problem in error.problems if isinstance(problem, Problem)]
            raise ContentError([replace(problem, path=Path(problem.path.name)) for problem in problems]) from None

    def _snapshot(self, mind: Understanding) -> Snapshot:
        """What is compiled after one change is what the next one starts from."""
        found = next((one for one in self._snapshots if one[0] is mind), (mind, Snapshot.whole(mind)))
        self._snapshots = (*(one for one in self._snapshots[-1:] if one is not found), found)
        return found[1]

    async def history(self, entry: str = "", limit: int = 50) -> tuple[Revision, ...]:
        """Newest first."""
        return await asyncio.to_thread(self._store.log.history, entry, limit)

    async def export(self) -> bytes:
        """The file as it is."""
        return await asyncio.to_thread(self._store.read)

    async def merge(self, data: bytes) -> tuple[Change, ...]:
        """What importing this file would add and change, entry by entry (never remove). Raises BotError."""
        try:
            theirs = await asyncio.to_thread(entries_in, data, Path("imported.yaml"))
        except ContentError as error:
            raise ContentError(error.problems[:PROBLEMS_TOLD]) from None
        changes = merged(await self.entries(), theirs)
        if len(changes) > MOST_IMPORTED:
            raise BotError(
                f"This file would change {len(changes):,} entries; {MOST_IMPORTED} at once is the most. "
                "Import it in parts, or edit the FAQ's own file."
            )
        return changes

    async def import_(self, data: bytes, author: str, *, anyway: bool = False) -> tuple[Saved, Path]:
        """Merges a file into ours, after a copy of ours is made; returns where that is. Raises as `save`."""
        changes = await self.merge(data)
        if not changes:
            raise BotError("Every entry of this file is already here, word for word. Nothing was imported.")
        preview = await self.preview(*changes)
        _ask_first(preview, anyway)  # before the copy: a refused import leaves none
        backup = await asyncio.to_thread(self._store.backup, self._now())
        save = partial(self._store.save, changes, author, "import", self._now())
        return await self._saved(preview, save, anyway), backup

    async def keep_draft(self, author: str, opened: FaqEntry | None, typed: Mapping[str, str]) -> Draft:
        """Kept for 24 hours."""
        return await self._drafts.keep(author, opened, typed, self._now())

    async def draft(self, author: str, number: int) -> Draft:
        """Raises BotError if it is gone."""
        found = await self._drafts.get(author, number, self._now())
        if found is None:
            raise BotError(
                "This is not kept any more: it was saved, is older than 24 hours, or somebody else wrote it."
            )
        return found

    async def drop_draft(self, draft: Draft) -> None:
        await self._drafts.drop(draft.number)

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
        known = (await self._mind()).kb.faq.get(entry)
        if known and question not in known.phrases:
            await self._keep(asker, question, "confirmed", entry)

    async def share(self, asker: str, question: str) -> bool:
        """The asker wants moderators to see it. False where it may not be kept: it tells of skills, or of distress."""
        return await self._keep(asker, question, "unanswered", shared=True)

    async def _keep(self, asker: str, question: str, why: Why, entry: str = "", *, shared: bool = False) -> bool:
        mind = await self._mind()
        query = await asyncio.to_thread(mind.understand, question)
        text = worth_keeping(question, query)
        if text:
            await self._questions.keep(asker, text, self._today(), why, target=entry, shared=shared)
        return bool(text)

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

    async def alike(self, question: str) -> tuple[FaqEntry, ...]:
        """The entries that answer it already, or that are offered as readings of it."""
        return await asyncio.to_thread(alike, await self._mind(), question)

    async def forget_old(self) -> None:
        """Members' questions and moderators' drafts whose time is over, also where nobody asks or looks; once a day."""
        await self._questions.purge(self._today())
        await self._drafts.purge(self._now())

    async def nearest(self, question: str, most: int = 3) -> tuple[FaqEntry, ...]:
        """The entries likeliest to answer it, best first."""
        mind = await self._mind()
        return await asyncio.to_thread(nearest_entries, mind, question, most)

    async def listing(self, tag: str = "") -> Reply:
        """All entries, or those with a tag: what has expired, is due or was never checked."""
        return faq_list.reply((await self._mind()).kb.faq.values(), self._today(), tag)

    async def explain(self, question: str) -> Reply:
        """Why it is answered as it is."""
        return await asyncio.to_thread(faq_test.reply, question, await self._mind())

    async def stats(self) -> Reply:
        """Numbers only."""
        faq = (await self._mind()).kb.faq
        return faq_stats.reply(await self._questions.counts(), faq, self._today())

    async def _mind(self) -> Understanding:
        """At once, for Discord does not wait: while a file that was just changed is read, the version before."""
        await self._files.refresh()
        return self._files.latest()

    def _today(self) -> date:
        return self._now().date()


def _ask_first(preview: Preview, anyway: bool) -> None:
    if preview.replay.stolen and not anyway:
        raise FaqSteals(preview)
