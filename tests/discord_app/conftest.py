"""Fixtures for tests over the wire: a local Discord that fails the test if the bot broke a rule."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from local_discord import LocalDiscord, Person, Place, Server


@pytest.fixture(scope="module", autouse=True)
def nothing_is_left() -> Iterator[None]:
    """Bots stand in circles of references, which Python rarely looks for: what they knew would add up to gigabytes."""
    yield
    gc.collect()


@pytest.fixture
async def discord() -> AsyncIterator[LocalDiscord]:
    """Nobody and nothing is there yet. A test that means a violation looks at it and clears it."""
    async with LocalDiscord() as local:
        yield local
    if local.violations:
        pytest.fail("the bot broke a rule:\n" + "\n".join(local.violations), pytrace=False)


@pytest.fixture
def guild(discord: LocalDiscord) -> Server:
    return discord.guild("Tech")


@pytest.fixture
def general(guild: Server) -> Place:
    return guild.channel("general")


@pytest.fixture
def ana(discord: LocalDiscord) -> Person:
    """A member."""
    return discord.user("ana")


@pytest.fixture
def mo(discord: LocalDiscord) -> Person:
    """A moderator."""
    return discord.user("mo", permissions=["manage_messages"])


@pytest.fixture
def ada(discord: LocalDiscord) -> Person:
    """An administrator of the server."""
    return discord.user("ada", permissions=["manage_guild", "manage_messages"])


@pytest.fixture
def small_content(small_knowledge: Path, small_faq: Path, tmp_path: Path) -> dict[str, str]:
    """The settings of a program that runs on the small knowledge."""
    return {
        "BOT_KNOWLEDGE": str(small_knowledge),
        "BOT_FAQ": str(small_faq),
        "BOT_DATABASE": str(tmp_path / "career.db"),
    }
