"""The members' SQLite file: made whole or not at all, checked before it is used, and known again later."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Protocol

from bot.errors import BotError, DatabaseError
from bot.storage.database_errors import Mend, damaged, is_busy, no_copy_known, uncreatable, unwritable

if TYPE_CHECKING:
    from sqlite_utils import Database as Connection

MEMORY = ":memory:"
PRIVATE = 0o600
"""Members' records are for this program's user alone."""
OLDER_SECONDS = 5.0
"""SQLite writes into the log first and into the file right after it."""
LOCKED_SECONDS = 0.02
"""Pause between two tries where SQLite itself does not wait."""
SMALLEST = 512
"""Bytes of the smallest database that SQLite writes."""
LOG = "-wal"
BESIDE = (LOG, "-shm")
"""What SQLite keeps beside the file while it is open, and after a crash."""


@dataclass(frozen=True)
class Identity:
    """Tells a file and its log from others that were put in their place."""

    file: tuple[int, int] | None = None
    log: tuple[int, int] | None = None
    size: int = 0
    """SQLite never makes the file smaller."""

    def is_kept_by(self, later: Identity) -> bool:
        return (self.file, self.log) == (later.file, later.log) and later.size >= self.size


class Copies(Protocol):
    """The backups of this file (`storage/backups.py`)."""

    def newest(self) -> Path | None: ...
    def mend(self) -> str: ...
    def before_update(self) -> Path: ...
    def fitting(self, steps: frozenset[str]) -> Path | None: ...


def opened(path: Path | str, wait: float, copies: Copies | None) -> Connection:
    """The connection that writes: the file is made if there is none, checked, and brought up to date."""
    mend = copies.mend if copies else no_copy_known
    if path != MEMORY:
        require_life(Path(path), copies, mend)
        if not Path(path).exists():
            _create(Path(path))
        _keep_private(Path(path))
        _require_writable(Path(path))
    with _closed_on_failure(_connect(path, wait)) as db:
        _prepare(db, path, wait, copies, mend)
        return db


def opened_for_reading(path: Path | str, wait: float) -> Connection:
    with _closed_on_failure(_connect(path, wait)) as db:
        db.execute("PRAGMA query_only = ON")
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the log is there from now on
        return db


def identity(path: Path | str) -> Identity:
    """Never opens the files: closing them again would give up SQLite's locks on them."""
    if path == MEMORY:
        return Identity()
    (file, size), (log, _) = _stat(str(path)), _stat(f"{path}{LOG}")
    return Identity(file, log, size)


def _stat(name: str) -> tuple[tuple[int, int] | None, int]:
    try:
        status = os.stat(name)  # noqa: PTH116 - asked before and after each write
    except OSError:
        return None, 0
    return (status.st_dev, status.st_ino), status.st_size


def fault(db: Connection) -> str:
    """The first thing that SQLite finds wrong with the file; empty if all is well."""
    found = [row[0] for row in db.execute("PRAGMA quick_check(1)").fetchall()]
    return "" if found == ["ok"] else str(found[0]).replace("\n", " ")


def fault_in(path: Path) -> str:
    """As `fault`, thoroughly, of a file that nobody uses: what is wrong with it, also that it is none of SQLite's."""
    try:
        with closing(sqlite3.connect(path)) as opened:
            found = [row[0] for row in opened.execute("PRAGMA integrity_check(1)").fetchall()]
    except sqlite3.Error as error:
        return str(error)
    return "" if found == ["ok"] else str(found[0]).replace("\n", " ")


def require_life(path: Path, copies: Copies | None, mend: Mend) -> None:
    """An empty file, or none where one was, is not a new beginning: what was in it is gone."""
    if not path.parent.is_dir():
        raise DatabaseError(f"{path}: the folder {path.parent} does not exist; create it or name another file")
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise DatabaseError(f"{path}: this is no ordinary file, so it keeps nothing; name another file")
    if path.is_file() and not path.stat().st_size:
        raise DatabaseError(f"{path}: the file is empty (0 bytes); {mend()}, or remove it to begin anew")
    if path.is_file() and path.stat().st_size < SMALLEST:  # SQLite takes a stump for a new file
        raise damaged(path, "only its first bytes are left", mend)
    log = path.with_name(f"{path.name}{LOG}")
    if path.is_file():
        _require_own_log(path, log)
    if path.exists():
        return
    if log.exists() and log.stat().st_size:
        raise DatabaseError(
            f"{path}: the file is gone, and only its log {log.name} is left; put the file back, or {mend()}"
        )
    if copies and copies.newest():
        raise DatabaseError(
            f"{path}: the file is gone, but there are backups of it; {mend()}, "
            "or move the backups elsewhere to begin anew"
        )


def _require_own_log(path: Path, log: Path) -> None:
    """After a crash the log is read into the file. Into a copy that somebody put in its place it must not be."""
    if not log.exists() or not log.stat().st_size:
        return
    file_time, log_time = path.stat().st_mtime, log.stat().st_mtime
    if log_time + OLDER_SECONDS < file_time <= time.time():
        raise DatabaseError(
            f"{path}: the file is newer than its log {log.name}, as if another file had been put in its place. If so, "
            f"put that back with `python -m bot restore FILE`; if not, `touch {log}` and start again"
        )


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
            temporary.rename(path)


def _keep_private(path: Path) -> None:
    if os.name == "posix" and path.is_file() and path.stat().st_mode & 0o077:
        with suppress(OSError):  # somebody else's file: `doctor` tells
            path.chmod(PRIVATE)


def _require_writable(path: Path) -> None:
    """SQLite would only say so at the first save, when a member waits for it."""
    as_ourselves = os.access in os.supports_effective_ids
    places = (path, path.parent) if path.is_file() else ()
    if not all(os.access(place, os.W_OK, effective_ids=as_ourselves) for place in places):
        raise unwritable(path)


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
