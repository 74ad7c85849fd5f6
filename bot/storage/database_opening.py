"""Opens the members' SQLite file: made whole or not at all, checked, and brought up to date after a backup."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from bot.errors import BotError, DatabaseError
from bot.storage.database_errors import Mend, damaged, is_busy, no_copy_known, uncreatable
from bot.storage.database_file import BESIDE, MEMORY, PRIVATE, Copies, fault, require_life, require_writable

if TYPE_CHECKING:
    from sqlite_utils import Database as Connection

LOCKED_SECONDS = 0.02
"""Pause between two tries where SQLite itself does not wait."""


def opened(path: Path | str, wait: float, copies: Copies | None) -> Connection:
    """The connection that writes: the file is made if there is none, checked, and brought up to date."""
    mend = copies.mend if copies else no_copy_known
    if path != MEMORY:
        require_life(Path(path), copies, mend)
        if not Path(path).exists():
            _create(Path(path))
        _keep_private(Path(path))
        require_writable(Path(path))
    with _closed_on_failure(_connect(path, wait)) as db:
        _prepare(db, path, wait, copies, mend)
        return db


def opened_for_reading(path: Path | str, wait: float) -> Connection:
    with _closed_on_failure(_connect(path, wait)) as db:
        db.execute("PRAGMA query_only = ON")
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the log is there from now on
        return db


def _create(path: Path) -> None:
    """With all its tables, and only then under its name: a crash or a full disk leaves no half of a file."""
    from bot.storage.migrations import migrations

    temporary = path.with_name(f".{path.name}.{token_hex(6)}.new")
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE))
    except OSError as error:
        raise uncreatable(path, error) from error
    try:
        with _closed_on_failure(_connect(temporary, 0)) as db:
            db.execute("PRAGMA journal_mode = WAL").fetchone()
            with writing(db):
                migrations.apply(db)
            db.close()
        _put(temporary, path)
    finally:
        for name in ("", *BESIDE, "-journal"):
            Path(f"{temporary}{name}").unlink(missing_ok=True)


def _put(temporary: Path, path: Path) -> None:
    """Under its name, unless another program was faster."""
    with suppress(FileExistsError):
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:  # a file system that knows no second name for a file
            if not path.exists():
                temporary.rename(path)


def _keep_private(path: Path) -> None:
    if os.name == "posix" and path.is_file() and path.stat().st_mode & 0o077:
        with suppress(OSError):  # somebody else's file: `doctor` tells
            path.chmod(PRIVATE)


def _connect(path: Path | str, wait: float) -> Connection:
    from sqlite_utils import Database as Connect  # 0.1 s that commands without a database do not pay

    return Connect(sqlite3.connect(str(path), timeout=wait), execute_plugins=False)


@contextmanager
def _closed_on_failure(db: Connection) -> Iterator[Connection]:
    try:
        yield db
    except BaseException:
        db.close()
        raise


def _prepare(db: Connection, path: Path | str, wait: float, copies: Copies | None, mend: Mend) -> None:
    from bot.storage.migrations import STEPS, lacking, migrations

    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA secure_delete = ON")  # what a member erases is overwritten, not only unlinked
    if path != MEMORY and (wrong := fault(db)):
        raise damaged(path, wrong, mend)
    _require_ours(db, path, mend)
    known = frozenset(step.__name__ for step in STEPS)
    if newer := {one.name for one in migrations.applied(db)} - known:
        raise DatabaseError(_too_new(path, sorted(newer), copies.fitting(known) if copies else None))
    if path != MEMORY:
        _use_wal(db, wait)
    if migrations.pending(db):
        _update(db, path, copies)
    if missing := lacking(db):
        raise damaged(path, f"{missing} is missing", mend)


def _require_ours(db: Connection, path: Path | str, mend: Mend) -> None:
    """Before anything is written: what other programs made stays as it is."""
    tables = set(db.table_names())
    if not tables:
        return
    if not tables & {"members", "_sqlite_migrations"}:
        raise DatabaseError(f"{path}: another program made this database; name another file")
    if "_sqlite_migrations" not in tables or not db.table("_sqlite_migrations").count:
        raise damaged(path, "the list of its updates is missing", mend)


def _too_new(path: Path | str, steps: list[str], before: Path | None) -> str:
    back = f", or go back: `python -m bot restore {before}` holds the data from before that update" if before else ""
    return f"{path}: a newer version of this program wrote this database ({', '.join(steps)}); update the program{back}"


def _update(db: Connection, path: Path | str, copies: Copies | None) -> None:
    """All steps or none, after a copy was made of what is there."""
    from bot.storage.migrations import migrations

    before: Path | None = None
    if copies and migrations.applied(db):
        try:
            before = copies.before_update()
        except BotError as error:
            raise DatabaseError(
                f"{path}: it has to be brought up to date, but no backup could be made before ({error}). "
                "Nothing was changed."
            ) from error
    try:
        with writing(db):
            migrations.apply(db)
    except sqlite3.Error as error:
        if is_busy(error):
            raise
        kept = f"; it is as in the backup {before} made just before" if before else ""
        raise DatabaseError(
            f"{path}: it could not be brought up to date ({error}), and nothing was changed{kept}. "
            "Start the version of the program that you used before, and report this."
        ) from error


def _use_wal(db: Connection, wait: float) -> None:
    """SQLite does not wait by itself for others who switch a new file at the same time."""
    last = time.monotonic() + wait
    while True:
        try:
            if db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                db.execute("PRAGMA journal_mode = WAL").fetchone()
            return
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > last:
                raise
            time.sleep(LOCKED_SECONDS)


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
