"""/faq merge and restore: several entries become one; the FAQ as it was on another day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord_app import choices, faq_form
from bot.discord_app.asking import member_of
from bot.discord_app.commands.faq import EntryId
from bot.discord_app.faq_form import ask_anyway, shortened, show_saved, show_with_backup
from bot.discord_app.permissions import require_faq_keeper
from bot.discord_app.render import button, composed
from bot.discord_app.show import send
from bot.domain.core.faq_entry import FaqEntry
from bot.domain.replies import faq_saved
from bot.faq_desk import FaqSteals

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

    Pressed = discord.Interaction[CareerBot]


@app_commands.command(description="Two or three entries become one, with the wordings of all; their ids lead to it")
@app_commands.describe(
    entry="The entry that goes: its question or id",
    into="The entry that stays, with its question and its answer",
    also="One more entry that goes",
)
@app_commands.autocomplete(entry=choices.entries, into=choices.entries, also=choices.entries)
async def merge(
    interaction: discord.Interaction[CareerBot], entry: EntryId, into: EntryId, also: EntryId | None = None
) -> None:
    require_faq_keeper(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    desk = interaction.client.desk
    others = [await desk.entry(name) for name in (entry, also) if name]
    await _merged(interaction, await desk.entry(into), others)


async def _merged(interaction: Pressed, into: FaqEntry, others: Sequence[FaqEntry], *, anyway: bool = False) -> None:
    desk, author = interaction.client.desk, member_of(interaction)
    try:
        saved = await desk.merge(into, others, author, anyway=anyway)
    except FaqSteals as steals:
        draft = await desk.keep_draft(author, into, {"merge": " ".join(other.id for other in others)})
        row = [button("Merge anyway", f"km:{draft.number}", discord.ButtonStyle.danger)]
        text = "\n".join([f"### {steals}", *faq_saved.told(steals.preview.replay)])
        await send(interaction, composed(shortened(text), rows=[row]), hidden=True)
    else:
        await show_saved(interaction, saved, f"Merged into `{into.id}`")


class MergeAnyway(faq_form.Numbered, template=r"km:(?P<number>\d{1,12})"):
    """Although another entry's question goes elsewhere."""

    async def chosen(self, interaction: Pressed) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        desk = interaction.client.desk
        draft = await desk.draft(member_of(interaction), self.number, "merge")
        if draft.opened:
            others = [await desk.entry(name) for name in draft.typed["merge"].split()]
            await _merged(interaction, draft.opened, others, anyway=True)


@app_commands.command(description="The FAQ as it was on another day: shown first, and it can be undone")
@app_commands.describe(date="yesterday, 3 days ago, 2026-11-27 (its end), or 2026-11-27 14:30 (UTC)")
async def restore(interaction: discord.Interaction[CareerBot], date: app_commands.Range[str, 1, 40]) -> None:
    require_faq_keeper(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    desk = interaction.client.desk
    at, preview = await desk.preview_restore(date)
    draft = await desk.keep_draft(member_of(interaction), None, {"restore": at.isoformat()})
    steals = bool(preview.replay.stolen)
    label = "Restore anyway" if steals else "Restore"
    row = [button(label, f"kb:{draft.number}:{int(steals)}", discord.ButtonStyle.primary)]
    text = faq_saved.to_restore(at, preview.changes, preview.diff, preview.replay)
    await send(interaction, composed(shortened(text), rows=[row]), hidden=True)


class Restore(faq_form.Numbered, template=r"kb:(?P<number>\d{1,12}):(?P<anyway>[01])"):
    """What was previewed is done."""

    async def chosen(self, interaction: Pressed) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        desk, author = interaction.client.desk, member_of(interaction)
        draft = await desk.draft(author, self.number, "restore")
        at = datetime.fromisoformat(draft.typed["restore"])
        try:
            saved, backup = await desk.restore(at, author, anyway=self.anyway)
        except FaqSteals as steals:
            return await ask_anyway(interaction, steals, "Restore anyway", f"kb:{self.number}:1")
        await desk.drop_draft(draft)
        return await show_with_backup(interaction, saved, backup.name, f"Restored {at:%Y-%m-%d %H:%M} (UTC)")


def setup(bot: CareerBot) -> None:
    group = bot.tree.get_command("faq")
    assert isinstance(group, app_commands.Group)  # commands/faq.py comes first, by its name
    group.add_command(merge)
    group.add_command(restore)
    bot.add_dynamic_items(MergeAnyway, Restore)
