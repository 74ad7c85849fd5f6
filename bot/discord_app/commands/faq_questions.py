"""/faq list, test, stats and unanswered: how the FAQ does, and what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands, ui

from bot.discord_app import open_questions as view
from bot.discord_app.errors import PersistentButton
from bot.discord_app.faq_form import open_entry
from bot.discord_app.faq_wording import AddAsWording, add_wording
from bot.discord_app.limits import NAME, QUESTION
from bot.discord_app.permissions import require_faq_keeper
from bot.discord_app.render import composed
from bot.discord_app.show import NOBODY, in_time, respond, send
from bot.domain.core.reply import Reply
from bot.domain.core.wording import quoted
from bot.errors import BotError

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

    Pressed = discord.Interaction[CareerBot]


LIST, TEST, STATS = "faq-list", "faq-test", "faq-stats"


@app_commands.command(name="list", description="All entries: which have expired, are due, or were never checked")
@app_commands.describe(tag="Only entries with this tag")
async def list_(
    interaction: discord.Interaction[CareerBot], tag: app_commands.Range[str, 1, NAME] | None = None
) -> None:
    await respond(interaction, await in_time(interaction, _listed(interaction, tag or "")), again=f"{LIST}={tag or ''}")


async def _listed(interaction: Pressed, tag: str) -> Reply:
    require_faq_keeper(interaction)
    return await interaction.client.desk.listing(tag)


@list_.autocomplete("tag")
async def _tags(interaction: Pressed, typed: str) -> list[app_commands.Choice[str]]:
    tags = {tag for entry in interaction.client.knowledge.latest().kb.faq.values() for tag in entry.tags}
    return [app_commands.Choice(name=tag, value=tag) for tag in sorted(tags) if tag.startswith(typed.lower())][:25]


@app_commands.command(description="Why a question is answered as it is: candidates, scores, floors")
@app_commands.describe(question="As a member would ask it")
async def test(interaction: discord.Interaction[CareerBot], question: app_commands.Range[str, 1, QUESTION]) -> None:
    await respond(
        interaction, await in_time(interaction, _explained(interaction, question)), again=f"{TEST}={question}"
    )


async def _explained(interaction: Pressed, question: str) -> Reply:
    require_faq_keeper(interaction)
    return await interaction.client.desk.explain(question)


@app_commands.command(description="How often was asked and answered, by entry and week; numbers only")
async def stats(interaction: discord.Interaction[CareerBot]) -> None:
    await respond(interaction, await in_time(interaction, _numbers(interaction)), again=f"{STATS}=")


async def _numbers(interaction: Pressed, _: str = "") -> Reply:
    require_faq_keeper(interaction)
    return await interaction.client.desk.questions.stats()


@app_commands.command(description="Questions that several members asked in vain")
async def unanswered(interaction: discord.Interaction[CareerBot]) -> None:
    require_faq_keeper(interaction)
    groups = await in_time(interaction, interaction.client.desk.questions.open_questions())
    await send(interaction, view.listed(groups), hidden=True)


class _Item(PersistentButton, template=r"(?!)"):
    """A button or a select below an open question; `number` is the question's, or the page's."""

    @property
    def number(self) -> int:
        return int(self.state["number"])

    async def pressed(self, interaction: Pressed) -> None:
        require_faq_keeper(interaction)
        await self.chosen(interaction)

    async def chosen(self, interaction: Pressed) -> None:
        raise NotImplementedError


class Turn(_Item, template=view.PAGE):
    """Another page of the list."""

    async def chosen(self, interaction: Pressed) -> None:
        await interaction.response.defer()
        await _show_list(interaction, self.number)


class Ignore(_Item, template=view.IGNORE):
    """Also declines a proposed wording."""

    async def chosen(self, interaction: Pressed) -> None:
        await interaction.response.defer()
        desk = interaction.client.desk
        await desk.questions.settle(await desk.questions.open_question(self.number))
        await _show_list(interaction)


class IgnoreThis(_Item, template=view.IGNORE_ONE):
    """The question that was put before the moderators by itself."""

    async def chosen(self, interaction: Pressed) -> None:
        await interaction.response.defer()
        questions = interaction.client.desk.questions
        group = await questions.open_question(self.number)
        await questions.settle(group)
        ignored = composed(f"{quoted(group.text)}\n-# Ignored by {interaction.user.mention}.")
        await interaction.edit_original_response(view=ignored, allowed_mentions=NOBODY)


class New(_Item, template=view.NEW):
    """Opens the form with the question, and with its other wordings."""

    async def chosen(self, interaction: Pressed) -> None:
        group = await interaction.client.desk.questions.open_question(self.number)
        await open_entry(interaction, None, {"question": group.text, "alternates": "\n".join(group.texts[1:])})


class AddWording(_Item, template=view.WORDING):
    """Lets the moderator choose the entry."""

    async def chosen(self, interaction: Pressed) -> None:
        desk = interaction.client.desk
        group = await desk.questions.open_question(self.number)
        near = await desk.nearest(group.text, view.SELECTABLE)
        if not near:
            raise BotError("The FAQ has no entry yet.")
        text = ui.TextDisplay[Any](f"Add {quoted(group.text)} as a wording of which entry? The nearest come first.")
        select = view.choice_of_entry(f"qs:{self.number}", near, "Choose the entry")
        await send(interaction, view.finished(text, select), hidden=True)


class ChooseEntry(_Item, template=view.CHOICE):
    """The entry is chosen: the wording is saved."""

    async def chosen(self, interaction: Pressed) -> None:
        group = await interaction.client.desk.questions.open_question(self.number)
        await add_wording(interaction, self.selected, group.text)


class Accept(_Item, template=view.ACCEPT):
    """A proposed wording is saved."""

    async def chosen(self, interaction: Pressed) -> None:
        group = await interaction.client.desk.questions.open_question(self.number)
        await add_wording(interaction, group.wording_of, group.text)


async def _show_list(interaction: Pressed, page: int = 0) -> None:
    groups = await interaction.client.desk.questions.open_questions()
    await interaction.edit_original_response(view=view.listed(groups, page), allowed_mentions=NOBODY)


def setup(bot: CareerBot) -> None:
    group = bot.tree.get_command("faq")
    assert isinstance(group, app_commands.Group)  # commands/faq.py comes first, by its name
    group.add_command(list_)
    group.add_command(test)
    group.add_command(stats)
    group.add_command(unanswered)
    bot.listings |= {LIST: _listed, TEST: _explained, STATS: _numbers}
    bot.add_dynamic_items(Turn, Ignore, IgnoreThis, New, AddWording, ChooseEntry, Accept, AddAsWording)
