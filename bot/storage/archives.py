"""An archive of database, faq.yaml, knowledge/ and settings: what it says of itself, whether it is whole."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.domain.core.wording import counted
from bot.errors import BotError
from bot.storage.database_errors import COPY, explained, no_copy_known
from bot.storage.database_file import fault_in, require_life

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE, FAQ, KNOWLEDGE, SETTINGS = "career.db", "faq.yaml", "knowledge", "settings.env"
UNFINISHED_SAVES = "unfinished"
"""Names in the archive."""
SCHEMA = "SELECT name FROM _sqlite_migrations WHERE migration_set = 'career-bot'"
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, TypeError, ValueError)
COUNTED = {"members": "member", "skills": "skill", "history": "change", "faq_revisions": "FAQ save"}
"""Table → what one of its rows is."""


@dataclass(frozen=True)
class Manifest:
    """What an archive says of itself."""

    made: str
    why: str
    steps: tuple[str, ...]
    """Of the database: what version of the program can read it."""
    rows: Mapping[str, int]
    files: Mapping[str, str]
    """Name in the archive → SHA-256."""
    settings: Mapping[str, str] = field(default_factory=dict)
    format: int = FORMAT

    def __str__(self) -> str:
        return f"made {self.made}, {self.why.replace('-', ' ')}: {self.holds}"

    @property
    def holds(self) -> str:
        """“12 members, 40 skills …”"""
        return ", ".join(counted(count, COUNTED[table]) for table, count in self.rows.items() if table in COUNTED)


def copied(database: Path, copy: Path) -> None:
    """The database as it is at one moment, with what a crash left in its log, as one file. Raises BotError."""
    if not database.exists():
        raise BotError(f"{database}: there is no such database, so there is nothing to back up.")
    require_life(database, None, no_copy_known)
    with explained(database), closing(_read_only(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE").fetchone()
    if wrong := fault_in(copy):
        raise BotError(f"{database}: the database is damaged ({wrong}), so no backup was made of it; {COPY}")


def _read_only(database: Path) -> sqlite3.Connection:
    """Reads also a log that a crash left."""
    connection = sqlite3.connect(database, timeout=10)
    connection.execute("PRAGMA query_only = ON")
    return connection


def described(database: Path) -> tuple[tuple[str, ...], dict[str, int]]:
    """Its steps and how much it holds."""
    with explained(database), closing(sqlite3.connect(database)) as opened:
        tables = {name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "_sqlite_migrations" not in tables:
            raise BotError(f"{database}: this is no database of this program.")
        steps = tuple(name for (name,) in opened.execute(SCHEMA))
        rows = {
            name: opened.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in COUNTED if name in tables
        }
    return steps, rows


def manifest_of(path: Path) -> Manifest:
    with _opened(path) as archive:
        return _manifest(path, archive)


def verified(path: Path) -> Manifest:
    """Opens an archive, compares every file in it, and checks the database in it. Raises BotError."""
    with tempfile.TemporaryDirectory(dir=path.resolve().parent, prefix=".verify-") as folder:
        return unpacked(path, Path(folder))


def unpacked(path: Path, folder: Path) -> Manifest:
    """As `verified`; the files then are in `folder`."""
    with _opened(path) as archive:
        manifest = _manifest(path, archive)
        for name, expected in manifest.files.items():
            target = folder / name
            if not target.resolve().is_relative_to(folder.resolve()):
                raise BotError(f"{path}: this backup names a file outside of it ({name}); do not use it.")
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as source, target.open("wb") as file:
                while piece := source.read(1 << 20):
                    file.write(piece)
            if sha256(target) != expected:
                raise BotError(f"{path}: this backup is damaged ({name} differs); use another one.")
    database = folder / DATABASE
    if wrong := fault_in(database):
        raise BotError(f"{path}: the database in this backup is damaged ({wrong}); use another one.")
    if described(database) != (manifest.steps, dict(manifest.rows)):
        raise BotError(f"{path}: the database in this backup is not the one it was made of; use another one.")
    return manifest


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except FileNotFoundError:
        raise BotError(f"{path}: there is no such file.") from None
    except _UNREADABLE as error:
        raise BotError(f"{path}: this backup is damaged, or no backup ({error}); use another one.") from error


def _manifest(path: Path, archive: zipfile.ZipFile) -> Manifest:
    told: dict[str, Any] = json.loads(archive.read(MANIFEST))
    if told.get("format") != FORMAT:
        raise BotError(f"{path}: another version of this program made this backup; use that one to restore it.")
    return Manifest(**{**told, "steps": tuple(told["steps"])})


def sha256(source: Path | bytes) -> str:
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
