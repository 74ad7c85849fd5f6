"""/privacy over the wire: what is kept is shown, exported and deleted, for the member alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from local_discord import LocalDiscord, Person, Place, running

from bot.storage.database import Database


@pytest.fixture
def bo(discord: LocalDiscord) -> Person:
    return discord.user("bo")


async def report(person: Person, text: str) -> None:
    await person.says(person.dm, text)


async def test_the_export_is_a_file_with_all_that_was_told(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        await report(ana, "I know python well, sql basics")
        reply = await ana.command(general, "privacy export")
        assert reply.ephemeral
        (file,) = reply.files
        skills = json.loads(file.data)["profile"]["skills"]
        assert set(skills) == {"python", "sql"}
        assert "python" not in reply.text.lower(), "the file says it, the message does not"


async def test_asked_for_in_words_or_by_a_button_the_export_is_the_same_file(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    words = "export my data"
    async with running(discord, content=Path(__file__).parents[2]):
        await report(ana, "I know python well")
        spoken = await ana.dm.reply_to(await ana.says(ana.dm, words))
        line = await general.reply_to(await ana.says(general, f"{discord.bot.mention} {words}"))
        assert not line.files, "nothing of it where others read"
        for reply in (
            spoken,
            ana.dm.from_bot[-1],
            await ana.command(general, "ask", question=words),
            await ana.press(await ana.command(general, "privacy show"), "Export"),
        ):
            (file,) = reply.files
            assert "python" in json.loads(file.data)["profile"]["skills"]
            assert "python" not in reply.text.lower()


async def test_deletion_counts_asks_once_and_leaves_nothing(
    discord: LocalDiscord, general: Place, ana: Person, bo: Person, small_knowledge: Path
) -> None:
    async with running(discord, small_knowledge.parent) as bot:
        await report(ana, "I know python well")
        await report(bo, "I know sql well")
        asked = await ana.command(general, "privacy delete")
        assert asked.ephemeral
        assert "skills: 1" in asked.text
        assert "FAQ" not in asked.text, "she is no moderator"
        gone = await ana.press(asked, "Yes, delete")
        assert gone.ephemeral
        assert "0 are left" in gone.text
        assert "skills: 0" in (await ana.command(general, "privacy show")).text
        assert "skills: 1" in (await bo.command(general, "privacy show")).text
    with Database(bot.database) as database:
        dumped = database.run_sync(lambda db: "\n".join(db.conn.iterdump()))
    assert str(ana.id) not in dumped
    assert str(bo.id) in dumped


async def test_the_question_before_a_deletion_works_after_a_restart(
    discord: LocalDiscord, general: Place, ana: Person, small_knowledge: Path
) -> None:
    async with running(discord, small_knowledge.parent):
        await report(ana, "I know python well")
        asked = await ana.command(general, "privacy delete")
    async with running(discord, small_knowledge.parent):
        assert "0 are left" in (await ana.press(asked, "Yes, delete")).text


async def test_who_told_nothing_has_nothing_to_delete(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        reply = await ana.command(general, "privacy delete")
        assert "nothing" in reply.text
        assert reply.buttons == []


async def test_all_works_in_direct_messages(discord: LocalDiscord, ana: Person) -> None:
    async with running(discord):
        await report(ana, "I know python well")
        assert "skills: 1" in (await ana.command(ana.dm, "privacy show")).text
        assert (await ana.command(ana.dm, "privacy export")).files
        assert "0 are left" in (await ana.press(await ana.command(ana.dm, "privacy delete"), "Yes, delete")).text
