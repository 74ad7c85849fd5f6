"""The newest day that the database knows: a clock that was set back shows in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database as Connection

_DATED = (("history", "on"), ("counts", "day"), ("questions", "day"), ("faq_revisions", "at"))


def latest_day(db: Connection) -> str:
    """As `2026-11-28`; empty if nothing is stored yet."""
    days = (db.execute(f'SELECT max("{column}") FROM {table}').fetchone()[0] for table, column in _DATED)
    return max((str(day)[:10] for day in days if day), default="")
