"""/match: the roles that a member's skills fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord_app.asking import look_up
from bot.domain.core.query import Intent

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot


@app_commands.command(description="Which roles your skills fit best; only you see it")
async def match(interaction: discord.Interaction[CareerBot]) -> None:
    await look_up(interaction, Intent.MATCH)


def setup(bot: CareerBot) -> None:
    bot.tree.add_command(match)
