"""Kills (-9) a bot's storage under load, over and over; after each kill it is backed up, restored and compared.

python kill_members.py FOLDER TIMES → JSON: kills, what was acknowledged, what of it was lost, where FAQ and history
disagree. FOLDER holds faq.yaml and knowledge/. Eight members save at the same time, a server changes its settings, a
moderator saves the FAQ, and backups are made meanwhile.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.domain.core.profile import Profile
from bot.domain.faq.change import Change
from bot.errors import BotError
from bot.storage.backups import Backups, Places
from bot.storage.database import Database
from bot.storage.faq_file import FaqStore
from bot.storage.faq_log import FaqLog
from bot.storage.guild_settings import GuildSettings
from bot.storage.profiles import Profiles
from bot.storage.restoring import restored

MEMBERS = 8
GUILD = 7
TODAY = date(2026, 11, 28)
LEVELS = ("beginner", "intermediate", "advanced")
Counts = Counter[str]


def one_more(profile: Profile) -> Profile:
    """Another level than before, so that the history has a line more."""
    return profile.with_skill("git", LEVELS[len(profile.history) % 3], TODAY)


class Load:
    """What runs in the process that is killed; every acknowledged change is written to the pipe."""

    def __init__(self, places: Places, folder: Path, pipe: int) -> None:
        self._places = places
        self._backups = Backups(folder / "backups", places, kept=2)
        self._pipe = pipe

    async def run(self) -> None:
        async with Database(self._places.database, copies=self._backups) as database:
            store = FaqStore(self._places.faq, FaqLog(database))
            await asyncio.to_thread(store.settle)
            settings = GuildSettings(database)
            await settings.load()
            members = (self._member(Profiles(database), f"m{number}") for number in range(MEMBERS))
            await asyncio.gather(*members, self._server(settings), self._moderator(store), self._keeper())

    async def _member(self, profiles: Profiles, member: str) -> None:
        while True:
            profile = await profiles.update(member, one_more)
            self._done(member, len(profile.history))

    async def _server(self, settings: GuildSettings) -> None:
        while True:
            new = await settings.change(
                GUILD, lambda old: replace(old, moderators_channel=_next(old.moderators_channel))
            )
            self._done("guild", new.moderators_channel or 0)

    async def _moderator(self, store: FaqStore) -> None:
        while True:
            entry = (await asyncio.to_thread(store.entries))[0]
            number = int(entry.answer) + 1 if entry.answer.isdecimal() else 1
            change = Change(entry, replace(entry, answer=str(number)))
            await asyncio.to_thread(store.save, [change], "discord:1", "", datetime.now(UTC))
            self._done("faq", number)

    async def _keeper(self) -> None:
        while True:
            await asyncio.to_thread(self._backups.make, "automatic")
            self._done("backup", 1)

    def _done(self, who: str, count: int) -> None:
        os.write(self._pipe, f"{who} {count}\n".encode())


def _next(number: int | None) -> int:
    return (number or 0) + 1


def killed(load: Load, reading: int, writing: int, after: float) -> Counts:
    """What was acknowledged until the process was killed, so long after the first acknowledgment."""
    child = os.fork()
    if not child:
        os.close(reading)
        try:
            asyncio.run(load.run())
        except BaseException as error:
            print(repr(error), error.__notes__ if hasattr(error, "__notes__") else "", file=sys.stderr)
        finally:
            os._exit(1)
    os.close(writing)
    told = os.read(reading, 1 << 16)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    while piece := os.read(reading, 1 << 16):
        told += piece
    os.close(reading)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it ended by itself"
    done: Counts = Counter()
    for line in told.decode().split("\n")[:-1]:
        who, count = line.split()
        done[who] = done[who] + 1 if who == "backup" else int(count)
    return done


def found(places: Places) -> tuple[Counts, bool]:
    """What is stored, and whether FAQ and history agree."""
    with Database(places.database) as database:
        store = FaqStore(places.faq, FaqLog(database))
        store.settle()
        stored = dict(
            database.read_sync(lambda db: db.execute("SELECT member, count(*) FROM history GROUP BY 1").fetchall())
        )
        channel = database.read_sync(lambda db: db.execute("SELECT moderators_channel FROM guilds").fetchone())
        answer = store.entries()[0].answer
        saved = int(answer) if answer.isdecimal() else 0
        history = store.log.history("", 1)
        noted = int(history[0].changes[0].after.answer) if history else 0
    return Counter({**stored, "guild": channel[0] if channel else 0, "faq": saved}), noted == saved


def main(folder: Path, times: int) -> None:
    random = Random(times)
    places = Places(folder / "career.db", folder / "faq.yaml", folder / "knowledge")
    by_hand = Backups(folder / "kept", places)
    acknowledged, lost, disagreements, refused = 0, 0, 0, 0
    before: Counts = Counter()
    for _ in range(times):
        reading, writing = os.pipe()
        done = killed(Load(places, folder, writing), reading, writing, random.uniform(0.0, 0.5))
        try:
            archive = by_hand.make("by-hand")
            restored(archive, by_hand)
        except BotError as error:
            print(error, file=sys.stderr)
            refused += 1
        shutil.rmtree(by_hand.folder)
        now, agree = found(places)
        acknowledged += sum(max(done[who] - before[who], 0) for who in done if who != "backup")
        lost += sum(max(done[who] - now[who], 0) for who in done if who != "backup")
        disagreements += not agree
        before = now
    result = {"kills": times, "acknowledged": acknowledged, "lost": lost, "disagreements": disagreements}
    print(json.dumps(result | {"refused": refused, "saved": sum(before.values())}))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), int(sys.argv[2]))
