"""/faq add, edit, remove, show, history, undo and export: moderators keep the FAQ from Discord."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.discord_app import choices, faq_form
from bot.discord_app.asking import member_of
from bot.discord_app.faq_form import open_entry, shortened, show_saved
from bot.discord_app.limits import QUESTION, pages
from bot.discord_app.permissions import FOR_SERVERS, IN_SERVERS, require_faq_keeper
from bot.discord_app.render import button, composed
from bot.discord_app.show import NOBODY, in_time, send
from bot.domain.core.faq_entry import FaqEntry
from bot.domain.faq.change import Change, Revision
from bot.domain.replies import faq_saved
from bot.errors import BotError
from bot.faq_desk import FaqSteals

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

    Pressed = discord.Interaction[CareerBot]

Command = app_commands.Command[Any, ..., Any]

MOST_UNDONE = 50
"""Changes that are taken back together."""
REVISIONS = 15
REVISIONS_WITH_DETAILS = 5

EntryId = app_commands.Range[str, 1, QUESTION]


@app_commands.command(description="A new entry, by a form")
async def add(interaction: discord.Interaction[CareerBot]) -> None:
    require_faq_keeper(interaction)
    await open_entry(interaction, None)


@app_commands.command(description="Change an entry, by a form with its present text")
@app_commands.describe(entry="Its question or id")
@app_commands.autocomplete(entry=choices.entries)
async def edit(interaction: discord.Interaction[CareerBot], entry: EntryId) -> None:
    require_faq_keeper(interaction)
    await open_entry(interaction, await interaction.client.desk.entry(entry))


@app_commands.command(description="Take an entry out of the FAQ; it can be undone")
@app_commands.describe(entry="Its question or id", why="For the history")
@app_commands.autocomplete(entry=choices.entries)
async def remove(
    interaction: discord.Interaction[CareerBot], entry: EntryId, why: app_commands.Range[str, 1, 300] = ""
) -> None:
    require_faq_keeper(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    await _removed(interaction, await interaction.client.desk.entry(entry), why)


async def _removed(interaction: Pressed, entry: FaqEntry, why: str, *, anyway: bool = False) -> None:
    desk, author = interaction.client.desk, member_of(interaction)
    try:
        saved = await desk.save(Change(entry, None), author=author, why=why, anyway=anyway)
    except FaqSteals as steals:
        draft = await desk.keep_draft(author, entry, {"why": why})
        row = [button("Remove anyway", f"kx:{draft.number}", discord.ButtonStyle.danger)]
        text = "\n".join([f"### {steals}", *faq_saved.told(steals.preview.replay)])
        await send(interaction, composed(shortened(text), rows=[row]), hidden=True)
    else:
        await show_saved(interaction, saved)


class RemoveAnyway(faq_form.Numbered, template=r"kx:(?P<number>\d{1,12})"):
    """Although another entry's question goes elsewhere."""

    async def chosen(self, interaction: Pressed) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        draft = await interaction.client.desk.draft(member_of(interaction), self.number, "why")
        if draft.opened:
            await _removed(interaction, draft.opened, draft.typed["why"], anyway=True)


@app_commands.command(description="An entry as it stands in the file")
@app_commands.describe(entry="Its question or id")
@app_commands.autocomplete(entry=choices.entries)
async def show(interaction: discord.Interaction[CareerBot], entry: EntryId) -> None:
    require_faq_keeper(interaction)
    found = await in_time(interaction, interaction.client.desk.entry(entry))
    for page in pages([faq_saved.shown(found)], first=faq_form.SHOWN, most=faq_form.SHOWN):
        await send(interaction, composed(page), hidden=True)


@app_commands.command(description="Who changed what, when and why; newest first")
@app_commands.describe(entry="Only changes of this entry, with what changed")
@app_commands.autocomplete(entry=choices.entries)
async def history(interaction: discord.Interaction[CareerBot], entry: EntryId | None = None) -> None:
    require_faq_keeper(interaction)
    most = REVISIONS_WITH_DETAILS if entry else REVISIONS
    found = await in_time(interaction, interaction.client.desk.history(entry or "", most))
    authors = [_author(one) for one in found]
    times = [discord.utils.format_dt(one.at, "R") for one in found]
    text = faq_saved.history(found, authors, times, details=entry is not None)
    row = [button(f"Undo {found[0].number}", f"ku:{found[0].number}:0")] if found else []
    await send(interaction, composed(shortened(text), rows=[row]), hidden=True)


def _author(revision: Revision) -> str:
    place, _, number = revision.author.partition(":")
    return f"<@{number}>" if place == "discord" else revision.author or "somebody whose data was deleted"


@app_commands.command(description="Take back the newest change, another one, or several of the newest")
@app_commands.describe(change="Its number in /faq history", newest="How many of the newest, together")
async def undo(
    interaction: discord.Interaction[CareerBot],
    change: app_commands.Range[int, 1] | None = None,
    newest: app_commands.Range[int, 1, MOST_UNDONE] | None = None,
) -> None:
    require_faq_keeper(interaction)
    if change and newest:
        raise BotError("Give `change` for one change, or `newest` for several; not both.")
    await faq_form.undo(interaction, change, newest=newest or 0)


@app_commands.command(description="The FAQ as a file")
async def export(interaction: discord.Interaction[CareerBot]) -> None:
    require_faq_keeper(interaction)
    data = await in_time(interaction, interaction.client.desk.export())
    file = discord.File(io.BytesIO(data), "faq.yaml")
    if interaction.response.is_done():
        await interaction.followup.send(file=file, ephemeral=True, allowed_mentions=NOBODY)
    else:
        await interaction.response.send_message(file=file, ephemeral=True, allowed_mentions=NOBODY)


def setup(bot: CareerBot) -> None:
    """A group of its own for each bot: `faq_questions` and `faq_import` add to it.

    Offered to everyone: Discord would hide it from the roles that `/settings moderators` names, too.
    """
    group = app_commands.Group(
        name="faq",
        description="For moderators: the community's questions and answers",
        allowed_contexts=IN_SERVERS,
        allowed_installs=FOR_SERVERS,
    )
    commands: tuple[Command, ...] = (add, edit, remove, show, history, undo, export)
    for command in commands:
        group.add_command(command)
    bot.tree.add_command(group)
    bot.sent_forms[faq_form.FORM] = faq_form.submitted
    bot.add_dynamic_items(faq_form.Reopen, faq_form.SaveAnyway, faq_form.Undo, faq_form.UndoNewest, RemoveAnyway)
