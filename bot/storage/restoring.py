"""Puts a backup in the place of what is there: checked first, and nothing that was there is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.core.wording import counted
from bot.errors import BotError
from bot.storage.archives import (
    DATABASE,
    FAQ,
    KNOWLEDGE,
    UNFINISHED_SAVES,
    Manifest,
    copied,
    described,
    sha256,
    unpacked,
)
from bot.storage.backups import STAMP, Backups, Places
from bot.storage.database_errors import explained
from bot.storage.database_file import BESIDE, PRIVATE
from bot.storage.faq_swap import SUFFIX, synced
from bot.storage.faq_swap import explained as explained_system

SQLITE = b"SQLite format 3\0"
_NOTHING_CHANGED = "Nothing was changed."


def restored(source: Path, backups: Backups) -> list[str]:
    """What was done, line by line. `source` is an archive, or a bare copy of the database. Raises BotError.

    The caller holds the database's lock (`instance.only_one`).
    """
    places = backups.places
    if not places.database.parent.is_dir():
        raise BotError(f"{places.database}: the folder {places.database.parent} does not exist; create it first.")
    near = places.database.resolve().parent
    with explained_system(places.database), tempfile.TemporaryDirectory(dir=near, prefix=".restore-") as name:
        folder = Path(name)
        manifest = _checked(source, folder)
        faq = _difference(folder / FAQ, places.faq)
        knowledge = _difference(folder / KNOWLEDGE, places.knowledge)
        _require_writable(faq, knowledge)
        aside = _new_folder(backups.folder)
        _set_aside(aside, places, faq, knowledge)
        try:
            _put_database(folder, manifest, places)
            _put_unfinished(folder, places.faq)
            told = [_put(faq, places.faq), _put(knowledge, places.knowledge)]
        except OSError as error:
            raise BotError(
                f"{error.filename or places.database}: {error.strerror}. The restore stopped halfway; "
                f"what was there is in {aside}. Mend that, then restore again."
            ) from error
    return [
        f"Checked {source}: {manifest}.",
        *_told_aside(aside),
        f"Restored {places.database}: {manifest.holds}.",
        *filter(None, told),
        *_other_settings(manifest, places),
        "Start the bot again: python -m bot run",
    ]


@dataclass(frozen=True)
class _Difference:
    """How a file or a folder of the backup differs from what is there."""

    there: bool
    """Whether the backup holds it at all."""
    new: Mapping[Path, Path]
    """Where it belongs → the file of the backup."""
    gone: tuple[Path, ...] = ()
    """Files that the backup does not hold."""

    @property
    def touched(self) -> tuple[Path, ...]:
        return (*self.new, *self.gone)


def _difference(source: Path, place: Path) -> _Difference:
    if source.is_file():
        target = place.resolve()
        return _Difference(True, {} if _same(source, target) else {target: source})
    wanted = {place / path.relative_to(source): path for path in source.rglob("*") if path.is_file()}
    new = {target: path for target, path in wanted.items() if not _same(path, target)}
    present = {path for path in place.rglob("*") if path.is_file()} if source.is_dir() else set()
    return _Difference(source.is_dir(), new, tuple(sorted(present - wanted.keys())))


def _same(path: Path, other: Path) -> bool:
    return other.is_file() and sha256(path) == sha256(other)


def _require_writable(*differences: _Difference) -> None:
    """Before anything is changed."""
    for target in (path for difference in differences for path in difference.touched):
        folder = next(parent for parent in target.parents if parent.exists())
        if not os.access(folder, os.W_OK):
            raise BotError(
                f"{target}: it differs from the backup, and {folder} cannot be written. "
                f"Give this user the right to, or put the file there yourself. {_NOTHING_CHANGED}"
            )


def _checked(source: Path, folder: Path) -> Manifest:
    """The files of `source` are in `folder` afterwards."""
    from bot.storage.migrations import STEPS

    if _is_bare(source):
        copied(source, folder / DATABASE)
        steps, rows = described(folder / DATABASE)
        manifest = Manifest("at an unknown time", "a bare copy of the database", steps, rows, {})
    else:
        manifest = unpacked(source, folder)
    if newer := set(manifest.steps) - {step.__name__ for step in STEPS}:
        raise BotError(
            f"{source}: a newer version of this program made this backup ({', '.join(sorted(newer))}); "
            f"update the program first. {_NOTHING_CHANGED}"
        )
    return manifest


def _is_bare(source: Path) -> bool:
    if not source.is_file():
        raise BotError(f"{source}: there is no such file. {_NOTHING_CHANGED}")
    with source.open("rb") as file:
        return file.read(len(SQLITE)) == SQLITE


def _set_aside(aside: Path, places: Places, *differences: _Difference) -> None:
    """All that will change, whether it can be used or not. The database stays in its place until the other one takes
    it, its log does not: it would be read into the other one."""
    for target in (path for difference in differences for path in difference.touched if path.exists()):
        inside = target.is_relative_to(places.knowledge)
        copy = aside / KNOWLEDGE / target.relative_to(places.knowledge) if inside else aside / target.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(target, copy)
    for left in _unfinished(places.faq):
        shutil.move(left, aside / left.name)
    real = places.database.resolve()
    if real.exists():
        _second_name(real, aside / real.name)
    for beside in (real.with_name(f"{real.name}{ending}") for ending in BESIDE):
        if beside.exists():
            shutil.move(beside, aside / beside.name)
    synced(real.parent)


def _told_aside(aside: Path) -> Iterator[str]:
    kept = sorted(path.name for path in aside.iterdir())
    if kept:
        yield f"Set aside in {aside}: {', '.join(kept)}. It holds members' data: remove it when all is well."
    else:
        aside.rmdir()


def _new_folder(backups: Path) -> Path:
    at = datetime.now(UTC)
    while (folder := backups / f"before-restore-{at:{STAMP}}").exists():
        at += timedelta(seconds=1)
    folder.mkdir(mode=0o700, parents=True)
    return folder


def _second_name(path: Path, other: Path) -> None:
    try:
        os.link(path, other)
    except OSError:  # another disk
        shutil.copy2(path, other)


def _unfinished(faq: Path) -> list[Path]:
    target = faq.resolve()
    return sorted(target.parent.glob(f".{target.name}.*{SUFFIX}"))


def _put_database(folder: Path, manifest: Manifest, places: Places) -> None:
    new, real = folder / DATABASE, places.database.resolve()
    if "faq_revisions" in manifest.rows:
        # A save that a crash cut short is settled at the next start, where the file lies now.
        with explained(new), closing(sqlite3.connect(new)) as opened, opened:
            opened.execute("UPDATE faq_revisions SET file = ? WHERE witness <> ''", [str(places.faq.resolve())])
    new.chmod(PRIVATE)
    with new.open("rb") as file:
        os.fsync(file.fileno())
    new.replace(real)
    synced(real.parent)


def _put_unfinished(folder: Path, faq: Path) -> None:
    for left in (folder / UNFINISHED_SAVES).glob("*"):
        shutil.move(left, faq.resolve().with_name(left.name))


def _put(difference: _Difference, place: Path) -> str:
    """Each file in one step, beside its place first: the two may lie on different disks."""
    for target, new in difference.new.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        near = target.with_name(f".{target.name}.restoring")
        shutil.copyfile(new, near)
        if target.exists():
            shutil.copymode(target, near)
        near.replace(target)
    for path in difference.gone:
        path.unlink()
    if not difference.touched:
        return f"{place} is the same as in the backup." if difference.there else ""
    removed = f", {counted(len(difference.gone), 'file')} removed" if difference.gone else ""
    return f"Restored {place}: {counted(len(difference.new), 'file')} written{removed}."


def _other_settings(manifest: Manifest, places: Places) -> Iterator[str]:
    other = [f"{name}={value}" for name, value in manifest.settings.items() if places.settings.get(name, "") != value]
    if other:
        yield f"Settings of that time that are not in force now, for your .env: {', '.join(other)}"
