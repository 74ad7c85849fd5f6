"""/gap: what a member's skills lack for a role."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord_app import choices
from bot.discord_app.asking import look_up
from bot.discord_app.limits import NAME
from bot.domain.core.levels import RoleLevel
from bot.domain.core.query import Intent

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot


@app_commands.command(description="What your skills still lack for a role; only you see it")
@app_commands.describe(role="The role; without, your goal", level="How senior you want to start")
@app_commands.autocomplete(role=choices.roles)
async def gap(
    interaction: discord.Interaction[CareerBot],
    role: app_commands.Range[str, 1, NAME] = "",
    level: RoleLevel | None = None,
) -> None:
    await look_up(interaction, Intent.GAP, role=role, level=level)


def setup(bot: CareerBot) -> None:
    bot.tree.add_command(gap)
