"""Gives Discord the members' commands in the languages of `translations`."""

from __future__ import annotations

import discord
from discord import app_commands

from bot.discord_app.translations import DESCRIPTIONS, LOCALES, NAMES

_PLACES = {locale: place for place, locale in enumerate(LOCALES)} | {"es-419": LOCALES.index("es-ES")}
_TEXTS = {**DESCRIPTIONS, **NAMES}
_MODERATORS = ("faq", "settings")


class Translator(app_commands.Translator):
    """A string that has no translation, and all of the moderators' commands, stay English."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        place = _PLACES.get(locale.value)
        if place is None or _is_moderators(context.data):
            return None
        found = _TEXTS.get(string.message)
        return found[place] if found else None


def _is_moderators(part: object) -> bool:
    """Whether a command, a group of them or an option belongs to the moderators."""
    command = getattr(part, "command", part)
    top = getattr(command, "root_parent", None) or command
    return getattr(top, "name", "") in _MODERATORS
