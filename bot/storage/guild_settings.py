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
        """`faq_servers`: the operator's choice of servers that keep the FAQ; none: the first one does."""
        self._database = database
        self._named = faq_servers
        self._first: int | None = None
        self._settings: dict[int, GuildSetting] = {}
        self._turn = asyncio.Lock()

    async def load(self) -> None:
        self._settings = await self._database.read(_read_all)
        self._first = await self._database.read(_read_first)

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
        return guild is not None and guild in self.faq_servers

    @property
    def faq_servers(self) -> frozenset[int]:
        """The servers whose moderators keep the FAQ; none before the first is known."""
        return self._named or frozenset({self._first} if self._first is not None else ())

    @property
    def waits_for_first(self) -> bool:
        """Whether the operator names no server and none has become the first."""
        return not self.faq_servers

    @property
    def keeper_is_named(self) -> bool:
        return bool(self._named)

    async def remember_first(self, guild: int) -> None:
        """This server keeps the FAQ from now on. It stays so when we leave it: no other may take its place unasked."""
        self._first = await self._database.run(lambda db: _write_first(db, guild))

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
        async with self._turn:
            gone = [one.guild for one in self._settings.values() if one.left_on and today - one.left_on > GRACE]
            await self._database.run(lambda db: _remove(db, gone))
            for guild in gone:
                del self._settings[guild]
        return len(gone)


def _read_all(db: Connection) -> dict[int, GuildSetting]:
    settings = readable("guilds", db.table("guilds").rows, _setting)
    return {setting.guild: setting for setting in settings}


def _read_first(db: Connection) -> int | None:
    row = next(iter(db.table("first_server").rows), None)
    return row["guild"] if row else None


def _write_first(db: Connection, guild: int) -> int:
    """The server that is the first: this one, unless another was before."""
    with writing(db):
        if (first := _read_first(db)) is not None:
            return first
        db.table("first_server").insert({"guild": guild})
    return guild


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
