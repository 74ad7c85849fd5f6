"""Who may do what: checked in code at each use, whatever a server has set in Discord's own screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.discord_app.errors import NotAllowedError

if TYPE_CHECKING:
    from bot.storage.guild_settings import GuildSettings

IN_SERVERS = app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False)
FOR_SERVERS = app_commands.AppInstallationType(guild=True, user=False)
"""Where moderators' and administrators' commands are offered: in servers that installed the bot."""
KEPT_ELSEWHERE = (
    "This server uses the FAQ; it is kept in another one. Whoever runs the bot can change that, by the setting "
    "BOT_FAQ_SERVERS."
)
WHO_ADMINISTERS = "Only members with **Manage Server** may do this."


def may_moderate(who: discord.Interaction[Any] | discord.Member | discord.User, settings: GuildSettings) -> bool:
    """Manage Messages, or a role that `/settings moderators` names; in a server only."""
    if isinstance(who, discord.Interaction):
        member, rights = who.user, who.permissions
    else:
        member = who
        rights = who.guild_permissions if isinstance(who, discord.Member) else discord.Permissions.none()
    if not isinstance(member, discord.Member):
        return False
    roles = settings.of(member.guild.id).moderator_roles
    return rights.manage_messages or rights.administrator or any(map(member.get_role, roles))


def who_moderates(guild: int | None, settings: GuildSettings) -> str:
    """One sentence that says who may."""
    if guild is None:
        return "This works in a server only, for its moderators."
    roles = [f"<@&{role}>" for role in sorted(settings.of(guild).moderator_roles)]
    return f"Only moderators may do this: members with **Manage Messages**{' or ' if roles else ''}{', '.join(roles)}."


def require_moderator(interaction: discord.Interaction[Any]) -> None:
    """Raises NotAllowedError with who may."""
    settings: GuildSettings = interaction.client.settings
    if not may_moderate(interaction, settings):
        raise NotAllowedError(who_moderates(interaction.guild_id, settings))


def require_faq_keeper(interaction: discord.Interaction[Any]) -> None:
    """A moderator of a server that keeps the FAQ; raises NotAllowedError with who may."""
    require_moderator(interaction)
    if not interaction.client.settings.keeps_faq(interaction.guild_id):
        raise NotAllowedError(KEPT_ELSEWHERE)


def require_administrator(interaction: discord.Interaction[Any]) -> None:
    """Raises NotAllowedError with who may."""
    if not interaction.permissions.manage_guild and not interaction.permissions.administrator:
        raise NotAllowedError(WHO_ADMINISTERS)
