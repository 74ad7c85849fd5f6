"""Saves changes of entries to faq.yaml and to its history; a crash at any point leaves both agreeing.

The order: the new file is written beside the old one, the history notes the intent and that file's name, the two change
places, the history confirms. After a crash the temporary file tells which it was: if it holds the new text, nothing was
replaced; if it holds the old one, or is gone, the save took place.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from difflib import unified_diff
from pathlib import Path

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.faq.change import Change, Revision
from bot.errors import BotError, ContentError, DatabaseError
from bot.storage.faq_edit import add, edit, entries_in, read
from bot.storage.faq_log import FaqLog, Intent, Patch, Pending
from bot.storage.faq_swap import SUFFIX, ChangedMeanwhileError, exchanged, explained, locked, prepared, swap
from bot.storage.knowledge_checks import faq_problems

TRIES = 50
"""Saves of others that may come between ours before we give up."""
PROBLEMS_TOLD = 5
"""Of a file that cannot be used; `check` names all."""
AROUND = 3
"""Lines kept around a change, by which an undo finds its place."""

COPY_STAMP, COPY_ENDING = "%Y-%m-%d-%H%M%S", ".backup"
COPIES_KEPT = timedelta(days=30)
"""Copies of the file that imports and restores leave beside it;"""
FEWEST_COPIES = 3
"""the newest stay, whatever the clock says."""

_log = logging.getLogger(__name__)


class FaqConflict(BotError):  # noqa: N818 - an outcome that is asked about, like a conflict in git
    """The entry in the file is no longer what the form was opened with."""

    def __init__(self, wanted: Change, theirs: FaqEntry | None) -> None:
        self.wanted = wanted
        self.theirs = theirs
        what = "was changed" if theirs else "was removed"
        if wanted.before is None:
            what = "was added"
        super().__init__(f"Somebody else was faster: `{wanted.entry.id}` {what} in the meantime. Nothing was saved.")


class FaqStore:
    """faq.yaml and its history; for worker threads."""

    def __init__(self, path: Path, log: FaqLog) -> None:
        self.path = path
        self.log = log
        self._name = Path(path.name)
        """As moderators know the file."""

    @property
    def target(self) -> Path:
        """The file itself where `path` is a symbolic link."""
        return self.path.resolve()

    def read(self) -> bytes:
        with explained(self.path):
            return self.path.read_bytes()

    def entries(self) -> tuple[FaqEntry, ...]:
        """Raises ContentError with the first problems of the file."""
        return self._entries(self.read())

    def _entries(self, data: bytes) -> tuple[FaqEntry, ...]:
        try:
            return entries_in(data, self._name)
        except ContentError as error:
            raise ContentError(error.problems[:PROBLEMS_TOLD]) from None

    def edited(self, data: bytes, changes: Sequence[Change]) -> bytes:
        """`data` with the changes. Raises FaqConflict, ContentError, EditError."""
        self._fitting(data, changes)
        return edited(data, changes, self._name)

    def _fitting(self, data: bytes, changes: Iterable[Change]) -> dict[str, FaqEntry]:
        """The entries as they are, if the changes begin with them. Raises FaqConflict, ContentError."""
        present = {entry.id: entry for entry in self._entries(data)}
        for change in changes:
            theirs = present.get((change.before or change.entry).id)
            if theirs != change.before:
                raise FaqConflict(change, theirs)
        return present

    def save(self, changes: Sequence[Change], author: str, why: str, at: datetime) -> Revision:
        """All the changes or none, whatever else has changed in the file. Raises BotError."""
        return self.rewrite(lambda data: self.edited(data, changes), author, why, at, changes=tuple(changes))

    def undo(self, number: int, author: str, why: str, at: datetime) -> Revision:
        """Takes back a revision; where nobody has changed those lines since, the text is as it was. Raises BotError."""
        return self.rewrite(lambda data: self.undone(data, number), author, why, at, undoes=number)

    def undone(self, data: bytes, number: int) -> bytes:
        """`data` without what a revision did to it. Raises FaqConflict, ContentError, EditError."""
        revision, patch = self._known(number)
        changes = [change.reverse for change in revision.changes]
        wanted = self._fitting(data, changes)
        for change in changes:
            wanted.pop((change.before or change.entry).id, None)
            if change.after:
                wanted[change.after.id] = change.after
        back = _unpatched(data, patch, wanted)
        return checked(back, self._name) if back else edited(data, changes, self._name)

    def all_undone(self, data: bytes, numbers: Iterable[int]) -> bytes:
        """`data` without what several revisions did, the newest taken back first. Raises as `undone`."""
        for number in sorted(set(numbers), reverse=True):
            data = self.undone(data, number)
        return data

    def as_of(self, data: bytes, moment: datetime) -> bytes:
        """`data` as it was then, as far as the history knows; its entries lose what was changed by hand, too."""
        for revision in self.log.since(moment):
            try:
                data = self.undone(data, revision.number)
            except FaqConflict:
                present = {entry.id: entry for entry in self._entries(data)}
                back = (Change(present.get(change.entry.id), change.before) for change in revision.changes)
                data = self.edited(data, [change for change in back if change.before != change.after])
        return data

    def _known(self, number: int) -> tuple[Revision, Patch]:
        found = self.log.revision(number)
        if found is None:
            raise BotError(f"There is no change {number}; `/faq history` lists those there are.")
        return found

    def rewrite(
        self, rewritten: Callable[[bytes], bytes], author: str, why: str, at: datetime, *,
        changes: tuple[Change, ...] | None = None, undoes: int | None = None,
    ) -> Revision:  # fmt: skip
        """Saves what `rewritten` makes of the file as it is at that moment. Raises BotError.

        `changes` are what it means, where that is more or less than the entries that differ afterwards.
        """
        with locked(self.target):
            self._settle_all()
            for _ in range(TRIES):
                before = self.read()
                after = rewritten(before)
                done = self.differences(before, after) if changes is None else changes
                try:
                    number = self._replaced(before, after, done, author, why, at, undoes)
                except ChangedMeanwhileError:
                    continue
                return Revision(number, author, at, why, done, undoes)
        raise BotError(f"{self.path}: another program keeps changing it; try again in a moment. Nothing was saved.")

    def differences(self, before: bytes, after: bytes) -> tuple[Change, ...]:
        """The entries that are not the same."""
        old = {entry.id: entry for entry in self._entries(before)}
        new = {entry.id: entry for entry in self._entries(after)}
        pairs = ((old.get(name), new.get(name)) for name in {**old, **new})
        return tuple(Change(one, other) for one, other in pairs if one != other)

    def _replaced(
        self, before: bytes, after: bytes, changes: tuple[Change, ...], author: str, why: str, at: datetime,
        undoes: int | None,
    ) -> int:  # fmt: skip
        target = self.target
        temporary = prepared(target, after)
        hashes = _hash(before), _hash(after)
        patch = _patch(before, after)
        intent = Intent(author, at, why, changes, undoes, patch, str(target), temporary.name, *hashes)
        try:
            number = self.log.intend(intent)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        try:
            swap(temporary, target, before)
        except BaseException:
            self._settle(Pending(number, temporary.name, *hashes))
            raise
        self._confirm(number)
        temporary.unlink(missing_ok=True)
        return number

    def _confirm(self, number: int) -> None:
        try:
            self.log.confirm(number)
        except DatabaseError as error:
            raise DatabaseError(
                f"The change is in {self.path}, but the history could not note it ({error}); the next save will.",
                for_members="The change is saved, but the history could not note it; the next save will.",
            ) from error

    def backup(self, at: datetime) -> Path:
        """A copy of the file beside it."""
        copy = self.target.with_name(f"{self.target.name}.{at:{COPY_STAMP}}{COPY_ENDING}")
        with explained(copy):
            copy.write_bytes(self.read())
        return copy

    def settle(self) -> None:
        """What a crash left unfinished; at the start, and before each save."""
        with locked(self.target):
            self._settle_all()

    def _settle_all(self) -> None:
        for pending in self.log.pending(str(self.target)):
            self._settle(pending)
        for left in self.target.parent.glob(f".{self.target.name}.*{SUFFIX}"):
            left.unlink(missing_ok=True)  # of a save that was not even noted

    def _settle(self, pending: Pending) -> None:
        """Finds out whether a save took place; drops it or confirms it, and only then its temporary file."""
        temporary = self.target.parent / pending.witness
        held = _hash(temporary.read_bytes()) if temporary.exists() else pending.old_hash
        if held == pending.new_hash:
            self.log.drop(pending.number)
        elif held == pending.old_hash:
            self.log.confirm(pending.number)
        else:
            self._give_back(temporary, pending)
        temporary.unlink(missing_ok=True)

    def _give_back(self, temporary: Path, pending: Pending) -> None:
        """Another program's save came between the two: its file goes back, or is kept where that is not possible."""
        if _hash(self.read()) == pending.new_hash:
            if not exchanged(temporary, self.target):
                temporary.replace(self.target)
            return self.log.drop(pending.number)
        kept = self.target.with_name(f"{self.target.name}{pending.witness.removesuffix(SUFFIX)[-13:]}")
        temporary.replace(kept)
        _log.warning("%s was saved twice at one moment; the other version is kept as %s", self.path, kept)
        present = {entry.id: entry for entry in self.entries()}
        changes = self.log.changes(pending.number)
        if all(present.get(change.entry.id) == change.after for change in changes):
            return self.log.confirm(pending.number)
        return self.log.drop(pending.number)


def edited(data: bytes, changes: Sequence[Change], path: Path) -> bytes:
    """`data` with changes that fit it, checked: a file that can be used. Raises ContentError, EditError."""
    for change in changes:
        if change.before and change.before != change.after:
            data = edit(data, change.before, change.after, path)
    data = add(data, [change.after for change in changes if change.after and not change.before], path)
    return checked(data, path)


def checked(data: bytes, path: Path) -> bytes:
    """A file that can be used. Raises ContentError."""
    document = read(data, path)
    problems = [*document.problems, *(faq_problems(document) if document.value else ())]
    if errors := [problem for problem in problems if problem.severity == "error"]:
        # Lines of a file that is not saved would lead nowhere: the entry is named.
        raise ContentError([problem.with_entry_of(data).message for problem in errors[:PROBLEMS_TOLD]])
    return data


def write(path: Path, before: bytes | None, after: bytes) -> None:
    """Puts `after` in the place of `before`, or of nothing, unless somebody else was faster. Raises BotError."""
    if before is None:
        with explained(path):
            path.write_bytes(after)
        return
    target = path.resolve()
    with locked(target):
        temporary = prepared(target, after)
        try:
            swap(temporary, target, before)
        except ChangedMeanwhileError:
            raise BotError(f"{path}: somebody changed it in this moment; try again. Nothing was written.") from None
        finally:
            temporary.unlink(missing_ok=True)


def expire_copies(faq: Path, now: datetime) -> list[Path]:
    """Removes the copies that imports and restores left, as they grow old; returns those that are gone."""
    target = faq.resolve()
    newest_first = sorted(target.parent.glob(f"{target.name}.????-??-??-??????{COPY_ENDING}"), reverse=True)
    oldest_kept = f"{target.name}.{now - COPIES_KEPT:{COPY_STAMP}}{COPY_ENDING}"
    gone = [copy for copy in newest_first[FEWEST_COPIES:] if copy.name < oldest_kept]
    for copy in gone:
        copy.unlink(missing_ok=True)
    return gone


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8").splitlines(keepends=True)


def _patch(before: bytes, after: bytes) -> Patch:
    """The lines from the first that differs to the last, and a few around them."""
    old, new = _lines(before), _lines(after)
    start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    first, rest = max(start - AROUND, 0), max(end - AROUND, 0)
    return Patch("".join(old[first : len(old) - rest]), "".join(new[first : len(new) - rest]))


def _unpatched(data: bytes, patch: Patch, wanted: Mapping[str, FaqEntry]) -> bytes | None:
    """The lines as they were before, if they stand there as they were left, once, and that gives the wanted entries."""
    text = data.decode("utf-8")
    place = text.find(patch.after)
    if not patch.after or place < 0 or text.count(patch.after) > 1 or (place and text[place - 1] not in "\r\n"):
        return None
    result = (text[:place] + patch.before + text[place + len(patch.after) :]).encode("utf-8")
    try:
        found = {entry.id: entry for entry in entries_in(result)}
    except ContentError:
        return None
    return result if found == wanted else None


def diff(before: bytes, after: bytes) -> str:
    """Unified, three lines around each change."""
    old, new = (data.decode("utf-8-sig").splitlines() for data in (before, after))
    return "\n".join([*unified_diff(old, new, lineterm="")][2:])
