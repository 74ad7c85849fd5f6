"""Puts a backup in the place of what is there: checked first, and nothing that was there is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.errors import BotError
from bot.storage.backups import (
    DATABASE,
    FAQ,
    KNOWLEDGE,
    STAMP,
    Backups,
    Manifest,
    copied,
    described,
    sha256,
    unpacked,
)
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
    database = backups.places.database
    if not database.parent.is_dir():
        raise BotError(f"{database}: the folder {database.parent} does not exist; create it first.")
    with explained_system(database), tempfile.TemporaryDirectory(dir=database.parent, prefix=".restore-") as name:
        folder = Path(name)
        manifest = _checked(source, folder)
        return [
            f"Checked {source}: {manifest}.",
            *_set_aside(folder, backups),
            *_database_put(folder, manifest, backups.places.database, backups.places.faq),
            *_faq_put(folder, backups.places.faq),
            *_knowledge_put(folder, backups.places.knowledge),
            *_other_settings(manifest, backups),
            "Start the bot again: python -m bot run",
        ]


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


def _set_aside(folder: Path, backups: Backups) -> Iterator[str]:
    """All that is there now, whether it can be used or not. The database stays in its place until the other one
    takes it, its log does not: it would be read into the other one."""
    places = backups.places
    aside = _new_folder(backups.folder)
    if (folder / FAQ).exists() and places.faq.is_file():
        shutil.copy2(places.faq, aside / FAQ)
    for left in _unfinished(places.faq):
        shutil.move(left, aside / left.name)
    if (folder / KNOWLEDGE).exists() and places.knowledge.is_dir():
        shutil.copytree(places.knowledge, aside / KNOWLEDGE)
    real = places.database.resolve()
    if real.exists():
        _second_name(real, aside / real.name)
    for beside in (real.with_name(f"{real.name}{ending}") for ending in BESIDE):
        if beside.exists():
            shutil.move(beside, aside / beside.name)
    synced(real.parent)
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


def _database_put(folder: Path, manifest: Manifest, database: Path, faq: Path) -> Iterator[str]:
    new, real = folder / DATABASE, database.resolve()
    if "faq_revisions" in manifest.rows:
        # A save that a crash cut short is settled at the next start, where the file lies now.
        with explained(new), closing(sqlite3.connect(new)) as opened, opened:
            opened.execute("UPDATE faq_revisions SET file = ? WHERE witness <> ''", [str(faq.resolve())])
    new.chmod(PRIVATE)
    with new.open("rb") as file:
        os.fsync(file.fileno())
    new.replace(real)
    synced(real.parent)
    rows = ", ".join(f"{count} {table}" for table, count in manifest.rows.items())
    yield f"Restored {database}: {rows}."


def _faq_put(folder: Path, faq: Path) -> Iterator[str]:
    new, target = folder / FAQ, faq.resolve()
    if not new.exists():
        return
    for left in (folder / "unfinished").glob("*"):
        shutil.move(left, target.with_name(left.name))
    if target.is_file() and sha256(target) == sha256(new):
        yield f"{faq} is the same as in the backup."
        return
    _put(new, target)
    yield f"Restored {faq}."


def _knowledge_put(folder: Path, knowledge: Path) -> Iterator[str]:
    """File by file: the folder itself may be a mount."""
    source = folder / KNOWLEDGE
    if not source.exists():
        return
    wanted = {path.relative_to(source): path for path in source.rglob("*") if path.is_file()}
    present = {path.relative_to(knowledge): path for path in knowledge.rglob("*") if path.is_file()}
    other = [name for name, path in wanted.items() if name not in present or sha256(present[name]) != sha256(path)]
    more = present.keys() - wanted.keys()
    for name in other:
        _put(wanted[name], knowledge / name)
    for name in more:
        present[name].unlink()
    told = f"{len(other)} files restored, {len(more)} that were not in the backup removed" if other or more else ""
    yield f"Restored {knowledge}: {told}." if told else f"{knowledge} is the same as in the backup."


def _put(new: Path, target: Path) -> None:
    """In one step, beside its place first: the two may lie on different disks."""
    target.parent.mkdir(parents=True, exist_ok=True)
    near = target.with_name(f".{target.name}.restoring")
    shutil.copyfile(new, near)
    if target.exists():
        shutil.copymode(target, near)
    near.replace(target)


def _other_settings(manifest: Manifest, backups: Backups) -> Iterator[str]:
    now = backups.places.settings
    other = [f"{name}={value}" for name, value in manifest.settings.items() if now.get(name, "") != value]
    if other:
        yield f"Settings of that time that are not in force now, for your .env: {', '.join(other)}"
