"""/privacy: a member's data in their own hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord_app.asking import member_of
from bot.discord_app.show import EXPORTED, export_file, in_time, respond

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

privacy = app_commands.Group(name="privacy", description="What I keep about you")


@privacy.command(description="What I keep about you, counted")
async def show(interaction: discord.Interaction[CareerBot]) -> None:
    shown = interaction.client.advisor.show_data(member_of(interaction))
    await respond(interaction, await in_time(interaction, shown))


@privacy.command(description="All I keep about you, as a file")
async def export(interaction: discord.Interaction[CareerBot]) -> None:
    await interaction.response.defer(ephemeral=True)
    document = await interaction.client.advisor.export_text(member_of(interaction))
    await interaction.followup.send(EXPORTED, file=export_file(document), ephemeral=True)


@privacy.command(description="Delete all I keep about you; I ask once before")
async def delete(interaction: discord.Interaction[CareerBot]) -> None:
    asked = interaction.client.advisor.confirm_deletion(member_of(interaction))
    await respond(interaction, await in_time(interaction, asked))


def setup(bot: CareerBot) -> None:
    bot.tree.add_command(privacy)
