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
    "Ask anything": ("ask",),
    "Roles and pay": ("role", "salary", "roadmap", "compare"),
    "Your plan": ("start", "plan", "reminders", "goal", "next", "progress"),
    "Your skills": ("skills add", "skills list", "gap", "match", "choose", "readiness"),
    "Your data": ("privacy show", "privacy export", "privacy delete"),
}
MODERATORS = {"Moderators": ("faq add", "faq edit", "faq list", "faq unanswered", "faq stats")}
ADMINISTRATORS = {"Administrators": ("settings show", "settings answer-channel", "settings check")}


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
    return [f"- **{heading}**: {' '.join(map(mention, names))}" for heading, names in known.items() if names]
