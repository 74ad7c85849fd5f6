"""Metrics and health on loopback: off by default, true to what happens, without anything that members wrote."""

from __future__ import annotations

import json
import socket

import aiohttp
import pytest
from click.testing import CliRunner
from local_discord import LocalDiscord, Person, Place, running

from bot import cli
from bot.discord_app import health
from bot.errors import SettingError
from bot.storage.backups import Backups, Places

QUESTION = "Do I need a degree to work in data?"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


async def read(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, await answer.text()


async def values(port: int) -> dict[str, float]:
    """Name with labels → value."""
    status, text = await read(port, "/metrics")
    assert status == 200
    lines = (line.rpartition(" ") for line in text.splitlines() if "_created" not in line and line[0] != "#")
    return {name: float(value) for name, _, value in lines}


async def test_what_happens_is_counted(discord: LocalDiscord, general: Place, ana: Person) -> None:
    port = free_port()
    async with running(discord, metrics_port=port) as bot:
        before = await values(port)
        asked = await ana.command(general, "ask", question=QUESTION)
        await ana.press(asked, "Solved")
        await ana.says(general, f"{discord.bot.mention} {QUESTION}")
        await ana.says(general, f"{discord.bot.mention} where can I buy a dragon?")
        await ana.submits(await ana.command(general, "skills add"), {"Other skills, in your own words": "python"})
        assert "bot_backup_age_seconds" not in before
        Backups(bot.folder / "backups", Places(bot.database, bot.faq, bot.knowledge)).make("by-hand")
        after = await values(port)
        assert after["bot_backup_age_seconds"] < 600
        for kind, times in {"command": 2, "button": 1, "message": 2, "form": 1}.items():
            assert after[f'bot_event_seconds_count{{kind="{kind}"}}'] == times, kind
        assert after['bot_replies_total{decision="answer",kind="faq"}'] == 2
        assert sum(value for name, value in after.items() if 'decision="abstain"' in name) == 1
        assert after["bot_saved_rows_total"] > before["bot_saved_rows_total"]
        assert after["bot_database_calls_total"] > before["bot_database_calls_total"]
        assert after["bot_database_waiting"] == 0
        _, text = await read(port, "/metrics")
        assert str(ana.id) not in text
        assert "dragon" not in text


async def test_it_is_well_while_database_and_gateway_are_there(
    discord: LocalDiscord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "LOOK_SECONDS", 0.01)
    port = free_port()
    async with running(discord, metrics_port=port):
        status, text = await read(port, "/health")
        assert (status, json.loads(text)["status"], json.loads(text)["database"]) == (200, "ok", "ok")
        monkeypatch.setattr(health, "AWAY_SECONDS", -1.0)
        status, text = await read(port, "/health")
        assert (status, json.loads(text)["status"]) == (503, "failing")


async def test_nothing_listens_unless_it_is_wanted(discord: LocalDiscord) -> None:
    port = free_port()
    async with running(discord):
        with pytest.raises(aiohttp.ClientConnectorError):
            await read(port, "/health")


async def test_a_port_that_is_taken_is_named(discord: LocalDiscord) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(SettingError, match="BOT_METRICS_PORT"):
        async with running(discord, metrics_port=server.getsockname()[1]):
            pass


def test_a_bot_that_does_not_run_is_not_well(monkeypatch: pytest.MonkeyPatch) -> None:
    assert CliRunner().invoke(cli.program, ["health"]).exit_code == 2, "no port, so nothing is told"
    monkeypatch.setenv("BOT_METRICS_PORT", str(free_port()))
    result = CliRunner().invoke(cli.program, ["health"])
    assert result.exit_code == 1
    assert "not running" in result.stderr
