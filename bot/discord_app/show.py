"""Sends a Reply: to whom it may be shown, how fast, and without pinging anybody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import discord

from bot.discord_app import ids
from bot.discord_app.render import Audience, Place, button, composed, layouts
from bot.domain.reply import Reply

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

NOBODY = discord.AllowedMentions.none()
SENT_PRIVATELY = "That is about your own record: I sent it to you in a direct message."
NOT_SENT = "That is about your own record, for your eyes only, and I cannot send you direct messages."
ASKER_ONLY = discord.AllowedMentions(everyone=False, users=False, roles=False, replied_user=True)


async def respond(
    interaction: discord.Interaction[CareerBot], reply: Reply, *, public: bool = False, feedback: bool = False
) -> None:
    """The reply to a command, a button or a form, deferred before or not.

    For the asker's eyes only, unless `public` is set and the reply is not private; in a direct message it is plain.
    `feedback`: it was asked in the member's own words, so they may say whether it is what they meant.
    """
    audience: Audience = "everyone" if public and not reply.private else "asker"
    place = Place(interaction.user.id, interaction.client.command_mention, audience, feedback)
    if interaction.guild_id is None:
        place = replace(place, audience="direct")
    hidden = place.audience == "asker"
    for view in layouts(reply, place):
        if interaction.response.is_done():
            await interaction.followup.send(view=view, ephemeral=hidden, allowed_mentions=NOBODY, wait=True)
        else:
            await interaction.response.send_message(view=view, ephemeral=hidden, allowed_mentions=NOBODY)


async def answer_message(bot: CareerBot, message: discord.Message, reply: Reply) -> None:
    """The reply to a message: below it, or, if it shows a member's own data in a server, in a direct message."""
    if reply.private and message.guild:
        await _answer_privately(bot, message, reply)
        return
    place = Place(message.author.id, bot.command_mention, "everyone" if message.guild else "direct", feedback=True)
    first, *others = layouts(reply, place)
    await message.reply(view=first, allowed_mentions=ASKER_ONLY)
    for view in others:
        await message.channel.send(view=view, allowed_mentions=NOBODY)


async def _answer_privately(bot: CareerBot, message: discord.Message, reply: Reply) -> None:
    """By direct message, and a line that says so; where none can be sent, a button shows it to the member alone."""
    place = Place(message.author.id, bot.command_mention, "direct", feedback=True)
    try:
        for view in layouts(reply, place):
            await message.author.send(view=view, allowed_mentions=NOBODY)
        line, rows = SENT_PRIVATELY, []
    except discord.Forbidden:
        shown = ids.show_me(message.author.id, reply.query.text if reply.query else "")
        line, rows = NOT_SENT, [[button("Show me", shown)]] if shown else []
        line = line if shown else f"{line} Ask with {bot.command_mention('ask')}."
    await message.reply(view=composed(line, rows=rows), allowed_mentions=ASKER_ONLY)
