"""Metrics and health on loopback, for Prometheus and for whatever starts the bot again; off unless a port is set."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from aiohttp import web

from bot.discord_app.measures import Watch
from bot.discord_app.metrics import Metrics
from bot.errors import BotError, SettingError

if TYPE_CHECKING:
    from bot.discord_app.client import CareerBot

LOOPBACK = "127.0.0.1"
LOOK_SECONDS = 0.5
DATABASE_SECONDS = 5.0
"""How long the database may take to answer."""
AWAY_SECONDS = 300.0
"""How long the gateway may be away: Discord's own outages are no reason to start the bot again."""
TEXT = "text/plain; version=0.0.4; charset=utf-8"


class Health:
    """Looks at one bot."""

    def __init__(self, bot: CareerBot, metrics: Metrics, watch: Watch) -> None:
        self._bot = bot
        self._metrics = metrics
        self._watch = watch
        self._seen = time.monotonic()
        """When the gateway was last connected."""

    @asynccontextmanager
    async def served(self) -> AsyncIterator[None]:
        """While the block runs. Raises SettingError where the port is taken."""
        app = web.Application()
        app.router.add_get("/health", self._health)
        app.router.add_get("/metrics", self._text)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        looking = asyncio.create_task(self._look())
        try:
            await self._listen(runner)
            yield
        finally:
            looking.cancel()
            await runner.cleanup()

    async def _listen(self, runner: web.AppRunner) -> None:
        port = self._watch.port
        try:
            await web.TCPSite(runner, LOOPBACK, port).start()
        except OSError as taken:
            raise SettingError(
                f"BOT_METRICS_PORT: {LOOPBACK}:{port} cannot be used ({taken.strerror}); choose another port."
            ) from None

    async def _look(self) -> None:
        """Until it is cancelled: whether the loop comes round in time, and when the gateway was last there."""
        while True:
            before = time.perf_counter()
            await asyncio.sleep(LOOK_SECONDS)
            self._metrics.late(time.perf_counter() - before - LOOK_SECONDS)
            self._connected()

    async def _text(self, _: web.Request) -> web.Response:
        text = self._metrics.text(connected=self._connected())
        return web.Response(body=text, headers={"Content-Type": TEXT})

    async def _health(self, _: web.Request) -> web.Response:
        connected, database = self._connected(), await self._database_answers()
        away = round(time.monotonic() - self._seen)
        content = "broken" if self._bot.knowledge.broken else "ok"
        state = {"database": "ok" if database else "does not answer", "content": content}
        state["gateway"] = "ok" if connected else f"away for {away} s"
        well = database and away < AWAY_SECONDS
        body = json.dumps({"status": "ok" if well else "failing", **state})
        return web.Response(status=200 if well else 503, text=body, content_type="application/json")

    def _connected(self) -> bool:
        connected = self._bot.is_ready() and not any(shard.is_closed() for shard in self._bot.shards.values())
        if connected:
            self._seen = time.monotonic()
        return connected

    async def _database_answers(self) -> bool:
        try:
            await asyncio.wait_for(asyncio.shield(asyncio.ensure_future(self._watch.database())), DATABASE_SECONDS)
        except (BotError, TimeoutError):
            return False
        return True
