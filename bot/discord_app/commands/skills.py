"""/skills: what a member can do, in their own words or by a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands, ui

from bot.discord_app import choices, skill_form
from bot.discord_app.asking import look_up, member_of
from bot.discord_app.forms import Values, open_form
from bot.discord_app.limits import FORM_TITLE, NAME, QUESTION, cut
from bot.domain.advice.plan import held_levels
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent
from bot.domain.core.query_key import short
from bot.domain.core.roles import Role

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

skills = app_commands.Group(name="skills", description="What you can do; only you see it")


@skills.command(name="add", description="Tell me what you can do, in your own words or by a form")
@app_commands.describe(skills=f"For example: {skill_form.EXAMPLE}. Leave it empty for a form")
async def add(interaction: discord.Interaction[CareerBot], skills: app_commands.Range[str, 1, QUESTION] = "") -> None:
    if skills:
        await look_up(interaction, Intent.ADD_SKILLS, skills=skills)
        return
    await open_skills(interaction)


@skills.command(name="remove", description="Take a skill off your record")
@app_commands.describe(skill="One of your skills")
@app_commands.autocomplete(skill=choices.own_skills)
async def remove(interaction: discord.Interaction[CareerBot], skill: app_commands.Range[str, 1, NAME]) -> None:
    await look_up(interaction, Intent.REMOVE_SKILLS, skills=skill)


@skills.command(name="list", description="The skills on your record")
async def list_(interaction: discord.Interaction[CareerBot]) -> None:
    await look_up(interaction, Intent.LIST_SKILLS)


async def open_skills(interaction: discord.Interaction[CareerBot]) -> None:
    """The skills of the goal; without one, those that most roles ask for."""
    kb = interaction.client.knowledge.latest().kb
    profile = await interaction.client.advisor.profile(member_of(interaction))
    await open_form(interaction, form(kb.roles.get(profile.goal), profile, kb))


def form(role: Role | None, profile: Profile, kb: KnowledgeBase) -> ui.Modal:
    title = f"Your skills for {role.name}" if role else "Your skills"
    made = ui.Modal(title=cut(title, FORM_TITLE), custom_id=f"skills-add:{short(role.id) if role else ''}")
    for part in skill_form.fields(skill_form.skills_of(role, kb), held_levels(profile, kb), kb):
        made.add_item(part)
    return made


async def received(interaction: discord.Interaction[Any], state: list[str], values: Values) -> None:
    kb = interaction.client.knowledge.latest().kb
    role = next((role for role in kb.roles.values() if state[:1] == [short(role.id)]), None)
    profile = await interaction.client.advisor.profile(member_of(interaction))
    skills = skill_form.filled_in(interaction, values, skill_form.skills_of(role, kb), held_levels(profile, kb))
    await look_up(
        interaction,
        Intent.ADD_SKILLS,
        skills=skills.others,
        levels=skills.levels,
        unticked=skills.unticked,
    )


def setup(bot: CareerBot) -> None:
    bot.tree.add_command(skills)
    bot.open_form["skills"] = open_skills
    bot.sent_forms["skills-add"] = received
