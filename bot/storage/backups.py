"""Backups: the database, faq.yaml, knowledge/ and the settings in one archive, checked before it counts as one."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any, Literal

from bot.errors import BotError
from bot.storage.database_errors import COPY, explained, no_copy_known
from bot.storage.database_file import PRIVATE, fault_in, require_life
from bot.storage.faq_swap import SUFFIX, locked, synced
from bot.storage.faq_swap import explained as explained_system

FORMAT = 1
ENDING = ".zip"
PART = ".part"
STAMP = "%Y-%m-%d-%H%M%S"
_STAMP = re.compile(r"-(\d{4}-\d\d-\d\d-\d{6})-")
MANIFEST = "manifest.json"
DATABASE, FAQ, KNOWLEDGE, SETTINGS = "career.db", "faq.yaml", "knowledge", "settings.env"
"""Names in the archive."""
UNFINISHED = (".backup-????????", ".verify-????????", ".restore-????????", f".*{ENDING}.*{PART}", ".*.db.*.new*")
UNFINISHED_SECONDS = 3600.0
"""Younger ones may be in work."""
UPDATES_KEPT = 3
"""Backups made before an update of the tables."""
SCHEMA = "SELECT name FROM _sqlite_migrations WHERE migration_set = 'career-bot'"
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, TypeError, ValueError)
COUNTED = ("members", "skills", "history", "faq_revisions")
Why = Literal["by-hand", "automatic", "before-update"]


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
        rows = ", ".join(f"{count} {table}" for table, count in self.rows.items())
        return f"made {self.made}, {self.why.replace('-', ' ')}: {rows or 'no database'}"


@dataclass(frozen=True)
class Places:
    """Where the parts of the archive come from and go to."""

    database: Path
    faq: Path
    knowledge: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    """Variable → value, never the token."""


class Backups:
    """Of one database, in one folder; `kept` automatic ones, each `every` after the one before."""

    def __init__(
        self, folder: Path, places: Places, *, every: timedelta = timedelta(days=1), kept: int = 7,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:  # fmt: skip
        self.folder = folder
        self.places = places
        self.every = every
        self.kept = kept
        self._now = now

    def make(self, why: Why, target: Path | None = None) -> Path:
        """Writes an archive, opens it again and compares all of it. Raises BotError; then none is left."""
        at = self._now()
        path = target or self._free_name(at, why)
        if path.exists():
            raise BotError(f"{path}: there is such a file already; name another one.")
        with explained_system(path):
            if not target:
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part = path.with_name(f".{path.name}.{token_hex(4)}{PART}")
            try:
                self._write(part, at, why)
                verified(part)
                part.replace(path)
                synced(path.parent)
            finally:
                part.unlink(missing_ok=True)
        if not target:
            self._expire(path)
        self._sweep()
        return path

    def before_update(self) -> Path:
        return self.make("before-update")

    def all(self) -> list[Path]:
        """Newest first, by the time in their names."""
        return sorted(self.folder.glob(f"{self.places.database.stem}-????-??-??-??????-*{ENDING}"), reverse=True)

    def newest(self) -> Path | None:
        return next(iter(self.all()), None)

    def fitting(self, steps: frozenset[str]) -> Path | None:
        """The newest that a program with these steps can read."""
        for path in self.all():
            try:
                if steps.issuperset(manifest_of(path).steps):
                    return path
            except BotError:
                continue
        return None

    def mend(self) -> str:
        """What to do where the database cannot be used."""
        newest = self.newest()
        return f"restore the newest backup: `python -m bot restore {newest}`" if newest else COPY

    def due(self) -> bool:
        """Whether it is time for an automatic one. A newest one from the future (the clock was wrong) counts as old."""
        if not self.kept or not self.every:
            return False
        newest = self.newest()
        return newest is None or not timedelta(0) <= self._now() - made_at(newest) < self.every

    def _free_name(self, at: datetime, why: Why) -> Path:
        while (path := self.folder / f"{self.places.database.stem}-{at:{STAMP}}-{why}{ENDING}").exists():
            at += timedelta(seconds=1)
        return path

    def _expire(self, new: Path) -> None:
        """Those made by hand stay."""
        for why, kept in (("automatic", max(self.kept, 1)), ("before-update", UPDATES_KEPT)):
            made = [path for path in self.all() if path.stem.endswith(why) and path != new]
            for path in made[kept - new.stem.endswith(why) :]:
                path.unlink(missing_ok=True)

    def _sweep(self) -> None:
        """What a crash left of unfinished work holds members' data, too."""
        old = time.time() - UNFINISHED_SECONDS
        folders = {self.folder, self.places.database.resolve().parent}
        for path in [path for folder in folders for name in UNFINISHED for path in folder.glob(name)]:
            if path.lstat().st_mtime > old:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    def _write(self, part: Path, at: datetime, why: Why) -> None:
        with tempfile.TemporaryDirectory(dir=part.parent, prefix=".backup-") as folder:
            copy = Path(folder, DATABASE)
            with locked(self.places.faq.resolve()):  # no save of the FAQ is half in the copy
                copied(self.places.database, copy)
                texts = dict(self._texts())
            steps, rows = described(copy)
            sources: dict[str, Path | bytes] = {DATABASE: copy, **texts}
            hashes = {name: sha256(source) for name, source in sources.items()}
            manifest = Manifest(f"{at:%Y-%m-%d %H:%M} UTC", why, steps, rows, hashes, self.places.settings)
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2))
                for name, source in sources.items():
                    if isinstance(source, Path):
                        archive.write(source, name)
                    else:
                        archive.writestr(name, source)
            with part.open("rb") as written:
                os.fsync(written.fileno())

    def _texts(self) -> Iterator[tuple[str, bytes]]:
        """faq.yaml with a save of it that a crash cut short, the knowledge, the settings."""
        faq, knowledge = self.places.faq.resolve(), self.places.knowledge
        if faq.is_file():
            yield FAQ, faq.read_bytes()
        for left in faq.parent.glob(f".{faq.name}.*{SUFFIX}"):
            yield f"unfinished/{left.name}", left.read_bytes()
        for path in sorted(knowledge.rglob("*")):
            if path.is_file():
                yield f"{KNOWLEDGE}/{path.relative_to(knowledge).as_posix()}", path.read_bytes()
        lines = (f"{name}={value}\n" for name, value in self.places.settings.items())
        yield SETTINGS, "".join(lines).encode()


def made_at(path: Path) -> datetime:
    """The time in a backup's name."""
    stamps = _STAMP.findall(path.stem)
    return datetime.strptime(stamps[-1], STAMP).replace(tzinfo=UTC) if stamps else datetime.min.replace(tzinfo=UTC)


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
