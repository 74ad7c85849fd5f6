"""What fails behind the bot: members read their answer or a sentence, the log names the file."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from pathlib import Path

import pytest
from local_discord import LocalDiscord, Person, Place, Server, running

from bot.errors import CANNOT_SAVE, MachineError
from bot.storage.faq_swap import explained

QUESTION = "Do I need a degree to work in data?"
ANSWER = "Many teams look at projects first"
IN_VAIN = "where do I find a good dentist for my dragon?"


def refuse(database: Path, table: str) -> None:
    """From now on nothing can be written to the table, as on a full disk."""
    with sqlite3.connect(database) as db:
        for what in ("INSERT", "UPDATE"):
            refusal = "BEGIN SELECT RAISE(ABORT, 'full'); END"
            db.execute(f"CREATE TRIGGER no_{what}_{table} BEFORE {what} ON {table} {refusal}")
    db.close()


def logged(discord: LocalDiscord, database: Path) -> int:
    """How often the log named the database; each is meant here, so no violation is left."""
    said = [line for line in discord.violations if str(database) in line]
    assert said == discord.violations
    discord.violations.clear()
    return len(said)


async def test_an_answer_that_cannot_be_counted_is_an_answer_all_the_same(
    discord: LocalDiscord, general: Place, ana: Person, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(discord) as bot:
        refuse(bot.database, "counts")
        refuse(bot.database, "questions")
        asked = await ana.command(general, "ask", question=QUESTION)
        assert ANSWER in asked.text
        (below,) = await general.replies_to(await ana.says(general, f"{discord.bot.mention} {QUESTION}"))
        assert ANSWER in below.text
        solved = await ana.press(asked, "Solved")
        assert "Solved, says" in solved.text
        shown = [asked, solved, *asked.later, *solved.later, *general.visible_to(ana)]
        assert not any(str(bot.folder) in one.text or "save" in one.text for one in shown)
        assert caplog.text.count(str(bot.database)) == 3


async def test_a_question_that_cannot_be_shown_to_moderators_is_said_not_to_be(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with running(discord) as bot:
        asked = await ana.command(general, "ask", question=IN_VAIN)
        refuse(bot.database, "questions")
        assert (await ana.press(asked, "Show it to the moderators")).text == CANNOT_SAVE
        assert logged(discord, bot.database) == 1


async def test_a_record_that_cannot_be_kept_is_said_so_without_the_path(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with running(discord) as bot:
        refuse(bot.database, "skills")
        refused = await ana.command(general, "skills add", skills="python advanced")
        assert refused.text == CANNOT_SAVE
        assert refused.ephemeral
        public = await general.reply_to(await ana.says(general, f"{discord.bot.mention} I know SQL well"))
        assert public.text == CANNOT_SAVE
        assert logged(discord, bot.database) == 2


async def test_a_setting_that_cannot_be_kept_is_not_in_force(
    discord: LocalDiscord, guild: Server, general: Place, ada: Person
) -> None:
    helpers = guild.role("Helpers")
    async with running(discord) as bot:
        refuse(bot.database, "guilds")
        assert (await ada.command(general, "settings moderators", role=helpers)).text == CANNOT_SAVE
        assert str(helpers.id) not in (await ada.command(general, "settings show")).text
        assert logged(discord, bot.database) == 1


def test_moderators_read_which_file_cannot_be_saved_but_not_where_it_lies(tmp_path: Path) -> None:
    with pytest.raises(MachineError) as caught, explained(tmp_path / "faq.yaml"):
        raise OSError(28, "No space left on device")
    assert str(tmp_path) in str(caught.value)
    assert caught.value.for_members.startswith("faq.yaml: ")


# Whose FAQ it is


async def test_a_second_server_uses_the_faq_that_the_first_one_keeps(
    discord: LocalDiscord, guild: Server, general: Place, mo: Person, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    async with running(discord) as bot:
        other = discord.guild("Elsewhere").channel("general")
        await discord.settled()
        for command in ("add", "unanswered", "export", "history"):
            assert "kept in another one" in (await mo.command(other, f"faq {command}")).text
        assert ANSWER in (await mo.command(other, "ask", question=QUESTION)).text
        assert (await mo.command(general, "faq add")).modal
        assert "the first that I joined" in (await ada.command(general, "settings check")).text
        assert "kept in another one" in (await ada.command(other, "settings check")).text
        guild.remove_bot()
        await discord.settled()
    assert f"the first server, {guild.id}" in caplog.text
    async with running(discord, bot.folder):
        refused = await mo.command(other, "faq add")
        assert "kept in another one" in refused.text, "it stays the first one's when the bot has left that"


async def test_of_several_servers_the_one_joined_first_keeps_the_faq(discord: LocalDiscord, mo: Person) -> None:
    newer, older = (discord.guild(name) for name in ("Newer", "Older"))
    newer.guild.joined, older.guild.joined = "2025-05-01T00:00:00+00:00", "2024-05-01T00:00:00+00:00"
    places = [server.channel("general") for server in (newer, older)]
    async with running(discord):
        assert "kept in another one" in (await mo.command(places[1], "faq add")).text, "nobody's, until all are there"
        for _ in range(15):  # the library waits two seconds for more servers
            await asyncio.sleep(0.3)
            if (form := await mo.command(places[1], "faq add")).opened_form:
                break
        assert form.modal
        assert "kept in another one" in (await mo.command(places[0], "faq add")).text
