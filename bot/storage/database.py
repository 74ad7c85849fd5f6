"""The one thread that opens, uses and closes the members' SQLite file."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Self, TypeVar

from bot.errors import DatabaseError, StoppingError

if TYPE_CHECKING:
    from sqlite_utils import Database as Connection

T = TypeVar("T")


class Work:
    """Counts for whoever watches; calls come from several threads."""

    def __init__(self) -> None:
        self.waiting = 0
        """Calls that wait for the thread or are being done."""
        self.done = 0
        self.failed = 0
        self.saved = 0
        """Rows written, changed or removed."""
        self._lock = Lock()

    def begins(self) -> None:
        with self._lock:
            self.waiting += 1

    def ends(self, *, failed: bool, saved: int) -> None:
        with self._lock:
            self.waiting -= 1
            self.done += 1
            self.failed += failed
            self.saved += saved


MEMORY = ":memory:"
WAIT_SECONDS = 10.0
"""How long another process may keep the file to itself before we give up."""
LOCKED_SECONDS = 0.02
"""Pause between two tries where SQLite itself does not wait."""


class Database:
    """`async with Database(path) as db: await db.run(fn)`, or `with …: db.run_sync(fn)`; it gets sqlite-utils' object.

    sqlite-utils objects belong to the thread that made them, so all of them live and die in the one thread here; two
    calls never overlap, and a read-change-write in one `fn` loses nothing.
    """

    def __init__(self, path: Path | str, *, wait: float = WAIT_SECONDS) -> None:
        self.path = path
        self._wait = wait
        self._thread: ThreadPoolExecutor | None = None
        self._connection: Connection | None = None
        self.work = Work()

    async def run(self, fn: Callable[[Connection], T]) -> T:
        return await asyncio.wrap_future(self._submit(fn))

    def run_sync(self, fn: Callable[[Connection], T]) -> T:
        return self._submit(fn).result()

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
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="database")
        return self._thread.submit(self._open)

    def _submit(self, fn: Callable[[Connection], T]) -> Future[T]:
        if self._thread is None:
            raise StoppingError(f"{self.path}: the database is closed")
        self.work.begins()
        return self._thread.submit(self._call, fn)

    def _stop(self) -> Future[None]:
        assert self._thread is not None
        thread, self._thread = self._thread, None
        done = thread.submit(self._close)
        thread.shutdown(wait=False)
        return done

    # In the thread:

    def _open(self) -> None:
        try:
            with explained(self.path):
                self._connection = _connect(self.path, self._wait)
        except DatabaseError:
            assert self._thread is not None
            self._thread.shutdown(wait=False)
            self._thread = None
            raise

    def _call(self, fn: Callable[[Connection], T]) -> T:
        assert self._connection is not None
        before, failed = self._connection.conn.total_changes, True
        try:
            with explained(self.path):
                result = fn(self._connection)
            failed = False
            return result
        finally:
            self.work.ends(failed=failed, saved=self._connection.conn.total_changes - before)

    def _close(self) -> None:
        assert self._connection is not None
        self._connection.close()
        self._connection = None


def _connect(path: Path | str, wait: float) -> Connection:
    from sqlite_utils import Database as Connect  # 0.1 s that commands without a database do not pay

    if path != MEMORY and not Path(path).parent.is_dir():
        raise DatabaseError(f"{path}: the folder {Path(path).parent} does not exist; create it or name another file")
    db = Connect(sqlite3.connect(str(path), timeout=wait), execute_plugins=False)
    try:
        _prepare(db, str(path), wait)
    except BaseException:
        db.close()
        raise
    return db


def _use_wal(db: Connection, wait: float) -> None:
    """SQLite does not wait by itself for others who switch a new file at the same time."""
    last = time.monotonic() + wait
    while True:
        try:
            if db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                db.execute("PRAGMA journal_mode = WAL").fetchone()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                raise
            time.sleep(LOCKED_SECONDS)


def _prepare(db: Connection, path: str, wait: float) -> None:
    from bot.storage.migrations import STEPS, migrations

    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA secure_delete = ON")  # what a member erases is overwritten, not only unlinked
    if newer := {one.name for one in migrations.applied(db)} - {step.__name__ for step in STEPS}:
        steps = ", ".join(sorted(newer))
        raise DatabaseError(
            f"{path}: a newer version of this program wrote this database ({steps}); update the program"
        )
    if path != MEMORY:
        _use_wal(db, wait)
    if migrations.pending(db):
        with writing(db):
            migrations.apply(db)


@contextmanager
def writing(db: Connection) -> Iterator[None]:
    """All or nothing, and no other process writes between our reading and our writing."""
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.conn.execute("COMMIT")
    except BaseException:
        db.conn.rollback()
        raise


@contextmanager
def explained(path: Path | str) -> Iterator[None]:
    """SQLite's errors as one sentence with the file and the mend."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # our own mistake, not the file's
    except sqlite3.Error as error:
        raise DatabaseError(f"{path}: {_sentence(error, path)}") from error
    except UnicodeEncodeError as error:
        raise DatabaseError(
            f"{path}: this text has characters that cannot be stored ({error.object[:40]!a})"
        ) from error


def _sentence(error: sqlite3.Error, path: Path | str) -> str:
    code = (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
    if code == sqlite3.SQLITE_CANTOPEN and Path(path).is_dir():
        return "this is a folder, a file is expected; name a file"
    return _SENTENCES.get(code) or f"the database cannot be used ({error}); restore a copy or name another file"


_SENTENCES = {
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened or created; check the folder and its permissions",
    sqlite3.SQLITE_READONLY: "the file cannot be written; check the permissions of the file and of its folder",
    sqlite3.SQLITE_PERM: "the file cannot be used; check the permissions of the file and of its folder",
    sqlite3.SQLITE_NOTADB: "this is not a SQLite database; name another file (it was left as it is)",
    sqlite3.SQLITE_CORRUPT: "the database is damaged (it was left as it is); restore a copy or name another file",
    sqlite3.SQLITE_BUSY: "another program keeps the database locked; close it and try again",
    sqlite3.SQLITE_LOCKED: "another program keeps the database locked; close it and try again",
    sqlite3.SQLITE_FULL: "the disk is full; make room and try again",
    sqlite3.SQLITE_IOERR: "the disk reports an error; check it, then restore a copy",
}
"""By SQLite's primary result code."""
