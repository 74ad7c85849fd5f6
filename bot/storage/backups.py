"""Backups: made, checked before they count, found again, and removed when they are old."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Literal

from bot.errors import BotError
from bot.storage.archives import (
    DATABASE,
    FAQ,
    KNOWLEDGE,
    MANIFEST,
    SETTINGS,
    UNFINISHED_SAVES,
    Manifest,
    copied,
    described,
    manifest_of,
    sha256,
    verified,
)
from bot.storage.database_errors import COPY
from bot.storage.database_file import PRIVATE
from bot.storage.faq_swap import SUFFIX, locked, synced
from bot.storage.faq_swap import explained as explained_system

ENDING = ".zip"
PART = ".part"
STAMP = "%Y-%m-%d-%H%M%S"
_STAMP = re.compile(r"-(\d{4}-\d\d-\d\d-\d{6})-")
UNFINISHED = (".backup-????????", ".verify-????????", ".restore-????????", f".*{ENDING}.*{PART}", ".*.db.*.new*")
UNFINISHED_SECONDS = 3600.0
"""Younger ones may be in work."""
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""Archives know none before, and some clocks begin in 1970."""
UPDATES_KEPT = 3
"""Backups made before an update of the tables."""
Why = Literal["by-hand", "automatic", "before-update"]


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
            _pack(part, {MANIFEST: json.dumps(asdict(manifest), indent=2).encode(), **sources}, at)

    def _texts(self) -> Iterator[tuple[str, bytes]]:
        """faq.yaml with a save of it that a crash cut short, the knowledge, the settings."""
        faq, knowledge = self.places.faq.resolve(), self.places.knowledge
        if faq.is_file():
            yield FAQ, faq.read_bytes()
        for left in faq.parent.glob(f".{faq.name}.*{SUFFIX}"):
            yield f"{UNFINISHED_SAVES}/{left.name}", left.read_bytes()
        for path in sorted(knowledge.rglob("*")):
            if path.is_file():
                yield f"{KNOWLEDGE}/{path.relative_to(knowledge).as_posix()}", path.read_bytes()
        lines = (f"{name}={value}\n" for name, value in self.places.settings.items())
        yield SETTINGS, "".join(lines).encode()


def _pack(part: Path, sources: Mapping[str, Path | bytes], at: datetime) -> None:
    day = max(at.timetuple()[:6], FIRST_DAY)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
    with zipfile.ZipFile(part, "w") as archive:
        for name, source in sources.items():
            entry = zipfile.ZipInfo(name, day)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=True) as target:
                if isinstance(source, bytes):
                    target.write(source)
                else:
                    with source.open("rb") as file:
                        shutil.copyfileobj(file, target, 1 << 20)
    with part.open("rb") as written:
        os.fsync(written.fileno())


def made_at(path: Path) -> datetime:
    """The time in a backup's name."""
    stamps = _STAMP.findall(path.stem)
    return datetime.strptime(stamps[-1], STAMP).replace(tzinfo=UTC) if stamps else datetime.min.replace(tzinfo=UTC)
