"""The bot on Discord: its parts, its commands, the connection and how it starts and stops."""

from __future__ import annotations

import asyncio
import importlib
import logging
import pkgutil
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import aiohttp
import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.advisor import Advisor
from bot.discord_app import commands as command_modules
from bot.discord_app import forms
from bot.discord_app.check_ins import Rounds
from bot.discord_app.errors import EXPIRED, sentence, show_error
from bot.discord_app.free_text import FreeText
from bot.discord_app.housekeeping import Housekeeping
from bot.discord_app.measures import Measures, Watch
from bot.discord_app.rate_limits import MEMBER_MOST, SECONDS, RateLimits
from bot.discord_app.resending import resend_once
from bot.discord_app.translator import Translator
from bot.domain.core.reply import Reply
from bot.domain.understanding.message import Understanding
from bot.errors import BotError, SettingError
from bot.faq_desk import FaqDesk
from bot.pictures.studio import Studio
from bot.storage.check_ins import CheckIns
from bot.storage.guild_settings import GuildSettings
from bot.storage.knowledge_files import KnowledgeFiles
from bot.upkeep import Upkeep

_log = logging.getLogger(__name__)

CAREERS = (
    *("role", "salary", "roadmap", "compare", "start", "goal", "plan", "gap", "next", "match"),
    *("progress", "readiness", "choose", "reminders"),
)
"""Commands that a community without `topics` does not have."""
START_TRIES = 5
"""Connections tried at the start, each after twice the wait, before the program gives up."""
IDENTIFY_SECONDS = 5.0
"""Between two identifications; Discord ends a bot that is faster."""
SWITCH_SECONDS = 0.001
"""What reads a long message in a thread keeps the others waiting so long, each time they come back from the network."""
AUTHENTICATION_FAILED = 4004
TOKEN_REFUSED = "DISCORD_TOKEN is not accepted by Discord: copy the bot's token from the developer portal anew."
CONTENT_REFUSED = (
    "Discord refuses the message content: answer channels hear nothing until “Message Content Intent” is switched on "
    "in the developer portal (your application, Bot, Privileged Gateway Intents); then start the bot again."
)


class Tree(app_commands.CommandTree["CareerBot"]):
    """The command tree: commands that come too fast are not run, and failures are shown."""

    async def interaction_check(self, interaction: discord.Interaction[CareerBot], /) -> bool:
        interaction.extras["begun"] = time.perf_counter()
        await self.client.before(interaction)
        return True

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, /) -> None:
        await show_error(interaction, error)
        interaction.client.command_is_over(interaction)


class CareerBot(commands.AutoShardedBot):
    """The advisor on Discord. Everything it needs is handed in; nothing is kept of what members write."""

    def __init__(
        self,
        *,
        advisor: Advisor,
        knowledge: KnowledgeFiles[Understanding],
        settings: GuildSettings,
        desk: FaqDesk,
        upkeep: Upkeep,
        check_ins: CheckIns,
        guild: int | None = None,
        read_content: bool = False,
        content_refused: bool = False,
    ) -> None:
        """`guild`: register the commands in this one server at once. `read_content`: ask for the privileged intent,
        which `content_refused` says that Discord does not grant."""
        super().__init__(
            command_prefix=(),
            help_command=None,
            tree_cls=Tree,
            intents=intents(read_content),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        self.advisor = advisor
        self.knowledge = knowledge
        self.settings = settings
        self.desk = desk
        self.upkeep = upkeep
        self.check_ins = check_ins
        self.check_in_rounds = Rounds(self)
        self.development_guild = discord.Object(guild) if guild else None
        self.content_refused = content_refused
        self.rate_limits = RateLimits()
        self.measures = Measures()
        self.pictures = Studio()
        self.sent_forms: dict[str, forms.SentForm] = {}
        """The first part of a form's custom id → what becomes of what was filled in."""
        self.open_form: dict[str, Callable[[discord.Interaction[Any]], Awaitable[None]]] = {}
        """A form's name → what shows it; for buttons that fill what a reply says is missing."""
        self.listings: dict[str, Callable[[discord.Interaction[Any], str], Awaitable[Reply]]] = {}
        """A list's name → what makes it, for its further pages: `faq-list=tag` is the key of one."""
        self._free_text = FreeText(self)
        self.housekeeping = Housekeeping(self)
        self._reconnecting = asyncio.Lock()
        self._identified = -IDENTIFY_SECONDS
        self._command_ids: dict[str, int] = {}

    async def setup_hook(self) -> None:
        resend_once(self.http)
        # A dropped connection comes back where this one is made, also where BOT_API_BASE names another server.
        _, gateway, _ = await self.http.get_bot_gateway()
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
        for name in _module_names():
            importlib.import_module(name).setup(self)
        if not self.knowledge.latest().kb.community.topics:
            for name in CAREERS:
                self.tree.remove_command(name)
        await self.tree.set_translator(Translator())
        await self._sync()
        self.housekeeping.start()

    async def _sync(self) -> None:
        """Registers the commands with Discord and learns their ids."""
        if self.development_guild:
            self.tree.copy_global_to(guild=self.development_guild)
        try:
            registered = await self.tree.sync(guild=self.development_guild)
        except (discord.Forbidden, discord.NotFound) as refused:
            where = "BOT_GUILD: this server" if self.development_guild else "Discord"
            raise SettingError(
                f"{where} does not take the commands ({refused.text}). Invite the bot there, with the scope "
                "`applications.commands`, or name another server."
            ) from refused
        self._command_ids = {command.name: command.id for command in registered}

    def command_mention(self, name: str) -> str:
        """`skills add` → a mention that can be clicked; before the commands are known, its plain name."""
        found = self._command_ids.get(name.split()[0])
        return f"</{name}:{found}>" if found else f"`/{name}`"

    async def before(self, interaction: discord.Interaction[Any], *, in_form: bool = False) -> None:
        """What every command and button begins with: present knowledge, and not too much at once.

        `in_form`: a form was sent, or its next part is asked for."""
        if interaction.type is discord.InteractionType.autocomplete:
            return  # from memory, and at once
        await self.knowledge.refresh()
        limit = self.rate_limits.wait_in_form if in_form else self.rate_limits.wait
        if wait := limit(interaction.user.id):
            raise app_commands.CommandOnCooldown(app_commands.Cooldown(MEMBER_MOST, SECONDS), wait)

    async def read_content(self, wanted: bool) -> None:
        """Connects anew with or without the message content, if that changes anything."""
        async with self._reconnecting:
            if self.content_refused or self.intents.message_content == wanted:
                return
            self._connection._intents.message_content = wanted  # said to Discord when a shard identifies itself
            for shard in self.shards.values():
                await self._may_identify()  # before the old connection goes: nothing is heard in between
                await shard.reconnect()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        await self._may_identify()
        self._identified = asyncio.get_running_loop().time()

    async def _may_identify(self) -> None:
        """Discord takes one identification in a while."""
        await asyncio.sleep(self._identified + IDENTIFY_SECONDS - asyncio.get_running_loop().time())

    async def on_app_command_completion(self, interaction: discord.Interaction[Any], command: Any) -> None:
        self.command_is_over(interaction)

    def command_is_over(self, interaction: discord.Interaction[Any]) -> None:
        begun = interaction.extras.get("begun", time.perf_counter())
        if interaction.type is discord.InteractionType.application_command:
            self.measures.took("command", time.perf_counter() - begun)

    async def on_connect(self) -> None:
        await self.housekeeping.connected()

    async def on_ready(self) -> None:
        _log.info("connected as %s, in %s servers", self.user, len(self.guilds))
        await self.housekeeping.look_around()

    async def on_message(self, message: discord.Message) -> None:
        await self._free_text.on_message(message)

    async def on_thread_create(self, thread: discord.Thread) -> None:
        await self._free_text.on_thread_create(thread)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self.housekeeping.joined(guild.id)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        await self.housekeeping.joined(guild.id)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        await self.housekeeping.left(guild.id)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Forms that live in their custom id; and a sentence where a button or a form reaches nobody."""
        if interaction.type not in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            return
        first = forms.custom_id(interaction).partition(":")[0]
        if interaction.type is discord.InteractionType.modal_submit and first in self.sent_forms:
            await forms.received(interaction, self.sent_forms[first])
        elif not self._listens(interaction):
            await forms.give_back(interaction, EXPIRED)

    def _listens(self, interaction: discord.Interaction[Any]) -> bool:
        """Whether the library has passed it on to a view, a button or a form."""
        store, custom_id = self._connection._view_store, forms.custom_id(interaction)
        if interaction.type is discord.InteractionType.modal_submit:
            return custom_id in store._modals
        message = interaction.message
        known = {key for view in (message.id if message else None, None) for _, key in store._views.get(view, ())}
        if custom_id in known:
            return True
        ours = any(pattern.fullmatch(custom_id) for pattern in store._dynamic_items)
        return ours and has_component(message, custom_id)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        error = sys.exception()
        if isinstance(error, Exception) and not self.is_closed():
            sentence(error)  # nobody reads it; the log does

    async def close(self) -> None:
        self.housekeeping.stop()
        await self.pictures.close()
        await super().close()


def _module_names() -> Iterator[str]:
    for module in pkgutil.iter_modules(command_modules.__path__, command_modules.__name__ + "."):
        yield module.name


def has_component(message: discord.Message | None, custom_id: str) -> bool:
    """Whether the message comes with this button: the library passes a click on only where it finds it there."""
    return message is not None and message.flags.components_v2 and custom_id in _custom_ids(message.components)


def _custom_ids(components: Iterable[Any]) -> Iterator[str]:
    for component in components:
        yield getattr(component, "custom_id", None) or ""
        yield from _custom_ids(getattr(component, "children", ()))


def intents(read_content: bool) -> discord.Intents:
    wanted = discord.Intents.default()
    wanted.message_content = read_content
    return wanted


async def serve(
    token: str,
    *,
    advisor: Advisor,
    knowledge: KnowledgeFiles[Understanding],
    settings: GuildSettings,
    desk: FaqDesk,
    upkeep: Upkeep,
    check_ins: CheckIns,
    guild: int | None = None,
    api_base: str = "",
    watch: Watch | None = None,
) -> None:
    """Serves until it is cancelled. Raises BotError if it cannot."""
    if api_base:
        Route.BASE = api_base
    sys.setswitchinterval(SWITCH_SECONDS)
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # we never speak aloud
    await settings.load()
    await desk.start()
    await upkeep.start()
    await check_ins.load()
    new_bot = partial(
        CareerBot,
        advisor=advisor,
        knowledge=knowledge,
        settings=settings,
        desk=desk,
        upkeep=upkeep,
        check_ins=check_ins,
        guild=guild,
    )
    try:
        await _connect(new_bot(read_content=settings.any_answer_channel()), token, watch)
    except discord.PrivilegedIntentsRequired:
        _log.warning("%s", CONTENT_REFUSED)
        await _connect(new_bot(content_refused=True), token, watch)


@asynccontextmanager
async def _watched(bot: CareerBot, watch: Watch | None) -> AsyncIterator[None]:
    """Measured, and told on loopback, where that is wanted."""
    if watch is None:
        yield
        return
    from bot.discord_app.health import Health  # what nobody watches need not be loaded
    from bot.discord_app.metrics import Metrics

    bot.measures = metrics = Metrics(watch)
    async with Health(bot, metrics, watch).served():
        yield


async def _connect(bot: CareerBot, token: str, watch: Watch | None) -> None:
    try:
        async with bot, _watched(bot, watch):
            await _login(bot, token)
            await bot.connect()
    except discord.LoginFailure:
        raise SettingError(TOKEN_REFUSED) from None
    except discord.ConnectionClosed as closed:
        if closed.code == AUTHENTICATION_FAILED:
            raise SettingError(TOKEN_REFUSED) from None
        raise BotError(f"Discord closed the connection for good (code {closed.code}).") from closed
    except (discord.HTTPException, discord.GatewayNotFound) as refused:
        raise BotError(f"Discord does not let the bot start ({refused}). Try again in a while.") from refused


async def _login(bot: CareerBot, token: str) -> None:
    """Logs in, waiting for a network that is not up yet."""
    for attempt in range(1, START_TRIES):
        try:
            return await bot.login(token)
        except (OSError, aiohttp.ClientError) as failed:
            _log.warning("Discord cannot be reached (%s); trying again in %s s", failed, 2**attempt)
            await asyncio.sleep(2**attempt)
    try:
        await bot.login(token)
    except (OSError, aiohttp.ClientError) as failed:
        raise BotError(f"Discord cannot be reached ({failed}). Check the network, then start again.") from failed
