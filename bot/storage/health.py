"""What can be told of a database without changing it: also of one that cannot be used."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlite_utils import Database as Connection

from bot.errors import DatabaseError
from bot.storage import guild_settings, profiles, questions
from bot.storage.clock import latest_day
from bot.storage.database_errors import explained
from bot.storage.database_file import BESIDE, fault
from bot.storage.migrations import STEPS, lacking

READERS: Mapping[str, Callable[[Mapping[str, Any]], object]] = {
    **profiles.READERS, **questions.READERS, **guild_settings.READERS,
}  # fmt: skip
"""Table → how one of its rows is read."""


@dataclass(frozen=True)
class Health:
    """A database as it lies there."""

    trouble: str = ""
    """Why it cannot be used."""
    size: int = 0
    mode: int = 0
    members: int = 0
    pending: bool = False
    """Whether the next start changes its tables."""
    bad_rows: Mapping[str, int] = field(default_factory=dict)
    answering: int = 0
    """Servers with answer channels."""
    latest: str = ""
    """The newest day in it."""


def health_of(path: Path) -> Health:
    if path.is_dir():
        return Health("this is a folder, a file is expected")
    if not path.exists():
        left = any(path.with_name(f"{path.name}{ending}").exists() for ending in BESIDE)
        return Health("the file is gone, and its log is still there" if left else "")
    status = path.stat()
    if not status.st_size:
        return Health("the file is empty (0 bytes)")
    try:
        with explained(path), closing(sqlite3.connect(path, timeout=2)) as opened:
            opened.execute("PRAGMA query_only = ON")
            found = _looked_at(Connection(opened, execute_plugins=False), path)
    except DatabaseError as error:
        return Health(str(error).removeprefix(f"{path}: ").partition(";")[0], status.st_size, status.st_mode)
    return Health(**{"size": status.st_size, "mode": status.st_mode, **found})


def _looked_at(db: Connection, path: Path) -> dict[str, Any]:
    if wrong := fault(db):
        return {"trouble": f"the database is damaged ({wrong})"}
    known = {step.__name__ for step in STEPS}
    steps = (
        {row["name"] for row in db.table("_sqlite_migrations").rows}
        if "_sqlite_migrations" in db.table_names()
        else set()
    )
    if newer := steps - known:
        return {"trouble": f"a newer version of this program wrote it ({', '.join(sorted(newer))})"}
    if known - steps:
        return {"pending": True, "members": db.table("members").count if "members" in db.table_names() else 0}
    if missing := lacking(db):
        return {"trouble": f"the database is damaged ({missing} is missing)"}
    bad = {table: _unreadable(db, table, read) for table, read in READERS.items()}
    return {
        "members": db.table("members").count,
        "bad_rows": {table: count for table, count in bad.items() if count},
        "answering": sum(_answers(row["answer_channels"]) for row in db.table("guilds").rows),
        "latest": latest_day(db),
    }


def _unreadable(db: Connection, table: str, read: Callable[[Mapping[str, Any]], object]) -> int:
    return sum(not _can_be_read(row, read) for row in db.table(table).rows)


def _can_be_read(row: Mapping[str, Any], read: Callable[[Mapping[str, Any]], object]) -> bool:
    try:
        read(row)
    except (KeyError, TypeError, ValueError):
        return False
    return True


def _answers(channels: str) -> bool:
    try:
        return bool(json.loads(channels))
    except (TypeError, ValueError):
        return False
