"""Whether the bot stays as it is for hours: memory and latency by the minute, under steady mixed work.

python -m benchmarks.soak [--minutes 30] [--rate 20] [--guilds 50] [--edit-every 60] [--csv FILE]

The bot is `python -m bot run` in a process of its own, on a copy of faq.yaml, over the local Discord of the tests.
Events come at random moments at the rate, whether earlier ones are answered or not: questions in messages and commands,
reports of skills and goals, advice on the record, buttons, and now and then a moderator who edits the FAQ. A row a
minute, and at the end the first third of the time beside the last. It lasts as long as it says and stops by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.discord_load import ROOT, Crowd, LocalDiscord, Person, Place, events

WARM_UP = 100
PATIENCE = 15.0
KEPT = 40
"""Messages of a channel that the local Discord goes on knowing: it is to stay as it is, too."""
MINUTE = 60.0
SAVES = [
    ("skills add", {"skills": "python advanced, sql basics"}), ("skills add", {"skills": "docker and spark"}),
    ("skills remove", {"skill": "docker"}), ("goal", {"role": "data engineer", "hours": 6}),
]  # fmt: skip
OWN = [
    ("progress", {}), ("plan", {}), ("reminders", {}), ("gap", {"role": "data scientist"}), ("next", {}),
    ("match", {}), ("skills list", {}), ("privacy show", {}),
]  # fmt: skip
"""Advice on the record; a picture comes with it where a reply has one."""
MIX = {"question": 45, "mention": 20, "save": 15, "own": 15, "button": 5}


@dataclass
class Minute:
    latencies: list[float] = field(default_factory=list)
    unanswered: int = 0
    edits: int = 0
    memory: float = 0.0
    """MB at its end."""

    def percentile(self, number: int) -> float:
        return statistics.quantiles(self.latencies, n=100)[number - 1] * 1000 if len(self.latencies) > 1 else 0.0


class Soak:
    """Members and one moderator, and what they see of the bot."""

    def __init__(self, local: LocalDiscord, guilds: int, bot: int) -> None:
        self._local = local
        self._crowd = Crowd(local, guilds)
        self._random = self._crowd.random
        self._moderator = local.user("mo", permissions=["manage_messages"])
        self._bot = bot
        self._under_way: set[asyncio.Task[None]] = set()
        self.minutes = [Minute()]

    async def warm_up(self) -> None:
        await self._crowd.ask(WARM_UP, 10)

    async def run(self, minutes: float, rate: float, edit_every: float) -> None:
        start = time.monotonic()
        next_edit, next_minute, end = start + edit_every, start + MINUTE, start + minutes * MINUTE
        arrival = start
        while arrival < end:
            arrival += self._random.expovariate(rate)
            await asyncio.sleep(arrival - time.monotonic())
            self._begin(self._event())
            if arrival >= next_edit:
                next_edit += edit_every
                self._begin(self._edit())
            if next_minute <= arrival < end - MINUTE / 2:
                next_minute += MINUTE
                self._turn_minute()
        await asyncio.gather(*self._under_way)
        self.minutes[-1].memory = memory_of(self._bot)

    def _begin(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    def _turn_minute(self) -> None:
        self.minutes[-1].memory = memory_of(self._bot)
        show([self.minutes[-1]], len(self.minutes))
        self.minutes.append(Minute())
        self._forget()

    def _forget(self) -> None:
        """The driver, too, is to be the same after an hour."""
        state = self._local.state
        self._local.requests.clear()
        for channel in state.channels.values():
            del channel.messages[:-KEPT]
        old = [one for one in state.interactions.values() if state.clock.now() - one.started > 2 * MINUTE]
        for interaction in old:
            del state.interactions[interaction.id], state.tokens[interaction.token]

    async def _event(self) -> None:
        minute, begun = self.minutes[-1], time.perf_counter()
        kind = self._random.choices(list(MIX), weights=list(MIX.values()))[0]
        if await self._answered(kind):
            minute.latencies.append(time.perf_counter() - begun)
        else:
            minute.unanswered += 1

    async def _answered(self, kind: str) -> bool:
        if kind in ("question", "mention"):
            return await self._crowd.one(slash=kind == "question")
        place, person = self._crowd.somewhere()
        if kind == "button" and (pressed := self._press(place, person)):
            return await self._shown(pressed)
        return await self._shown(self._command(place, person, SAVES if kind == "save" else OWN))

    def _command(self, place: Place, person: Person, choices: list[tuple[str, dict[str, Any]]]) -> Any:
        state = self._local.state
        registered = {one["name"]: one for one in state.commands[None].values()}
        name, values = self._random.choice([one for one in choices if one[0].split()[0] in registered])
        first, *path = name.split()
        data = events.chosen(state, place.channel.guild, registered[first], path, values)
        return events.begin(state, person, place.channel, 2, data, f"/{name}")

    def _press(self, place: Place, person: Person) -> Any:
        """One of the suggestions below some reply that all can see."""
        replies = [one for one in place.channel.messages if one.author is self._local.bot and not one.seen_by]
        for message in self._random.sample(replies, len(replies)):
            ids = re.findall(r"'custom_id': ('s:[^']+'|\"s:[^\"]+\")", str(message.body["components"]))
            if ids:
                data = {"custom_id": ids[0][1:-1], "component_type": 2, "id": 1}
                return events.begin(self._local.state, person, place.channel, 3, data, "suggestion", message)
        return None

    async def _shown(self, interaction: Any) -> bool:
        return await self._local.state.changes.until(lambda: bool(interaction.shown), PATIENCE)

    async def _edit(self) -> None:
        """A moderator changes an answer, with all that comes of it."""
        place = self._crowd.home
        answer = f"No. Most roles ask for a bachelor's degree or equivalent experience ({time.time():.0f})."
        try:
            form = await self._moderator.command(place, "faq edit", entry="phd-required")
            await self._moderator.submits(form, {"Answer": answer})
        except AssertionError:  # not in time
            self.minutes[-1].unanswered += 1
        else:
            self.minutes[-1].edits += 1


def memory_of(process: int) -> float:
    """Resident memory in MB."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text("ascii"))
    return int(found[1]) / 1024 if found else 0.0


def show(minutes: Iterable[Minute], first: int = 1) -> None:
    for number, minute in enumerate(minutes, first):
        print(
            f"| {number} | {len(minute.latencies)} | {minute.percentile(50):.0f} | {minute.percentile(99):.0f} "
            f"| {max(minute.latencies, default=0) * 1000:.0f} | {minute.unanswered} | {minute.edits} "
            f"| {minute.memory:.0f} |",
            flush=True,
        )


def summary(minutes: list[Minute]) -> str:
    third = max(1, len(minutes) // 3)
    first, last = minutes[:third], minutes[-third:]
    p50, p99 = ([statistics.mean(m.percentile(n) for m in part) for part in (first, last)] for n in (50, 99))
    memory = [max(m.memory for m in part) for part in (first, last)]
    answered, missed = sum(len(m.latencies) for m in minutes), sum(m.unanswered for m in minutes)
    return (
        f"\n{answered} events answered, {missed} not, {sum(m.edits for m in minutes)} edits. "
        f"First third → last third: memory {memory[0]:.0f} → {memory[1]:.0f} MB, "
        f"p50 {p50[0]:.0f} → {p50[1]:.0f} ms, p99 {p99[0]:.0f} → {p99[1]:.0f} ms."
    )


async def soaked(options: argparse.Namespace) -> list[Minute]:
    async with LocalDiscord() as local:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(ROOT / "faq.yaml", folder)
            settings = {
                "DISCORD_TOKEN": local.token, "BOT_API_BASE": local.base, "BOT_DATABASE": f"{folder}/soak.db",
                "BOT_FAQ": f"{folder}/faq.yaml", "BOT_KNOWLEDGE": str(ROOT / "knowledge"), "BOT_LOG_LEVEL": "WARNING",
            }  # fmt: skip
            command = (sys.executable, "-m", "bot", "run")
            bot = await asyncio.create_subprocess_exec(*command, env={**os.environ, **settings})
            soak = Soak(local, options.guilds, bot.pid)
            try:
                await local.connected()
                await soak.warm_up()
                await soak.run(options.minutes, options.rate, options.edit_every)
            finally:
                bot.send_signal(signal.SIGTERM)
                await bot.wait()
        for violation in local.violations[:5]:
            print(violation, file=sys.stderr)
        return soak.minutes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--rate", type=float, default=20, help="events a second")
    parser.add_argument("--guilds", type=int, default=50)
    parser.add_argument("--edit-every", type=float, default=60, help="seconds between edits of the FAQ")
    parser.add_argument("--csv", type=Path, help="also write the rows there")
    options = parser.parse_args()
    print("| minute | events | p50 ms | p99 ms | longest ms | unanswered | edits | memory MB |\n" + "|---" * 8 + "|")
    minutes = asyncio.run(soaked(options))
    show(minutes[-1:], len(minutes))
    print(summary(minutes))
    if options.csv:
        rows = [f"{n},{m.percentile(50):.1f},{m.percentile(99):.1f},{m.memory:.1f}" for n, m in enumerate(minutes, 1)]
        options.csv.write_text("\n".join(["minute,p50,p99,memory", *rows]) + "\n", "ascii")


if __name__ == "__main__":
    main()
