"""The history of faq.yaml: every save with its author, time, reason and each entry's before and after.

A row is written before the file is replaced, as an intent, and confirmed afterwards: `faq_file` settles what a crash
left in between. Who saved stands in a table of its own with a column `member`, so that erasing a member's data takes
the name out of the history and leaves the history whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.faq.change import Change, Revision
from bot.errors import DatabaseError
from bot.storage.database import Database, writing
from bot.storage.rows import readable, text

if TYPE_CHECKING:
    from sqlite_utils import Database as Connection


@dataclass(frozen=True)
class Patch:
    """What a save did to the text: these lines, with some around them, became those."""

    before: str
    after: str


@dataclass(frozen=True)
class Intent:
    """A save that is about to happen."""

    author: str
    at: datetime
    why: str
    changes: tuple[Change, ...]
    undoes: int | None
    patch: Patch
    file: str
    witness: str
    """The temporary file: what it holds tells, after a crash, whether the save took place."""
    old_hash: str
    new_hash: str


@dataclass(frozen=True)
class Pending:
    """A save of which nobody has said how it ended."""

    number: int
    witness: str
    old_hash: str
    new_hash: str


class FaqLog:
    """For worker threads: each method waits for its turn of the database thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def intend(self, intent: Intent) -> int:
        return self._database.run_sync(lambda db: _intend(db, intent))

    def confirm(self, number: int) -> None:
        self._database.run_sync(lambda db: _confirm(db, number))

    def drop(self, number: int) -> None:
        self._database.run_sync(lambda db: _drop(db, number))

    def pending(self, file: str) -> tuple[Pending, ...]:
        return self._database.run_sync(lambda db: tuple(_pending(db, file)))

    def history(self, entry: str, limit: int) -> tuple[Revision, ...]:
        """Newest first; of one entry, or of all where it is empty."""
        return self._database.read_sync(lambda db: tuple(_history(db, entry, limit)))

    def revision(self, number: int) -> tuple[Revision, Patch] | None:
        return self._database.read_sync(lambda db: _revision(db, number))

    def since(self, moment: datetime) -> tuple[Revision, ...]:
        """Newest first: all that was saved after that moment."""
        return self._database.read_sync(lambda db: tuple(_since(db, moment)))

    def changes(self, number: int) -> tuple[Change, ...]:
        """Of a save that may not be confirmed."""
        return self._database.read_sync(lambda db: _changes(db, number))

    def ids(self) -> frozenset[str]:
        """Of every entry there ever was: an id is never used again."""
        return self._database.read_sync(
            lambda db: frozenset(entry for (entry,) in db.execute("SELECT DISTINCT entry FROM faq_changes"))
        )


def _intend(db: Connection, intent: Intent) -> int:
    row = {
        "at": intent.at.isoformat(), "why": intent.why, "undoes": intent.undoes, "file": intent.file,
        "old_hash": intent.old_hash, "new_hash": intent.new_hash, "witness": intent.witness,
        "text_before": intent.patch.before, "text_after": intent.patch.after,
    }  # fmt: skip
    with writing(db):
        names = ", ".join(row)
        values = ", ".join(f":{name}" for name in row)
        number = int(db.execute(f"INSERT INTO faq_revisions ({names}) VALUES ({values})", row).lastrowid or 0)
        for change in intent.changes:
            db.execute(
                "INSERT INTO faq_changes (revision, entry, before, after) VALUES (?, ?, ?, ?)",
                [number, change.entry.id, as_json(change.before), as_json(change.after)],
            )
        if intent.author:
            db.execute("INSERT INTO faq_authors (revision, member) VALUES (?, ?)", [number, intent.author])
    return number


def _confirm(db: Connection, number: int) -> None:
    with writing(db):
        db.execute("UPDATE faq_revisions SET witness = '' WHERE number = ?", [number])


def _drop(db: Connection, number: int) -> None:
    with writing(db):
        for table, key in (("faq_revisions", "number"), ("faq_changes", "revision"), ("faq_authors", "revision")):
            db.execute(f"DELETE FROM {table} WHERE {key} = ?", [number])


def _pending(db: Connection, file: str) -> Iterable[Pending]:
    rows = db.execute(
        "SELECT number, witness, old_hash, new_hash FROM faq_revisions WHERE witness <> '' AND file = ?", [file]
    )
    return [Pending(*row) for row in rows]


_SELECT = """
    SELECT number, coalesce(member, ''), at, why, undoes, text_before, text_after FROM faq_revisions
    LEFT JOIN faq_authors ON faq_authors.revision = number
    WHERE witness = '' AND """


def _history(db: Connection, entry: str, limit: int) -> Iterable[Revision]:
    rows = db.execute(
        _SELECT + "(:entry = '' OR number IN (SELECT revision FROM faq_changes WHERE entry = :entry)) "
        "ORDER BY number DESC LIMIT :limit",
        {"entry": entry, "limit": limit},
    ).fetchall()
    return readable("faq_revisions", rows, lambda row: _read(db, row))


def _since(db: Connection, moment: datetime) -> Iterable[Revision]:
    rows = db.execute(_SELECT + "at > ? ORDER BY number DESC", [moment.isoformat()]).fetchall()
    return readable("faq_revisions", rows, lambda row: _read(db, row))


def _revision(db: Connection, number: int) -> tuple[Revision, Patch] | None:
    row = db.execute(_SELECT + "number = ?", [number]).fetchone()
    if row is None:
        return None
    try:
        return _read(db, row), Patch(text(row[5]), text(row[6]))
    except (TypeError, ValueError) as error:
        raise DatabaseError(f"the stored change {number} is damaged ({error}), so it cannot be taken back") from error


def _read(db: Connection, row: Any) -> Revision:
    number, author, at, why, undoes = row[:5]
    return Revision(number, author, datetime.fromisoformat(at), why, _changes(db, number), undoes)


def _changes(db: Connection, number: int) -> tuple[Change, ...]:
    rows = db.execute("SELECT before, after FROM faq_changes WHERE revision = ? ORDER BY rowid", [number])
    return tuple(Change(from_json(before), from_json(after)) for before, after in rows)


def as_json(entry: FaqEntry | None) -> str | None:
    from pydantic import TypeAdapter

    return TypeAdapter(FaqEntry).dump_json(entry).decode() if entry else None


def from_json(stored: str | None) -> FaqEntry | None:
    """Keys that entries no longer have are passed over: old history stays readable."""
    from pydantic import TypeAdapter

    if stored is None:
        return None
    known = {name: value for name, value in json.loads(stored).items() if name in FaqEntry.__dataclass_fields__}
    return TypeAdapter(FaqEntry).validate_json(json.dumps(known))
