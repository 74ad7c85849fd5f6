"""/salary: what a role pays."""

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


@app_commands.command(description="What a role pays, with source and date")
@app_commands.describe(
    role="The role, for example Data Engineer",
    level="How senior",
    location="A city, state or country, or remote",
    company="The kind of company, or a well-known one",
    specialization="For example natural language processing",
)
@app_commands.autocomplete(
    role=choices.jobs,
    location=choices.places,
    company=choices.companies,
    specialization=choices.specializations,
)
async def salary(
    interaction: discord.Interaction[CareerBot],
    role: app_commands.Range[str, 1, NAME],
    level: RoleLevel | None = None,
    location: app_commands.Range[str, 1, NAME] = "",
    company: app_commands.Range[str, 1, NAME] = "",
    specialization: app_commands.Range[str, 1, NAME] = "",
) -> None:
    await look_up(
        interaction,
        Intent.SALARY,
        role=role,
        level=level,
        location=location,
        employer=company,
        specialization=specialization,
    )


def setup(bot: CareerBot) -> None:
    bot.tree.add_command(salary)
