"""/next: what to learn next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord_app import choices
from bot.discord_app.asking import look_up
from bot.discord_app.limits import HOURS, NAME
from bot.domain.core.query import Intent

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot


@app_commands.command(name="next", description="What to learn next, with hours and resources; only you see it")
@app_commands.describe(role="The role; without, your goal", hours="Hours a week that you can learn")
@app_commands.autocomplete(role=choices.roles)
async def next_step(
    interaction: discord.Interaction[CareerBot],
    role: app_commands.Range[str, 1, NAME] = "",
    hours: app_commands.Range[float, 0.5, HOURS] | None = None,
) -> None:
    await look_up(interaction, Intent.NEXT, role=role, hours=hours)


def setup(bot: CareerBot) -> None:
    bot.tree.add_command(next_step)
