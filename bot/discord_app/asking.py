"""What members ask in commands and buttons → the advisor, each conversation by member and channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import discord

from bot.discord_app.members import member_id, session_id
from bot.discord_app.show import in_time, respond
from bot.domain.core.query import Intent
from bot.domain.core.reply import Reply
from bot.domain.understanding.options import Options

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot


async def ask(interaction: discord.Interaction[CareerBot], question: str) -> Reply:
    """A question in the member's own words."""
    return await interaction.client.advisor.ask(member_of(interaction), session_of(interaction), question)


async def look_up(interaction: discord.Interaction[CareerBot], intent: Intent, **options: Unpack[Options]) -> None:
    """Answers a command whose options were filled in."""
    asked = interaction.client.advisor.ask_for(member_of(interaction), session_of(interaction), intent, **options)
    await respond(interaction, await in_time(interaction, asked))


def member_of(interaction: discord.Interaction[CareerBot]) -> str:
    return member_id(interaction.user.id)


def session_of(interaction: discord.Interaction[CareerBot]) -> str:
    return session_id(interaction.channel_id or 0, interaction.user.id)
