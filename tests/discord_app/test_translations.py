"""Members' commands in their own language: what Discord is told at the start."""

from __future__ import annotations

from typing import Any

from local_discord import LocalDiscord, running

from bot.discord_app.translations import DESCRIPTIONS, LOCALES, NAMES


async def registered(discord: LocalDiscord) -> dict[str, Any]:
    """What the bot tells Discord of its commands, by name."""
    async with running(discord):
        return {command["name"]: command for command in discord.state.commands[None].values()}


async def test_members_commands_are_named_and_described_in_their_language(discord: LocalDiscord) -> None:
    salary = (await registered(discord))["salary"]
    assert salary["name_localizations"]["de"] == "gehalt"
    assert salary["description_localizations"]["es-419"] == "Cuánto paga un rol, con fuente y fecha"
    assert {option["name"]: option["name_localizations"]["fr"] for option in salary["options"]}["role"] == "métier"


async def test_every_command_of_members_has_all_languages_and_moderators_have_english(discord: LocalDiscord) -> None:
    languages = {*LOCALES, "es-419"}
    for name, command in (await registered(discord)).items():
        if name in ("faq", "settings", "Add to FAQ", "Answer from FAQ"):
            assert not command.get("name_localizations"), name
            continue
        for part in (command, *command.get("options", ())):
            assert set(part["name_localizations"]) == languages, f"{name}: {part['name']}"
            assert set(part["description_localizations"]) == languages, f"{name}: {part['description']}"


def test_no_translation_is_left_over_from_a_command_that_changed() -> None:
    """Descriptions are found by their English text: one that changed would lose its translations unseen."""
    assert all(len(texts) == len(LOCALES) for texts in (*NAMES.values(), *DESCRIPTIONS.values()))
    assert all(len(text) <= 100 for texts in DESCRIPTIONS.values() for text in texts)
