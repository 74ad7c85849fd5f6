"""What moderators typed into the form, kept for a day: a failure, a restart or another's save never costs it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.faq.change import Draft
from bot.storage.database import Database, writing
from bot.storage.faq_log import as_json, from_json

if TYPE_CHECKING:
    from sqlite_utils import Database as Connection

KEPT = timedelta(hours=24)


class FaqDrafts:
    """Of each moderator their own; the table has a column `member`, so erasing a member's data erases them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, member: str, opened: FaqEntry | None, typed: Mapping[str, str], now: datetime) -> Draft:
        number = await self._database.run(lambda db: _keep(db, member, opened, typed, now))
        return Draft(number, opened, dict(typed))

    async def get(self, member: str, number: int, now: datetime) -> Draft | None:
        return await self._database.read(lambda db: _get(db, member, number, now))

    async def revise(self, number: int, typed: Mapping[str, str]) -> None:
        await self._database.run(lambda db: _revise(db, number, typed))

    async def drop(self, number: int) -> None:
        await self._database.run(lambda db: _drop(db, number))

    async def purge(self, now: datetime) -> None:
        await self._database.run(lambda db: _purge(db, now))


def _keep(db: Connection, member: str, opened: FaqEntry | None, typed: Mapping[str, str], now: datetime) -> int:
    _purge(db, now)
    with writing(db):
        row = [member, now.isoformat(), as_json(opened), json.dumps(dict(typed))]
        made = db.execute("INSERT INTO faq_drafts (member, at, opened, typed) VALUES (?, ?, ?, ?)", row)
        return int(made.lastrowid or 0)


def _revise(db: Connection, number: int, typed: Mapping[str, str]) -> None:
    with writing(db):
        db.execute("UPDATE faq_drafts SET typed = ? WHERE number = ?", [json.dumps(dict(typed)), number])


def _get(db: Connection, member: str, number: int, now: datetime) -> Draft | None:
    row = db.execute(
        "SELECT opened, typed FROM faq_drafts WHERE number = ? AND member = ? AND at >= ?",
        [number, member, (now - KEPT).isoformat()],
    ).fetchone()
    return Draft(number, from_json(row[0]), json.loads(row[1])) if row else None


def _purge(db: Connection, now: datetime) -> None:
    with writing(db):
        db.execute("DELETE FROM faq_drafts WHERE at < ?", [(now - KEPT).isoformat()])


def _drop(db: Connection, number: int) -> None:
    with writing(db):
        db.execute("DELETE FROM faq_drafts WHERE number = ?", [number])
