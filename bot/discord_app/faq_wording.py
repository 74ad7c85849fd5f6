"""A question becomes a wording of an entry that answers it: saved like any change, with what that moves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.discord_app.asking import member_of
from bot.discord_app.errors import PersistentButton
from bot.discord_app.faq_form import shortened, show_saved
from bot.discord_app.permissions import require_faq_keeper
from bot.discord_app.render import button, composed
from bot.discord_app.show import send
from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.query_key import named, short
from bot.domain.faq.change import Change
from bot.domain.replies import faq_saved
from bot.errors import BotError
from bot.faq_desk import FaqSteals

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

    Pressed = discord.Interaction[CareerBot]

WHY = "a wording that members use"
NO_LONGER = "That entry no longer exists."


def wording_button(label: str, draft: int, entry: str, *, anyway: bool = False) -> ui.Button[Any]:
    """The words are the question of the draft."""
    style = discord.ButtonStyle.danger if anyway else discord.ButtonStyle.primary
    return button(label, f"dw:{draft}:{short(entry)}:{int(anyway)}", style)


class AddAsWording(PersistentButton, template=r"dw:(?P<draft>\d{1,12}):(?P<entry>[\w-]{5}):(?P<anyway>[01])"):
    """The question of a draft is added to an entry."""

    async def pressed(self, interaction: Pressed) -> None:
        require_faq_keeper(interaction)
        draft = await interaction.client.desk.draft(member_of(interaction), int(self.state["draft"]), "question")
        try:
            entry = named(self.state["entry"], interaction.client.knowledge.latest().kb.entries_by_id)
        except KeyError:
            raise BotError(NO_LONGER) from None
        await add_wording(interaction, entry, draft.typed["question"], anyway=self.state["anyway"] == "1")


async def add_wording(interaction: Pressed, entry: str, wording: str, *, anyway: bool = False) -> None:
    """Saves it among the entry's alternates and tells what that changes."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    desk, author = interaction.client.desk, member_of(interaction)
    before = await desk.entry(entry)
    change = Change(before, with_wording(before, wording))
    try:
        saved = await desk.save(change, author=author, why=WHY, anyway=anyway)
    except FaqSteals as steals:
        draft = await desk.keep_draft(author, before, {"question": wording})
        text = "\n".join([f"### {steals}", *faq_saved.told(steals.preview.replay)])
        row = [wording_button("Add it anyway", draft.number, entry, anyway=True)]
        await send(interaction, composed(shortened(text), rows=[row]), hidden=True)
    else:
        await show_saved(interaction, saved)


def with_wording(entry: FaqEntry, wording: str) -> FaqEntry:
    if wording in entry.phrases:
        raise BotError(f"`{entry.id}` has this wording already.")
    return replace(entry, alternates=(*entry.alternates, wording))
