"""/roadmap: the way to a role, stage by stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord_app import choices
from bot.discord_app.asking import look_up
from bot.discord_app.limits import NAME
from bot.domain.core.query import Intent

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot


@app_commands.command(description="The way to a role, stage by stage")
@app_commands.describe(role="The role, for example Data Engineer")
@app_commands.autocomplete(role=choices.roles)
async def roadmap(interaction: discord.Interaction[CareerBot], role: app_commands.Range[str, 1, NAME]) -> None:
    await look_up(interaction, Intent.ROADMAP, role=role)


def setup(bot: CareerBot) -> None:
    bot.tree.add_command(roadmap)
