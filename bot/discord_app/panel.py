"""The welcome panel: five buttons for members who know no command. It outlives restarts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.discord_app import asking, ids
from bot.discord_app.errors import NotAllowedError, PersistentButton
from bot.discord_app.forms import Values, open_form
from bot.discord_app.help_text import help_reply
from bot.discord_app.render import button, composed
from bot.discord_app.show import in_time, respond
from bot.domain.core.query import Intent

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

WELCOME = (
    "### Questions about a career in tech?\n"
    "I know roles, pay with its source, the way into them, and what your own skills still lack. "
    "What you ask here, only you see."
)
WELCOME_TO_FAQ = "### Questions?\nI know what this community is often asked. What you ask here, only you see."
LONGEST_QUESTION = 500
WANTED = {"salary": "What it pays", "roadmap": "The way there", "role": "What the work is"}
"""An intent → the choice in the form."""


async def post(interaction: discord.Interaction[Any]) -> None:
    channel = interaction.channel
    if not isinstance(channel, discord.abc.Messageable):
        raise NotAllowedError("A panel needs a channel with messages; choose another one.")
    topics = interaction.client.knowledge.latest().kb.community.topics
    await channel.send(view=view(topics=topics), allowed_mentions=discord.AllowedMentions.none())


def view(*, topics: bool = True) -> ui.LayoutView:
    """`topics`: whether the community wants answers about roles and pay."""
    primary = discord.ButtonStyle.primary
    row = [
        button("Ask a question", "panel:ask", primary),
        button("My skills", "panel:skills"),
        *([button("Make my plan", ids.form("start")), button("Pay and roadmap", "panel:paths")] if topics else []),
        button("Help", "panel:help"),
    ]
    return composed(WELCOME if topics else WELCOME_TO_FAQ, rows=[row])


class PanelButton(PersistentButton, template=r"panel:(?P<what>ask|skills|paths|help)"):
    """One of the four."""

    async def pressed(self, interaction: discord.Interaction[Any]) -> None:
        match self.state["what"]:
            case "ask":
                await open_form(interaction, _question_form())
            case "paths":
                await open_form(interaction, _paths_form())
            case "skills":
                await asking.look_up(interaction, Intent.LIST_SKILLS)
            case _:
                await respond(interaction, await help_reply(interaction))


def _question_form() -> ui.Modal:
    form = ui.Modal(title="Ask a question", custom_id="panel-ask")
    field = ui.TextInput[Any](
        custom_id="question",
        style=discord.TextStyle.paragraph,
        max_length=LONGEST_QUESTION,
        placeholder="What does a data engineer earn in Berlin?",
    )
    return form.add_item(ui.Label(text="In your own words", component=field))


def _paths_form() -> ui.Modal:
    form = ui.Modal(title="Pay and roadmap", custom_id="panel-paths")
    role = ui.TextInput[Any](custom_id="role", max_length=100, placeholder="Data Engineer")
    choices = [
        discord.RadioGroupOption(label=label, value=intent, default=intent == "salary")
        for intent, label in WANTED.items()
    ]
    form.add_item(ui.Label(text="Role", component=role))
    return form.add_item(
        ui.Label(text="What you want to know", component=ui.RadioGroup(custom_id="what", options=choices))
    )


async def _asked(interaction: discord.Interaction[Any], state: list[str], values: Values) -> None:
    question = values.get("question", "")
    reply = await in_time(interaction, asking.ask(interaction, question))
    await respond(interaction, reply, feedback=True)
    await interaction.client.desk.questions.asked(asking.member_of(interaction), question, reply)


async def _chose(interaction: discord.Interaction[Any], state: list[str], values: Values) -> None:
    what = values.get("what", "")
    intent = Intent(what) if what in WANTED else Intent.SALARY
    await asking.look_up(interaction, intent, role=values.get("role", ""))


def setup(bot: CareerBot) -> None:
    bot.add_dynamic_items(PanelButton)
    bot.sent_forms |= {"panel-ask": _asked, "panel-paths": _chose}
