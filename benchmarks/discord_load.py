"""How the bot holds up under load, beside a bare discord.py bot that answers the same events with a constant.

python -m benchmarks.discord_load [--events 2000] [--guilds 200] [--in-flight 50] [--latency 100]

Slash commands and mentions with the questions of tests/questions.yaml, over the local Discord of the tests. That runs
in this process and the bot in another, so that the bot's figures are its own. Two tables: a Discord that answers a
request after --latency milliseconds, as from afar, where what counts is what is in flight; and one that answers at
once, which no bot will meet, where only the processor counts. `--profile FILE` keeps what cProfile saw in this bot
(which slows it down).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from local_discord import LocalDiscord, Person, Place, events  # noqa: E402  # it stands with the tests

WARM_UP = 200
SLASH = [
    ("salary", {"role": "data engineer"}), ("salary", {"role": "Data Scientist", "level": "senior"}),
    ("role", {"role": "machine learning engineer"}), ("roadmap", {"role": "data engineer"}),
    ("compare", {"first": "data engineer", "second": "data scientist"}), ("skills list", {}),
    ("gap", {"role": "data scientist"}), ("next", {"role": "data engineer"}), ("match", {}), ("help", {}),
]  # fmt: skip


@dataclass(frozen=True)
class Result:
    latencies: list[float]
    seconds: float
    unanswered: int
    inside: dict[str, float]
    """What the bot's process says of itself: longest stall, memory."""

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds

    def percentile(self, number: int) -> float:
        return statistics.quantiles(self.latencies, n=100)[number - 1] * 1000


# The driver: people on the local Discord


class Crowd:
    """Members of many servers who keep a number of questions in flight."""

    def __init__(self, local: LocalDiscord, guilds: int, seed: int = 1) -> None:
        self._local = local
        self.random = random.Random(seed)
        self._places = [local.guild(f"guild {number}").channel("general") for number in range(guilds)]
        self._people = [local.user(f"member{number}") for number in range(guilds * 10)]
        items = yaml.safe_load((ROOT / "tests" / "questions.yaml").read_text("utf-8"))
        self._questions = [item["turns"][0]["say"] for item in items]

    async def ask(self, count: int, in_flight: int) -> tuple[list[float], int]:
        """Latencies in seconds, and how many were not answered."""
        latencies: list[float] = []
        missed = 0
        todo = iter(range(count))

        async def keep_asking() -> None:
            nonlocal missed
            for number in todo:
                start = time.perf_counter()
                if await self.one(slash=number % 2 == 0):
                    latencies.append(time.perf_counter() - start)
                else:
                    missed += 1

        await asyncio.gather(*(keep_asking() for _ in range(in_flight)))
        return latencies, missed

    def somewhere(self) -> tuple[Place, Person]:
        return self.random.choice(self._places), self.random.choice(self._people)

    @property
    def home(self) -> Place:
        """The first server, which keeps the FAQ."""
        return self._places[0]

    async def one(self, *, slash: bool) -> bool:
        """One member asks; whether they were answered."""
        place, person = self.somewhere()
        changes = self._local.state.changes
        if slash:
            interaction = self.command(place, person)
            return await changes.until(lambda: bool(interaction.shown), 15)
        text = f"{self._local.bot.mention} {self.random.choice(self._questions)}"
        message = await person.says(place, text, wait=False)
        sent = place.channel.messages
        return await changes.until(lambda: any(one.reply_to == message.id for one in reversed(sent)), 15)

    def command(self, place: Place, person: Person) -> Any:
        state, guild = self._local.state, place.channel.guild
        named, options = self.random.choice([*SLASH, *[("ask", {})] * 10])
        values = dict(options) or ({"question": self.random.choice(self._questions)} if named == "ask" else {})
        first, *path = named.split()
        registered = {one["name"]: one for one in state.commands[None].values()}
        data = events.chosen(state, guild, registered[first], path, values)
        return events.begin(state, person, place.channel, 2, data, f"/{named}")


async def measured(kind: str, latency: float, options: argparse.Namespace, commands: dict[int, Any]) -> Result:
    """Runs one kind of bot in a process of its own. `commands` are remembered from the first run for the second."""
    async with LocalDiscord() as local:
        local.rest.latency = latency
        crowd = Crowd(local, options.guilds)
        with tempfile.TemporaryDirectory() as folder:
            settings = {"DISCORD_TOKEN": local.token, "BOT_API_BASE": local.base, "BOT_DATABASE": f"{folder}/load.db"}
            bot = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "benchmarks.discord_load_bot", kind, options.profile),
                env={**os.environ, **settings},
                stdout=asyncio.subprocess.PIPE,
            )
            await local.connected()
            local.state.commands[None] = local.state.commands[None] or commands
            commands |= local.state.commands[None]
            await crowd.ask(WARM_UP, options.in_flight)
            bot.send_signal(signal.SIGUSR1)  # from here on the watchdog counts
            start = time.perf_counter()
            latencies, missed = await crowd.ask(options.events, options.in_flight)
            seconds = time.perf_counter() - start
            bot.send_signal(signal.SIGTERM)
            out, _ = await bot.communicate()
        for violation in local.violations[:5]:
            print(f"{kind}: {violation}", file=sys.stderr)
        return Result(latencies, seconds, missed, json.loads(out.splitlines()[-1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=2000)
    parser.add_argument("--guilds", type=int, default=200)
    parser.add_argument("--in-flight", type=int, default=50)
    parser.add_argument("--latency", type=int, default=100, help="milliseconds that a request to Discord takes")
    parser.add_argument("--profile", default="", metavar="FILE")
    options = parser.parse_args()
    commands: dict[int, Any] = {}
    for latency in (options.latency, 0):
        runs = {
            kind: asyncio.run(measured(kind, latency / 1000, options, commands)) for kind in ("this bot", "bare bot")
        }
        print(f"\nDiscord answers after {latency} ms; {options.guilds} servers, {options.in_flight} events in flight\n")
        show(runs)


def show(runs: dict[str, Result]) -> None:
    columns = "replies/s", "p50 ms", "p99 ms", "CPU ms a reply", "unanswered", "longest stall ms", "stalls > 50 ms"
    print("| |", " | ".join([*columns, "memory MB", "peak MB"]), "|")
    print("|---" * (len(columns) + 3) + "|")
    for name, one in sorted(runs.items()):
        inside = one.inside
        cpu = inside["cpu"] * 1000 / len(one.latencies)
        print(
            f"| {name} | {one.rate:.0f} | {one.percentile(50):.0f} | {one.percentile(99):.0f} | {cpu:.2f} "
            f"| {one.unanswered} | {inside['stall']:.0f} | {inside['over']:.0f} | {inside['memory']:.0f} "
            f"| {inside['peak']:.0f} |"
        )
    ours, bare = runs["this bot"], runs["bare bot"]
    slower = ours.percentile(99) / bare.percentile(99)
    print(f"\nReplies a second: {ours.rate / bare.rate:.0%} of the bare bot's; p99: {slower:.1f} times its.")


if __name__ == "__main__":
    main()
