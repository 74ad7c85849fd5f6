"""/readiness: the AI-readiness self-assessment as forms; the answers so far travel in the custom id."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands, ui

from bot.discord_app.asking import member_of, session_of
from bot.discord_app.errors import PersistentButton
from bot.discord_app.forms import Values, open_form
from bot.discord_app.limits import units
from bot.discord_app.render import button, composed
from bot.discord_app.show import in_time, is_direct, respond, send
from bot.domain.core.knowledge import Statement
from bot.domain.core.query import Intent, Query
from bot.errors import BotError

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

A_FORM = 5
"""Statements in one form; Discord allows no more."""
HEADING, DESCRIPTION = 45, 100
"""Discord's limits for the two texts above a field."""
SCALE = ("1: not at all", "2: hardly", "3: partly", "4: mostly", "5: fully")
CHANGED = "The statements have changed meanwhile; start again with /readiness."


@app_commands.command(description="How ready you are for work with AI: ten statements to rate, for your eyes only")
async def readiness(interaction: discord.Interaction[CareerBot]) -> None:
    await open_form(interaction, form(interaction.client.knowledge.latest().kb.readiness.statements, ""))


def form(statements: Sequence[Statement], answers: str) -> ui.Modal:
    """The next few statements after those that have an answer, each a digit."""
    if len(answers) >= len(statements):
        raise BotError(CHANGED)
    made = ui.Modal(title="AI readiness", custom_id=f"readiness:{answers}")
    for number, statement in enumerate(statements[len(answers) :][:A_FORM], len(answers) + 1):
        options = [discord.RadioGroupOption(label=label, value=label[0]) for label in SCALE]
        text, description = label_of(statement.text, f"{number} of {len(statements)}")
        group = ui.RadioGroup[Any](custom_id=str(number), options=options)
        made.add_item(ui.Label(text=text, description=description, component=group))
    return made


def label_of(text: str, otherwise: str) -> tuple[str, str]:
    """A statement as heading and description; what is too long for one begins in the heading."""
    if units(text) <= DESCRIPTION:
        return otherwise, text
    head = text[: text.rfind(" ", 0, HEADING)]
    return head, text[len(head) + 1 :][:DESCRIPTION]


async def received(interaction: discord.Interaction[Any], state: list[str], values: Values) -> None:
    """One form was sent: the next one, or the result."""
    bot: CareerBot = interaction.client
    mind = bot.knowledge.latest()
    statements = mind.kb.readiness.statements
    rated = sorted((int(number), score) for number, score in values.items() if number.isdecimal())
    answers = "".join([*state, *(score for _, score in rated)])
    if len(answers) > len(statements) or not re.fullmatch("[1-5]*", answers):
        raise BotError(CHANGED)
    if len(answers) < len(statements):
        text = f"{len(answers)} of {len(statements)} are rated."
        view = composed(text, rows=[[button("Go on", f"readiness:{answers}", discord.ButtonStyle.primary)]])
        await send(interaction, view, hidden=not is_direct(interaction))
        return
    query = Query(Intent.READINESS, f"readiness {' '.join(answers)}", answers=tuple(map(int, answers)))
    result = bot.advisor.reply(member_of(interaction), session_of(interaction), query, mind)
    await respond(interaction, await in_time(interaction, result))


class GoOn(PersistentButton, template=r"readiness:(?P<answers>[1-5]{1,90})"):
    """Opens the next form."""

    async def pressed(self, interaction: discord.Interaction[Any]) -> None:
        statements = interaction.client.knowledge.latest().kb.readiness.statements
        await open_form(interaction, form(statements, self.state["answers"]))


def setup(bot: CareerBot) -> None:
    bot.tree.add_command(readiness)
    bot.add_dynamic_items(GoOn)
    bot.sent_forms["readiness"] = received
