"""Sends a Reply: to whom it may be shown, how fast, and without pinging anybody."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import discord
from discord import ui

from bot.discord_app import ids
from bot.discord_app.limits import FENCE
from bot.discord_app.news import with_news
from bot.discord_app.render import Audience, Place, Shown, button, composed, layouts
from bot.discord_app.resending import nonce
from bot.domain.core.query import Intent
from bot.domain.core.reply import Reply

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

T = TypeVar("T")

MAY_NOT_READ_HISTORY = 160002
"""Discord: a reply needs the permission Read Message History."""
PATIENCE_SECONDS = 1.0
"""Discord waits for three; a part of them may be spent before we hear of the interaction."""
NOBODY = discord.AllowedMentions.none()
EXPORTED = "All I keep about you, as JSON. Only you see this."
SENT = "I sent you a direct message."
SENT_PRIVATELY = "That is about your own record: I sent it to you in a direct message."
NOT_SENT = "That is about your own record, for your eyes only, and I cannot send you direct messages."
ASKER_ONLY = discord.AllowedMentions(everyone=False, users=False, roles=False, replied_user=True)


async def respond(
    interaction: discord.Interaction[CareerBot],
    reply: Reply,
    *,
    public: bool = False,
    feedback: bool = False,
    again: str = "",
) -> None:
    """The reply to a command, a button or a form, deferred before or not.

    For the asker's eyes only, unless `public` is set, the reply is not private and nothing was promised before; in a
    direct message it is plain. `feedback`: it was asked in the member's own words, which may have meant something else.
    `again`: the key by which its further pages are made, where it answers no query.
    """
    interaction.client.measures.replied(reply)
    if export := _export(reply):
        await _send(interaction, hidden=not is_direct(interaction), **export)
        return
    deferred = interaction.response.is_done()
    if not public:
        reply = await with_news(interaction.client, interaction.user.id, reply)
    place = place_of(interaction, public=public and not reply.private and not deferred, feedback=feedback)
    place = replace(place, again=again)
    hidden = place.audience == "asker"
    pictures = await drawn_in_time(interaction, reply, hidden=hidden)
    for number, view in enumerate(layouts(reply, place, pictures)):
        await send(interaction, view, hidden=hidden, pictures=() if number else pictures)


def place_of(interaction: discord.Interaction[CareerBot], *, public: bool = False, feedback: bool = False) -> Place:
    alone: Audience = "direct" if is_direct(interaction) else "asker"
    audience: Audience = "everyone" if public and alone == "asker" else alone
    return Place(interaction.user.id, interaction.client.command_mention, audience, feedback)


def is_direct(interaction: discord.Interaction[CareerBot]) -> bool:
    """Whether it happens in the direct messages of member and bot: neither in a server nor among friends."""
    return interaction.guild_id is None and not interaction.context.private_channel


async def send(
    interaction: discord.Interaction[CareerBot],
    view: ui.LayoutView,
    *,
    hidden: bool,
    pictures: Sequence[Shown] = (),
) -> None:
    """The first answer to an interaction, or one more."""
    await _send(interaction, hidden=hidden, view=view, **attached(pictures))


async def edit(interaction: discord.Interaction[CareerBot], view: ui.LayoutView, pictures: Sequence[Shown]) -> None:
    """The message with the button, with these pictures and no others."""
    files = attached(pictures).get("files", [])
    await interaction.response.edit_message(view=view, attachments=files, allowed_mentions=NOBODY)


async def come_with(interaction: discord.Interaction[CareerBot]) -> tuple[Shown, ...]:
    """The pictures of the message with the button; none if Discord does not give all of them back."""
    attachments = interaction.message.attachments if interaction.message else []
    try:
        return tuple([Shown(one.filename, await one.read(), one.description or "") for one in attachments])
    except discord.HTTPException:
        return ()


async def _send(interaction: discord.Interaction[CareerBot], *, hidden: bool, **shown: Any) -> None:
    if interaction.response.is_done():
        await interaction.followup.send(**shown, ephemeral=hidden, allowed_mentions=NOBODY, wait=True)
    else:
        await interaction.response.send_message(**shown, ephemeral=hidden, allowed_mentions=NOBODY)


def _export(reply: Reply) -> dict[str, Any]:
    """A member's data as a message with a file; empty if the reply is something else."""
    if reply.query is None or reply.query.intent is not Intent.EXPORT_DATA:
        return {}
    document = "\n".join(line for section in reply.sections for line in section.lines if not line.startswith(FENCE))
    return {"content": EXPORTED, "file": export_file(document)}


def export_file(document: str) -> discord.File:
    return discord.File(io.BytesIO(document.encode()), "my-career-data.json")


async def in_time(interaction: discord.Interaction[CareerBot], work: Awaitable[T], *, hidden: bool | None = None) -> T:
    """What `work` gives; if that takes longer than Discord waits for an answer, the member sees that it is coming.

    `hidden`: whether the asker alone may see the answer; unless said, wherever that is possible.
    """
    task = asyncio.ensure_future(work)
    try:
        done, _ = await asyncio.wait({task}, timeout=PATIENCE_SECONDS)
        if not done and not interaction.response.is_done():
            alone = not is_direct(interaction) if hidden is None else hidden
            await interaction.response.defer(ephemeral=alone, thinking=True)
        return await task
    finally:
        task.cancel()  # where we are stopped, or Discord no longer waits


async def drawn(bot: CareerBot, reply: Reply) -> tuple[Shown, ...]:
    """The pictures of a reply; without those that cannot be drawn."""
    shown = []
    for number, picture in enumerate(reply.pictures, 1):
        png = await bot.pictures.png(picture)
        if png:
            shown.append(Shown(f"{picture.kind}-{number}.png", png, picture.words()))
    return tuple(shown)


async def drawn_in_time(
    interaction: discord.Interaction[CareerBot], reply: Reply, *, hidden: bool
) -> tuple[Shown, ...]:
    """Drawing may take a moment: the first picture brings the library with it."""
    if not reply.pictures or not interaction.app_permissions.attach_files:
        return ()
    return await in_time(interaction, drawn(interaction.client, reply), hidden=hidden)


async def drawn_at_once(interaction: discord.Interaction[CareerBot], reply: Reply) -> tuple[Shown, ...]:
    """For a message that is changed, which cannot show that something is coming: what takes longer is left out."""
    if not reply.pictures or not interaction.app_permissions.attach_files:
        return ()
    task = asyncio.ensure_future(drawn(interaction.client, reply))
    done, _ = await asyncio.wait({task}, timeout=PATIENCE_SECONDS)
    return task.result() if done else ()


def attached(pictures: Sequence[Shown]) -> dict[str, Any]:
    """What is sent along. Made for each try: a file that was sent cannot be sent again."""
    files = [discord.File(io.BytesIO(one.png), one.name, description=one.words) for one in pictures]
    return {"files": files} if files else {}


async def reply_to(message: discord.Message, text: str = "", pictures: Sequence[Shown] = (), **shown: Any) -> None:
    """Below a message; where the bot may not read the history, and so not reply, behind it."""
    shown |= {"nonce": nonce(), **({"content": text} if text else {})}
    try:
        await message.reply(**shown, **attached(pictures), allowed_mentions=ASKER_ONLY)
    except discord.HTTPException as refused:
        if refused.code != MAY_NOT_READ_HISTORY:
            raise
        await message.channel.send(**shown, **attached(pictures), allowed_mentions=NOBODY)


async def answer_message(bot: CareerBot, message: discord.Message, reply: Reply) -> None:
    """The reply to a message: below it, or, if it shows a member's own data in a server, in a direct message."""
    bot.measures.replied(reply)
    direct = isinstance(message.channel, discord.DMChannel)  # a server need not be known yet, so not its absence
    general = bot.advisor.without_record(reply) if reply.private and not direct else None
    if reply.private and not direct and general is None:
        await _answer_privately(bot, message, reply)
        return
    if export := _export(reply):
        await reply_to(message, **export)
        return
    if direct:
        reply = await with_news(bot, message.author.id, reply)
    audience: Audience = "direct" if direct else "everyone"
    general_only = general is not None
    place = Place(message.author.id, bot.command_mention, audience, feedback=True, general=general_only)
    reply = general or reply
    pictures = await drawn(bot, reply) if may_attach(message.channel) else ()
    first, *others = layouts(reply, place, pictures)
    await reply_to(message, view=first, pictures=pictures)
    for view in others:
        await message.channel.send(view=view, nonce=nonce(), allowed_mentions=NOBODY)


def may_attach(channel: object) -> bool:
    """Whether files may be sent there; not where too little is known of the channel to tell."""
    if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return isinstance(channel, discord.DMChannel)
    here = channel.parent if isinstance(channel, discord.Thread) else channel
    me: discord.Member | None = channel.guild.me
    return here is not None and me is not None and channel.permissions_for(me).attach_files


async def _answer_privately(bot: CareerBot, message: discord.Message, reply: Reply) -> None:
    """By direct message, and a line that says so; where none can be sent, a button shows it to the member alone."""
    place = Place(message.author.id, bot.command_mention, "direct", feedback=True)
    pictures = await drawn(bot, reply)
    views = [{"view": view} for view in layouts(reply, place, pictures)]
    parts = [export] if (export := _export(reply)) else [views[0] | attached(pictures), *views[1:]]
    try:
        for part in parts:
            await message.author.send(**part, nonce=nonce(), allowed_mentions=NOBODY)
        line = composed(SENT if reply.kind == "distress" else SENT_PRIVATELY)
    except discord.Forbidden:
        line = _not_sent(bot, message, reply)
    await reply_to(message, view=line)


def _not_sent(bot: CareerBot, message: discord.Message, reply: Reply) -> ui.LayoutView:
    if reply.kind == "distress":
        return composed(reply.text)  # help comes first; it tells no more than the message itself
    shown = ids.show_me(message.author.id, reply.query.text if reply.query else "")
    if shown:
        return composed(NOT_SENT, rows=[[button("Show me", shown)]])
    return composed(f"{NOT_SENT} Ask with {bot.command_mention('ask')}.")
