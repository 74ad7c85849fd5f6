"""/skills: what a member can do, in their own words or by a form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands, ui

from bot.discord_app import choices
from bot.discord_app.asking import look_up, member_of
from bot.discord_app.forms import Values, chosen, open_form
from bot.discord_app.limits import FORM_TITLE, GROUP, NAME, QUESTION, cut
from bot.domain.core.knowledge import SKILL_LEVELS, KnowledgeBase, Role, SkillLevel
from bot.domain.core.profile import ASSUMED_LEVEL, Profile
from bot.domain.core.query import Intent

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

GROUPS = 2
"""Checkbox groups of a form; with level and text that makes four of the five fields Discord allows."""
ABILITY: dict[SkillLevel, str] = {
    "beginner": "I have tried it and need help",
    "intermediate": "I use it without help",
    "advanced": "I solve hard problems with it",
}
EXAMPLE = "python advanced, sql basics"

skills = app_commands.Group(name="skills", description="What you can do; only you see it")


@skills.command(name="add", description="Tell me what you can do, in your own words or by a form")
@app_commands.describe(skills=f"For example: {EXAMPLE}. Leave it empty for a form")
async def add(interaction: discord.Interaction[CareerBot], skills: app_commands.Range[str, 1, QUESTION] = "") -> None:
    if skills:
        await look_up(interaction, Intent.ADD_SKILLS, skills=skills)
        return
    profile = await interaction.client.advisor.profile(member_of(interaction))
    await open_form(interaction, form(profile, interaction.client.knowledge.latest().kb))


@skills.command(name="remove", description="Take a skill off your record")
@app_commands.describe(skill="One of your skills")
@app_commands.autocomplete(skill=choices.own_skills)
async def remove(interaction: discord.Interaction[CareerBot], skill: app_commands.Range[str, 1, NAME]) -> None:
    await look_up(interaction, Intent.REMOVE_SKILLS, skills=skill)


@skills.command(name="list", description="The skills on your record")
async def list_(interaction: discord.Interaction[CareerBot]) -> None:
    await look_up(interaction, Intent.LIST_SKILLS)


def form(profile: Profile, kb: KnowledgeBase) -> ui.Modal:
    """The weightiest skills that the goal asks for and the record lacks, a level for them, and room for others."""
    role = kb.roles.get(profile.goal) or kb.roles[kb.community.default_role]
    made = ui.Modal(title=cut(f"Your skills for {role.name}", FORM_TITLE), custom_id="skills-add")
    missing = lacking(role, profile)
    for number in range(GROUPS):
        group = missing[number * GROUP : (number + 1) * GROUP]
        if group:
            heading = "Which of these can you do?" if number == 0 else "And of these?"
            made.add_item(ui.Label(text=heading, component=_boxes(f"skills{number}", group, kb)))
    if missing:
        made.add_item(ui.Label(text="How well can you do the ticked ones?", component=_levels()))
    others = ui.TextInput[Any](
        custom_id="others",
        style=discord.TextStyle.paragraph,
        required=not missing,
        max_length=QUESTION,
        placeholder=EXAMPLE,
    )
    return made.add_item(ui.Label(text="Other skills, in your own words", component=others))


def lacking(role: Role, profile: Profile) -> list[str]:
    """Ids of the role's skills that are not on the record, core ones first."""
    order = ("core", "important", "useful")
    asked = sorted(role.skills, key=lambda skill: order.index(skill.importance))
    return [skill.skill for skill in asked if skill.skill not in profile.skills]


def _boxes(custom_id: str, group: Sequence[str], kb: KnowledgeBase) -> ui.CheckboxGroup[Any]:
    options = [discord.CheckboxGroupOption(label=cut(kb.skills[skill].name, NAME), value=skill) for skill in group]
    return ui.CheckboxGroup(custom_id=custom_id, options=options, required=False, min_values=0, max_values=len(group))


def _levels() -> ui.RadioGroup[Any]:
    options = [
        discord.RadioGroupOption(
            label=level.capitalize(), value=level, description=does, default=level == ASSUMED_LEVEL
        )
        for level, does in ABILITY.items()
    ]
    return ui.RadioGroup(custom_id="level", options=options)


async def received(interaction: discord.Interaction[Any], state: list[str], values: Values) -> None:
    ticked = tuple(skill for number in range(GROUPS) for skill in chosen(interaction, f"skills{number}"))
    level = next((known for known in SKILL_LEVELS if known == values.get("level")), None)
    await look_up(interaction, Intent.ADD_SKILLS, skills=values.get("others", ""), ticked=ticked, skill_level=level)


def setup(bot: CareerBot) -> None:
    bot.tree.add_command(skills)
    bot.sent_forms["skills-add"] = received
