"""The bot's side of benchmarks.discord_load: serves until SIGTERM, then prints what the process says of itself.

python -m benchmarks.discord_load_bot "this bot"|"bare bot" PROFILE
"""

from __future__ import annotations

import asyncio
import cProfile
import json
import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import discord

ROOT = Path(__file__).parent.parent
LOOK_SECONDS = 0.002
"""How often the watchdog looks whether the event loop still runs."""
CONSTANT = "A data engineer earns 133,000 dollars a year in the middle of the field."


class Watchdog:
    """The longest time that the event loop did not come round, and how often it was more than 50 ms."""

    def __init__(self) -> None:
        self.longest = 0.0
        self.over = 0

    def reset(self) -> None:
        self.__init__()  # type: ignore[misc]

    async def look(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(LOOK_SECONDS)
            stall = time.perf_counter() - before - LOOK_SECONDS
            self.longest = max(self.longest, stall)
            self.over += stall > 0.05


class Bare(discord.AutoShardedClient):
    """Answers everything with a constant."""

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message(CONSTANT, ephemeral=True)

    async def on_message(self, message: discord.Message) -> None:
        if not message.author.bot:
            await message.reply(CONSTANT)


async def serve(kind: str, profile_to: str) -> None:
    watchdog = Watchdog()
    loop = asyncio.get_running_loop()
    looking = asyncio.create_task(watchdog.look())
    serving = asyncio.create_task(_bare() if kind == "bare bot" else _ours())
    profile = cProfile.Profile()
    inside = {"cpu": 0.0}

    def begin() -> None:
        watchdog.reset()
        inside["cpu"] = -time.process_time()
        if profile_to and kind == "this bot":
            profile.enable()

    loop.add_signal_handler(signal.SIGUSR1, begin)
    loop.add_signal_handler(signal.SIGTERM, serving.cancel)
    await asyncio.wait({serving})
    if not serving.cancelled():
        serving.result()
    looking.cancel()
    profile.disable()
    if profile_to and kind == "this bot":
        profile.dump_stats(profile_to)
    inside["cpu"] += time.process_time()
    inside |= {key: int(value) / 1024 for key, value in _status()}
    print(json.dumps({"stall": watchdog.longest * 1000, "over": watchdog.over, **inside}), flush=True)


async def _bare() -> None:
    discord.http.Route.BASE = os.environ["BOT_API_BASE"]
    async with Bare(intents=discord.Intents.default(), max_messages=None) as client:
        await client.start(os.environ["DISCORD_TOKEN"])


async def _ours() -> None:
    from bot import cli
    from bot.config import load

    await cli.serve_discord(load(faq=ROOT / "faq.yaml", knowledge=ROOT / "knowledge"))


def _status() -> Iterator[tuple[str, str]]:
    """Memory of this process in kB, now and at its highest."""
    text = Path("/proc/self/status").read_text("ascii")
    for name, key in (("VmRSS", "memory"), ("VmHWM", "peak")):
        found = re.search(rf"{name}:\s+(\d+) kB", text)
        yield key, found[1] if found else "0"


if __name__ == "__main__":
    asyncio.run(serve(*sys.argv[1:3]))
