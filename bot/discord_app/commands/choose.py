"""/choose: the guided choice of a role as forms; the button below its first question opens them, too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord_app.questionnaire import Asked, GoOn, Questionnaire, template
from bot.domain.core.choice import CHOOSE
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.query import Intent, Query

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot


@app_commands.command(description="Which role fits you: six short questions, then three roles with reasons")
async def choose(interaction: discord.Interaction[CareerBot]) -> None:
    await CHOICE.open(interaction)


def _questions(kb: KnowledgeBase) -> Sequence[Asked]:
    return [Asked(one.text, [option.text for option in one.options]) for one in kb.choice.questions]


def _query(answers: str, known: str) -> Query:
    """In the words of the terminal's dialogue; `known` is the occupation that somebody comes from."""
    words = (CHOOSE, *answers, *known.split("-")) if known else (CHOOSE, *answers)
    return Query(Intent.CHOOSE, " ".join(words), answers=tuple(map(int, answers)))


CHOICE = Questionnaire(CHOOSE, "Which role fits you", 3, _questions, _query)


class GoOnChoosing(GoOn, template=template(CHOOSE)):
    questionnaire = CHOICE


def setup(bot: CareerBot) -> None:
    bot.tree.add_command(choose)
    bot.add_dynamic_items(GoOnChoosing)
    bot.sent_forms[CHOOSE] = CHOICE.received
