"""The message menus of moderators: "Answer from FAQ" and "Add to FAQ"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands, ui

from bot.discord_app import choices
from bot.discord_app.asking import member_of
from bot.discord_app.errors import EXPIRED, PersistentButton
from bot.discord_app.faq_form import open_entry
from bot.discord_app.faq_wording import wording_button
from bot.discord_app.forms import Values, open_form
from bot.discord_app.ids import base36
from bot.discord_app.limits import preview
from bot.discord_app.open_questions import SELECTABLE, choice_of_entry, finished
from bot.discord_app.permissions import FOR_SERVERS, IN_SERVERS, require_faq_keeper, require_moderator
from bot.discord_app.render import Place, button, layout
from bot.discord_app.show import NOBODY, in_time, send
from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.query import Intent, Query
from bot.domain.core.query_key import key_of
from bot.domain.core.wording import quoted
from bot.domain.faq.unanswered import question_in
from bot.errors import BotError

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

    Pressed = discord.Interaction[CareerBot]

WHICH = "### Answer with which entry?\nThe nearest come first. Everybody here will see the answer."
NO_ENTRY = "The FAQ has no entry yet; `/faq add` makes the first one."
NOT_FOUND = "No entry looks like that. Search with other words, or see `/faq list`."
GONE = "That message is gone, or I may not reply in this channel."
_TO = r"(?P<message>[0-9a-z]{1,13}):(?P<author>[0-9a-z]{1,13}):(?P<ping>[01])"
REFUSED = (400, 403, 404)
"""Discord: no message has this id; I may not; it is gone."""
SEARCH_FORM = "fs"
NO_TEXT = "This message has no text that could be a question."
SHOWN = 300
"""Characters shown of an answer that may be the same."""


class AnswerFromFaq(app_commands.ContextMenu):
    """Offers the entries nearest to a message; the chosen one is posted as a reply to it."""

    def __init__(self) -> None:
        super().__init__(
            name="Answer from FAQ", callback=answer, allowed_contexts=IN_SERVERS, allowed_installs=FOR_SERVERS
        )


async def answer(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    require_moderator(interaction)
    bot: CareerBot = interaction.client
    near = await in_time(interaction, bot.desk.nearest(question_in(message.content), SELECTABLE))
    entries = near or tuple(bot.knowledge.latest().kb.faq.values())[:SELECTABLE]
    if not entries:
        raise BotError(NO_ENTRY)
    await send(interaction, offer(entries, f"{base36(message.id)}:{base36(message.author.id)}:0"), hidden=True)


def offer(entries: Sequence[FaqEntry], to: str) -> ui.LayoutView:
    """`to`: message, author, and whether the author is pinged."""
    pings = to.endswith("1")
    label = "Ping the author: on" if pings else "Ping the author: off"
    row = ui.ActionRow[Any](button("Search", f"ff:{to}"), button(label, f"fp:{to}"))
    return finished(ui.TextDisplay(WHICH), choice_of_entry(f"fa:{to}", entries, "Choose the entry"), row)


class _Item(PersistentButton, template=r"(?!)"):
    """Part of the offer; the message it is about stands in the id."""

    def __init__(self, item: Any, state: re.Match[str]) -> None:
        super().__init__(item, state)
        self.message, self.author = (int(state[name], 36) for name in ("message", "author"))
        self.ping = state["ping"] == "1"

    async def pressed(self, interaction: Pressed) -> None:
        require_moderator(interaction)
        await self.chosen(interaction)

    async def chosen(self, interaction: Pressed) -> None:
        raise NotImplementedError

    def to(self, *, ping: bool) -> str:
        return f"{base36(self.message)}:{base36(self.author)}:{int(ping)}"


class ChooseAnswer(_Item, template=rf"fa:{_TO}"):
    """The entry is chosen: it is posted as a reply to the message."""

    async def chosen(self, interaction: Pressed) -> None:
        entry = interaction.client.knowledge.latest().kb.faq.get(self.selected)
        if entry is None:
            raise BotError("That entry no longer exists.")
        await interaction.response.defer()
        await self._post(interaction, entry)
        done = finished(ui.TextDisplay[Any](f"Answered with `{entry.id}`."))
        await interaction.edit_original_response(view=done, allowed_mentions=NOBODY)

    async def _post(self, interaction: Pressed, entry: FaqEntry) -> None:
        reply = await interaction.client.advisor.again("", key_of(Query(Intent.FAQ, entry=entry)))
        channel = interaction.channel
        assert reply is not None  # the entry is in the same knowledge
        assert isinstance(channel, discord.abc.Messageable)
        place = Place(self.author, interaction.client.command_mention, "everyone")
        mentions = discord.AllowedMentions(everyone=False, users=False, roles=False, replied_user=self.ping)
        message = discord.MessageReference(message_id=self.message, channel_id=interaction.channel_id or 0)
        try:
            await channel.send(view=layout(reply, place), reference=message, allowed_mentions=mentions)
        except discord.HTTPException as failed:
            if failed.status not in REFUSED:
                raise
            raise BotError(GONE) from failed


class TogglePing(_Item, template=rf"fp:{_TO}"):
    """Whether the author of the message is pinged; off at first."""

    async def chosen(self, interaction: Pressed) -> None:
        entries = _offered(interaction)
        if not entries:
            raise BotError(EXPIRED)
        changed = offer(entries, self.to(ping=not self.ping))
        await interaction.response.edit_message(view=changed, allowed_mentions=NOBODY)


class Search(_Item, template=rf"ff:{_TO}"):
    """Opens a form with one field."""

    async def chosen(self, interaction: Pressed) -> None:
        form = ui.Modal(title="Search the FAQ", custom_id=f"{SEARCH_FORM}:{self.to(ping=self.ping)}")
        field = ui.TextInput[Any](custom_id="words", max_length=100)
        form.add_item(ui.Label(text="Words of the question, or the id", component=field))
        await open_form(interaction, form)


async def searched(interaction: discord.Interaction[Any], state: list[str], values: Values) -> None:
    require_moderator(interaction)
    to = ":".join(state)
    if not re.fullmatch(_TO, to):
        raise BotError(EXPIRED)
    faq = interaction.client.knowledge.latest().kb.faq
    names = {entry.id: (*entry.phrases, entry.id) for entry in faq.values()}
    found = [faq[one] for one in choices.ranked(values.get("words", ""), names)]
    if not found:
        raise BotError(NOT_FOUND)
    changed = offer(found[:SELECTABLE], to)
    await interaction.response.edit_message(view=changed, allowed_mentions=NOBODY)


def _offered(interaction: Pressed) -> list[FaqEntry]:
    """The entries that the select of this message offers."""
    assert interaction.message is not None
    faq = interaction.client.knowledge.latest().kb.faq
    rows = (row for part in interaction.message.components for row in getattr(part, "children", ()))
    selects = (item for row in rows for item in getattr(row, "children", ()))
    return [faq[o.value] for item in selects for o in getattr(item, "options", ()) if o.value in faq]


class AddToFaq(app_commands.ContextMenu):
    """Makes an entry of a message, unless one answers it already."""

    def __init__(self) -> None:
        super().__init__(name="Add to FAQ", callback=add, allowed_contexts=IN_SERVERS, allowed_installs=FOR_SERVERS)


async def add(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    require_faq_keeper(interaction)
    question = question_in(message.content)
    if not question:
        raise BotError(NO_TEXT)
    desk = interaction.client.desk
    near = await desk.alike(question)
    if near:
        draft = await desk.keep_draft(member_of(interaction), None, {"question": question})
        await send(interaction, doubles(question, near, draft.number), hidden=True)
    else:
        await open_entry(interaction, None, {"question": question})


def doubles(question: str, near: Sequence[FaqEntry], draft: int) -> ui.LayoutView:
    """The entries that may answer it already, each with a button that adds the question as a wording."""
    parts: list[ui.Item[Any]] = [ui.TextDisplay(f"### The FAQ may answer this already\n{quoted(question)}")]
    for entry in near:
        parts.append(ui.TextDisplay(f"**{entry.question}** (`{entry.id}`)\n{preview(entry.answer, SHOWN)}"))
        parts.append(ui.ActionRow(wording_button(f"Add as a wording of {entry.id}", draft, entry.id)))
    parts.append(ui.ActionRow(button("New entry anyway", f"dn:{draft}")))
    return finished(*parts)


class NewEntryAnyway(PersistentButton, template=r"dn:(?P<draft>\d{1,12})"):
    """Opens the form although an entry is alike."""

    async def pressed(self, interaction: Pressed) -> None:
        require_faq_keeper(interaction)
        draft = await interaction.client.desk.draft(member_of(interaction), int(self.state["draft"]))
        await open_entry(interaction, None, draft.typed)


def setup(bot: CareerBot) -> None:
    bot.tree.add_command(AnswerFromFaq())
    bot.tree.add_command(AddToFaq())
    bot.add_dynamic_items(ChooseAnswer, TogglePing, Search, NewEntryAnyway)
    bot.sent_forms[SEARCH_FORM] = searched
