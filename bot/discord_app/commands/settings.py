"""/settings: what an administrator decides for a server, and what the bot may do there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.discord_app import capabilities, panel
from bot.discord_app.errors import NotAllowedError, tell
from bot.discord_app.free_text import AGAIN, QUIET
from bot.discord_app.permissions import FOR_SERVERS, IN_SERVERS, require_administrator, require_moderator

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot
    from bot.storage.guild_settings import GuildSetting

NO_THREAD = "Use this inside the thread or forum post where I should be quiet."
EVERYONE = "@everyone cannot be a moderator role; choose another one."


Answerable = discord.TextChannel | discord.ForumChannel


class AnswerChannel(app_commands.Transformer):
    """A channel or a forum; not the library's own choice, which counts media channels as forums."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        return [discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum]

    async def transform(self, interaction: discord.Interaction, value: Any, /) -> Answerable:
        channel = value.resolve()
        if not isinstance(channel, Answerable):
            raise app_commands.TransformerError(value, self.type, self)
        return channel


class Settings(app_commands.Group):
    """The subcommands; each checks by itself who may."""

    def __init__(self, bot: CareerBot) -> None:
        super().__init__(
            name="settings",
            description="What I do in this server",
            allowed_contexts=IN_SERVERS,
            allowed_installs=FOR_SERVERS,
            default_permissions=discord.Permissions(manage_guild=True),
        )
        self._bot = bot

    async def interaction_check(self, interaction: discord.Interaction, /) -> bool:
        """Moderators may pause me in a thread; all else is for administrators."""
        if interaction.command is not None and interaction.command.name == "pause":
            require_moderator(interaction)
        else:
            require_administrator(interaction)
        return True

    @app_commands.command(description="What is set for this server")
    async def show(self, interaction: discord.Interaction) -> None:
        setting = self._bot.settings.of(_guild(interaction))
        await tell(interaction, f"{summary(setting)}\n- Message content: {capabilities.content_state(self._bot)}")

    @app_commands.command(name="answer-channel", description="Answer full questions in a channel without being asked")
    @app_commands.describe(channel="A text channel or a forum; this one if left empty", on="Off: stop answering there")
    async def answer_channel(
        self,
        interaction: discord.Interaction,
        channel: app_commands.Transform[Answerable, AnswerChannel] | None = None,
        on: bool = True,
    ) -> None:
        chosen = channel or _channel_of(interaction)
        await self._bot.settings.change(_guild(interaction), lambda setting: setting.answering(chosen.id, on))
        await tell(interaction, "\n".join(self._told_of(chosen, on)))
        await self._bot.read_content(self._bot.settings.any_answer_channel())

    def _told_of(self, channel: discord.TextChannel | discord.ForumChannel, on: bool) -> list[str]:
        if not on:
            return [f"I no longer answer by myself in {channel.mention}."]
        what = "posts, from their title and tags" if isinstance(channel, discord.ForumChannel) else "full questions"
        lines = [f"In {channel.mention} I now answer {what}, and stay silent when I am not sure."]
        if self._bot.content_refused:
            lines.append(capabilities.CONTENT_REFUSED)
        elif not self._bot.intents.message_content:
            lines.append("I connect anew for that; it takes a few seconds.")
        return [*lines, *capabilities.missing_in(channel)]

    @app_commands.command(description="A role whose members may use the moderators' commands")
    @app_commands.describe(role="Beside members with Manage Messages, who always may", on="Off: no longer")
    async def moderators(self, interaction: discord.Interaction, role: discord.Role, on: bool = True) -> None:
        if role.is_default():
            raise NotAllowedError(EVERYONE)
        await self._bot.settings.change(_guild(interaction), lambda setting: setting.moderated_by(role.id, on))
        await tell(interaction, f"{role.mention} {'may now' if on else 'may no longer'} use the moderators' commands.")

    @app_commands.command(name="moderators-channel", description="Where I tell when a file is broken or I need help")
    @app_commands.describe(channel="Left empty: nowhere", digest="A summary of the FAQ there each week (on)")
    async def moderators_channel(
        self, interaction: discord.Interaction, channel: discord.TextChannel | None = None, digest: bool = True
    ) -> None:
        number, today = channel.id if channel else None, datetime.now(UTC).date()
        await self._bot.settings.change(
            _guild(interaction), lambda old: replace(old, moderators_channel=number, digest=digest, digested=today)
        )
        if channel is None:
            await tell(interaction, "I tell moderators nothing by myself.")
            return
        told = f"What moderators should know, I write to {channel.mention}{', each week how the FAQ does' * digest}."
        await tell(interaction, "\n".join([told, *capabilities.missing_in(channel)]))

    @app_commands.command(description="Keep quiet in this thread, or speak again")
    @app_commands.describe(on="Off: speak again")
    async def pause(self, interaction: discord.Interaction, on: bool = True) -> None:
        if not isinstance(interaction.channel, discord.Thread):
            raise NotAllowedError(NO_THREAD)
        thread = interaction.channel.id
        await self._bot.settings.change(_guild(interaction), lambda setting: setting.paused(thread, on))
        await tell(interaction, QUIET if on else AGAIN)

    @app_commands.command(description="Post the welcome panel here: ask, my skills, pay and roadmap, help")
    async def panel(self, interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        await panel.post(interaction)
        await tell(interaction, "The panel is posted. You may pin it.")

    @app_commands.command(description="What I may do here, and what is missing")
    async def check(self, interaction: discord.Interaction) -> None:
        await tell(interaction, capabilities.report(self._bot, interaction))


def summary(setting: GuildSetting) -> str:
    """The settings of a server, a line each."""
    channels = _mentions("<#{}>", sorted(setting.answer_channels))
    roles = "".join(f", <@&{role}>" for role in sorted(setting.moderator_roles))
    told = f"<#{setting.moderators_channel}>" if setting.moderators_channel else "none"
    told += ", with a digest each week" if setting.moderators_channel and setting.digest else ""
    paused = _mentions("<#{}>", setting.paused_threads[-5:])
    return (
        f"**Settings of this server**\n- Answer channels: {channels}\n- Moderators: Manage Messages{roles}\n"
        f"- Moderators' channel: {told}\n- Quiet in: {paused}"
    )


def _mentions(form: str, ids: list[int] | tuple[int, ...]) -> str:
    shown = ", ".join(form.format(number) for number in ids[:20])
    return (shown + (f" and {len(ids) - 20} more" if len(ids) > 20 else "")) or "none"


def _guild(interaction: discord.Interaction) -> int:
    assert interaction.guild_id is not None  # the commands are offered in servers only
    return interaction.guild_id


def _channel_of(interaction: discord.Interaction) -> discord.TextChannel | discord.ForumChannel:
    """The channel of the command; of a thread, the channel it belongs to."""
    here = interaction.channel
    chosen = here.parent if isinstance(here, discord.Thread) else here
    if not isinstance(chosen, discord.TextChannel | discord.ForumChannel):
        raise NotAllowedError("Choose a text channel or a forum.")
    return chosen


def setup(bot: CareerBot) -> None:
    bot.tree.add_command(Settings(bot))
    panel.setup(bot)
