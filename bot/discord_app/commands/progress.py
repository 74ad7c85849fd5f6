"""/progress: readiness for the goal over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord_app.asking import look_up
from bot.domain.core.query import Intent

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot


@app_commands.command(description="How ready you are for your goal, and how that changed; only you see it")
async def progress(interaction: discord.Interaction[CareerBot]) -> None:
    await look_up(interaction, Intent.PROGRESS)


def setup(bot: CareerBot) -> None:
    bot.tree.add_command(progress)
