"""Slash commands that look things up, over the wire."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from local_discord import LocalDiscord, Person, Place, running

from bot.advisor import Advisor
from bot.discord_app import show
from bot.domain.core.reply import Reply


@pytest.fixture
async def bot(discord: LocalDiscord, general: Place) -> AsyncIterator[None]:
    async with running(discord):
        yield


pytestmark = pytest.mark.usefixtures("bot")


COMMANDS: dict[str, tuple[dict[str, object], str]] = {
    "ask": ({"question": "do I need a degree to work in data?"}, "Many teams look at projects first"),
    "role": ({"role": "Data Engineer"}, "builds the pipelines"),
    "salary": ({"role": "Data Engineer", "level": "junior"}, "Junior Data Engineer"),
    "roadmap": ({"role": "Data Engineer"}, "Foundations"),
    "compare": ({"first": "Data Engineer", "second": "Data Analyst"}, "Data Analyst"),
}


@pytest.mark.parametrize("name", COMMANDS)
async def test_each_command_answers_its_asker_alone_who_may_share_it(name: str, general: Place, ana: Person) -> None:
    options, words = COMMANDS[name]
    reply = await ana.command(general, name, **options)
    assert words in reply.text
    assert reply.ephemeral
    assert reply.pings == set()
    assert "Share" in reply.buttons
    assert "Dismiss" not in reply.buttons


@pytest.mark.parametrize("name", COMMANDS)
async def test_in_direct_messages_there_is_nobody_to_share_with(name: str, ana: Person) -> None:
    options, words = COMMANDS[name]
    reply = await ana.command(ana.dm, name, **options)
    assert words in reply.text
    assert not reply.ephemeral
    assert not {"Share", "Dismiss"} & set(reply.buttons)


async def test_commands_are_there_wherever_the_app_was_installed_by_the_member(discord: LocalDiscord) -> None:
    eve = discord.user("eve", installed=True)
    elsewhere = discord.guild("Elsewhere", bot=False).channel("general")
    reply = await eve.command(elsewhere, "salary", role="Data Engineer")
    assert "Data Engineer" in reply.text
    assert reply.ephemeral


async def test_a_topic_of_a_role(general: Place, ana: Person) -> None:
    reply = await ana.command(general, "role", role="Data Engineer", topic="Career levels")
    assert "Owns the platform." in reply.text


async def test_a_misspelt_role_is_understood(general: Place, ana: Person) -> None:
    reply = await ana.command(general, "salary", role="data enginer")
    assert "Pay: Data Engineer" in reply.text


async def test_an_unclear_role_is_asked_back_and_one_press_answers(general: Place, ana: Person) -> None:
    asked = await ana.command(general, "salary", role="enginer", level="senior")
    assert asked.ephemeral
    reading = next(label for label in asked.buttons if "Data Engineer" in label)
    assert "senior" in reading
    reply = await ana.press(asked, reading)
    assert "Senior Data Engineer" in reply.text
    assert reply.ephemeral


async def test_what_is_unknown_is_repeated_without_effect(general: Place, ana: Person, mo: Person) -> None:
    reply = await ana.command(general, "role", role=f"<@{mo.id}> @everyone **x** qwxyz")
    assert r"@everyone \*\*x\*\* qwxyz" in reply.text
    assert reply.pings == set()


async def test_a_slow_answer_is_announced_in_time(general: Place, ana: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reply waits for longer than Discord does; the member sees that it is coming."""
    ask = Advisor.ask

    async def late(advisor: Advisor, member: str, session: str, text: str) -> Reply:
        await asyncio.sleep(0.3)
        return await ask(advisor, member, session, text)

    monkeypatch.setattr(show, "PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr(Advisor, "ask", late)
    reply = await ana.command(general, "ask", question="do I need a degree to work in data?")
    assert reply.ephemeral
    assert "Many teams" in reply.text
