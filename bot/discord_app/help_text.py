"""What /help says: what can be asked, and the commands as they can be clicked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord

from bot.discord_app import asking
from bot.discord_app.permissions import may_moderate
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Reply, Section

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

MEMBERS = {
    "Ask in your own words": ("ask",),
    "Look up a role: its work, pay, the way there, another beside it": ("role", "salary", "roadmap", "compare"),
    "Find a role that fits you": ("choose", "match", "gap", "readiness"),
    "Plan, step by step, with dates": ("start", "plan", "next", "progress", "goal", "reminders"),
    "Tell what you can do": ("skills add", "skills list"),
    "See, take or delete what I keep of you": ("privacy show", "privacy export", "privacy delete"),
}
"""What each group is for → its commands."""
MODERATORS = {"Moderators keep the FAQ": ("faq add", "faq edit", "faq list", "faq unanswered", "faq stats")}
ADMINISTRATORS = {"Administrators set me up": ("settings show", "settings answer-channel", "settings check")}


async def help_reply(interaction: discord.Interaction[Any]) -> Reply:
    """The advisor's own help, with the commands that this member may use."""
    bot: CareerBot = interaction.client
    member, session = asking.member_of(interaction), asking.session_of(interaction)
    reply = await bot.advisor.reply(member, session, Query(Intent.HELP, "help"), bot.knowledge.latest())
    keeps = may_moderate(interaction, bot.settings) and bot.settings.keeps_faq(interaction.guild_id)
    known = {**MEMBERS, **(MODERATORS if keeps else {})}
    if interaction.guild_id is not None and interaction.permissions.manage_guild:
        known |= ADMINISTRATORS
    there = {command.name for command in bot.tree.get_commands()}
    offered = {heading: tuple(name for name in names if name.split()[0] in there) for heading, names in known.items()}
    return replace(reply, sections=(Section("", tuple(lines(offered, bot.command_mention))),))


def lines(known: dict[str, tuple[str, ...]], mention: Callable[[str], str]) -> list[str]:
    return [f"**{heading}**\n{' '.join(map(mention, names))}" for heading, names in known.items() if names]
