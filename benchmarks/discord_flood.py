"""How long ordinary members wait while others flood the bot.

python -m benchmarks.discord_flood [--flooders 3] [--seconds 30] [--rate 5]

Each flooder sends the bot the longest messages there are, each one piece of `hostile_text` repeated, as fast as the bot
lets anybody: it answers 20 in ten seconds and then keeps silent. Meanwhile others ask ordinary questions at the rate,
and only their waiting is counted: first without, then with the flooders. It lasts as long as it says.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import statistics
import sys
import tempfile
import time

from benchmarks.discord_load import ROOT, Crowd, LocalDiscord, Person
from benchmarks.hostile_text import PIECES

BUDGET = 250
"""Milliseconds that others may wait."""
WARM_UP = 100
GUILDS = 20
AHEAD = 25
"""Messages that a flooder sends at once."""
LONGEST = 2000


async def ask(crowd: Crowd, seconds: float, rate: float) -> list[float]:
    """How long each member waited, in milliseconds; questions come at random moments."""
    waits: list[float] = []

    async def once(number: int) -> None:
        begun = time.perf_counter()
        answered = await crowd.one(slash=number % 2 == 0)
        waits.append((time.perf_counter() - begun) * 1000 if answered else float("inf"))

    end, tasks = time.monotonic() + seconds, []
    while time.monotonic() < end:
        tasks.append(asyncio.create_task(once(len(tasks))))
        await asyncio.sleep(crowd.random.expovariate(rate))
    await asyncio.gather(*tasks)
    return waits


async def flood(local: LocalDiscord, person: Person, number: int) -> None:
    """Until it is cancelled."""
    sent = 0
    while True:
        for _ in range(AHEAD):
            text = (PIECES[(number + sent) % len(PIECES)] * LONGEST)[: LONGEST - 8]
            await person.says(person.dm, f"{sent} {text}", wait=False)
            sent += 1
        await asyncio.sleep(1)


async def measured(options: argparse.Namespace) -> dict[str, list[float]]:
    async with LocalDiscord() as local:
        crowd = Crowd(local, GUILDS)
        with tempfile.TemporaryDirectory() as folder:
            settings = {
                "DISCORD_TOKEN": local.token, "BOT_API_BASE": local.base, "BOT_DATABASE": f"{folder}/flood.db",
                "BOT_FAQ": str(ROOT / "faq.yaml"), "BOT_KNOWLEDGE": str(ROOT / "knowledge"),
                "BOT_LOG_LEVEL": "WARNING",
            }  # fmt: skip
            command = (sys.executable, "-m", "bot", "run")
            bot = await asyncio.create_subprocess_exec(*command, env={**os.environ, **settings})
            try:
                await local.connected()
                await crowd.ask(WARM_UP, 10)
                quiet = await ask(crowd, options.seconds, options.rate)
                people = [local.user(f"flooder{number}") for number in range(options.flooders)]
                floods = [asyncio.create_task(flood(local, one, number)) for number, one in enumerate(people)]
                flooded = await ask(crowd, options.seconds, options.rate)
                for task in floods:
                    task.cancel()
            finally:
                bot.send_signal(signal.SIGTERM)
                await bot.wait()
        return {"nobody else": quiet, f"{options.flooders} flooders": flooded}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--flooders", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--rate", type=float, default=5, help="ordinary questions a second")
    runs = asyncio.run(measured(parser.parse_args()))
    print(f"| with | questions | p50 ms | p95 ms | p99 ms | longest ms | over {BUDGET} ms |\n" + "|---" * 7 + "|")
    for name, waits in runs.items():
        centiles = statistics.quantiles(waits, n=100)
        shown = " | ".join(f"{centiles[number - 1]:.0f}" for number in (50, 95, 99))
        print(f"| {name} | {len(waits)} | {shown} | {max(waits):.0f} | {sum(one > BUDGET for one in waits)} |")


if __name__ == "__main__":
    main()
