"""A Discord that is unwell for long: refused, failing and broken requests, a gateway that drops, a stop in the middle.

FUZZ=20 makes the troubles twenty times as long (tests/hostile.py).
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from types import SimpleNamespace

import discord as library
import pytest
from hostile import TIMES, dice
from local_discord import LocalDiscord, Person, Place, running

MESSAGES, CALLBACK = "/channels/*/messages", "/interactions/*/*/callback"
TRIES = 5
"""So often the library tries a request."""
STOP_SECONDS = 15.0
"""Far more than a stop takes, however much is asked meanwhile."""
QUESTION = "Do I need a degree to work in data?"
ANSWER = "Many teams look at projects first"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is made to wait that the library or Discord would make wait."""
    monkeypatch.setattr("bot.discord_app.client.IDENTIFY_SECONDS", 0.0)
    monkeypatch.setattr("bot.discord_app.rate_limits.MEMBER_MOST", 10**9)
    monkeypatch.setattr("bot.discord_app.rate_limits.CHANNEL_MOST", 10**9)


def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library waits longer and longer before it tries a failed request again."""

    async def at_once(_: float) -> None:
        await asyncio.sleep(0)

    for module in (library.http, library.webhook.async_):
        monkeypatch.setattr(module, "asyncio", SimpleNamespace(**{**vars(asyncio), "sleep": at_once}))


async def well(discord: LocalDiscord, place: Place, person: Person) -> bool:
    """Whether a question is answered by now, as if nothing had been."""
    discord.rest.troubles.clear()
    message = await person.says(place, f"{discord.bot.mention} {QUESTION}")
    return ANSWER in (await place.reply_to(message)).text


async def test_many_rate_limits_delay_what_is_sent_and_lose_none(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with running(discord):
        for _ in range(3 * TIMES):
            discord.limit_next("POST", MESSAGES, retry_after=0.02, times=TRIES - 1)
            message = await ana.says(general, f"{discord.bot.mention} {QUESTION}")
            assert ANSWER in (await general.reply_to(message)).text
        assert await well(discord, general, ana)


async def test_a_limit_without_an_end_is_an_outage_and_no_defect(
    discord: LocalDiscord, general: Place, ana: Person, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(discord):
        discord.limit_next("POST", MESSAGES, retry_after=0.02, times=TRIES)
        assert await general.replies_to(await ana.says(general, f"{discord.bot.mention} {QUESTION}")) == []
        discord.limit_next("POST", CALLBACK, retry_after=0.02, times=TRIES)
        assert "has a problem" in (await ana.command(general, "ask", question=QUESTION)).text
        assert await well(discord, general, ana)
    assert "incident" not in caplog.text


@pytest.mark.parametrize("status", [500, 503])
async def test_requests_that_fail_for_good_end_in_a_sentence_or_silence(
    discord: LocalDiscord, general: Place, ana: Person, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_pause(monkeypatch)
    async with running(discord):
        for _ in range(TIMES):
            discord.fail_next("POST", MESSAGES, status=status, times=1000)
            await ana.says(general, f"{discord.bot.mention} {QUESTION}")
            discord.rest.troubles.clear()
            discord.fail_next("POST", CALLBACK, status=status, times=5)
            with_trouble = asyncio.create_task(ana.command(general, "ask", question=QUESTION))
            await discord.settled()
            await asyncio.gather(with_trouble, return_exceptions=True)
        assert await well(discord, general, ana)
    assert not any("incident" in line for line in discord.violations)
    discord.violations.clear()  # the command was not answered in time, for Discord would not hear


async def test_a_socket_that_breaks_once_costs_nobody_an_answer(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with running(discord):
        for _ in range(TIMES):
            discord.reset_next("POST", MESSAGES)
            assert ANSWER in (await general.reply_to(await ana.says(general, f"{discord.bot.mention} {QUESTION}"))).text
            discord.reset_next("POST", CALLBACK)
            assert ANSWER in (await ana.command(general, "ask", question=QUESTION)).text


async def test_sockets_that_break_are_an_outage_and_no_defect(
    discord: LocalDiscord, general: Place, ana: Person, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(discord):
        for _ in range(TIMES):
            discord.reset_next("POST", MESSAGES, times=2)
            await ana.says(general, f"{discord.bot.mention} {QUESTION}")
            discord.rest.troubles.clear()
            discord.reset_next("POST", CALLBACK, times=2)
            shown = await asyncio.gather(ana.command(general, "ask", question=QUESTION), return_exceptions=True)
            assert not any("Something went wrong" in getattr(one, "text", "") for one in shown)
        assert await well(discord, general, ana)
    assert "incident" not in caplog.text
    discord.violations.clear()


async def test_a_gateway_that_drops_again_and_again_loses_no_question(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    throw = dice("drops")
    async with running(discord):
        for _ in range(3 * TIMES):
            message = await ana.says(general, f"{discord.bot.mention} {QUESTION}", wait=False)
            if throw.random() < 0.5:
                await asyncio.sleep(throw.random() / 50)
            discord.gateway.drop()
            await discord.resumed()
            assert ANSWER in (await general.reply_to(message)).text


async def test_a_stop_in_the_middle_of_work_is_clean(
    discord: LocalDiscord, general: Place, ana: Person, mo: Person, small_content: dict[str, str]
) -> None:
    settings = {"DISCORD_TOKEN": discord.token, "BOT_API_BASE": discord.base, **small_content}
    throw = dice("stop")
    for _ in range(TIMES):
        program = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env={**os.environ, **settings}, stderr=asyncio.subprocess.PIPE
        )
        await discord.connected()
        form = await mo.command(general, "faq edit", entry="degree-needed")
        at_work = [asyncio.create_task(mo.submits(form, {"Answer": "No. A stop came in between."}))]
        for number in range(20):
            at_work.append(asyncio.create_task(ana.command(general, "skills add", skills=f"python, sql {number}")))
            await ana.says(general, f"{discord.bot.mention} I know docker {number}", wait=False)
        await asyncio.sleep(throw.random() / 5)
        program.send_signal(signal.SIGTERM)
        _, said = await asyncio.wait_for(program.communicate(), STOP_SECONDS)
        assert program.returncode == 0, said
        assert all(json.loads(line)["level"] in ("info", "warning") for line in said.splitlines()), said
        await discord.gone()
        for task in at_work:
            task.cancel()
        await asyncio.gather(*at_work, return_exceptions=True)
    discord.violations.clear()  # nobody answers what came after the stop
    async with running(discord, Path(small_content["BOT_FAQ"]).parent):
        assert "Docker" in (await ana.command(general, "skills list")).text
