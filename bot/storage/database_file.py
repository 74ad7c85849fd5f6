"""The members' SQLite file from outside: whether it may be opened, is sound, and is still the same."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bot.errors import DatabaseError
from bot.storage.database_errors import Mend, damaged, unwritable

if TYPE_CHECKING:
    from sqlite_utils import Database as Connection

MEMORY = ":memory:"
PRIVATE = 0o600
"""Members' records are for this program's user alone."""
OLDER_SECONDS = 5.0
"""SQLite writes into the log first and into the file right after it."""
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


def require_writable(path: Path) -> None:
    """SQLite would only say so at the first save, when a member waits for it."""
    as_ourselves = os.access in os.supports_effective_ids
    places = (path, path.parent) if path.is_file() else ()
    if not all(os.access(place, os.W_OK, effective_ids=as_ourselves) for place in places):
        raise unwritable(path)
