"""Open questions in the database: without names, once each, for 30 days; and counts that lose nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.domain.faq.unanswered import Count
from bot.storage.database import Database
from bot.storage.questions import MOST_KEPT, Questions

DAY = date(2026, 5, 1)


@pytest.fixture
async def db() -> AsyncIterator[Database]:
    async with Database(":memory:") as database:
        yield database


@pytest.fixture
def questions(db: Database) -> Questions:
    return Questions(db)


async def texts(questions: Questions, day: date = DAY) -> list[str]:
    return [one.text for one in await questions.kept(day)]


async def test_who_asked_is_told_apart_but_not_named(tmp_path: Path) -> None:
    async with Database(tmp_path / "career.db") as db:
        questions = Questions(db)
        for member in ("discord:4711", "discord:4711", "discord:815"):
            await questions.keep(member, f"is there a guild for cats, {len(member)}", DAY, "unanswered")
        kept = await questions.kept(DAY)
    assert len({one.asker for one in kept}) == 2
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"4711" not in content
    assert b"guild for cats" in content


async def test_another_database_knows_the_same_member_by_another_name(tmp_path: Path) -> None:
    askers = set()
    for name in ("one.db", "two.db"):
        async with Database(tmp_path / name) as db:
            await Questions(db).keep("discord:4711", "why", DAY, "unanswered")
            askers |= {one.asker for one in await Questions(db).kept(DAY)}
    assert len(askers) == 2


async def test_a_restart_knows_the_same_member_by_the_same_name(tmp_path: Path) -> None:
    for _ in range(2):
        async with Database(tmp_path / "career.db") as db:
            await Questions(db).keep("discord:4711", "why", DAY, "unanswered")
            kept = await Questions(db).kept(DAY)
    assert len(kept) == 1


async def test_the_same_question_is_kept_once_with_its_last_day(questions: Questions) -> None:
    for day in (DAY, DAY + timedelta(3)):
        await questions.keep("a", "why", day, "unanswered")
    (one,) = await questions.kept(DAY + timedelta(3))
    assert one.day == DAY + timedelta(3)


async def test_sharing_stays_shared(questions: Questions) -> None:
    await questions.keep("a", "why", DAY, "unanswered")
    await questions.keep("a", "why", DAY, "unanswered", shared=True)
    await questions.keep("a", "why", DAY, "unanswered")
    assert [one.shared for one in await questions.kept(DAY)] == [True]


async def test_after_30_days_it_is_gone_whoever_looks_or_asks(questions: Questions) -> None:
    await questions.keep("a", "old", DAY, "unanswered")
    assert await texts(questions, DAY + timedelta(30)) == ["old"]
    await questions.keep("b", "new", DAY + timedelta(31), "unanswered")
    assert await texts(questions, DAY) == ["new"]


async def test_the_file_forgets_it_too(tmp_path: Path) -> None:
    async with Database(tmp_path / "career.db") as db:
        await Questions(db).keep("a", "where can I adopt a wombat", DAY, "unanswered")
        await Questions(db).purge(DAY + timedelta(31))
        content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"wombat" not in content


async def test_a_flood_pushes_out_the_oldest(db: Database, questions: Questions) -> None:
    def flood(connection) -> None:
        row = {"asker": "x", "day": DAY.isoformat(), "why": "unanswered", "target": "", "shared": 0, "settled": 0}
        connection["questions"].insert_all({**row, "text": f"spam {n}"} for n in range(MOST_KEPT + 10))

    await db.run(flood)
    await questions.keep("a", "real", DAY, "unanswered")
    kept = await texts(questions)
    assert len(kept) == MOST_KEPT
    assert kept[-1] == "real"


async def test_what_is_settled_stays_settled_when_asked_again(questions: Questions) -> None:
    await questions.keep("a", "why", DAY, "unanswered")
    (one,) = await questions.kept(DAY)
    await questions.settle([one.number])
    await questions.keep("a", "why", DAY + timedelta(1), "unanswered")
    assert [one.settled for one in await questions.kept(DAY)] == [True]


async def test_a_number_is_never_used_twice(db: Database, questions: Questions) -> None:
    await questions.keep("a", "first", DAY, "unanswered")
    (first,) = await questions.kept(DAY)
    await db.run(lambda c: c["questions"].delete_where("1"))
    await questions.keep("a", "second", DAY, "unanswered")
    (second,) = await questions.kept(DAY)
    assert second.number > first.number


async def test_counts_come_together_and_lose_nothing(questions: Questions) -> None:
    await asyncio.gather(*(questions.count("answer", "phd-required", DAY) for _ in range(200)))
    await questions.count("answer", "", DAY)
    await questions.count("wrong", "phd-required", DAY + timedelta(1))
    assert set(await questions.counts()) == {
        Count(DAY, "answer", "phd-required", 200),
        Count(DAY, "answer", "", 1),
        Count(DAY + timedelta(1), "wrong", "phd-required", 1),
    }
