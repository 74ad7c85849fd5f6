"""What happens without anybody asking: broken content is told, data kept safe, servers we left are forgotten."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import discord

from bot.discord_app import open_questions
from bot.discord_app.errors import UNSENT, sentence
from bot.domain.faq.unanswered import Group
from bot.storage.guild_settings import GuildSetting, GuildSettings

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

_log = logging.getLogger(__name__)

LOOK_SECONDS = 5.0
"""How often the content is looked at when nobody asks anything."""
DAY_SECONDS = 24 * 3600.0
CHECK_IN_SECONDS = 20.0
PROBLEMS_TOLD = 5
NEVER = datetime.max.replace(tzinfo=UTC)


class Housekeeping:
    """One for each bot."""

    def __init__(self, bot: CareerBot) -> None:
        self._bot = bot
        self._tasks: list[asyncio.Task[None]] = []
        self._settled: object = None
        """The knowledge that the garbage collector leaves alone."""
        self._told: tuple[str, ...] = ()
        """The problems that moderators know of."""

    def start(self) -> None:
        self._tasks = [
            asyncio.create_task(_every(LOOK_SECONDS, self._watch_content)),
            asyncio.create_task(_every(LOOK_SECONDS, self._watch_data)),
            asyncio.create_task(_every(DAY_SECONDS, self._daily)),
            asyncio.create_task(_every(CHECK_IN_SECONDS, self._check_in)),
        ]

    def stop(self) -> None:
        for task in self._tasks:
            task.cancel()

    async def _watch_content(self) -> None:
        """Tells moderators once what is broken, and once that it is mended."""
        await self._bot.knowledge.refresh()
        self._settle(self._bot.knowledge.latest())
        broken = tuple(str(problem.by_name()) for problem in self._bot.knowledge.broken)
        if broken != self._told and self._bot.is_ready():
            self._told = broken
            await self._tell(content_message(broken))
        await self._digest()

    async def _digest(self) -> None:
        """Tells moderators once a week how their FAQ does; a server is told on Monday, or when we are back."""
        waiting = self._bot.settings.waiting_for_digest(_today()) if self._bot.is_ready() else ()
        if not waiting:
            return
        text = await self._bot.desk.questions.digest()
        for setting in waiting:
            await self._bot.settings.change(setting.guild, lambda old: replace(old, digested=_today()))
            guild = self._bot.get_guild(setting.guild)
            channel = self._channel_of(guild) if guild else None
            if channel and text:
                await _write(channel, content=text)

    def _settle(self, snapshot: object) -> None:
        """The knowledge is large and stays: the collector, which stops everything, need not walk it again and again."""
        if snapshot is not self._settled:
            gc.freeze()
            self._settled = snapshot

    async def _tell(self, text: str) -> None:
        """Those who keep the FAQ."""
        for channel in self.moderators_channels():
            await _write(channel, content=text)

    def moderators_channels(self) -> list[discord.abc.Messageable]:
        """Of those who keep the FAQ, where they have set one."""
        keepers = [guild for guild in self._bot.guilds if self._bot.settings.keeps_faq(guild.id)]
        return [channel for guild in keepers if (channel := self._channel_of(guild))]

    def _channel_of(self, guild: discord.Guild) -> discord.abc.Messageable | None:
        channel = guild.get_channel_or_thread(self._bot.settings.of(guild.id).moderators_channel or 0)
        return channel if isinstance(channel, discord.abc.Messageable) else None

    async def pass_on(self, group: Group) -> None:
        """A question that its asker shared, with what moderators can do about it."""
        for channel in self.moderators_channels():
            await _write(channel, view=open_questions.passed_on(group))

    async def _watch_data(self) -> None:
        if self._bot.is_ready() and (told := await self._bot.upkeep.look()):
            await self._tell(told)

    async def _daily(self) -> None:
        await self._bot.upkeep.daily()
        await self._purge()

    async def _check_in(self) -> None:
        if self._bot.is_ready():
            await self._bot.check_in_rounds.go()

    async def _purge(self) -> None:
        if gone := await self._bot.settings.purge(_today()):
            _log.info("forgot the settings of %s servers", gone)
        await self._bot.desk.forget_old()

    async def look_around(self) -> None:
        """After a connection: servers joined or left while nobody listened."""
        await self._choose_keeper()
        _log.info("%s", keepers(self._bot.settings))
        here = {guild.id for guild in self._bot.guilds}
        for guild in self._bot.settings.known():
            await (self.joined(guild) if guild in here else self.left(guild))

    async def connected(self) -> None:
        """Servers are known by their numbers only, until they are all there: enough where there is but one."""
        if len(self._bot.guilds) == 1 and self._bot.shard_count == 1:
            await self._choose_keeper()

    async def _choose_keeper(self) -> None:
        """Where the operator names no server, the one that we joined first keeps the FAQ, for good."""
        settings = self._bot.settings
        if settings.waits_for_first and self._bot.guilds:
            first = min(self._bot.guilds, key=_since)
            await settings.remember_first(first.id)
            _log.info("%s", keepers(settings))

    async def joined(self, guild: int) -> None:
        if self._bot.is_ready() and self._bot.settings.waits_for_first:
            await self._choose_keeper()
        if self._bot.settings.of(guild).left_on:
            await self._bot.settings.change(guild, lambda setting: replace(setting, left_on=None))

    async def left(self, guild: int) -> None:
        setting = self._bot.settings.of(guild)
        if setting != GuildSetting(guild) and not setting.left_on:
            await self._bot.settings.change(guild, lambda old: replace(old, left_on=_today()))


async def _write(channel: discord.abc.Messageable, **message: Any) -> None:
    try:
        await channel.send(**message, allowed_mentions=discord.AllowedMentions.none())
    except UNSENT as error:
        _log.warning("the moderators' channel of a server cannot be written to (%s)", type(error).__name__)


def _since(guild: discord.Guild) -> tuple[datetime, int]:
    """Since when we are there; a server of which only the number is known comes last."""
    return (guild.me and guild.me.joined_at) or NEVER, guild.id


def keepers(settings: GuildSettings) -> str:
    """For the log: which servers' moderators may edit the FAQ, and why they."""
    numbers = ", ".join(map(str, sorted(settings.faq_servers)))
    if settings.keeper_is_named:
        return f"the FAQ is kept by the servers that BOT_FAQ_SERVERS names: {numbers}"
    if not numbers:
        return "the FAQ is kept by nobody yet: the first server that invites the bot will"
    return f"the FAQ is kept by the first server, {numbers}, since BOT_FAQ_SERVERS is not set"


def content_message(problems: Sequence[str]) -> str:
    """What moderators are told about the files."""
    if not problems:
        return "The files can be read again; the new version is in use."
    shown = "\n".join(problem.replace("`", "'") for problem in problems[:PROBLEMS_TOLD])
    more = f"\n… and {len(problems) - PROBLEMS_TOLD} more." if len(problems) > PROBLEMS_TOLD else ""
    return (
        "The last change to the files cannot be used. I go on answering from the version before. Mend this, and I "
        f"read it again by myself:\n```\n{shown[:1500]}\n```{more}"
    )


async def _every(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await work()
        except Exception as error:
            sentence(error)  # nobody reads it; the log does
        await asyncio.sleep(seconds)


def _today() -> date:
    return datetime.now(UTC).date()
