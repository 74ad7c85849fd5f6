"""/readiness: the AI-readiness self-assessment as forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord_app.questionnaire import MOST_IN_A_FORM, Asked, GoOn, Questionnaire, template
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.query import Intent, Query

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

SCALE = ("1: not at all", "2: hardly", "3: partly", "4: mostly", "5: fully")


@app_commands.command(description="How ready you are for work with AI: ten statements to rate, for your eyes only")
async def readiness(interaction: discord.Interaction[CareerBot]) -> None:
    await ASSESSMENT.open(interaction)


def _statements(kb: KnowledgeBase) -> Sequence[Asked]:
    return [Asked(statement.text, SCALE) for statement in kb.readiness.statements]


def _query(answers: str, known: str) -> Query:
    return Query(Intent.READINESS, f"readiness {' '.join(answers)}", answers=tuple(map(int, answers)))


ASSESSMENT = Questionnaire("readiness", "AI readiness", MOST_IN_A_FORM, _statements, _query)


class GoOnRating(GoOn, template=template("readiness")):
    questionnaire = ASSESSMENT


def setup(bot: CareerBot) -> None:
    bot.tree.add_command(readiness)
    bot.add_dynamic_items(GoOnRating)
    bot.sent_forms["readiness"] = ASSESSMENT.received
