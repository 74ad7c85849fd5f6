"""The buttons under a reply. All they know stands in their custom id, so they work after a restart."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.discord_app import ids
from bot.discord_app.asking import ask, member_of, session_of
from bot.discord_app.errors import EXPIRED, NotAllowedError, PersistentButton
from bot.discord_app.limits import LABEL, cut
from bot.discord_app.permissions import may_moderate
from bot.discord_app.render import SHOW_MODERATORS, Button, button, buttons, composed, layout, revised
from bot.discord_app.show import (
    NOBODY,
    come_with,
    drawn_at_once,
    edit,
    in_time,
    is_direct,
    place_of,
    respond,
    send,
)
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.query import Intent, Query, SkillReport
from bot.domain.core.query_key import named
from bot.domain.core.reply import Reply, Suggestion
from bot.errors import BotError

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

    Pressed = discord.Interaction[CareerBot]

NOT_YOURS = "Only the member who asked can do that. Ask your own question with {ask}."
MAY_DISMISS = "Only the member who asked and moderators can dismiss this."
NO_READING = "Then I do not know it. Say it in other words, or ask the people here."
PASSED_ON = "The moderators see this question now, without your name."
LISTED = "This question is on the moderators' list now, without your name."
NOT_PASSED_ON = "I do not pass that on: it tells of yourself. Ask the people here."
OTHER_READINGS = "Sorry about that. Did you mean one of these?"
NO_OTHERS = "Sorry about that. I have nothing closer; say it in other words, or ask the people here."


NOT_THE_LAST = "Your record has changed since; say “undo” to take back its last change."


class AskersButton(PersistentButton, template=r"(?!)"):
    """Belongs to a reply and its asker."""

    def is_askers(self, interaction: Pressed) -> bool:
        return ids.base36(interaction.user.id) == self.state["asker"]

    def require_asker(self, interaction: Pressed) -> None:
        if not self.is_askers(interaction):
            raise NotAllowedError(NOT_YOURS.format(ask=interaction.client.command_mention("ask")))

    def is_public(self, interaction: Pressed) -> bool:
        """Whether the reply goes where the message with the button stands: for the asker, if all can see that one."""
        return self.is_askers(interaction) and not _is_hidden(interaction)

    @property
    def shown(self) -> ui.LayoutView:
        assert isinstance(self.view, ui.LayoutView)  # we send no other kind
        return self.view


class AskSuggestion(AskersButton, template=ids.SUGGESTION):
    """The whole question is in the id. Anybody may press; others than the asker get the answer for themselves."""

    async def pressed(self, interaction: Pressed) -> None:
        reply = await in_time(interaction, ask(interaction, self.state["question"]))
        await respond(interaction, reply, public=self.is_public(interaction))


class ChooseReading(AskersButton, template=ids.READING):
    """The question is the label, or begins with it."""

    async def pressed(self, interaction: Pressed) -> None:
        label = str(getattr(self.item, "label", ""))
        question = _whole(label, interaction.client.knowledge.latest().kb)
        reply = await in_time(interaction, ask(interaction, question))
        await respond(interaction, reply, public=self.is_public(interaction))
        if self.is_askers(interaction) and reply.kind == "faq" and self.state["question"]:
            questions = interaction.client.desk.questions
            await questions.confirmed(member_of(interaction), self.state["question"], reply.target)


class NoneOfThese(AskersButton, template=ids.NEITHER):
    """No reading was meant: the question is one that has no answer yet."""

    async def pressed(self, interaction: Pressed) -> None:
        self.require_asker(interaction)
        asked = self.state["question"]
        offer = [button(SHOW_MODERATORS, ids.moderators(interaction.user.id, asked))] if asked else []
        await interaction.response.edit_message(view=composed(NO_READING, rows=[offer]), allowed_mentions=NOBODY)
        await interaction.client.desk.questions.none_of(member_of(interaction), asked)


class Solved(AskersButton, template=ids.SOLVED):
    """The answer helped."""

    async def pressed(self, interaction: Pressed) -> None:
        self.require_asker(interaction)
        changed = revised(self.shown, without="yw", remark="Solved, says the member who asked.")
        await interaction.response.edit_message(view=changed, allowed_mentions=NOBODY)
        target = _target(self.state["hash"], interaction.client.knowledge.latest().kb)
        await interaction.client.desk.questions.solved(target)


class NotWhatIMeant(AskersButton, template=ids.WRONG):
    """The answer is to another question: the next likeliest readings are offered."""

    async def pressed(self, interaction: Pressed) -> None:
        self.require_asker(interaction)
        changed = revised(self.shown, without="ywh", remark="Not what was meant.")
        await interaction.response.edit_message(view=changed, allowed_mentions=NOBODY)
        mind, question = interaction.client.knowledge.latest(), self.state["question"]
        readings = mind.others(question)
        await respond(interaction, _other_readings(question, readings))
        target = _target(self.state["hash"], mind.kb)
        await interaction.client.desk.questions.not_meant(member_of(interaction), question, target)


class TurnPage(AskersButton, template=ids.PAGE):
    """The reply is made again; where all can see it, the page is shown to the one who pressed."""

    async def pressed(self, interaction: Pressed) -> None:
        judging = [made for row in buttons(self.shown) for made in row if str(made.custom_id)[0] in "yw"]
        number = self.selected or self.state["page"]
        if not number.isdecimal():
            raise BotError(EXPIRED)
        await _show_again(interaction, self.state["key"], int(number), judging)


class ChooseOther(AskersButton, template=ids.MENU):
    """Another side of what is shown, in its place; where all can see that, for the one who chose."""

    async def pressed(self, interaction: Pressed) -> None:
        await _show_again(interaction, self.selected)


async def _show_again(interaction: Pressed, key: str, number: int = 1, kept: Sequence[Button] = ()) -> None:
    name, _, about = key.partition("=")
    listing = interaction.client.listings.get(name)
    advisor = interaction.client.advisor
    reply = await (listing(interaction, about) if listing else advisor.again(member_of(interaction), key))
    if reply is None:
        raise BotError(EXPIRED)
    place = replace(place_of(interaction), again=key if listing else "")
    pictures = await drawn_at_once(interaction, reply) if number == 1 else ()
    if _is_hidden(interaction) or is_direct(interaction):
        await edit(interaction, layout(reply, place, number, kept, pictures), pictures)
    else:
        await send(interaction, layout(reply, place, number, (), pictures), hidden=True, pictures=pictures)


class Share(AskersButton, template=ids.SHARE):
    """The same message for all to see, without what only its asker may press."""

    async def pressed(self, interaction: Pressed) -> None:
        alone = revised(self.shown, without="h", remark="Shared.")
        dismiss = button("Dismiss", ids.dismiss(interaction.user.id))
        by = f"Shared by {interaction.user.mention}"
        await interaction.response.edit_message(view=alone, allowed_mentions=NOBODY)
        pictures = await come_with(interaction)
        shared = revised(self.shown, without="hyw", remark=by, more=[dismiss], pictures=bool(pictures))
        await send(interaction, shared, hidden=False, pictures=pictures)


class Dismiss(AskersButton, template=ids.DISMISS):
    """Takes the reply away, for its asker and for moderators."""

    async def pressed(self, interaction: Pressed) -> None:
        if not self.is_askers(interaction) and not may_moderate(interaction, interaction.client.settings):
            raise NotAllowedError(MAY_DISMISS)
        await interaction.response.defer()
        with suppress(discord.NotFound):  # somebody was faster
            await interaction.delete_original_response()


class Confirm(AskersButton, template=ids.CONFIRM):
    """What the member was asked to confirm stands in the id."""

    async def pressed(self, interaction: Pressed) -> None:
        self.require_asker(interaction)
        changed = revised(self.shown, without="kj", remark="Yes.")
        await interaction.response.edit_message(view=changed, allowed_mentions=NOBODY)
        client = interaction.client
        report = ids.pending_of(self.state["pending"], client.knowledge.latest().kb.skills)
        reply = await client.advisor.confirm(member_of(interaction), session_of(interaction), report)
        await respond(interaction, reply)


class Decline(AskersButton, template=ids.DECLINE):
    """Nothing is noted."""

    async def pressed(self, interaction: Pressed) -> None:
        self.require_asker(interaction)
        changed = revised(self.shown, without="kj", remark="Not noted.")
        await interaction.response.edit_message(view=changed, allowed_mentions=NOBODY)
        refused = SkillReport(order="no")
        await interaction.client.advisor.confirm(member_of(interaction), session_of(interaction), refused)


class Undo(AskersButton, template=ids.UNDO):
    """Takes back the change that the reply tells of, as long as it is the last one."""

    async def pressed(self, interaction: Pressed) -> None:
        self.require_asker(interaction)
        advisor, step = interaction.client.advisor, int(self.state["step"])
        reply = await advisor.undo(member_of(interaction), session_of(interaction), step)
        if reply is None:
            raise BotError(NOT_THE_LAST)
        changed = revised(self.shown, without="ukj", remark="Undone.")
        await interaction.response.edit_message(view=changed, allowed_mentions=NOBODY)
        await respond(interaction, reply)


class ShowMe(AskersButton, template=ids.SHOW_ME):
    """A private reply that no direct message could bring."""

    async def pressed(self, interaction: Pressed) -> None:
        self.require_asker(interaction)
        await respond(interaction, await in_time(interaction, ask(interaction, self.state["question"])))


class ShowModerators(AskersButton, template=ids.MODERATORS):
    """A question without an answer is put before the moderators; nothing is before this is pressed."""

    async def pressed(self, interaction: Pressed) -> None:
        self.require_asker(interaction)
        questions, housekeeping = interaction.client.desk.questions, interaction.client.housekeeping
        text = await questions.share(member_of(interaction), self.state["question"])
        listed = PASSED_ON if housekeeping.moderators_channels() else LISTED
        changed = revised(self.shown, without="a", remark=listed if text else NOT_PASSED_ON)
        await interaction.response.edit_message(view=changed, allowed_mentions=NOBODY)
        group = await questions.shared_first(text) if text else None
        if group:
            await housekeeping.pass_on(group)


ALL = (
    AskSuggestion,
    ChooseReading,
    NoneOfThese,
    Solved,
    NotWhatIMeant,
    TurnPage,
    ChooseOther,
    Share,
    Dismiss,
    Confirm,
    Decline,
    Undo,
    ShowMe,
    ShowModerators,
)


def _is_hidden(interaction: Pressed) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral


def _whole(label: str, kb: KnowledgeBase) -> str:
    """The question of which a label may be only the beginning."""
    if not label.endswith("…"):
        return label
    return next((entry.question for entry in kb.faq.values() if cut(entry.question, LABEL) == label), label)


def _target(short_name: str, kb: KnowledgeBase) -> str:
    """The id of the FAQ entry that the letters stand for; empty if it was no entry."""
    try:
        return kb.entries_by_id[named(short_name, kb.entries_by_id)].id
    except KeyError:
        return ""


def _other_readings(question: str, readings: tuple[str, ...]) -> Reply:
    if not readings:
        return Reply("none", NO_OTHERS, decision="abstain")
    offered = tuple(Suggestion(reading, reading) for reading in readings)
    asked = Query(Intent.CLARIFY, question, readings=readings, decision="clarify")
    return Reply("none", OTHER_READINGS, suggestions=offered, decision="clarify", query=asked)
