"""Hours a week, chosen and not typed."""

from __future__ import annotations

from typing import Any

import discord
from discord import ui

from bot.domain.core.profile import Profile

HOURS = (2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 15.0, 20.0, 30.0, 40.0)
FIELD = "hours"


def field(profile: Profile) -> ui.Label[Any]:
    """The record's own figure stands among the usual ones."""
    choices = sorted({*HOURS, *([profile.hours] if profile.hours else [])})
    options = [
        discord.SelectOption(label=f"{hours:g} hours", value=f"{hours:g}", default=hours == profile.hours)
        for hours in choices
    ]
    select = ui.Select[Any](
        custom_id=FIELD, placeholder="Hours a week for learning", required=False, min_values=0, options=options
    )
    return ui.Label(text="Hours a week that you can learn", component=select)
