"""/plan: the plan card, and what is done with its step: in place, by buttons that live in their custom ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast

import discord
from discord import app_commands, ui

from bot.discord_app import choices, hours_form, ids
from bot.discord_app.asking import look_up, member_of, session_of
from bot.discord_app.buttons import AskersButton
from bot.discord_app.errors import EXPIRED, PersistentButton
from bot.discord_app.forms import Values, open_form
from bot.discord_app.limits import CHOICE_NAME, FORM_TITLE, NAME, cut
from bot.discord_app.render import layout
from bot.discord_app.show import NOBODY, in_time, place_of, respond
from bot.domain.advice.plan import ABILITY
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import SKILL_LEVELS
from bot.domain.core.query import Intent, Query, StepAct
from bot.domain.core.query_key import named
from bot.domain.core.reply import CurrentStep, Reply
from bot.errors import BotError

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

    Acting = discord.Interaction[CareerBot]


@app_commands.command(description="Your plan: the present step, what comes after, by when; only you see it")
@app_commands.describe(role="The role; without, your goal")
@app_commands.autocomplete(role=choices.roles)
async def plan(interaction: discord.Interaction[CareerBot], role: app_commands.Range[str, 1, NAME] = "") -> None:
    await look_up(interaction, Intent.PLAN, role=role)


class ActOnStep(AskersButton, template=ids.STEP):
    """Done and Swap ask in a form; Skip and Not now change the card at once."""

    async def pressed(self, interaction: Acting) -> None:
        self.require_asker(interaction)
        act = cast("StepAct", self.state["act"])
        query = about_step(interaction, self.state["role"], self.state["skill"]).replace(step=act)
        reply = await plan_with(interaction, query)
        if act in ("skip", "later"):
            await show_in_place(interaction, reply)
            return
        assert reply.step is not None  # it asks about the step
        if act == "done":
            await open_form(interaction, level_form(reply.step, self._state_of_form))
        elif reply.step.swaps:
            await open_form(interaction, swap_form(reply.step, self._state_of_form))
        else:
            await respond(interaction, reply)

    @property
    def _state_of_form(self) -> str:
        return f"{self.state['role']}:{self.state['skill']}"


def level_form(step: CurrentStep, state: str, name: str = "step-done") -> ui.Modal:
    made = ui.Modal(title=cut(f"Done: {step.name}", FORM_TITLE), custom_id=f"{name}:{state}")
    options = [
        discord.RadioGroupOption(label=level.capitalize(), value=level, description=does, default=level == step.target)
        for level, does in ABILITY.items()
    ]
    group = ui.RadioGroup[Any](custom_id="level", options=options)
    return made.add_item(ui.Label(text="How well can you do it now?", component=group))


def swap_form(step: CurrentStep, state: str) -> ui.Modal:
    made = ui.Modal(title=cut(f"Instead of {step.name}", FORM_TITLE), custom_id=f"step-swap:{state}")
    options = [
        discord.SelectOption(
            label=cut(offer.name, CHOICE_NAME), value=offer.skill, description=cut(offer.says, CHOICE_NAME)
        )
        for offer in step.swaps
    ]
    select = ui.Select[Any](custom_id="skill", placeholder="Learn this first", options=options)
    return made.add_item(ui.Label(text="What shall come first?", component=select))


async def _done(interaction: Acting, state: list[str], values: Values) -> None:
    query = about_step(interaction, *state)
    level = next((known for known in SKILL_LEVELS if known == values.get("level")), None)
    await show_in_place(interaction, await plan_with(interaction, query.learned(level)))


async def _swapped(interaction: Acting, state: list[str], values: Values) -> None:
    query, wanted = about_step(interaction, *state), values.get("skill", "")
    if wanted not in interaction.client.knowledge.latest().kb.skills:
        raise BotError(EXPIRED)
    changed = query.replace(step="first", skills=(wanted,))
    await show_in_place(interaction, await plan_with(interaction, changed))


def about_step(interaction: Acting, role: str, skill: str) -> Query:
    """The plan for a role, and the step, by the letters that stand for them."""
    kb = interaction.client.knowledge.latest().kb
    return Query(Intent.PLAN, role=kb.roles[_id(role, kb, "roles")], role_given=True).replace(
        skills=(_id(skill, kb, "skills"),)
    )


def _id(short_name: str, kb: KnowledgeBase, kind: Literal["roles", "skills"]) -> str:
    try:
        return named(short_name, getattr(kb, kind))
    except KeyError:
        raise BotError(EXPIRED) from None


async def plan_with(interaction: Acting, query: Query) -> Reply:
    bot = interaction.client
    asked = bot.advisor.reply(member_of(interaction), session_of(interaction), query, bot.knowledge.latest())
    return await in_time(interaction, asked)


async def show_in_place(interaction: Acting, reply: Reply) -> None:
    """The card that was pressed becomes the new one."""
    if interaction.response.is_done() or interaction.message is None:
        await respond(interaction, reply)
        return
    view = layout(reply, place_of(interaction))
    await interaction.response.edit_message(view=view, allowed_mentions=NOBODY)


class OpenForm(PersistentButton, template=ids.FORM):
    """What an empty place is filled by. Anybody gets a form of their own."""

    async def pressed(self, interaction: Acting) -> None:
        await interaction.client.open_form[self.state["form"]](interaction)


async def _open_hours(interaction: Acting) -> None:
    profile = await interaction.client.advisor.profile(member_of(interaction))
    made = ui.Modal(title="Hours a week", custom_id="hours-set")
    await open_form(interaction, made.add_item(hours_form.field(profile)))


async def _hours(interaction: Acting, state: list[str], values: Values) -> None:
    hours = values.get(hours_form.FIELD)
    await look_up(interaction, Intent.PLAN, hours=float(hours) if hours else None)


def setup(bot: CareerBot) -> None:
    bot.tree.add_command(plan)
    bot.add_dynamic_items(ActOnStep, OpenForm)
    bot.open_form["hours"] = _open_hours
    bot.sent_forms |= {"step-done": _done, "step-swap": _swapped, "hours-set": _hours}
