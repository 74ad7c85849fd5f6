"""A server's settings last, are kept apart, and go after the grace time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.guild_settings import GRACE, PAUSED_KEPT, GuildSetting, GuildSettings

TECH, BOOKS = 1_000_000_000_000_000_001, 1_000_000_000_000_000_002
LEFT = date(2026, 1, 1)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with Database(tmp_path / "career.db") as opened:
        yield opened


async def settings_of(database: Database) -> GuildSettings:
    settings = GuildSettings(database)
    await settings.load()
    return settings


async def test_a_server_that_has_set_nothing_has_the_defaults(database: Database) -> None:
    settings = await settings_of(database)
    assert settings.of(TECH) == GuildSetting(TECH)
    assert not settings.any_answer_channel()


async def test_settings_survive_a_restart_and_servers_are_kept_apart(database: Database) -> None:
    settings = await settings_of(database)
    await settings.change(TECH, lambda one: one.answering(11, True).answering(12, True).answering(11, False))
    await settings.change(TECH, lambda one: one.moderated_by(21, True).paused(31, True))
    await settings.change(BOOKS, lambda one: replace(one, moderators_channel=41))

    again = await settings_of(database)
    assert again.of(TECH) == GuildSetting(
        TECH, answer_channels=frozenset({12}), moderator_roles=frozenset({21}), paused_threads=(31,)
    )
    assert again.of(BOOKS) == GuildSetting(BOOKS, moderators_channel=41)
    assert again.any_answer_channel()
    assert set(again.known()) == {TECH, BOOKS}


async def test_a_server_that_we_left_is_forgotten_after_the_grace_time(database: Database) -> None:
    settings = await settings_of(database)
    await settings.change(TECH, lambda one: replace(one.answering(11, True), left_on=LEFT))
    await settings.change(BOOKS, lambda one: one.answering(12, True))

    assert await settings.purge(LEFT + GRACE) == 0
    assert settings.of(TECH).answer_channels == {11}, "who comes back in time finds everything as it was"
    assert await settings.purge(LEFT + GRACE + timedelta(days=1)) == 1
    assert (await settings_of(database)).known() == (BOOKS,)


async def test_an_answer_channel_of_a_server_that_we_left_needs_no_message_content(database: Database) -> None:
    settings = await settings_of(database)
    await settings.change(TECH, lambda one: replace(one.answering(11, True), left_on=LEFT))
    assert not settings.any_answer_channel()


def test_pausing_twice_counts_once_and_old_threads_are_dropped_first() -> None:
    setting = GuildSetting(TECH).paused(1, True).paused(2, True).paused(1, True)
    assert setting.paused_threads == (2, 1)
    assert setting.paused(1, False).paused_threads == (2,)
    for thread in range(PAUSED_KEPT + 5):
        setting = setting.paused(thread, True)
    assert len(setting.paused_threads) == PAUSED_KEPT
    assert setting.paused_threads[-1] == PAUSED_KEPT + 4
