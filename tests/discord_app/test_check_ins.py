"""Weekly check-ins over the wire: set by choosing, sent once, answered by buttons, ended when nobody answers."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from local_discord import LocalDiscord, Person, Place, Shown, running, running_client

from bot.advisor import Advisor
from bot.discord_app import housekeeping
from bot.discord_app.client import CareerBot
from bot.domain.understanding.message import Understanding
from bot.faq_desk import FaqDesk
from bot.storage.backups import Backups, Places
from bot.storage.check_ins import CheckIns
from bot.storage.database import Database
from bot.storage.guild_settings import GuildSettings
from bot.storage.knowledge_files import KnowledgeFiles
from bot.storage.profiles import Profiles
from bot.upkeep import Upkeep

MONDAY = {"Day": "Monday", "Hour": "18:00", "Time zone": "Berlin, Paris, Madrid, Rome"}
BEGIN = datetime(2026, 11, 28, 12, tzinfo=UTC)
WEEK = timedelta(weeks=1)


@dataclass
class World:
    """A bot whose clock a test turns; `served` starts it anew on the same files."""

    discord: LocalDiscord
    folder: Path
    now: datetime = BEGIN
    bots: list[CareerBot] = field(default_factory=list)

    @asynccontextmanager
    async def served(self) -> AsyncIterator[None]:
        faq, knowledge = self.folder / "faq.yaml", self.folder / "knowledge"
        files = KnowledgeFiles(knowledge, faq, Understanding.compile, remember=True)
        await files.current_async()
        async with Database(self.folder / "career.db") as database:
            settings, store = GuildSettings(database), CheckIns(database, now=lambda: self.now)
            advisor = Advisor(files.latest, Profiles(database), check_ins=store, today=lambda: self.now.date())
            desk = FaqDesk(files, faq, database)
            await settings.load()
            await desk.start()
            await store.load()
            upkeep = Upkeep(database, Backups(self.folder / "backups", Places(database.path, faq, knowledge)), faq)
            bot = CareerBot(
                advisor=advisor, knowledge=files, settings=settings, desk=desk, upkeep=upkeep, check_ins=store
            )
            async with running_client(self.discord, bot):
                self.bots.append(bot)
                yield

    async def at(self, moment: datetime) -> None:
        """The round of check-ins at that moment."""
        self.now = moment
        await self.bots[-1].check_in_rounds.go()
        await self.discord.settled()


@pytest.fixture
def world(discord: LocalDiscord, general: Place, small_knowledge: Path) -> World:
    return World(discord, small_knowledge.parent)


async def wants_them(place: Place, person: Person) -> Shown:
    await person.command(place, "goal", role="Data Engineer", hours=6)
    shown = await person.command(place, "reminders")
    return await person.submits(await person.press(shown, "Remind me"), MONDAY)


def received(person: Person) -> list[Shown]:
    return [one for one in person.dm.from_bot if "Your week" in one.text]


FIRST = datetime(2026, 11, 30, 17, tzinfo=UTC)


async def test_nobody_is_written_to_who_has_not_asked(world: World, general: Place, ana: Person) -> None:
    async with world.served():
        await ana.command(general, "goal", role="Data Engineer")
        await ana.command(general, "plan")
        await world.at(FIRST + WEEK)
        assert not ana.dm.from_bot


async def test_it_is_set_by_choosing_and_shown(world: World, general: Place, ana: Person) -> None:
    async with world.served():
        kept = await wants_them(general, ana)
        assert kept.ephemeral
        assert "Every **Monday** at **18:00** (Europe/Berlin)" in kept.text
        assert "Mon, Nov 30, 2026 at 18:00" in kept.text
        form = await ana.press(kept, "Remind me")
        preset = [o["label"] for o in form.modal.fields["Day"]["options"] if o.get("default")]
        assert preset == ["Monday"]
        quiet = await ana.submits(form, {"Quiet weeks before the first": "2 weeks", "Another time zone": "tokyo"})
        assert "Asia/Tokyo" in quiet.text
        assert "Dec 14, 2026" in quiet.text
        direct = await ana.command(general, "reminders", day=4, hour=9, timezone="Europe/Vienna")
        assert "Every **Friday** at **9:00** (Europe/Vienna)" in direct.text
        quiet = await ana.command(general, "reminders", quiet=3)
        assert "Every **Friday** at **9:00** (Europe/Vienna)" in quiet.text
        assert "Dec 25, 2026" in quiet.text
        assert "Europe/Vienna" in await ana.types(general, "reminders", timezone="vienn")
        wrong = await ana.command(general, "reminders", timezone="gotham")
        assert "I do not know the time zone “gotham”" in wrong.text


async def test_a_check_in_comes_once_with_the_present_step(world: World, general: Place, ana: Person) -> None:
    async with world.served():
        await wants_them(general, ana)
        await world.at(FIRST - timedelta(minutes=1))
        assert not received(ana)
        await world.at(FIRST)
        await world.at(FIRST + timedelta(hours=1))
        (one,) = received(ana)
        assert one.text.startswith("### Your week\n**Python** is your present step")
        assert one.buttons == ["Done", "Still at it", "Stop"]


async def test_done_records_the_skill_and_shows_the_next_step(world: World, general: Place, ana: Person) -> None:
    async with world.served():
        await wants_them(general, ana)
        await world.at(FIRST)
        (one,) = received(ana)
        card = await ana.submits(await ana.press(one, "Done"), {"How well can you do it now?": "Intermediate"})
        assert card.message is one.message
        assert "Python (intermediate)" in card.text
        assert "Now: **SQL**" in card.text
        assert {"Done", "Skip", "Undo"} <= set(card.buttons)


async def test_still_at_it_counts_and_a_streak_is_shown_and_a_broken_one_is_not_spoken_of(
    world: World, general: Place, ana: Person
) -> None:
    async with world.served():
        await wants_them(general, ana)
        for week in range(3):
            await world.at(FIRST + week * WEEK)
            answered = await ana.press(received(ana)[-1], "Still at it")
        assert "3 weeks in a row" in answered.text
        assert not {"Done", "Still at it"} & set(answered.buttons)
        await world.at(FIRST + 3 * WEEK)
        assert "3 weeks in a row" in received(ana)[-1].text
        await world.at(FIRST + 4 * WEEK)
        assert "row" not in received(ana)[-1].text
        assert "miss" not in received(ana)[-1].text


async def test_stop_stops_and_so_do_words(world: World, general: Place, ana: Person) -> None:
    async with world.served():
        await wants_them(general, ana)
        await world.at(FIRST)
        await ana.press(received(ana)[0], "Stop")
        await world.at(FIRST + WEEK)
        assert len(received(ana)) == 1
        kept = await wants_them(general, ana)
        assert "Stopped" in (await ana.press(kept, "Stop")).text
        await world.at(FIRST + 5 * WEEK)
        assert len(received(ana)) == 1


async def test_it_stops_by_itself_after_four_without_an_answer(world: World, general: Place, ana: Person) -> None:
    async with world.served():
        await wants_them(general, ana)
        for week in range(9):
            await world.at(FIRST + week * WEEK)
        assert len(received(ana)) == 4
        assert "I stop after this one" in received(ana)[-1].text
        await ana.press(received(ana)[-1], "Still at it")
        await world.at(FIRST + 10 * WEEK)
        assert len(received(ana)) == 5, "an answer brings it back"


async def test_after_an_outage_it_catches_up_once_and_a_restart_sends_nothing_twice(
    world: World, general: Place, ana: Person
) -> None:
    async with world.served():
        await wants_them(general, ana)
        await world.at(FIRST)
    async with world.served():
        await world.at(FIRST + timedelta(minutes=5))
        assert len(received(ana)) == 1
        await ana.press(received(ana)[0], "Still at it")
    async with world.served():
        await world.at(FIRST + 3.5 * WEEK)
        await world.at(FIRST + 3.6 * WEEK)
        assert len(received(ana)) == 2


@pytest.mark.parametrize("sent", [True, False])
async def test_killed_between_the_mark_and_the_confirmation(
    sent: bool, world: World, general: Place, ana: Person
) -> None:
    async with world.served():
        await wants_them(general, ana)
        store = world.bots[-1].check_ins
        if sent:
            await world.at(FIRST)
            await store._change(_member(ana), lambda row: replace(row, sending=FIRST))
        else:
            world.now = FIRST
            await store.begin(_member(ana))
    world.discord.pass_time(3600)  # longer than Discord remembers a nonce
    async with world.served():
        await world.at(FIRST + timedelta(hours=1))
        await world.at(FIRST + timedelta(hours=2))
        assert len(received(ana)) == 1


async def test_where_discord_fails_the_next_round_sends_it(
    world: World, discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with world.served():
        await wants_them(general, ana)
        discord.fail_next("POST", "/channels/*/messages", status=503)
        await world.at(FIRST)
        assert not received(ana)
        await world.at(FIRST + timedelta(minutes=1))
        assert len(received(ana)) == 1


async def test_closed_direct_messages_end_it_with_a_note_at_the_next_contact(
    world: World, general: Place, ana: Person
) -> None:
    async with world.served():
        await wants_them(general, ana)
        ana.dms_open = False
        await world.at(FIRST)
        await world.at(FIRST + WEEK)
    async with world.served():
        told = await ana.command(general, "plan")
        assert "your direct messages are closed to me" in told.text
        assert "closed to me" not in (await ana.command(general, "plan")).text
        ana.dms_open = True
        await wants_them(general, ana)
        await world.at(world.now + WEEK)
        assert len(received(ana)) == 1


async def test_deleting_ones_data_ends_it(world: World, general: Place, ana: Person) -> None:
    async with world.served():
        await wants_them(general, ana)
        shown = await ana.command(general, "privacy show")
        assert "check-ins: 1" in shown.text
        asked = await ana.command(general, "privacy delete")
        await ana.press(asked, "Yes, delete")
        await world.at(FIRST)
        assert not received(ana)


async def test_a_year_of_a_few_members_with_restarts_and_clock_changes(
    world: World, discord: LocalDiscord, general: Place
) -> None:
    """Each answers each: every week one arrives, at the same hour on the wall, none lost and none double."""
    people = [discord.user(f"p{number}") for number in range(int(os.environ.get("CHECK_IN_MEMBERS", "4")))]
    async with world.served():
        for person in people:
            await wants_them(general, person)
    for quarter in range(4):
        async with world.served():
            for week in range(quarter * 13, quarter * 13 + 13):
                slot = FIRST + week * WEEK - timedelta(hours=_is_summer(FIRST + week * WEEK))
                await world.at(slot - timedelta(minutes=1))
                await world.at(slot)
                await world.at(slot + timedelta(hours=2))
                for person in people:
                    assert len(received(person)) == week + 1
                    await world.bots[-1].check_ins.answer(_member(person), world.now)
    assert {len(received(person)) for person in people} == {52}


def _is_summer(moment: datetime) -> bool:
    return bool(moment.astimezone(ZoneInfo("Europe/Berlin")).dst())


def _member(person: Person) -> str:
    return f"discord:{person.id}"


async def test_the_bot_looks_by_itself(
    discord: LocalDiscord, general: Place, ana: Person, small_knowledge: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(housekeeping, "CHECK_IN_SECONDS", 0.05)
    async with running(discord, small_knowledge.parent) as bot:
        await wants_them(general, ana)
        with closing(sqlite3.connect(bot.database)) as database, database:
            database.execute("UPDATE check_ins SET next_at = '2026-01-05T17:00:00+00:00'")
        assert await discord.state.changes.until(lambda: received(ana), 10)
        await discord.settled()
        assert len(received(ana)) == 1
