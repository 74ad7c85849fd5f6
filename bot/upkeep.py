"""What keeps the data safe without anybody asking: automatic backups, looking for damage, what expires."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.errors import BotError
from bot.storage.backups import Backups
from bot.storage.clock import latest_day
from bot.storage.database import Database
from bot.storage.faq_file import expire_copies

_log = logging.getLogger(__name__)

NOTHING_SAVED = (
    "My database was damaged or removed, so I save nothing any more: questions are answered, skills and settings are "
    "not kept. Whoever runs me finds in the log what to do."
)
FIRST_BACKUP = timedelta(minutes=1)
"""After the start; whoever starts and stops at once leaves none."""
TRY_AGAIN = timedelta(hours=1)
"""After a backup that failed."""


class Upkeep:
    """One for each bot."""

    def __init__(
        self, database: Database, backups: Backups, faq: Path, *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:  # fmt: skip
        self._database = database
        self._backups = backups
        self._faq = faq
        self._now = now
        self._next_try = now() + FIRST_BACKUP
        self._told = False

    async def start(self) -> None:
        """Says in the log if the clock is behind what is stored."""
        if behind := behind_clock(await self._database.read(latest_day), self._now()):
            _log.warning("%s", behind)

    async def look(self) -> str:
        """Every few seconds. What moderators have to know, once; empty if that is nothing."""
        if self._database.harm and not self._told:
            self._told = True
            _log.error("%s", await self._reason())
            return NOTHING_SAVED
        if not self._database.harm and self._now() >= self._next_try and self._backups.due():
            await self._back_up()
        return ""

    async def daily(self) -> None:
        """Looks for damage; `look` tells what it found."""
        try:
            await self._database.check()
        except BotError as error:
            _log.error("%s", error)
        for gone in await asyncio.to_thread(expire_copies, self._faq, self._now()):
            _log.info("removed the old copy %s", gone.name)

    async def _reason(self) -> str:
        try:
            await self._database.run(lambda db: None)
        except BotError as error:
            return str(error)
        return self._database.harm

    async def _back_up(self) -> None:
        self._next_try = self._now() + TRY_AGAIN
        try:
            path = await asyncio.to_thread(self._backups.make, "automatic")
        except BotError as error:
            _log.error("the automatic backup failed: %s", error)
        else:
            _log.info("backup: %s", path)


def behind_clock(latest: str, now: datetime) -> str:
    """A sentence if the clock is more than a day behind the newest entry; empty if it is not."""
    if not latest or latest <= f"{now + timedelta(days=1):%Y-%m-%d}":
        return ""
    return (
        f"the clock says {now:%Y-%m-%d %H:%M} UTC, but the database has entries of {latest}: set the clock of this "
        "machine (`timedatectl set-ntp true`); what is stored meanwhile gets a wrong date"
    )
