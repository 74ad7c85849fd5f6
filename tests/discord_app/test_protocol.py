"""The connection: what breaks on the way, the bot comes through."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
import sys

import pytest
from local_discord import LocalDiscord, NoAnswerError, Person, Place, Server, running

QUESTION = "Do I need a degree to work in data?"
ANSWER = "Many teams look at projects first"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Discord lets a bot identify every five seconds; this one does not mind."""
    monkeypatch.setattr("bot.discord_app.client.IDENTIFY_SECONDS", 0.0)


async def answered(place: Place, person: Person, discord: LocalDiscord) -> bool:
    message = await person.says(place, f"{discord.bot.mention} {QUESTION}")
    return ANSWER in (await place.reply_to(message)).text


async def test_what_was_missed_while_the_socket_was_broken_is_answered(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with running(discord):
        discord.gateway.drop()
        message = await ana.says(general, f"{discord.bot.mention} {QUESTION}", wait=False)
        await discord.resumed()
        assert ANSWER in (await general.reply_to(message)).text
    assert discord.gateway.identified == 1, "it resumed, it did not start anew"


async def test_a_reconnect_that_discord_asks_for_loses_nothing(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with running(discord):
        await discord.ask_to_reconnect()
        assert await answered(general, ana, discord)
    assert discord.gateway.identified == 1


async def test_an_invalid_session_is_followed_by_a_new_one_at_the_same_place(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with running(discord):
        await discord.invalidate()
        assert await answered(general, ana, discord)
        await discord.drop()
        assert await answered(general, ana, discord)
    assert discord.gateway.identified == 2


async def test_every_shard_answers() -> None:
    async with LocalDiscord(shards=3) as discord:
        places = [discord.guild(name).channel("general") for name in ("one", "two", "three")]
        ana = discord.user("ana")
        async with running(discord):
            assert [await answered(place, ana, discord) for place in places] == [True] * 3
        assert discord.gateway.identified == 3
        assert discord.violations == []


@pytest.mark.parametrize("path", ["/channels/*/messages", "/interactions/*/*/callback"])
async def test_a_rate_limit_delays_a_reply_and_loses_none(
    discord: LocalDiscord, general: Place, ana: Person, path: str
) -> None:
    async with running(discord):
        discord.limit_next("POST", path, retry_after=0.05, times=2)
        assert await answered(general, ana, discord)
        assert (await ana.command(general, "help")).ephemeral


async def test_a_bad_gateway_is_tried_again(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        discord.fail_next("POST", "/channels/*/messages", status=502)
        assert await answered(general, ana, discord)


async def test_where_it_may_not_write_it_is_silent_and_goes_on(
    discord: LocalDiscord, guild: Server, general: Place, ana: Person
) -> None:
    rules = guild.channel("rules")
    rules.deny(discord.bot, "send_messages")
    async with running(discord):
        message = await ana.says(rules, f"{discord.bot.mention} {QUESTION}")
        assert await rules.replies_to(message) == []
        discord.forbid_next("POST", "/channels/*/messages")
        message = await ana.says(general, f"{discord.bot.mention} {QUESTION}")
        assert await general.replies_to(message) == []
        assert await answered(general, ana, discord)


async def test_a_message_that_is_gone_needs_no_reply(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        message = await ana.says(general, f"{discord.bot.mention} {QUESTION}", wait=False)
        discord.state.delete(message)
        assert await general.replies_to(message) == []
        assert await answered(general, ana, discord)


async def test_an_interaction_that_discord_forgot_is_let_go(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        discord.fail_next("POST", "/interactions/*/*/callback", status=404, code=10062)
        with pytest.raises(NoAnswerError):
            await ana.command(general, "help")
        assert (await ana.command(general, "help")).text


async def test_without_the_content_intent_it_serves_on_and_names_the_switch(
    discord: LocalDiscord, guild: Server, general: Place, ana: Person, ada: Person, caplog: pytest.LogCaptureFixture
) -> None:
    answers = guild.channel("answers")
    with caplog.at_level(logging.WARNING, "bot"):
        async with running(discord):
            await ada.command(general, "settings answer-channel", channel=answers)
            await discord.connected()
            assert await answered(general, ana, discord)
            shown = await ada.command(general, "settings answer-channel", channel=answers)
            message = await ana.says(answers, QUESTION)
            assert await answers.replies_to(message) == [], "it cannot read it"
    assert discord.closed_with == [4014]
    assert "Message Content Intent" in caplog.text
    assert "Message Content Intent" in shown.text


async def test_a_token_that_discord_refuses_stops_the_program_in_one_line_without_it(
    discord: LocalDiscord, small_content: dict[str, str]
) -> None:
    settings = {"DISCORD_TOKEN": "very-secret", "BOT_API_BASE": discord.state.address, **small_content}
    program = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        env={**os.environ, **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, said = await program.communicate()
    assert (program.returncode, out) == (2, b"")
    assert len(said.splitlines()) == 1
    assert b"DISCORD_TOKEN" in said
    assert b"very-secret" not in said


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
async def test_the_program_serves_until_it_is_told_to_stop(
    discord: LocalDiscord, general: Place, ana: Person, stop: signal.Signals, small_content: dict[str, str]
) -> None:
    settings = {"DISCORD_TOKEN": discord.token, "BOT_API_BASE": discord.state.address, **small_content}
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", env={**os.environ, **settings}, stderr=asyncio.subprocess.PIPE
    )
    await discord.connected()
    assert (await ana.command(general, "help")).text
    program.send_signal(stop)
    _, said = await program.communicate()
    assert program.returncode == 0
    log = [json.loads(line) for line in said.splitlines()]
    assert {line["level"] for line in log} == {"info"}, log
    assert all(line["time"] and line["part"] for line in log)
