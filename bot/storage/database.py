"""The two threads that open, use and close the members' SQLite file: one writes, one reads."""

from __future__ import annotations

import asyncio
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Self, TypeVar

from bot.errors import CANNOT_READ, DatabaseError, StoppingError
from bot.storage.database_errors import damaged, explained, is_busy, no_copy_known
from bot.storage.database_file import MEMORY, PRIVATE, Copies, Identity, fault, fault_in, identity
from bot.storage.database_opening import opened, opened_for_reading, writing

if TYPE_CHECKING:
    from sqlite_utils import Database as Connection

__all__ = ["MEMORY", "Database", "writing"]

T = TypeVar("T")
_log = logging.getLogger(__name__)

START_SECONDS = 10.0
"""How long another process may keep the file to itself at the start before we give up,"""
WAIT_SECONDS = 2.0
"""and afterwards: a member waits for it."""
HURRIED_SECONDS = 0.05
"""The same for those who come after one who waited in vain: nobody queues up behind a lock that stays."""
GONE = "the file or its log was removed or replaced under the running program"


class Work:
    """Counts for whoever watches; calls come from several threads."""

    def __init__(self) -> None:
        self.waiting = 0
        """Calls that wait for their thread or are being done."""
        self.done = 0
        self.failed = 0
        self.saved = 0
        """Rows written, changed or removed."""
        self._lock = Lock()

    def begins(self) -> None:
        with self._lock:
            self.waiting += 1

    def ends(self, future: Future[Any]) -> None:
        with self._lock:
            self.waiting -= 1
            self.done += 1
            self.failed += future.cancelled() or future.exception() is not None


class Database:
    """`async with Database(path) as db: await db.run(fn)`, or `with …: db.run_sync(fn)`; it gets sqlite-utils' object.

    sqlite-utils objects belong to the thread that made them, so each of the two lives and dies in a thread here. Two
    calls of `run` never overlap, and a read-change-write in one `fn` loses nothing. `read` has a connection of its
    own: it sees all that was saved, and waits for nobody who writes.
    """

    def __init__(self, path: Path | str, *, wait: float | None = None, copies: Copies | None = None) -> None:
        self.path = MEMORY if str(path) == MEMORY else path
        self._start_wait = START_SECONDS if wait is None else wait
        self._wait = WAIT_SECONDS if wait is None else wait
        self._waiting = self._start_wait
        self._copies = copies
        self._mend = copies.mend if copies else no_copy_known
        self._threads: list[ThreadPoolExecutor] = []
        self._writer: Connection | None = None
        self._reader: Connection | None = None
        self._absolute = self.path
        self._identity = Identity()
        self._harm = ""
        self.work = Work()

    async def run(self, fn: Callable[[Connection], T]) -> T:
        return await asyncio.wrap_future(self._submit(self._change, fn))

    def run_sync(self, fn: Callable[[Connection], T]) -> T:
        return self._submit(self._change, fn).result()

    async def read(self, fn: Callable[[Connection], T]) -> T:
        """For what changes nothing."""
        return await asyncio.wrap_future(self._submit(self._read, fn))

    def read_sync(self, fn: Callable[[Connection], T]) -> T:
        return self._submit(self._read, fn).result()

    async def check(self) -> None:
        """Looks for damage. Raises DatabaseError if there is some, and from then on nothing is saved."""
        if self.path == MEMORY or self.harm:
            return
        if wrong := await asyncio.to_thread(self._fault):
            self._harm = str(damaged(self.path, wrong, self._mend))
            raise DatabaseError(self._harm)

    @property
    def harm(self) -> str:
        """Why nothing may be saved any more, for the operator; empty if all is well. Looks for the files."""
        present = identity(self._absolute)
        if not self._harm and not self._identity.is_kept_by(present):
            self._harm = f"{self.path}: {GONE}"
        elif not self._harm:
            self._identity = present
        return self._harm

    def __enter__(self) -> Self:
        self._start().result()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop().result()

    async def __aenter__(self) -> Self:
        await asyncio.wrap_future(self._start())
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.wrap_future(self._stop())

    def _start(self) -> Future[None]:
        names = ["database"] if self.path == MEMORY else ["database", "database-reader"]
        self._threads = [ThreadPoolExecutor(max_workers=1, thread_name_prefix=name) for name in names]
        return self._threads[0].submit(self._open)

    def _submit(self, call: Callable[[Callable[[Connection], T]], T], fn: Callable[[Connection], T]) -> Future[T]:
        if not self._threads:
            raise StoppingError(f"{self.path}: the database is closed")
        thread = self._threads[-1 if call == self._read else 0]
        self.work.begins()
        done = thread.submit(call, fn)
        done.add_done_callback(self.work.ends)
        return done

    def _stop(self) -> Future[None]:
        threads, self._threads = self._threads, []
        done = threads[0].submit(self._close, threads)
        threads[0].shutdown(wait=False)
        return done

    def _fault(self) -> str:
        """On a connection of its own: nobody waits."""
        with explained(self.path, self._mend):
            db = opened_for_reading(self.path, self._wait)
            try:
                return fault(db)
            finally:
                db.close()

    # In the thread that writes:

    def _open(self) -> None:
        try:
            with explained(self.path, self._mend):
                self._writer = opened(self.path, self._start_wait, self._copies)
            self._reader = self._writer
            if len(self._threads) > 1:
                self._absolute = Path(self.path).resolve()
                self._threads[1].submit(self._open_reader).result()
                self._identity = identity(self._absolute)
            self._wait_at_most(self._wait)
        except BaseException:
            for thread in self._threads:
                thread.shutdown(wait=False)
            self._threads = []
            if self._writer:
                self._writer.close()
            raise

    def _change(self, fn: Callable[[Connection], T]) -> T:
        assert self._writer is not None
        with explained(self.path, self._mend), self._patience():
            self._require_unharmed("Nothing was saved.")
            before = self._writer.conn.total_changes
            result = fn(self._writer)
            self.work.saved += self._writer.conn.total_changes - before
            self._require_unharmed("What was just saved may be lost.")
        return result

    def _require_unharmed(self, then: str) -> None:
        """An answer means: it is in the file, and the file is where the next start looks for it."""
        if not self.harm:
            return
        if self._harm.endswith(GONE):
            self._harm += f"; {self._rescued()}"
            _log.error("%s", self._harm)
        raise DatabaseError(f"{self._harm}. {then}")

    def _rescued(self) -> str:
        """What the removed file holds, which nobody but this connection can still reach, is written beside it."""
        assert self._writer is not None
        path = Path(f"{self.path}.rescued-{datetime.now(UTC):%Y-%m-%d-%H%M%S}")
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
            with closing(sqlite3.connect(path)) as copy:
                self._writer.conn.backup(copy)
            whole = not fault_in(path)
        except (OSError, sqlite3.Error):
            whole = False
        if not whole:
            path.unlink(missing_ok=True)
            return f"stop the program, then {self._mend()}"
        return f"what it held is kept: stop the program, then `python -m bot restore {path}`"

    @contextmanager
    def _patience(self) -> Iterator[None]:
        """Whoever comes after one who waited in vain hardly waits, until something is saved again."""
        assert self._writer is not None
        before = self._writer.conn.total_changes
        try:
            yield
        except sqlite3.OperationalError as error:
            if is_busy(error):
                self._wait_at_most(HURRIED_SECONDS)
            raise
        if self._writer.conn.total_changes != before:
            self._wait_at_most(self._wait)

    def _wait_at_most(self, seconds: float) -> None:
        assert self._writer is not None
        if seconds != self._waiting:
            self._writer.execute(f"PRAGMA busy_timeout = {round(1000 * seconds)}")
            self._waiting = seconds

    def _close(self, threads: Sequence[ThreadPoolExecutor]) -> None:
        """The writer last: it takes SQLite's log into the file."""
        assert self._writer is not None
        if len(threads) > 1:
            threads[1].submit(self._close_reader).result()
            threads[1].shutdown(wait=False)
        self._writer.close()
        self._writer = self._reader = None

    # In the thread that reads:

    def _open_reader(self) -> None:
        with explained(self.path, self._mend):
            self._reader = opened_for_reading(self.path, self._wait)

    def _read(self, fn: Callable[[Connection], T]) -> T:
        assert self._reader is not None
        try:
            with explained(self.path, self._mend):
                return fn(self._reader)
        except DatabaseError as error:
            raise DatabaseError(str(error), for_members=CANNOT_READ) from error

    def _close_reader(self) -> None:
        assert self._reader is not None
        self._reader.close()
