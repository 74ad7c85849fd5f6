"""What members write without a command: mentions, replies, direct messages, answer channels, forum posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot


async def on_message(bot: CareerBot, message: discord.Message) -> None:
    """To be filled."""
