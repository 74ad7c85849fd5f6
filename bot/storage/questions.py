"""Members' questions that found no answer, for 30 days and without names; and how often what was asked, as numbers."""

from __future__ import annotations

import hashlib
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, get_args

from bot.domain.faq.unanswered import KEPT_DAYS, Count, KeptQuestion, What, Why
from bot.errors import DatabaseError
from bot.storage.database import Database, writing
from bot.storage.rows import readable, text

if TYPE_CHECKING:
    from sqlite_utils import Database as Connection

MOST_KEPT = 5_000
"""Questions kept at the same time; the oldest go first."""
MOST_WAITING = 10_000
"""Counts that wait for a database that cannot be written."""


class Questions:
    """Each method is one turn of the database thread; what is too old is removed on the way."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: deque[tuple[str, What, str]] = deque(maxlen=MOST_WAITING)
        self._on_its_way = False

    async def count(self, what: What, entry: str, day: date) -> None:
        """One more. What comes while the database is busy is written together: one write is on its way for all."""
        self._waiting.append((day.isoformat(), what, entry))
        if not self._on_its_way:
            self._on_its_way = True
            try:
                await self._database.run(self._write_counts)
            finally:
                self._on_its_way = False

    def _write_counts(self, db: Connection) -> None:
        self._on_its_way = False
        counts: Counter[tuple[str, What, str]] = Counter()
        while self._waiting:
            counts[self._waiting.popleft()] += 1
        if not counts:
            return
        try:
            with writing(db):
                for key, times in counts.items():
                    db.execute(_ADD, (*key, times))
        except BaseException:
            self._waiting.extend(counts.elements())  # with the next one
            raise

    async def counts(self) -> tuple[Count, ...]:
        """Without those that cannot be written at the moment."""
        with suppress(DatabaseError):
            await self._database.run(self._write_counts)
        return await self._database.read(_counts)

    async def keep(
        self, member: str, text: str, day: date, why: Why, *, target: str = "", shared: bool = False
    ) -> None:
        """The same member's same question is kept once."""

        def write(db: Connection) -> None:
            with writing(db):
                row = (anonymous(db, member), text, day.isoformat(), why, target, int(shared))
                db.execute(_KEEP, row)
                _purge(db, day)

        await self._database.run(write)

    async def kept(self, day: date) -> tuple[KeptQuestion, ...]:
        """As they were asked, oldest first; none that is too old, whether or not it was removed yet."""

        def read(db: Connection) -> tuple[KeptQuestion, ...]:
            rows = db.table("questions").rows_where("day >= ?", [_oldest(day)], order_by="number")
            return tuple(readable("questions", rows, _question))

        return await self._database.read(read)

    async def purge(self, day: date) -> None:
        """Leaves no trace of what is too old in the file; the write-ahead log holds older copies until it is cut."""

        def write(db: Connection) -> None:
            with writing(db):
                _purge(db, day)
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

        await self._database.run(write)

    async def settle(self, numbers: Iterable[int]) -> None:
        """A moderator does not want to see them again."""
        chosen = list(numbers)

        def write(db: Connection) -> None:
            with writing(db):
                for number in chosen:
                    db.execute("UPDATE questions SET settled = 1 WHERE number = ?", [number])

        await self._database.run(write)


_ADD = """INSERT INTO counts (day, what, entry, times) VALUES (?, ?, ?, ?)
          ON CONFLICT (day, what, entry) DO UPDATE SET times = times + excluded.times"""
_KEEP = """INSERT INTO questions (asker, text, day, why, target, shared, settled) VALUES (?, ?, ?, ?, ?, ?, 0)
           ON CONFLICT (asker, text, why, target)
           DO UPDATE SET day = excluded.day, shared = max(shared, excluded.shared)"""


def anonymous(db: Connection, member: str) -> str:
    """The member as this database knows those who asked: without its salt, nobody can tell who it is."""
    salt = next(iter(db.table("salt").rows))["value"]
    return hashlib.blake2b(member.encode(), key=bytes.fromhex(salt), digest_size=16).hexdigest()


def asked_by(db: Connection, member: str) -> list[dict[str, str]]:
    """The kept questions of one member, for their own eyes."""
    rows = db.table("questions").rows_where("asker = ?", [anonymous(db, member)], order_by="number")
    return [{"day": row["day"], "question": row["text"]} for row in rows]


def _oldest(today: date) -> str:
    return (today - timedelta(days=KEPT_DAYS)).isoformat()


def _purge(db: Connection, today: date) -> None:
    db.execute("DELETE FROM questions WHERE day < ?", [_oldest(today)])
    db.execute(f"DELETE FROM questions WHERE number <= (SELECT max(number) FROM questions) - {MOST_KEPT}")


def _counts(db: Connection) -> tuple[Count, ...]:
    return tuple(readable("counts", db.table("counts").rows_where(order_by="day"), _count))


def _count(row: Mapping[str, Any]) -> Count:
    if row["what"] not in get_args(What):
        raise ValueError("what")
    return Count(date.fromisoformat(row["day"]), row["what"], text(row["entry"]), int(row["times"]))


def _question(row: Mapping[str, Any]) -> KeptQuestion:
    if row["why"] not in get_args(Why):
        raise ValueError("why")
    text(row["text"])
    flags = {name: bool(row[name]) for name in ("shared", "settled")}
    return KeptQuestion(**{**row, **flags, "day": date.fromisoformat(row["day"])})


READERS = {"questions": _question, "counts": _count}
"""Table → how one of its rows is read."""
