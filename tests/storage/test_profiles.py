"""A member's record in the database: kept, exported, imported, erased; nothing lost, nothing left behind."""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.core.check_in import CheckIn
from bot.domain.core.levels import ROLE_LEVELS, SKILL_LEVELS
from bot.domain.core.profile import Change, HeldSkill, Profile
from bot.errors import BotError, DatabaseError
from bot.storage.check_ins import CheckIns
from bot.storage.database import Database
from bot.storage.faq_drafts import FaqDrafts
from bot.storage.profiles import Profiles, export_text, imported_profile
from bot.storage.questions import Questions

DAY, NEXT = date(2026, 5, 1), date(2026, 5, 9)
ROOT = Path(__file__).parents[2]


@pytest.fixture
async def db() -> AsyncIterator[Database]:
    async with Database(":memory:") as database:
        yield database


@pytest.fixture
def profiles(db: Database) -> Profiles:
    return Profiles(db)


def ana(profile: Profile) -> Profile:
    """A record with something in every part."""
    profile = profile.with_skill("python", "beginner", DAY).with_skill("sql", "advanced", DAY)
    profile = profile.with_skill("python", "intermediate", NEXT).without_skill("sql", NEXT)
    profile = profile.with_goal("data-engineer", NEXT, level="senior", hours=7.5)
    profile = replace(profile, plan={"data-engineer:docker": "skip", "data-engineer:aws": "first"})
    return profile.with_readiness({"daily-use": 4, "checks-results": 2}, NEXT)


async def test_an_unknown_member_has_an_empty_record(profiles: Profiles) -> None:
    assert await profiles.get("terminal:nobody") == Profile("terminal:nobody")
    assert set((await profiles.counts("terminal:nobody")).values()) == {0}


async def test_what_is_reported_is_there_the_next_time(profiles: Profiles) -> None:
    new = await profiles.update("terminal:ana", ana)
    assert new == ana(Profile("terminal:ana"))
    assert await profiles.get("terminal:ana") == new
    assert await profiles.get("terminal:bob") == Profile("terminal:bob")


async def test_the_record_lasts_in_the_file(tmp_path: Path) -> None:
    async with Database(tmp_path / "career.db") as db:
        await Profiles(db).update("terminal:ana", ana)
    async with Database(tmp_path / "career.db") as db:
        assert await Profiles(db).get("terminal:ana") == ana(Profile("terminal:ana"))


async def test_ids_the_knowledge_no_longer_has_stay_stored(profiles: Profiles) -> None:
    await profiles.update("a", lambda p: p.with_skill("cobol-85", "advanced", DAY))
    assert "cobol-85" in (await profiles.update("a", lambda p: p.with_skill("sql", "beginner", NEXT))).skills


async def test_no_difference_writes_nothing(db: Database, profiles: Profiles) -> None:
    await profiles.update("a", ana)
    before = await db.run(lambda c: c.conn.total_changes)
    await profiles.update("a", lambda p: p)
    assert await db.run(lambda c: c.conn.total_changes) == before


async def test_history_grows_by_its_new_lines_only(db: Database, profiles: Profiles) -> None:
    await profiles.update("a", ana)
    last = await db.run(lambda c: max(row["id"] for row in c["history"].rows))
    await profiles.update("a", lambda p: p.with_skill("git", "beginner", NEXT))
    assert await db.run(lambda c: [row["id"] for row in c["history"].rows_where("id > ?", [last])]) == [last + 1]


async def test_a_change_that_fails_leaves_the_old_record(profiles: Profiles) -> None:
    await profiles.update("a", ana)
    with pytest.raises(ZeroDivisionError):
        await profiles.update("a", lambda p: p.with_goal(str(1 // 0), DAY))
    with pytest.raises(DatabaseError):
        await profiles.update("a", lambda p: replace(p, goal="x").with_skill("bad\udcff", "beginner", DAY))
    assert await profiles.get("a") == ana(Profile("a"))


async def test_many_changes_at_once_are_all_kept(profiles: Profiles) -> None:
    def with_skill(n: int):
        return lambda p: p.with_skill(f"s{n}", "beginner", DAY)

    await asyncio.gather(*(profiles.update("a", with_skill(n)) for n in range(40)))
    profile = await profiles.get("a")
    assert len(profile.skills) == len(profile.history) == 40


# Export and import


async def test_the_export_is_readable_and_complete(profiles: Profiles) -> None:
    await profiles.update("terminal:ana", ana)
    data = json.loads(await profiles.export("terminal:ana"))
    assert data["version"] == 1
    assert data["profile"]["member"] == "terminal:ana"
    assert data["profile"]["skills"] == {
        "python": {"level": "intermediate", "since": "2026-05-01", "changed": "2026-05-09"}
    }
    assert data["profile"]["readiness"] == {"daily-use": 4, "checks-results": 2}
    assert len(data["profile"]["history"]) == 9


async def test_import_after_erase_restores_the_identical_record(profiles: Profiles) -> None:
    before = await profiles.update("a", ana)
    text = await profiles.export("a")
    await profiles.erase("a")
    assert await profiles.import_("a", text) == before
    assert await profiles.get("a") == before
    assert await profiles.export("a") == text


async def test_import_replaces_what_is_there_and_belongs_to_the_importer(profiles: Profiles) -> None:
    await profiles.update("a", ana)
    await profiles.update("b", lambda p: p.with_skill("rust", "advanced", DAY).with_goal("painter", DAY))
    text = await profiles.export("a")
    assert await profiles.import_("b", text) == replace(await profiles.get("a"), member="b")
    assert await profiles.get("b") == replace(await profiles.get("a"), member="b")


GOOD = export_text(ana(Profile("a")))
FOREIGN = {
    "nothing": "",
    "no JSON": "hello",
    "a list": "[]",
    "another object": '{"a": 1}',
    "another version": GOOD.replace('"version": 1', '"version": 2'),
    "unknown key": GOOD.replace('"goal"', '"gaol"'),
    "wrong level": GOOD.replace('"intermediate"', '"wizard"'),
    "wrong date": GOOD.replace("2026-05-09", "2026-15-09"),
    "score too high": GOOD.replace('"daily-use": 4', '"daily-use": 6'),
    "score as text": GOOD.replace('"daily-use": 4', '"daily-use": "4"'),
    "hours endless": GOOD.replace('"hours": 7.5', '"hours": Infinity'),
    "hours no number": GOOD.replace('"hours": 7.5', '"hours": NaN'),
    "hours negative": GOOD.replace('"hours": 7.5', '"hours": -1'),
    "cut off": GOOD[:-20],
    "deep": "[" * 100_000,
    "surrogate": '{"a": "\udcff"}',
    "huge": " " * 6_000_000,
}


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN.keys())
async def test_foreign_files_are_refused_in_a_sentence_and_change_nothing(profiles: Profiles, text: str) -> None:
    await profiles.update("a", ana)
    with pytest.raises(BotError, match="Nothing was imported"):
        await profiles.import_("a", text)
    assert await profiles.get("a") == ana(Profile("a"))


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
DATES = st.dates()
HELD = st.builds(HeldSkill, st.sampled_from(SKILL_LEVELS), DATES, DATES)
CHANGES = st.builds(
    Change, DATES, st.sampled_from(["skill", "goal", "level", "hours", "readiness"]), WORDS, WORDS, WORDS
)
RECORDS = st.builds(
    Profile,
    member=WORDS,
    skills=st.dictionaries(WORDS, HELD, max_size=5),
    goal=WORDS,
    level=st.none() | st.sampled_from(ROLE_LEVELS),
    hours=st.none() | st.floats(0, 168),
    readiness=st.dictionaries(WORDS, st.integers(1, 5), max_size=5),
    history=st.lists(CHANGES, max_size=5).map(tuple),
)


@settings(deadline=None)
@given(RECORDS)
def test_export_and_import_are_exact_opposites(record: Profile) -> None:
    assert imported_profile(export_text(record)) == record


@settings(max_examples=60, deadline=None)
@given(RECORDS, RECORDS)
def test_any_record_may_follow_any_other(first: Profile, second: Profile) -> None:
    async def both() -> None:
        async with Database(":memory:") as db:
            profiles = Profiles(db)
            for record in (first, second):
                wanted = replace(record, member="m")
                assert await profiles.update("m", lambda _, wanted=wanted: wanted) == wanted
                assert await profiles.get("m") == wanted
            await profiles.erase("m")
            assert await profiles.import_("m", export_text(second)) == await profiles.get("m") == wanted

    asyncio.run(both())


# Erasing


NOT_OF_MEMBERS = {
    *("_sqlite_migrations", "sqlite_sequence", "guilds", "first_server"),
    *("salt", "counts", "faq_revisions", "faq_changes"),
}


async def test_erasing_leaves_no_row_in_any_table(db: Database, profiles: Profiles) -> None:
    """Walks the schema: a new table with text of members must have a column `member` or `asker`, or be named here."""
    for member in ("terminal:ana", "terminal:bob"):
        await profiles.update(member, ana)
        await Questions(db).keep(member, f"a question of {member}", DAY, "unanswered")
        await FaqDrafts(db).keep(member, None, {"answer": f"typed by {member}"}, datetime(2026, 5, 1, tzinfo=UTC))
        await db.run(lambda c, member=member: c["faq_authors"].insert({"member": member}))
        await CheckIns(db).keep(CheckIn.weekly(member, 0, 18, "UTC", datetime(2026, 5, 1, tzinfo=UTC)))
    tables = await db.run(lambda c: {name: set(c[name].columns_dict) for name in c.table_names()})
    assert {name for name, columns in tables.items() if not columns & {"member", "asker"}} <= NOT_OF_MEMBERS
    counts = await profiles.counts("terminal:ana")
    assert counts.keys() >= {"members", "skills", "readiness", "history", "questions"}
    assert all(counts.values())
    assert await profiles.erase("terminal:ana") == counts
    for name in tables:
        rows = await db.run(lambda c, name=name: [str(row) for row in c[name].rows])
        assert not any("terminal:ana" in row for row in rows)
    assert set((await profiles.counts("terminal:ana")).values()) == {0}
    assert await profiles.get("terminal:ana") == Profile("terminal:ana")
    assert await profiles.get("terminal:bob") == ana(Profile("terminal:bob"))
    assert [one.text for one in await Questions(db).kept(DAY)] == ["a question of terminal:bob"]


async def test_the_export_holds_the_members_open_questions_and_no_import_brings_them_back(
    db: Database, profiles: Profiles
) -> None:
    await Questions(db).keep("a", "can I work as a wizard?", DAY, "unanswered")
    await Questions(db).keep("b", "another one", DAY, "unanswered")
    text = await profiles.export("a")
    assert json.loads(text)["questions"] == [{"day": DAY.isoformat(), "question": "can I work as a wizard?"}]
    await profiles.erase("a")
    await profiles.import_("a", text)
    assert [one.text for one in await Questions(db).kept(DAY)] == ["another one"]


async def test_erasing_leaves_no_trace_in_the_file(tmp_path: Path) -> None:
    async with Database(tmp_path / "career.db") as db:
        profiles = Profiles(db)
        await profiles.update("terminal:bob", ana)
        for n in range(200):
            skill = f"secret-skill-{n}"
            await profiles.update("terminal:ana-lovelace", lambda p, skill=skill: p.with_skill(skill, "beginner", DAY))
        await profiles.erase("terminal:ana-lovelace")
        left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"ana-lovelace" not in left
    assert b"secret-skill" not in left
    assert b"terminal:bob" in left


# Several programs at once

WRITER = """
import asyncio, sys
from datetime import date
from pathlib import Path
from bot.storage.database import Database
from bot.storage.profiles import Profiles

async def main(path, name, count):
    async with Database(Path(path)) as db:
        for n in range(int(count)):
            await Profiles(db).update("m", lambda p: p.with_skill(f"{name}-{n}", "beginner", date(2026, 5, 1)))

asyncio.run(main(*sys.argv[1:]))
"""
FLIPPER = """
import asyncio, sys
from datetime import date
from pathlib import Path
from bot.storage.database import Database
from bot.storage.profiles import Profiles

def all_at(level):
    def change(p):
        for n in range(20):
            p = p.with_skill(f"s{n}", level, date(2026, 5, 1))
        return p.with_goal(level, date(2026, 5, 1))
    return change

async def main(path):
    async with Database(Path(path)) as db:
        print("ready", flush=True)
        while True:
            for level in ("beginner", "advanced"):
                await Profiles(db).update("m", all_at(level))

asyncio.run(main(sys.argv[1]))
"""


async def test_two_programs_writing_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "career.db"
    programs = [subprocess.Popen([sys.executable, "-c", WRITER, path, name, "30"], cwd=ROOT) for name in ("a", "b")]
    assert [program.wait() for program in programs] == [0, 0]
    async with Database(path) as db:
        profile = await Profiles(db).get("m")
    assert set(profile.skills) == {f"{name}-{n}" for name in ("a", "b") for n in range(30)}
    assert len(profile.history) == 60


async def test_a_killed_program_leaves_the_old_or_the_new_record(tmp_path: Path) -> None:
    path = tmp_path / "career.db"
    for _ in range(4):
        program = subprocess.Popen([sys.executable, "-c", FLIPPER, path], cwd=ROOT, stdout=subprocess.PIPE)
        assert program.stdout
        program.stdout.readline()
        time.sleep(random.uniform(0.02, 0.1))
        program.kill()
        program.communicate()
        async with Database(path) as db:
            profile = await Profiles(db).get("m")
        assert {held.level for held in profile.skills.values()} == ({profile.goal} if profile.goal else set())
        assert len(profile.skills) in (0, 20)
        assert len(profile.history) % 21 == 0


async def test_the_export_leaves_out_no_table(profiles: Profiles, db: Database) -> None:
    """A moderator's draft is theirs, too; a table added later is found by its column."""
    await db.run(lambda rows: rows.table("faq_drafts").insert({"member": "a", "typed": "half an answer"}))
    await db.run(lambda rows: rows.table("later").insert({"member": "a", "what": "something new"}))
    await db.run(lambda rows: rows.table("later").insert({"member": "b", "what": "of somebody else"}))
    exported = json.loads(await profiles.export("a"))
    assert exported["others"]["faq_drafts"][0]["typed"] == "half an answer"
    assert exported["others"]["later"] == [{"what": "something new"}]
    assert imported_profile(json.dumps(exported)).member == "a"
