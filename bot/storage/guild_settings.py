"""What each Discord server has set: answer channels, moderator roles, the moderators' channel, paused threads."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bot.storage.database import Database, writing
from bot.storage.rows import readable

if TYPE_CHECKING:
    from sqlite_utils import Database as Connection

GRACE = timedelta(days=30)
"""How long a server's settings are kept after we left it."""
PAUSED_KEPT = 500
"""Paused threads remembered a server; the oldest is dropped first."""


@dataclass(frozen=True)
class GuildSetting:
    """One server's settings; ids are Discord's."""

    guild: int
    answer_channels: frozenset[int] = frozenset()
    moderator_roles: frozenset[int] = frozenset()
    moderators_channel: int | None = None
    paused_threads: tuple[int, ...] = ()
    left_on: date | None = None
    digest: bool = True
    """Whether the moderators' channel gets a summary of each week."""
    digested: date | None = None
    """When it last did, or was named."""

    def answering(self, channel: int, on: bool) -> GuildSetting:
        return replace(self, answer_channels=_with(self.answer_channels, channel, on))

    def moderated_by(self, role: int, on: bool) -> GuildSetting:
        return replace(self, moderator_roles=_with(self.moderator_roles, role, on))

    def paused(self, thread: int, on: bool) -> GuildSetting:
        others = tuple(one for one in self.paused_threads if one != thread)
        return replace(self, paused_threads=(*others, thread)[-PAUSED_KEPT:] if on else others)


def _with(ids: frozenset[int], one: int, on: bool) -> frozenset[int]:
    return ids | {one} if on else ids - {one}


class GuildSettings:
    """All servers' settings, in memory for reading and in the database to last."""

    def __init__(self, database: Database, faq_servers: frozenset[int] = frozenset()) -> None:
        """`faq_servers`: the operator's choice of servers that keep the FAQ; none: all do."""
        self._database = database
        self._faq_servers = faq_servers
        self._settings: dict[int, GuildSetting] = {}
        self._turn = asyncio.Lock()

    async def load(self) -> None:
        self._settings = await self._database.read(_read_all)

    def of(self, guild: int) -> GuildSetting:
        return self._settings.get(guild) or GuildSetting(guild)

    def known(self) -> tuple[int, ...]:
        """The servers that have set anything."""
        return tuple(self._settings)

    def waiting_for_digest(self, today: date) -> tuple[GuildSetting, ...]:
        """The servers that keep the FAQ and whose moderators have not been told of it in this week."""
        monday = today - timedelta(today.weekday())
        told = (one for one in self._settings.values() if one.moderators_channel and one.digest and not one.left_on)
        return tuple(one for one in told if self.keeps_faq(one.guild) and (one.digested or date.min) < monday)

    def keeps_faq(self, guild: int | None) -> bool:
        """Whether this server's moderators may edit the one FAQ and see what members asked in vain."""
        return not self._faq_servers or guild in self._faq_servers

    def any_answer_channel(self) -> bool:
        return any(one.answer_channels and one.left_on is None for one in self._settings.values())

    async def change(self, guild: int, change: Callable[[GuildSetting], GuildSetting]) -> GuildSetting:
        """Applies `change` and keeps the result; what could not be saved is not in force."""
        async with self._turn:
            new = change(self.of(guild))
            await self._database.run(lambda db: _write(db, new))
            self._settings[guild] = new
        return new

    async def purge(self, today: date) -> int:
        """Removes what servers had set that we left more than the grace time ago; returns how many they were."""
        gone = [one.guild for one in self._settings.values() if one.left_on and today - one.left_on > GRACE]
        await self._database.run(lambda db: _remove(db, gone))
        for guild in gone:
            self._settings.pop(guild, None)
        return len(gone)


def _read_all(db: Connection) -> dict[int, GuildSetting]:
    settings = readable("guilds", db.table("guilds").rows, _setting)
    return {setting.guild: setting for setting in settings}


def _setting(row: Mapping[str, Any]) -> GuildSetting:
    return GuildSetting(
        guild=row["guild"],
        answer_channels=frozenset(_ids(row["answer_channels"])),
        moderator_roles=frozenset(_ids(row["moderator_roles"])),
        moderators_channel=row["moderators_channel"],
        paused_threads=tuple(_ids(row["paused_threads"])),
        left_on=_day(row["left_on"]),
        digest=bool(row["digest"]),
        digested=_day(row["digested"]),
    )


def _ids(cell: str) -> list[int]:
    return [int(one) for one in json.loads(cell)]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


READERS = {"guilds": _setting}
"""Table → how one of its rows is read."""


def _write(db: Connection, setting: GuildSetting) -> None:
    row = {
        "guild": setting.guild,
        "answer_channels": json.dumps(sorted(setting.answer_channels)),
        "moderator_roles": json.dumps(sorted(setting.moderator_roles)),
        "moderators_channel": setting.moderators_channel,
        "paused_threads": json.dumps(setting.paused_threads),
        "left_on": setting.left_on.isoformat() if setting.left_on else None,
        "digest": int(setting.digest),
        "digested": setting.digested.isoformat() if setting.digested else None,
    }
    with writing(db):
        db.table("guilds").upsert(row, pk="guild")


def _remove(db: Connection, guilds: list[int]) -> None:
    with writing(db):
        for guild in guilds:
            db.table("guilds").delete(guild)
