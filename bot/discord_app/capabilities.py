"""What the bot may do in a server, what it cannot do without it, and who can change that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.discord_app.permissions import KEPT_ELSEWHERE

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

CONTENT_REFUSED = (
    "Discord does not let me read messages: switch on **Message Content Intent** in the developer portal (your "
    "application, Bot, Privileged Gateway Intents), then start me again. Until then answer channels hear nothing "
    "but forum titles; commands, mentions and direct messages work."
)
NEEDS = {
    "view_channel": "see this channel: mentions and questions do not reach me",
    "send_messages": "write here: I answer commands only",
    "send_messages_in_threads": "write in threads: I am silent there and in forum posts",
    "read_message_history": "read the history: I cannot mark what I reply to, nor see whether somebody has answered",
}
"""Permission → what is lacking without it."""


def missing(permissions: discord.Permissions) -> list[str]:
    return [f"- I may not {lack}." for name, lack in NEEDS.items() if not getattr(permissions, name)]


def missing_in(channel: discord.abc.GuildChannel) -> list[str]:
    """What the bot lacks in a channel, with the sentence that says who can mend it."""
    lines = missing(channel.permissions_for(channel.guild.me))
    return [f"Missing in {channel.mention} (channel settings, Permissions, my role):", *lines] if lines else []


def content_state(bot: CareerBot) -> str:
    if bot.content_refused:
        return CONTENT_REFUSED
    return "read, for the answer channels" if bot.intents.message_content else "not asked for"


def faq_state(bot: CareerBot, guild: int) -> str:
    """Who may edit the one FAQ."""
    if not bot.settings.keeps_faq(guild):
        return KEPT_ELSEWHERE
    if bot.settings.keeper_is_named:
        return "kept by the moderators of this server, as BOT_FAQ_SERVERS says."
    return "kept by the moderators of this server, the first that I joined. BOT_FAQ_SERVERS can name others."


def report(bot: CareerBot, interaction: discord.Interaction[Any]) -> str:
    """For `/settings check`: this channel, the answer channels, the message content."""
    assert interaction.guild is not None
    here = missing(interaction.app_permissions)
    lines = ["**Here**", *(here or ["- Everything I need is allowed."])]
    setting = bot.settings.of(interaction.guild.id)
    wanted = {*setting.answer_channels, *filter(None, [setting.moderators_channel])}
    for number in sorted(wanted):
        channel = interaction.guild.get_channel(number)
        lines += missing_in(channel) if channel else [f"The channel <#{number}> is gone or hidden from me."]
    lines.append(f"**FAQ**: {faq_state(bot, interaction.guild.id)}")
    return "\n".join([*lines, f"**Message content**: {content_state(bot)}"])[:1900]
