"""Members' check-ins in the database: found when they are due, marked before they are sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.domain.core.check_in import CheckIn
from bot.storage.database import Database, writing

if TYPE_CHECKING:
    from sqlite_utils import Database as Connection

_MOMENTS = ("next_at", "sending", "answered")


def _now() -> datetime:
    return datetime.now(UTC)


class CheckIns:
    """One row for each member who asked; each method is one turn of the database thread.

    A check-in is sent at most once: `begin` moves the row on to the next week, in one transaction, before anything is
    sent, so that no restart, no second program and no clock set back can make it due again. What was begun and not
    known to have arrived (the program was killed in between, or Discord failed) stays marked as `sending`: whoever
    finds it so looks into the direct messages before sending it once more. So none is lost either.
    """

    def __init__(self, database: Database, *, now: Callable[[], datetime] = _now) -> None:
        self._database = database
        self.now = now
        self.untold: set[str] = set()
        """Members whose check-ins ended without their knowing."""

    async def load(self) -> None:
        self.untold = await self._database.run(_untold)

    async def get(self, member: str) -> CheckIn | None:
        return await self._database.run(lambda db: _read(db, member))

    async def keep(self, new: CheckIn) -> CheckIn:
        """Begins or changes a member's check-ins."""
        kept = await self._database.run(lambda db: _keep(db, new))
        self.untold.discard(new.member)
        return kept

    async def waiting(self) -> tuple[str, ...]:
        """The members to whom one is to be sent, or was perhaps sent."""
        now = self.now()
        return await self._database.run(lambda db: _waiting(db, now))

    async def begin(self, member: str) -> CheckIn | None:
        """The check-in as it is to be sent now, marked; None if there is none to send."""
        now = self.now()
        changed = await self._change(member, lambda old: old if old.sending else old.begun(now))
        return changed if changed and changed.sending else None

    async def sent(self, member: str) -> None:
        await self._change(member, CheckIn.sent)

    async def refused(self, member: str) -> None:
        if await self._change(member, CheckIn.refused):
            self.untold.add(member)

    async def answer(self, member: str, slot: datetime) -> CheckIn | None:
        now = self.now()
        return await self._change(member, lambda old: old.with_answer(slot, now))

    async def stop(self, member: str) -> CheckIn | None:
        return await self._change(member, CheckIn.stopped)

    async def told(self, member: str) -> None:
        self.untold.discard(member)
        await self._change(member, lambda old: replace(old, told=True))

    async def _change(self, member: str, change: Callable[[CheckIn], CheckIn]) -> CheckIn | None:
        return await self._database.run(lambda db: _update(db, member, change))


def _update(db: Connection, member: str, change: Callable[[CheckIn], CheckIn]) -> CheckIn | None:
    with writing(db):
        old = _read(db, member)
        if old is None:
            return None
        new = change(old)
        if new != old:
            _write(db, new)
    return new


def _keep(db: Connection, new: CheckIn) -> CheckIn:
    with writing(db):
        old = _read(db, new.member)
        kept = old.changed_to(new) if old else new
        _write(db, kept)
    return kept


def _waiting(db: Connection, now: datetime) -> tuple[str, ...]:
    due = "sending IS NOT NULL OR (ended = '' AND next_at <= ?)"
    return tuple(row["member"] for row in db.table("check_ins").rows_where(due, [_text(now)], order_by="next_at"))


def _untold(db: Connection) -> set[str]:
    return {row["member"] for row in db.table("check_ins").rows_where("told = 0")}


def _read(db: Connection, member: str) -> CheckIn | None:
    row: dict[str, Any] | None = next(iter(db.table("check_ins").rows_where("member = ?", [member])), None)
    if row is None:
        return None
    moments = {name: datetime.fromisoformat(row[name]) if row[name] else None for name in _MOMENTS}
    return CheckIn(**{**row, **moments, "told": bool(row["told"])})


def _write(db: Connection, check_in: CheckIn) -> None:
    row = asdict(check_in)
    row |= {name: _text(row[name]) if row[name] else None for name in _MOMENTS}
    db.table("check_ins").upsert(row, pk="member")


def _text(moment: datetime) -> str:
    """Comparable as text."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
