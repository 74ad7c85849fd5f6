"""/ask: a question in the member's own words; with it come the buttons under every reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord_app import asking, choices
from bot.discord_app.buttons import ALL
from bot.discord_app.limits import QUESTION
from bot.discord_app.show import in_time, respond

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot


@app_commands.command(description="Ask about a tech career in your own words; only you see the answer")
@app_commands.describe(question="For example: do I need a PhD to become a machine learning engineer?")
@app_commands.autocomplete(question=choices.questions)
async def ask(interaction: discord.Interaction[CareerBot], question: app_commands.Range[str, 1, QUESTION]) -> None:
    reply = await in_time(interaction, asking.ask(interaction, question))
    await respond(interaction, reply, feedback=True)
    await interaction.client.desk.questions.asked(asking.member_of(interaction), question, reply)


def setup(bot: CareerBot) -> None:
    bot.tree.add_command(ask)
    bot.add_dynamic_items(*ALL)
