"""Check-ins in the database: marked before they are sent, found again after a crash, exported and erased."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.core.check_in import CheckIn
from bot.storage.check_ins import CheckIns
from bot.storage.database import Database
from bot.storage.profiles import Profiles

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
ANA = "discord:1"


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    async with Database(tmp_path / "career.db") as database:
        yield database


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(db: Database, clock: Clock) -> CheckIns:
    return CheckIns(db, now=clock)


def weekly(member: str = ANA) -> CheckIn:
    return CheckIn.weekly(member, 0, 18, "Europe/Berlin", NOW)


async def test_what_is_kept_is_read_back(store: CheckIns) -> None:
    assert await store.get(ANA) is None
    kept = await store.keep(weekly())
    assert await store.get(ANA) == kept == weekly()


async def test_it_waits_when_due_and_after_it_was_begun_it_does_not(store: CheckIns, clock: Clock) -> None:
    await store.keep(weekly())
    assert await store.waiting() == ()
    clock.now += timedelta(days=3)
    assert await store.waiting() == (ANA,)
    assert await store.begin(ANA)
    await store.sent(ANA)
    assert await store.waiting() == ()
    assert await store.begin(ANA) is None


async def test_begun_and_not_confirmed_is_found_again_by_whoever_comes(
    store: CheckIns, clock: Clock, tmp_path: Path
) -> None:
    await store.keep(weekly())
    clock.now += timedelta(days=3)
    begun = await store.begin(ANA)
    async with Database(tmp_path / "career.db") as other:
        again = CheckIns(other, now=clock)
        assert await again.waiting() == (ANA,)
        assert await again.begin(ANA) == begun, "the same one, not another"


async def test_a_new_day_keeps_the_streak(store: CheckIns, clock: Clock) -> None:
    await store.keep(weekly())
    await store.answer(ANA, NOW)
    kept = await store.keep(CheckIn.weekly(ANA, 4, 9, "UTC", NOW))
    assert (kept.streak, kept.weekday) == (1, 4)


async def test_who_was_refused_is_told_once(store: CheckIns, db: Database) -> None:
    await store.keep(weekly())
    await store.refused(ANA)
    later = CheckIns(db)
    await later.load()
    assert later.untold == store.untold == {ANA}
    await later.told(ANA)
    await store.load()
    assert not store.untold


async def test_it_is_exported_and_erased_with_the_rest(store: CheckIns, db: Database) -> None:
    profiles = Profiles(db)
    await store.keep(weekly())
    exported = json.loads(await profiles.export(ANA))
    assert exported["others"]["check_ins"][0]["zone"] == "Europe/Berlin"
    assert (await profiles.counts(ANA))["check_ins"] == 1
    await profiles.erase(ANA)
    assert await store.get(ANA) is None
    assert await store.waiting() == ()


async def test_nothing_happens_to_what_was_erased_meanwhile(store: CheckIns) -> None:
    await store.sent(ANA)
    await store.refused(ANA)
    await store.told(ANA)
    assert await store.answer(ANA, NOW) is None
    assert await store.get(ANA) is None
    assert not store.untold
