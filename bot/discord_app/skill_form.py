"""A form of skills with a level for each: what the record has is chosen already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.discord_app.forms import Values, chosen
from bot.discord_app.limits import CHOICE_NAME, CHOICES, QUESTION, cut
from bot.domain.advice.plan import ABILITY
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import SKILL_LEVELS, SkillLevel
from bot.domain.core.roles import Role

EXAMPLE = "python advanced, sql basics"
Held = Mapping[str, SkillLevel]
"""A record: skill → level."""
OTHERS = "Other skills, in your own words"


@dataclass(frozen=True)
class ChosenSkills:
    """What was filled in."""

    levels: dict[str, SkillLevel]
    """Only what differs from the record."""
    unticked: tuple[str, ...]
    others: str


def skills_of(role: Role | None, kb: KnowledgeBase) -> list[str]:
    """As many of the role's skills and of what serves alike as a select takes; without a role, those asked for most."""
    if role is None:
        return list(kb.asked_most[:CHOICES])
    alike = (other for asked in role.skills for other in asked.alternatives)
    return list(dict.fromkeys((*(asked.skill for asked in role.skills), *alike)))[:CHOICES]


def fields(skills: Sequence[str], held: Held, kb: KnowledgeBase) -> list[ui.Label[Any]]:
    """A select for each level, best first, and room for others."""
    levels = [_level(level, skills, held, kb) for level in reversed(SKILL_LEVELS)]
    others = ui.TextInput[Any](
        custom_id="others",
        style=discord.TextStyle.paragraph,
        required=False,
        max_length=QUESTION,
        placeholder=EXAMPLE,
    )
    return [*levels, ui.Label(text=OTHERS, component=others)]


def _level(level: SkillLevel, skills: Sequence[str], held: Held, kb: KnowledgeBase) -> ui.Label[Any]:
    options = [
        discord.SelectOption(
            label=cut(kb.skills[skill].name, CHOICE_NAME), value=skill, default=held.get(skill) == level
        )
        for skill in skills
    ]
    select = ui.Select[Any](
        custom_id=level,
        placeholder=f"{level.capitalize()}: choose any, or none",
        required=False,
        min_values=0,
        max_values=len(options),
        options=options,
    )
    return ui.Label(text=ABILITY[level], description=level.capitalize(), component=select)


def filled_in(interaction: discord.Interaction[Any], values: Values, skills: Sequence[str], held: Held) -> ChosenSkills:
    """A skill that was moved to another level counts there, also where it was left at the old one."""
    ticked = {level: set(chosen(interaction, level)) for level in SKILL_LEVELS}
    levels: dict[str, SkillLevel] = {}
    unticked = []
    for skill in skills:
        at = [level for level in SKILL_LEVELS if skill in ticked[level]]
        moved = [level for level in at if level != held.get(skill)]
        if moved:
            levels[skill] = moved[-1]
        elif skill in held and not at:
            unticked.append(skill)
    return ChosenSkills(levels, tuple(unticked), values.get("others", ""))
