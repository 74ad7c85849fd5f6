"""SQLite's errors as one sentence for the operator: the file, what is wrong with it, and the mend."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import DatabaseError

FULL_BELOW = 1_000_000
"""Bytes of free space below which SQLite's vaguer complaints mean a full disk."""
COPY = "restore a copy (`python -m bot restore FILE`) or name another file"
Mend = Callable[[], str]


def no_copy_known() -> str:
    return COPY


@contextmanager
def explained(path: Path | str, mend: Mend = no_copy_known) -> Iterator[None]:
    """`mend` says from which copy a damaged file may be restored."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # our own mistake, not the file's
    except sqlite3.Error as error:
        raise DatabaseError(f"{path}: {_sentence(error, path, mend)}") from error
    except UnicodeEncodeError as error:
        told = f"this text has characters that cannot be stored ({error.object[:40]!a})"
        raise DatabaseError(f"{path}: {told}", for_members=f"{told[0].upper()}{told[1:]}.") from error


def damaged(path: Path | str, what: str, mend: Mend) -> DatabaseError:
    return DatabaseError(f"{path}: the database is damaged ({what}; it was left as it is); {mend()}")


def uncreatable(path: Path, error: OSError) -> DatabaseError:
    code = sqlite3.SQLITE_FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else sqlite3.SQLITE_CANTOPEN
    return DatabaseError(f"{path}: {_SENTENCES[code]}")


def unwritable(path: Path) -> DatabaseError:
    return DatabaseError(f"{path}: {_SENTENCES[sqlite3.SQLITE_READONLY]}")


def code_of(error: sqlite3.Error) -> int:
    """SQLite's primary result code."""
    return (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def is_busy(error: sqlite3.Error) -> bool:
    return code_of(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_full(folder: Path) -> bool:
    try:
        usage = shutil.disk_usage(folder)
    except OSError:
        return False
    return usage.free < FULL_BELOW and usage.total > 0  # /proc and the like have none


def _sentence(error: sqlite3.Error, path: Path | str, mend: Mend) -> str:
    code = code_of(error)
    if code == sqlite3.SQLITE_CANTOPEN and Path(path).is_dir():
        return "this is a folder, a file is expected; name a file"
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR) and is_full(Path(path).parent):
        return _SENTENCES[sqlite3.SQLITE_FULL]
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR):
        return f"{_SENTENCES.get(code) or f'the database cannot be used ({error})'}; {mend()}"
    return _SENTENCES.get(code) or f"the database cannot be used ({error}); {mend()}"


_BUSY = "another program keeps the database locked; close it and try again"
_SENTENCES = {
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened or created; check the folder and its permissions",
    sqlite3.SQLITE_READONLY: "the file cannot be written; check the permissions of the file and of its folder",
    sqlite3.SQLITE_PERM: "the file cannot be used; check the permissions of the file and of its folder",
    sqlite3.SQLITE_NOTADB: "this is not a SQLite database, or its beginning is damaged (it was left as it is)",
    sqlite3.SQLITE_CORRUPT: "the database is damaged (it was left as it is)",
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_FULL: "the disk is full; make room and start again (nothing needs to be restored)",
    sqlite3.SQLITE_IOERR: "the disk reports an error; check the disk and its free space, then start again",
}
"""By SQLite's primary result code."""
