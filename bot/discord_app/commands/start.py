"""/start: from nothing to a plan by choosing: the role, then skills with a level each and hours, then the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands, ui

from bot.discord_app import choices, hours_form, ids, skill_form
from bot.discord_app.asking import look_up, member_of
from bot.discord_app.errors import EXPIRED, PersistentButton
from bot.discord_app.forms import Values, open_form
from bot.discord_app.limits import CHOICE_NAME, CHOICES, FORM_TITLE, NAME, cut
from bot.discord_app.render import button, composed
from bot.discord_app.show import is_direct, send
from bot.domain.advice.plan import held_levels
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent
from bot.domain.core.query_key import named, short
from bot.domain.core.roles import Role
from bot.errors import BotError

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

WHICH = "### Which role do you aim for?\nThen your skills and hours, and you have a plan. Only you see it."
SEARCH = "Type its name instead"


@app_commands.command(description="From a wish to your plan: role, skills, hours; only you see it")
@app_commands.describe(role="The role you aim for; left empty, you choose from a list")
@app_commands.autocomplete(role=choices.roles)
async def start(interaction: discord.Interaction[CareerBot], role: app_commands.Range[str, 1, NAME] = "") -> None:
    if role:
        await _begin(interaction, role)
    else:
        await choose_role(interaction)


async def choose_role(interaction: discord.Interaction[CareerBot]) -> None:
    view = role_choice(interaction.client.knowledge.latest().kb)
    await send(interaction, view, hidden=not is_direct(interaction))


def role_choice(kb: KnowledgeBase) -> ui.LayoutView:
    """All roles, a select for each family; and a way to type one."""
    selects = [
        [_select(number, f"{name} …", roles[at : at + CHOICES])] for number, (name, at, roles) in enumerate(_groups(kb))
    ]
    return composed(WHICH, rows=[*selects, [button(SEARCH, "start-search")]])


def _groups(kb: KnowledgeBase) -> list[tuple[str, int, tuple[Role, ...]]]:
    """(name, where it begins, the family): a family larger than a select comes in parts."""
    return [(name, at, roles) for name, roles in kb.families.items() for at in range(0, len(roles), CHOICES)]


def _select(number: int, placeholder: str, roles: tuple[Role, ...]) -> ui.Select[Any]:
    options = [
        discord.SelectOption(
            label=cut(role.name, CHOICE_NAME), value=role.id, description=cut(role.summary, CHOICE_NAME)
        )
        for role in roles
    ]
    return ui.Select(custom_id=ids.role(number), placeholder=placeholder, options=options)


async def _begin(interaction: discord.Interaction[CareerBot], typed: str) -> None:
    """The form for a role as typed; asked back where it is not clear."""
    mind = interaction.client.knowledge.latest()
    found = mind.reader.finder.find_role(typed)
    if found.id:
        await open_start(interaction, mind.kb.roles[found.id])
    else:
        await look_up(interaction, Intent.PLAN, role=typed)


async def open_start(interaction: discord.Interaction[CareerBot], role: Role) -> None:
    profile = await interaction.client.advisor.profile(member_of(interaction))
    await open_form(interaction, form(role, profile, interaction.client.knowledge.latest().kb))


def form(role: Role, profile: Profile, kb: KnowledgeBase) -> ui.Modal:
    made = ui.Modal(title=cut(f"Your plan: {role.name}", FORM_TITLE), custom_id=f"plan-start:{short(role.id)}")
    *levels, others = skill_form.fields(skill_form.skills_of(role, kb), held_levels(profile, kb), kb)
    for part in (*levels, hours_form.field(profile), others):
        made.add_item(part)
    return made


async def _started(interaction: discord.Interaction[CareerBot], state: list[str], values: Values) -> None:
    kb = interaction.client.knowledge.latest().kb
    role = kb.roles[_known(state[0], kb)]
    profile = await interaction.client.advisor.profile(member_of(interaction))
    skills = skill_form.filled_in(interaction, values, skill_form.skills_of(role, kb), held_levels(profile, kb))
    hours = values.get(hours_form.FIELD)
    await look_up(
        interaction,
        Intent.PLAN,
        role=role.name,
        aim=True,
        hours=float(hours) if hours else None,
        levels=skills.levels,
        unticked=skills.unticked,
        skills=skills.others,
    )


def _known(short_name: str, kb: KnowledgeBase) -> str:
    try:
        return named(short_name, kb.roles)
    except KeyError:
        raise BotError(EXPIRED) from None


class ChooseRole(PersistentButton, template=ids.ROLE):
    """A role was chosen: its form opens."""

    async def pressed(self, interaction: discord.Interaction[CareerBot]) -> None:
        role = interaction.client.knowledge.latest().kb.roles.get(self.selected)
        if role is None:
            raise BotError(EXPIRED)
        await open_start(interaction, role)


class TypeRole(PersistentButton, template=r"start-search"):
    """Opens a field for the role's name."""

    async def pressed(self, interaction: discord.Interaction[CareerBot]) -> None:
        made = ui.Modal(title="Which role do you aim for?", custom_id="start-role")
        field = ui.TextInput[Any](custom_id="role", max_length=NAME, placeholder="Data Engineer")
        await open_form(interaction, made.add_item(ui.Label(text="Role", component=field)))


class StartWith(PersistentButton, template=rf"start:(?P<role>{ids.ID})"):
    """Opens the form of one role, whose name was sent in a form."""

    in_form = True

    async def pressed(self, interaction: discord.Interaction[CareerBot]) -> None:
        kb = interaction.client.knowledge.latest().kb
        await open_start(interaction, kb.roles[_known(self.state["role"], kb)])


async def _typed(interaction: discord.Interaction[CareerBot], state: list[str], values: Values) -> None:
    """A form cannot open a form, so a button does."""
    mind, typed = interaction.client.knowledge.latest(), values.get("role", "")
    found = mind.reader.finder.find_role(typed)
    if not found.id:
        await look_up(interaction, Intent.PLAN, role=typed)
        return
    name = mind.kb.roles[found.id].name
    go_on = button("Go on", f"start:{short(found.id)}", discord.ButtonStyle.primary)
    view = composed(f"Your goal: **{name}**?", rows=[[go_on]])
    await send(interaction, view, hidden=not is_direct(interaction))


def setup(bot: CareerBot) -> None:
    bot.tree.add_command(start)
    bot.open_form["start"] = choose_role
    bot.add_dynamic_items(ChooseRole, TypeRole, StartWith)
    bot.sent_forms |= {"plan-start": _started, "start-role": _typed}
