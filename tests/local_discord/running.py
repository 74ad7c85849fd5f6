"""Starts and stops a bot against a LocalDiscord: the real one, as `run` builds it, or any discord.py client."""

from __future__ import annotations

import asyncio
import gc
import logging
import shutil
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord as library
from discord.http import Route

from bot import cli
from bot.config import Config
from local_discord.local import LocalDiscord

SMALL = Path(__file__).parent.parent / "small"


@dataclass(frozen=True)
class RunningBot:
    """Where the bot keeps its things; hand `folder` to the next `running` to restart on them."""

    folder: Path

    @property
    def faq(self) -> Path:
        return self.folder / "faq.yaml"

    @property
    def knowledge(self) -> Path:
        return self.folder / "knowledge"

    @property
    def database(self) -> Path:
        return self.folder / "career.db"


@asynccontextmanager
async def running(
    discord: LocalDiscord, folder: Path | None = None, *, content: Path = SMALL, token: str = "", **settings: Any
) -> AsyncIterator[RunningBot]:
    """The real bot on a copy of `content` (faq.yaml and knowledge/), or on the `folder` of an earlier one.

    `settings` are further fields of Config, `guild=…` for instance.
    """
    bot = RunningBot(folder or _copy(discord, content))
    config = Config(
        DISCORD_TOKEN=token or discord.token, api_base=discord.base, faq=bot.faq, knowledge=bot.knowledge,
        database=bot.database, **settings,
    )  # type: ignore[call-arg]  # fmt: skip
    async with _served(discord, cli.serve_discord(config)):
        yield bot


@asynccontextmanager
async def running_client(discord: LocalDiscord, client: library.Client) -> AsyncIterator[None]:
    """A bare discord.py client."""
    Route.BASE = discord.base

    async def serve() -> None:
        async with client:
            await client.start(discord.token)

    async with _served(discord, serve()):
        yield


@asynccontextmanager
async def _served(discord: LocalDiscord, work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    with _errors_noted(discord):
        task = asyncio.create_task(work)
        arrival = asyncio.create_task(discord.connected())
        try:
            await asyncio.wait({task, arrival}, return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                task.result()
            await arrival
            yield
        finally:
            arrival.cancel()
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            await discord.gone()
            gc.unfreeze()  # the bot froze what it loaded; a test process starts many


def _copy(discord: LocalDiscord, content: Path) -> Path:
    place = discord.new_folder()
    shutil.copy(content / "faq.yaml", place)
    shutil.copytree(content / "knowledge", place / "knowledge")
    return place


class _Noting(logging.Handler):
    def __init__(self, discord: LocalDiscord) -> None:
        super().__init__(logging.ERROR)
        self._discord = discord

    def emit(self, record: logging.LogRecord) -> None:
        cause = record.exc_info[1] if record.exc_info else None
        self._discord.violations.append(f"logged: {record.getMessage()} {cause!r}" if cause else record.getMessage())


@contextmanager
def _errors_noted(discord: LocalDiscord) -> Iterator[None]:
    """What the bot or the library logs as an error is a violation too: nobody would have seen it."""
    handler = _Noting(discord)
    loggers = [logging.getLogger("bot"), logging.getLogger("discord")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
