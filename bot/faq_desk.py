"""What a moderator can do to the FAQ: gathers file, history and knowledge, lets the domain judge, saves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.reply import Reply
from bot.domain.faq.breadth import reaching_out
from bot.domain.faq.change import Change, Draft, Revision
from bot.domain.faq.form import FormError, filled_in, resolved
from bot.domain.faq.imported import Plan
from bot.domain.faq.likeness import titles_near
from bot.domain.faq.merging import merged
from bot.domain.faq.moments import MomentError, moment
from bot.domain.faq.replay import Replay, Snapshot, alike, nearest_entries, replay
from bot.domain.replies import faq_list, faq_test
from bot.domain.understanding.message import Understanding
from bot.errors import BotError, ContentError
from bot.question_desk import QuestionDesk
from bot.storage.database import Database
from bot.storage.faq_drafts import FaqDrafts
from bot.storage.faq_file import FaqConflict, FaqStore, diff
from bot.storage.faq_import import plan_of
from bot.storage.faq_log import FaqLog
from bot.storage.faq_sources import source_of
from bot.storage.knowledge_checks import change_faults
from bot.storage.knowledge_files import KnowledgeFiles
from bot.storage.memory import give_back, without_collector
from bot.storage.problem import Problem
from bot.storage.references import Known
from bot.storage.yaml_reader import did_you_mean

P = ParamSpec("P")
T = TypeVar("T")

__all__ = ["FaqConflict", "FaqDesk", "FaqSteals", "Preview", "Saved"]

MOST_IMPORTED = 2_000
"""Entries that one import may bring,"""
MOST_CHANGED = 300
"""and those among them that are here already: each is an edit of the file of its own."""
NOTHING_TO_UNDO = "There is nothing to take back: no change was saved from here yet."
HINTED = 20
"""Changed entries that are looked at for whether they answer for other places and roles."""
PROBLEMS_TOLD = 10
"""Of an imported file."""


@dataclass(frozen=True)
class Preview:
    """What a change does: to the file, and to the questions that the FAQ knows."""

    changes: tuple[Change, ...]
    diff: str
    """Of the file, unified, three lines of context."""
    replay: Replay
    hints: tuple[str, ...] = ()
    """What may be meant otherwise, and does no harm to other entries."""


@dataclass(frozen=True)
class _Rewriting:
    """A change of the whole file that is not saved yet."""

    preview: Preview
    rewritten: Callable[[bytes], bytes]


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
        loser = first.before.target or first.owner
        super().__init__(f"This would take “{first.words}”{also} away from `{loser}`. Nothing was saved yet.")


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
        self.questions = QuestionDesk(database, self._mind, self._today)
        self._now = now
        self._compiling = asyncio.Lock()
        self._made: tuple[object, bytes] | None = None
        """The file and what was to be done with it, and what came of it."""
        self._last: tuple[Understanding, object, Preview] | None = None
        """The knowledge before, what was to change, and what that does."""
        self._snapshots: tuple[tuple[Understanding, Snapshot], ...] = ()

    async def start(self) -> None:
        """Settles saves that a crash cut short; call it once before serving."""
        await asyncio.to_thread(self._store.settle)

    # The file: what moderators change

    async def entries(self) -> tuple[FaqEntry, ...]:
        """The file's own entries at this moment. Raises BotError (file, line, mend) where it cannot be read."""
        return await asyncio.to_thread(self._store.entries)

    async def entry(self, entry: str) -> FaqEntry:
        """One of them, by its id or its question, in any case. Raises BotError with the nearest id."""
        entries = await self.entries()
        found = resolved(entry, entries)
        if found is None:
            ids = {one.id for one in entries}
            raise BotError(f"There is no entry `{entry[:60]}`{did_you_mean(entry, ids)}")
        return found

    async def filled_in(self, typed: Mapping[str, str], opened: FaqEntry | None) -> FaqEntry:
        """The entry that a filled-in form describes; a new one gets an id that was never used. Raises BotError."""
        taken: set[str] = set()
        if opened is None:
            taken = {name for entry in await self.entries() for name in (entry.id, *entry.merged)}
            taken |= await asyncio.to_thread(self._store.log.ids)
        try:
            return filled_in(typed, opened, taken)
        except FormError as error:
            raise BotError(str(error)) from None

    async def preview(self, *changes: Change) -> Preview:
        """What the changes would do; nothing is written. Raises BotError as `save` does."""
        known = _referred((await self._files.current_async()).kb)
        after = (change.after for change in changes if change.after)
        if faults := [fault for entry in after for fault in change_faults(entry, known)]:
            raise ContentError(_shortened(faults))
        return await self._previewed(changes, self._editing(changes))

    async def save(self, *changes: Change, author: str, why: str = "", anyway: bool = False) -> Saved:
        """All the changes or none. `before` is what the form was opened with.

        Raises FaqConflict if the file no longer holds it, FaqSteals (carries the Preview) if another entry's own
        question would go elsewhere and `anyway` is not set, BotError if the entry or the file is not valid.
        """
        preview = await self.preview(*changes)
        return await self._saved(preview, self._saving(changes, author, why), anyway)

    async def undo(self, revision: int | None, author: str, *, why: str = "", anyway: bool = False) -> Saved:
        """Takes back a revision (the newest if none is named), an undo too. Raises as `save`."""
        number = revision if revision is not None else await self._newest()
        rewriting = await self._rewriting(lambda data: self._store.undone(data, number))
        return await self._rewritten(rewriting, author, why, anyway=anyway, undoes=number)

    async def undo_newest(self, many: int, author: str, *, anyway: bool = False) -> Saved:
        """Takes back the newest changes together, as one change. Raises as `save`."""
        numbers = [revision.number for revision in await self.history(limit=many)]
        if not numbers:
            raise BotError(NOTHING_TO_UNDO)
        why = f"took back {', '.join(map(str, numbers))}"
        rewriting = await self._rewriting(lambda data: self._store.all_undone(data, numbers))
        return await self._rewritten(rewriting, author, why, anyway=anyway)

    async def merge(self, into: FaqEntry, others: Sequence[FaqEntry], author: str, *, anyway: bool = False) -> Saved:
        """The others become part of `into`: their wordings are kept, and their ids lead there. Raises as `save`."""
        if not others or into in others:
            raise BotError("Choose two different entries.")
        why = f"merged {', '.join(other.id for other in others)} into {into.id}"
        return await self.save(*merged(into, tuple(dict.fromkeys(others))), author=author, why=why, anyway=anyway)

    async def preview_restore(self, typed: str) -> tuple[datetime, Preview]:
        """The moment that somebody means, and what restoring the FAQ as it was then would do. Raises BotError."""
        at = self.moment(typed)
        preview = (await self._rewriting(self._once(at, lambda data: self._store.as_of(data, at)))).preview
        if not preview.changes:
            raise BotError(f"Nothing was changed from here since {at:%Y-%m-%d %H:%M} (UTC).")
        return at, preview

    async def restore(self, at: datetime, author: str, *, anyway: bool = False) -> tuple[Saved, Path]:
        """The FAQ as it was then, after a copy of the present file is made; returns where that is. Raises as `save`."""
        rewriting = await self._rewriting(self._once(at, lambda data: self._store.as_of(data, at)))
        _ask_first(rewriting.preview, anyway)
        backup = await asyncio.to_thread(self._store.backup, self._now())
        why = f"restored {at:%Y-%m-%d %H:%M} UTC"
        return await self._rewritten(rewriting, author, why, anyway=anyway), backup

    def moment(self, typed: str) -> datetime:
        try:
            return moment(typed, self._now())
        except MomentError as error:
            raise BotError(str(error)) from None

    async def _rewriting(self, rewritten: Callable[[bytes], bytes]) -> _Rewriting:
        """What it makes of the present file is worked out once, for the preview and for the save."""
        before = await asyncio.to_thread(self._store.read)
        after = await asyncio.to_thread(rewritten, before)
        changes = await asyncio.to_thread(self._store.differences, before, after)

        def quickly(data: bytes) -> bytes:
            return after if data == before else rewritten(data)

        return _Rewriting(await self._previewed(changes, quickly), quickly)

    async def _rewritten(
        self, rewriting: _Rewriting, author: str, why: str, *, anyway: bool, undoes: int | None = None
    ) -> Saved:
        save = partial(self._store.rewrite, rewriting.rewritten, author, why, self._now(), undoes=undoes)
        return await self._saved(rewriting.preview, save, anyway)

    async def _newest(self) -> int:
        for revision in await self.history(limit=1):
            return revision.number
        raise BotError(NOTHING_TO_UNDO)

    async def _saved(self, preview: Preview, save: Callable[[], Revision], anyway: bool) -> Saved:
        _ask_first(preview, anyway)
        revision = await asyncio.to_thread(save)
        mind = await self._files.current_async()
        self._last = None  # the mind before is needed no more, and is large
        self._snapshots = tuple(one for one in self._snapshots if one[0] is mind)
        return Saved(revision, preview)

    def _saving(self, changes: Sequence[Change], author: str, why: str) -> Callable[[], Revision]:
        edited = self._editing(changes)
        return partial(self._store.rewrite, edited, author, why, self._now(), changes=tuple(changes))

    def _editing(self, changes: Sequence[Change]) -> Callable[[bytes], bytes]:
        return self._once(tuple(changes), lambda data: self._store.edited(data, changes))

    def _once(self, what: object, work: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
        """`work`, whose last result is kept: what was made for the preview is there for the save."""

        def done(data: bytes) -> bytes:
            if self._made is None or self._made[0] != (data, what):
                self._made = ((data, what), work(data))
            return self._made[1]

        return done

    async def _previewed(self, changes: Sequence[Change], edited: Callable[[bytes], bytes]) -> Preview:
        before = await asyncio.to_thread(self._store.read)
        after = await asyncio.to_thread(without_collector()(edited), before)
        kept = await self.questions.visible()
        async with self._compiling:  # it takes a processor for seconds: one at a time
            mind = await self._files.current_async()
            key = (before, after, tuple(changes), tuple(kept))
            if self._last and self._last[0] is mind and self._last[1] == key:
                return self._last[2]  # what was just shown is being accepted
            replay, hints = await asyncio.to_thread(self._replayed, changes, after, kept)
            preview = Preview(tuple(changes), diff(before, after), replay, hints)
            self._last = (mind, key, preview)
        return preview

    @without_collector()
    def _replayed(self, changes: Sequence[Change], after: bytes, kept: Sequence[str]) -> tuple[Replay, tuple[str, ...]]:
        before = self._snapshot(self._files.current())
        self._snapshots = self._snapshots[-1:]  # the one before that would only take memory
        mind = self._candidate(after)
        entries = [change.after for change in changes if change.after][:HINTED]
        hints = tuple(f"`{entry.id}`: {found}" for entry in entries for found in reaching_out(entry, mind))
        found = replay(before, self._snapshot(mind), kept)
        give_back()
        return found, hints

    def _candidate(self, after: bytes) -> Understanding:
        """Raises ContentError; moderators know the files by their names, not where they lie."""
        try:
            return self._files.candidate(after)
        except ContentError as error:
            problems = [problem for problem in error.problems if isinstance(problem, Problem)]
            raise ContentError([problem.by_name() for problem in problems]) from None

    def _snapshot(self, mind: Understanding) -> Snapshot:
        """What is compiled after one change is what the next one starts from."""
        found = next((one for one in self._snapshots if one[0] is mind), (mind, Snapshot.whole(mind)))
        self._snapshots = (*(one for one in self._snapshots[-1:] if one is not found), found)
        return found[1]

    async def history(self, entry: str = "", limit: int = 50) -> tuple[Revision, ...]:
        """Newest first; of one entry, by its id or its question, also of one that is gone."""
        name = "-".join(entry.lower().split())
        if entry and name not in await asyncio.to_thread(self._store.log.ids):
            found = resolved(entry, (await self._mind()).kb.faq.values())
            name = found.id if found else name
        return await asyncio.to_thread(self._store.log.history, name, limit)

    async def export(self) -> bytes:
        """The file as it is."""
        return await asyncio.to_thread(self._store.read)

    async def plan_import(self, data: bytes, name: str) -> Plan:
        """What importing this file would add and change, entry by entry (never remove). Raises BotError."""
        source = await asyncio.to_thread(_told_short(source_of), data, Path(name))
        ours = await self.entries()
        mind = await self._files.current_async()
        asked = await self.questions.visible() if source.items else []
        found = await asyncio.to_thread(titles_near, [item.title for item in source.items], asked)
        taken = await asyncio.to_thread(self._store.log.ids)
        plan = await asyncio.to_thread(_told_short(plan_of), source, ours, taken, found, _referred(mind.kb))
        changed = sum(1 for proposal in plan.proposals if proposal.before)
        if changed > MOST_CHANGED or len(plan.proposals) > MOST_IMPORTED:
            raise BotError(
                f"This file would add {len(plan.proposals) - changed:,} and change {changed:,} entries; "
                f"{MOST_IMPORTED:,} and {MOST_CHANGED} at once are the most. Import it in parts."
            )
        return plan

    async def import_(
        self, changes: Sequence[Change], author: str, *, why: str = "import", anyway: bool = False
    ) -> tuple[Saved, Path]:
        """Saves what was accepted of a plan, after a copy of our file is made. Raises as `save`."""
        if not changes:
            raise BotError("Every entry of this file is already here, word for word. Nothing was imported.")
        preview = await self.preview(*changes)
        _ask_first(preview, anyway)  # before the copy: a refused import leaves none
        backup = await asyncio.to_thread(self._store.backup, self._now())
        return await self._saved(preview, self._saving(changes, author, why), anyway), backup

    async def keep_draft(self, author: str, opened: FaqEntry | None, typed: Mapping[str, str]) -> Draft:
        """Kept for 24 hours."""
        return await self._drafts.keep(author, opened, typed, self._now())

    async def draft(self, author: str, number: int, holding: str = "") -> Draft:
        """Raises BotError if it is gone, or is none that was kept for what is now asked: `holding` names its field."""
        found = await self._drafts.get(author, number, self._now())
        if found is None or (holding and holding not in found.typed):
            raise BotError(
                "This is not kept any more: it was saved, is older than 24 hours, or somebody else wrote it."
            )
        return found

    async def revise_draft(self, draft: Draft, typed: Mapping[str, str]) -> None:
        await self._drafts.revise(draft.number, typed)

    async def drop_draft(self, draft: Draft) -> None:
        await self._drafts.drop(draft.number)

    # What is asked of the FAQ

    async def forget_old(self) -> None:
        """Members' questions and moderators' drafts whose time is over; once a day."""
        await self.questions.purge()
        await self._drafts.purge(self._now())

    async def alike(self, question: str) -> tuple[FaqEntry, ...]:
        """The entries that answer it already, or that are offered as readings of it."""
        return await asyncio.to_thread(alike, await self._mind(), question)

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

    async def _mind(self) -> Understanding:
        """At once, for Discord does not wait: while a file that was just changed is read, the version before."""
        await self._files.refresh()
        try:
            return self._files.latest()
        except ContentError:  # nothing was ever read
            return await self._files.current_async()

    def _today(self) -> date:
        return self._now().date()


def _told_short(work: Callable[P, T]) -> Callable[P, T]:
    """`work`, whose list of problems is cut to what a message can show."""

    def run(*arguments: P.args, **named: P.kwargs) -> T:
        try:
            return work(*arguments, **named)
        except ContentError as error:
            raise ContentError(_shortened(error.problems)) from None

    return run


def _shortened(problems: Sequence[object]) -> list[object]:
    more = len(problems) - PROBLEMS_TOLD
    return [*problems[:PROBLEMS_TOLD], *([f"… and {more:,} more"] if more > 0 else ())]


def _referred(kb: KnowledgeBase) -> Known:
    """What an entry may refer to."""
    return {"role": kb.roles.keys(), "location": kb.locations.keys()}


def _ask_first(preview: Preview, anyway: bool) -> None:
    if preview.replay.stolen and not anyway:
        raise FaqSteals(preview)
