"""The bot as a whole: what members see when something fails, and what it does without being asked."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import discord as library
import pytest
from discord import app_commands
from local_discord import LocalDiscord, Person, Place, Server, running

from bot import cli
from bot.discord_app import housekeeping
from bot.discord_app.commands import help as help_command
from bot.discord_app.errors import EXPIRED, sentence
from bot.discord_app.housekeeping import content_message
from bot.errors import BotError, SettingError
from bot.storage import knowledge_files
from bot.storage.database import Database
from bot.storage.guild_settings import GRACE, GuildSettings


def no_right(what: str) -> library.Forbidden:
    class Answer:
        status, reason = 403, "Forbidden"

    return library.Forbidden(Answer(), {"code": 50013, "message": what})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (BotError("The file is broken: mend line 3."), "The file is broken: mend line 3."),
        (app_commands.CommandOnCooldown(app_commands.Cooldown(1, 10), 3.7), "in 4 s"),
        (app_commands.NoPrivateMessage(), "in a server"),
        (app_commands.CommandNotFound("ask", []), "has changed"),
        (no_right("Missing Permissions"), "/settings check"),
    ],
)
def test_every_failure_has_a_sentence(error: Exception, said: str) -> None:
    assert said in sentence(error)


def test_a_defect_is_logged_by_place_and_id_without_what_was_typed(caplog: pytest.LogCaptureFixture) -> None:
    typed = " ".join(["my", "secret"])

    def understand(text: str) -> None:
        raise ValueError(f"cannot read {text!r}")

    try:
        understand(typed)
    except ValueError as error:
        said = sentence(error)
    incident = said.partition("(")[2].partition(")")[0]
    assert len(incident) == 6
    assert incident in caplog.text
    assert "in understand" in caplog.text
    assert "ValueError" in caplog.text
    assert "my secret" not in caplog.text + said


async def test_a_defect_in_a_command_is_told_with_an_id(
    discord: LocalDiscord, general: Place, ana: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(help_command, "help_reply", broken)
    async with running(discord):
        reply = await ana.command(general, "help")
        assert "Something went wrong" in reply.text
        assert reply.ephemeral
    assert any("incident" in violation for violation in discord.violations), "it stands in the log too"
    discord.violations.clear()


async def test_a_button_that_nobody_knows_gets_a_sentence(
    discord: LocalDiscord, general: Place, ana: Person, ada: Person
) -> None:
    async with running(discord):
        await ada.command(general, "settings panel")
        (panel,) = general.from_bot
        panel.component("Help")["custom_id"] = "panel:of-an-older-version"
        reply = await ana.press(panel, "Help")
        assert reply.text == EXPIRED
        assert reply.ephemeral


async def test_a_form_that_nobody_knows_gives_back_what_was_written(
    discord: LocalDiscord, general: Place, ana: Person, ada: Person
) -> None:
    async with running(discord):
        await ada.command(general, "settings panel")
        form = await ana.press(general.from_bot[0], "Ask a question")
        form.modal.data["custom_id"] = "of-an-older-version"
        reply = await ana.submits(form, {"In your own words": "what does a data engineer earn?"})
        assert EXPIRED in reply.text
        assert reply.ephemeral
        assert [file.data for file in reply.files] == [b"what does a data engineer earn?"]


async def test_a_script_gets_a_kind_word_for_every_command(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        replies = [await ana.command(general, "help") for _ in range(25)]
        assert "What I can do" in replies[0].text
        assert "a lot at once" in replies[-1].text
        assert replies[-1].ephemeral


async def test_commands_are_registered_in_one_server_at_once_for_development(
    discord: LocalDiscord, guild: Server, general: Place, ana: Person
) -> None:
    async with running(discord, guild=guild.id):
        assert (await ana.command(general, "help")).text
        assert discord.state.commands[guild.id]
        assert not discord.state.commands[None]


async def test_a_development_server_that_did_not_invite_the_bot_is_named(discord: LocalDiscord) -> None:
    for number in (discord.guild("Elsewhere", bot=False).id, 5):
        with pytest.raises(SettingError, match="BOT_GUILD"):
            async with running(discord, guild=number):
                pass


async def test_an_outage_of_discord_stops_the_start_with_a_sentence(discord: LocalDiscord) -> None:
    discord.forbid_next("GET", "/users/@me")
    with pytest.raises(BotError, match="does not let the bot start"):
        async with running(discord):
            pass


# Content


async def test_a_broken_file_is_told_once_and_the_last_good_one_serves(
    discord: LocalDiscord, guild: Server, general: Place, ana: Person, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(housekeeping, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(knowledge_files, "LOOK_SECONDS", 0.0)
    staff = guild.channel("staff")
    question = f"{discord.bot.mention} do I need a degree to work in data?"
    async with running(discord) as bot:
        await ada.command(general, "settings moderators-channel", channel=staff)
        good = bot.faq.read_text("utf-8")
        bot.faq.write_text(good.replace("alternates:", "alternate:", 1), "utf-8")
        (told,) = await shown_within(staff, 1)
        assert "faq.yaml:" in told.text
        assert "alternates" in told.text, "the mend"
        assert "degree-needed" in told.text, "the entry"
        assert str(bot.folder) not in told.text, "where it lies is for the operator alone"
        assert "projects first" in (await general.reply_to(await ana.says(general, question))).text

        bot.faq.write_text(good.replace("projects first", "your projects"), "utf-8")
        told = (await shown_within(staff, 2))[-1]
        assert "can be read again" in told.text
        assert "your projects" in (await general.reply_to(await ana.says(general, question))).text


async def shown_within(place: Place, messages: int, seconds: float = 10.0) -> Any:
    end = time.monotonic() + seconds
    while len(place.from_bot) < messages and time.monotonic() < end:
        await asyncio.sleep(0.02)
    return place.from_bot


def test_what_moderators_are_told_fits_a_message() -> None:
    problems = [f"faq.yaml:{line}:1: error: `answer` is missing" for line in range(1, 400)]
    told = content_message(problems)
    assert len(told) < 2000
    assert "faq.yaml:1:1" in told
    assert "394 more" in told


async def test_a_start_that_takes_long_says_why(
    discord: LocalDiscord, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(cli, "SILENT_SECONDS", 0.0)
    caplog.set_level(logging.INFO, "bot")
    async with running(discord):
        assert "still learning" in caplog.text


# Servers that come and go


async def test_a_server_that_leaves_is_marked_and_comes_back_as_it_was(
    discord: LocalDiscord, guild: Server, general: Place, ada: Person, small_knowledge: Path
) -> None:
    staff = guild.channel("staff")
    async with running(discord, small_knowledge.parent) as bot:
        await ada.command(general, "settings moderators-channel", channel=staff)
        guild.remove_bot()
        await discord.settled()
        assert (await stored(bot.database)).of(guild.id).left_on is not None
        guild.add_bot()
        await discord.settled()
        assert (await stored(bot.database)).of(guild.id).left_on is None


async def test_a_server_that_left_long_ago_is_forgotten_at_the_next_start(
    discord: LocalDiscord, guild: Server, small_knowledge: Path
) -> None:
    path = small_knowledge.parent / "career.db"
    async with Database(path) as database:
        settings = GuildSettings(database)
        long_ago = date.today() - GRACE - timedelta(days=2)
        await settings.change(42, lambda one: replace(one, left_on=long_ago))
    async with running(discord, small_knowledge.parent):
        pass
    assert (await stored(path)).known() == ()


async def stored(path: Path) -> GuildSettings:
    async with Database(path) as database:
        settings = GuildSettings(database)
        await settings.load()
        return settings


# What is logged


async def test_nothing_of_a_member_is_logged(
    discord: LocalDiscord, general: Place, ana: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with running(discord):
        await ana.says(general, f"{discord.bot.mention} I know cobol well and feel lonely")
        await ana.command(general, "help")
    for word in ("cobol", "lonely", "ana", str(ana.id)):
        assert word not in caplog.text.split()
