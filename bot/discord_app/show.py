"""Sends a Reply: to whom it may be shown, how fast, and without pinging anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.discord_app.render import Place, layout
from bot.domain.reply import Reply

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

NOBODY = discord.AllowedMentions.none()
ASKER_ONLY = discord.AllowedMentions(everyone=False, users=False, roles=False, replied_user=True)


async def respond(interaction: discord.Interaction[CareerBot], reply: Reply, *, public: bool = False) -> None:
    """The reply to a command, a button or a form, acknowledged (deferred) before or not.

    For the asker's eyes only, unless `public` is set and the reply is not private; in a direct message it is plain.
    """
    in_server = interaction.guild_id is not None
    shown = public and not reply.private
    place = Place(interaction.user.id, shown and in_server, interaction.client.command_mention)
    view, hidden = layout(reply, place), in_server and not shown
    if interaction.response.is_done():
        await interaction.followup.send(view=view, ephemeral=hidden, allowed_mentions=NOBODY)
    else:
        await interaction.response.send_message(view=view, ephemeral=hidden, allowed_mentions=NOBODY)


async def answer_message(bot: CareerBot, message: discord.Message, reply: Reply) -> None:
    """The reply to a message: to it, or, where it shows a member's own data in a server, in a direct message."""
    place = Place(message.author.id, message.guild is not None, bot.command_mention)
    await message.reply(view=layout(reply, place), allowed_mentions=ASKER_ONLY)
