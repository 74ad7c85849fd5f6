"""When the database cannot be written: members get answers and one plain sentence, and keep what they typed."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from local_discord import LocalDiscord, Person, Place, Server, running

from bot.discord_app import housekeeping
from bot.discord_app.errors import sentence
from bot.errors import CANNOT_SAVE, BotError
from bot.upkeep import NOTHING_SAVED

OTHERS = "Other skills, in your own words"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.storage.database.WAIT_SECONDS", 0.1)


@contextmanager
def locked(database: Path, discord: LocalDiscord) -> Iterator[None]:
    """Another program keeps the database to itself; what that does to the log is meant."""
    other = sqlite3.connect(database)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.rollback()
        other.close()
        assert all("keeps the database locked" in line for line in discord.violations)
        discord.violations.clear()


async def test_members_read_that_nothing_can_be_saved_and_others_are_answered(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with running(discord) as bot:
        await ana.command(general, "skills add", skills="python advanced")
        with locked(bot.database, discord):
            refused = await ana.command(general, "skills add", skills="sql basics")
            assert refused.text == CANNOT_SAVE
            assert refused.ephemeral
            assert "Python" in (await ana.command(general, "skills list")).text
            message = await ana.says(general, f"{discord.bot.mention} what does a data engineer earn")
            assert "$" in (await general.reply_to(message)).text
        assert "SQL" not in (await ana.command(general, "skills list")).text
        assert "SQL" in (await ana.command(general, "skills add", skills="sql basics")).text


async def test_moderators_can_look_while_nothing_can_be_saved(
    discord: LocalDiscord, general: Place, ana: Person, mo: Person
) -> None:
    async with running(discord) as bot:
        await ana.command(general, "ask", question="Can I work remotely as an engineer?")
        with locked(bot.database, discord):
            for command in ("faq stats", "faq unanswered", "faq history", "faq list"):
                assert (await mo.command(general, command)).text != CANNOT_SAVE, command


async def test_a_statement_in_a_message_is_refused_in_the_same_words(discord: LocalDiscord, ana: Person) -> None:
    async with running(discord) as bot:
        with locked(bot.database, discord):
            message = await ana.says(ana.dm, "my skills: python advanced")
            assert (await ana.dm.reply_to(message)).text == CANNOT_SAVE


async def test_what_was_typed_into_a_form_comes_back(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord) as bot:
        form = await ana.command(general, "skills add")
        with locked(bot.database, discord):
            reply = await ana.submits(form, {OTHERS: "python advanced, and sql since 2019"})
            assert CANNOT_SAVE in reply.text
            assert "what-you-wrote.txt" in str(reply.files)


async def test_an_entry_of_the_faq_comes_back_too(discord: LocalDiscord, general: Place, mo: Person) -> None:
    async with running(discord) as bot:
        form = await mo.command(general, "faq add")
        with locked(bot.database, discord):
            reply = await mo.submits(form, {"Question": "Is tea better than coffee?", "Answer": "Both are fine."})
            assert CANNOT_SAVE in reply.text
            assert "Both are fine." in reply.text


async def test_a_question_that_cannot_be_counted_is_answered_all_the_same(
    discord: LocalDiscord, general: Place, ana: Person, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(discord) as bot:
        with locked(bot.database, discord):
            reply = await ana.command(general, "ask", question="Can I work remotely as an engineer?")
            assert reply.later == []
            assert "remote" in reply.text.lower()
            await ana.press(reply, "Solved")
        assert "could not be counted" in caplog.text


async def test_a_setting_that_was_not_saved_is_not_in_force(
    discord: LocalDiscord, guild: Server, general: Place, ada: Person
) -> None:
    async with running(discord) as bot:
        staff = guild.channel("staff")
        with locked(bot.database, discord):
            refused = await ada.command(general, "settings moderators-channel", channel=staff)
            assert CANNOT_SAVE in refused.text
        assert staff.mention not in (await ada.command(general, "settings show")).text


async def test_a_database_that_vanishes_under_the_bot_is_told_to_moderators_and_refuses_to_save(
    discord: LocalDiscord, guild: Server, general: Place, ana: Person, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(housekeeping, "LOOK_SECONDS", 0.05)
    staff = guild.channel("staff")
    async with running(discord) as bot:
        await ada.command(general, "settings moderators-channel", channel=staff)
        await ana.command(general, "skills add", skills="python advanced")
        bot.database.unlink()
        refused = await ana.command(general, "skills add", skills="sql basics")
        assert refused.text == CANNOT_SAVE
        assert "Python" in (await ana.command(general, "skills list")).text
        while not staff.from_bot:
            await asyncio.sleep(0.02)
        assert [message.text for message in staff.from_bot] == [NOTHING_SAVED]
    (rescued,) = bot.folder.glob("career.db.rescued-*")
    assert all("removed or replaced" in line and rescued.name in line for line in discord.violations)
    discord.violations.clear()


@pytest.mark.parametrize(
    ("told", "read"),
    [
        (
            "/srv/bot/faq.yaml: the disk is full. Nothing was changed.",
            "faq.yaml: the disk is full. Nothing was changed.",
        ),
        ("faq.yaml:3:5: error: `tags` must be a list", "faq.yaml:3:5: error: `tags` must be a list"),
        ("See https://example.org/a/b and c/d.", "See https://example.org/a/b and c/d."),
        ("/faq undo takes it back", "/faq undo takes it back"),
    ],
)
def test_members_never_read_where_files_lie(told: str, read: str) -> None:
    assert sentence(BotError(told)) == read
