"""/help: what can be asked, on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord_app.help_text import help_reply
from bot.discord_app.show import respond

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot


@app_commands.command(name="help", description="What you can ask me, and the commands")
async def show_help(interaction: discord.Interaction[CareerBot]) -> None:
    await respond(interaction, await help_reply(interaction))


def setup(bot: CareerBot) -> None:
    bot.tree.add_command(show_help)
