"""Questions with one answer each, as forms one after the other; the answers so far travel in the custom id."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import discord
from discord import ui

from bot.discord_app.asking import member_of, session_of
from bot.discord_app.errors import PersistentButton
from bot.discord_app.forms import Values, open_form
from bot.discord_app.limits import units
from bot.discord_app.render import button, composed
from bot.discord_app.show import in_time, is_direct, respond, send
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.query import Query
from bot.errors import BotError

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

KNOWN = "[a-z-]{0,30}"
"""What was known before the first answer, as it stands in a custom id."""
MOST_IN_A_FORM = 5
"""Discord allows no more fields."""
DESCRIPTION = 100
"""Discord's limit for the text below a field's heading."""
CHANGED = "The questions have changed meanwhile; start again with /{command}."


@dataclass(frozen=True)
class Asked:
    """One question and its answers, of which each is known by its number."""

    text: str
    answers: Sequence[str]


@dataclass(frozen=True)
class Questionnaire:
    """A command that asks several questions and then answers a Query."""

    command: str
    title: str
    in_a_form: int
    questions: Callable[[KnowledgeBase], Sequence[Asked]]
    query: Callable[[str, str], Query]
    """All answers, a digit each, and what was known before the first one."""

    async def open(self, interaction: discord.Interaction[Any], answers: str = "", known: str = "") -> None:
        kb = interaction.client.knowledge.latest().kb
        await open_form(interaction, self.form(self.questions(kb), answers, known))

    def form(self, questions: Sequence[Asked], answers: str, known: str) -> ui.Modal:
        """The next few questions after those that have an answer."""
        if len(answers) >= len(questions):
            raise BotError(CHANGED.format(command=self.command))
        made = ui.Modal(title=self.title, custom_id=self.custom_id(answers, known))
        for number, asked in enumerate(questions[len(answers) :][: self.in_a_form], len(answers) + 1):
            parts = _parts(asked, number, f"{number} of {len(questions)}")
            if len(made.children) + len(parts) > MOST_IN_A_FORM:
                break
            for part in parts:
                made.add_item(part)
        return made

    def custom_id(self, answers: str, known: str) -> str:
        return ":".join((self.command, answers, *([known] if known else [])))

    async def received(self, interaction: discord.Interaction[Any], state: list[str], values: Values) -> None:
        """One form was sent: the next one, or the result."""
        bot: CareerBot = interaction.client
        mind = bot.knowledge.latest()
        before, known = [*state, "", ""][:2]
        given = sorted((int(number), value) for number, value in values.items() if number.isdecimal())
        answers = "".join([before, *(value for _, value in given)])
        every = self.questions(mind.kb)
        fits = len(answers) <= len(every) and all(map(_is_answer, answers, every))
        if not fits or not re.fullmatch(KNOWN, known):
            raise BotError(CHANGED.format(command=self.command))
        if len(answers) < len(every):
            go_on = button("Go on", self.custom_id(answers, known), discord.ButtonStyle.primary)
            view = composed(f"{len(answers)} of {len(every)} are answered.", rows=[[go_on]])
            await send(interaction, view, hidden=not is_direct(interaction))
            return
        result = bot.advisor.reply(member_of(interaction), session_of(interaction), self.query(answers, known), mind)
        await respond(interaction, await in_time(interaction, result))


class GoOn(PersistentButton, template=r"(?!)"):
    """Opens the next form of its questionnaire. Subclasses give a template with `answers` and, if wanted, `known`."""

    questionnaire: ClassVar[Questionnaire]
    in_form = True

    async def pressed(self, interaction: discord.Interaction[Any]) -> None:
        state = self.state.groupdict()
        await self.questionnaire.open(interaction, state["answers"], state.get("known") or "")


def template(command: str) -> re.Pattern[str]:
    return re.compile(rf"{command}:(?P<answers>[1-9]{{0,60}})(?::(?P<known>{KNOWN}))?")


def _parts(asked: Asked, number: int, heading: str) -> list[ui.Item[Any]]:
    """The question and its answers; one that is too long for a description stands whole above them."""
    options = [discord.RadioGroupOption(label=label, value=str(n)) for n, label in enumerate(asked.answers, 1)]
    group = ui.RadioGroup[Any](custom_id=str(number), options=options)
    if units(asked.text) <= DESCRIPTION:
        return [ui.Label(text=heading, description=asked.text, component=group)]
    return [ui.TextDisplay(asked.text), ui.Label(text=heading, component=group)]


def _is_answer(digit: str, asked: Asked) -> bool:
    return digit in "123456789"[: len(asked.answers)]
