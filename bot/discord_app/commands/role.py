"""/role: what a role is, or one topic of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import discord
from discord import app_commands

from bot.discord_app import choices
from bot.discord_app.asking import look_up
from bot.discord_app.limits import NAME
from bot.domain.core.query import Intent
from bot.domain.core.roles import TopicId
from bot.domain.replies.role import TOPIC_NAMES

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

TOPICS = [app_commands.Choice(name=name, value=topic) for topic, name in TOPIC_NAMES.items()]


@app_commands.command(description="What a role does, the skills it asks for, its levels, outlook and more")
@app_commands.describe(role="The role, for example Data Engineer", topic="One side of it; without, an overview")
@app_commands.autocomplete(role=choices.jobs)
@app_commands.choices(topic=TOPICS)
async def role(
    interaction: discord.Interaction[CareerBot],
    role: app_commands.Range[str, 1, NAME],
    topic: app_commands.Choice[str] | None = None,
) -> None:
    chosen = cast(TopicId, topic.value) if topic else None
    await look_up(interaction, Intent.ROLE, role=role, topic=chosen)


def setup(bot: CareerBot) -> None:
    bot.tree.add_command(role)
