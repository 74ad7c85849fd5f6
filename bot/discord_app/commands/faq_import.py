"""/faq import: a community's own FAQ in any format, shown entry by entry, and taken in as its moderator chose."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord_app import faq_form, import_view
from bot.discord_app.asking import member_of
from bot.discord_app.errors import EXPIRED
from bot.discord_app.faq_form import ask_anyway, shortened, show_with_backup
from bot.discord_app.import_view import Offer
from bot.discord_app.permissions import require_faq_keeper
from bot.discord_app.render import composed
from bot.discord_app.show import NOBODY, send
from bot.domain.faq.change import Change, Draft
from bot.domain.replies import faq_saved
from bot.errors import BotError
from bot.faq_desk import FaqSteals

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

    Pressed = discord.Interaction[CareerBot]

MAX_IMPORT = 2_000_000
"""Bytes; the FAQ of a large community has a tenth of it."""
LONGEST_NAME = 100
ASKED_AT_ONCE = 100
"""Entries up to which the known questions are asked again for the preview; of more, when they are imported."""
CHANGED_SINCE = "Somebody changed these entries since you looked at this import, so nothing was imported. Look again:"
NOT_HANDED_OVER = "Discord does not hand me that file. Attach it once more."
NOTHING_NEW = "Every entry of this file is already here, word for word."


@app_commands.command(name="import", description="Take in an FAQ file: shown entry by entry first, nothing is removed")
@app_commands.describe(file="Markdown, CSV, JSON, TOML, YAML, or a folder of them as .zip")
async def import_(interaction: discord.Interaction[CareerBot], file: discord.Attachment) -> None:
    require_faq_keeper(interaction)
    await interaction.response.defer(ephemeral=True, thinking=True)
    if file.size > MAX_IMPORT:
        raise BotError(f"The file is larger than {MAX_IMPORT // 1_000_000} MB; an FAQ is smaller.")
    try:
        data = await file.read()
    except discord.HTTPException as failed:
        raise BotError(NOT_HANDED_OVER) from failed
    await _offer(interaction, data, file.filename[-LONGEST_NAME:])  # the end tells the format


async def _offer(interaction: Pressed, data: bytes, file: str) -> None:
    """What the import would change, and the buttons that choose of it and do exactly that."""
    desk = interaction.client.desk
    plan = await desk.plan_import(data, file)
    if not plan.proposals:
        left = "".join(f"\n- {one}" for one in plan.left_out)
        raise BotError(f"{NOTHING_NEW if not left else 'Nothing in this file can be imported.'}{left}")
    changes = plan.changes()
    typed = {"import": b64encode(data).decode(), "file": file, "changes": _fingerprint(changes)}
    draft = await desk.keep_draft(member_of(interaction), None, typed)
    told, steals = "", False
    if len(changes) <= ASKED_AT_ONCE:
        replay = (await desk.preview(*changes)).replay
        told, steals = shortened("\n".join(faq_saved.told(replay)), import_view.TOLD), bool(replay.stolen)
    view = import_view.view(Offer(draft.number, file, plan), told=told, steals=steals)
    await send(interaction, view, hidden=True)


def _fingerprint(changes: Sequence[Change]) -> str:
    """Of an import: another text where it would change something else."""
    return sha256(repr(changes).encode()).hexdigest()


def _chosen(draft: Draft, name: str) -> frozenset[str]:
    return frozenset(draft.typed.get(name, "").split())


class _Step(faq_form.Numbered, template=r"(?!)"):
    """A button of the preview: what is chosen stands in the draft."""

    async def offer(self, interaction: Pressed) -> Offer:
        """Raises BotError where the draft is gone or the file has changed."""
        desk = interaction.client.desk
        draft = await desk.draft(member_of(interaction), self.number, "import")
        file, data = draft.typed["file"], b64decode(draft.typed["import"])
        plan = await desk.plan_import(data, file)
        if _fingerprint(plan.changes()) != draft.typed["changes"]:
            await send(interaction, composed(CHANGED_SINCE), hidden=True)
            await _offer(interaction, data, file)
            raise _LookAgain
        return Offer(self.number, file, plan, _chosen(draft, "skipped"), _chosen(draft, "wordings"))

    async def chosen(self, interaction: Pressed) -> None:
        await interaction.response.defer()
        try:
            offer = self.changed(await self.offer(interaction))
        except _LookAgain:
            return
        desk, author = interaction.client.desk, member_of(interaction)
        draft = await desk.draft(author, self.number)
        choice = {"skipped": " ".join(sorted(offer.skipped)), "wordings": " ".join(sorted(offer.wordings))}
        await desk.revise_draft(draft, {**draft.typed, **choice})
        view = import_view.view(offer, int(self.state["page"]))
        await interaction.edit_original_response(view=view, allowed_mentions=NOBODY)

    def changed(self, offer: Offer) -> Offer:
        return offer

    def proposed(self, offer: Offer) -> str:
        """The entry that the button stands below. Raises BotError where there are not so many."""
        at = int(self.state["at"])
        if at >= len(offer.plan.proposals):
            raise BotError(EXPIRED)
        return offer.plan.proposals[at].entry.id


class _LookAgain(Exception):  # noqa: N818 - the moderator has been shown a new preview
    pass


class Turn(_Step, template=import_view.PAGE):
    """Another page of the preview."""


class LeaveOut(_Step, template=import_view.LEAVE):
    """This entry is not imported, or is after all."""

    def changed(self, offer: Offer) -> Offer:
        name = self.proposed(offer)
        return Offer(offer.number, offer.file, offer.plan, offer.skipped ^ {name}, offer.wordings)


class AcceptWordings(_Step, template=import_view.WORDINGS):
    """The suggested wordings of one entry are taken or not; or those of all."""

    def changed(self, offer: Offer) -> Offer:
        at = self.state["at"]
        names = offer.plan.suggesting if at == "all" else {self.proposed(offer)}
        wordings = offer.wordings | names if at == "all" else offer.wordings ^ names
        return Offer(offer.number, offer.file, offer.plan, offer.skipped, wordings)


class Import(_Step, template=import_view.IMPORT):
    """What was previewed and chosen is taken in."""

    async def chosen(self, interaction: Pressed) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            offer = await self.offer(interaction)
        except _LookAgain:
            return None
        desk, author = interaction.client.desk, member_of(interaction)
        changes = offer.plan.changes(wordings=offer.wordings, skipped=offer.skipped)
        try:
            saved, backup = await desk.import_(changes, author, why=f"import of {offer.file}", anyway=self.anyway)
        except FaqSteals as steals:
            return await ask_anyway(interaction, steals, "Import anyway", f"ki:{self.number}:1")
        await desk.drop_draft(await desk.draft(author, self.number))
        return await show_with_backup(interaction, saved, backup.name)


def setup(bot: CareerBot) -> None:
    group = bot.tree.get_command("faq")
    assert isinstance(group, app_commands.Group)  # commands/faq.py comes first, by its name
    group.add_command(import_)
    bot.add_dynamic_items(Turn, LeaveOut, AcceptWordings, Import)
