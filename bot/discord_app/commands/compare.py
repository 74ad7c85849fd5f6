"""/compare: two roles side by side."""

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


@app_commands.command(description="Two roles side by side: work, pay, outlook and skills")
@app_commands.describe(first="One role", second="The other role")
@app_commands.autocomplete(first=choices.roles, second=choices.roles)
async def compare(
    interaction: discord.Interaction[CareerBot],
    first: app_commands.Range[str, 1, NAME],
    second: app_commands.Range[str, 1, NAME],
) -> None:
    await look_up(interaction, Intent.COMPARE, role=first, other=second)


def setup(bot: CareerBot) -> None:
    bot.tree.add_command(compare)
