"""The database's file: opening, refusing, and never harming what is there."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
from pathlib import Path

import pytest

from bot.errors import DatabaseError
from bot.storage.database import Database
from bot.storage.migrations import STEPS

TABLES = {"members", "skills", "readiness", "history"}


def names(db) -> set[str]:
    return set(db.table_names())


async def test_a_new_file_has_the_tables_and_the_settings(tmp_path: Path) -> None:
    async with Database(tmp_path / "career.db") as db:
        assert await db.run(names) >= TABLES
        for pragma, value in (("journal_mode", "wal"), ("foreign_keys", 1), ("secure_delete", 1)):
            assert await db.run(lambda c, p=pragma: c.execute(f"PRAGMA {p}").fetchone()[0]) == value


def test_it_also_works_in_memory_and_without_asyncio() -> None:
    with Database(":memory:") as db:
        assert db.run_sync(names) >= TABLES


def test_opening_twice_keeps_everything(tmp_path: Path) -> None:
    for _ in range(2):
        with Database(tmp_path / "career.db") as db:
            db.run_sync(lambda c: c["members"].insert({"member": "a", "goal": "x"}, pk="member", replace=True))
            assert db.run_sync(lambda c: c["members"].count) == 1


async def test_one_thread_does_everything(tmp_path: Path) -> None:
    async with Database(tmp_path / "career.db") as db:
        threads = await asyncio.gather(*(db.run(lambda c: threading.get_ident()) for _ in range(20)))
        assert set(threads) == {db.run_sync(lambda c: threading.get_ident())}
        assert threading.get_ident() not in threads


async def test_an_error_in_a_function_reaches_the_caller_and_leaves_the_thread_alive() -> None:
    async with Database(":memory:") as db:
        with pytest.raises(ZeroDivisionError):
            await db.run(lambda c: 1 // 0)
        assert await db.run(names) >= TABLES


async def test_a_closed_database_says_so(tmp_path: Path) -> None:
    async with Database(tmp_path / "career.db") as db:
        pass
    with pytest.raises(DatabaseError, match="closed"):
        await db.run(names)
    assert not (tmp_path / "career.db-wal").exists()


def damage(path: Path) -> None:
    with Database(path) as db:
        db.run_sync(lambda c: c["skills"].insert_all({"member": str(n), "skill": "x" * 99} for n in range(500)))
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\x55" * (len(data) - 4096))


def newer(path: Path) -> None:
    with Database(path) as db:
        row = {"migration_set": "career-bot", "name": "add_future", "applied_at": "2030-01-01"}
        db.run_sync(lambda c: c["_sqlite_migrations"].insert(row))


REFUSED = {
    "missing folder": (lambda path: path.parent.rmdir(), "the folder .* does not exist; create it"),
    "a folder": (lambda path: path.mkdir(), "this is a folder"),
    "another kind of file": (lambda path: path.write_bytes(b"version: 1\n" * 999), "not a SQLite database"),
    "damaged": (damage, "damaged .*restore a copy"),
    "newer schema": (newer, r"newer version .*add_future.*update the program"),
}


@pytest.mark.parametrize(("prepare", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_used_is_one_sentence_and_stays_as_it_is(tmp_path: Path, prepare, says: str) -> None:
    path = tmp_path / "inner" / "career.db"
    path.parent.mkdir()
    prepare(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(DatabaseError, match=says) as caught, Database(path) as db:
        db.run_sync(lambda c: list(c["skills"].rows))
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_read_only_file_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "career.db"
    with Database(path):
        pass
    path.chmod(0o400)
    with pytest.raises(DatabaseError, match="cannot be written; check the permissions"), Database(path):
        pass


def test_refused_writing_is_one_sentence() -> None:
    with Database(":memory:") as db:
        db.run_sync(lambda c: c.execute("PRAGMA query_only = ON"))
        with pytest.raises(DatabaseError, match="cannot be written; check the permissions"):
            db.run_sync(lambda c: c["members"].insert({"member": "a"}))


def test_a_place_that_takes_no_file_is_one_sentence() -> None:
    with pytest.raises(DatabaseError, match="cannot be opened or created"), Database(Path("/proc/career.db")):
        pass


def test_a_locked_file_is_one_sentence_and_works_again_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "career.db"
    with Database(path, wait=0.05) as db:
        other = sqlite3.connect(path)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseError, match="another program keeps the database locked"):
            db.run_sync(lambda c: c["members"].insert({"member": "a"}))
        other.rollback()
        other.close()
        db.run_sync(lambda c: c["members"].insert({"member": "a"}))


async def test_behind_a_lock_that_stays_nobody_queues_up_and_reading_goes_on(tmp_path: Path) -> None:
    """With one wait for each of the twenty this would take twenty times as long."""
    path = tmp_path / "career.db"
    async with Database(path, wait=1.0) as db:
        other = sqlite3.connect(path)
        other.execute("BEGIN IMMEDIATE")
        row = {"member": "a"}
        savers = [asyncio.create_task(db.run(lambda c: c["members"].insert(row))) for _ in range(20)]
        assert await db.read(lambda c: c["members"].count) == 0
        assert not any(saver.done() for saver in savers), "the reader waited for nobody"
        results = await asyncio.wait_for(asyncio.gather(*savers, return_exceptions=True), 10)
        assert all(isinstance(result, DatabaseError) for result in results)
        other.rollback()
        other.close()
        await db.run(lambda c: c["members"].insert(row))
        assert await db.read(lambda c: c["members"].count) == 1


def test_who_reads_cannot_write(tmp_path: Path) -> None:
    with Database(tmp_path / "career.db") as db, pytest.raises(DatabaseError, match="cannot be written"):
        db.read_sync(lambda c: c["members"].insert({"member": "a"}))


def test_nobody_else_may_read_the_file(tmp_path: Path) -> None:
    path = tmp_path / "career.db"
    for mode in (None, 0o644):
        if mode:
            path.chmod(mode)
        with Database(path) as db:
            db.run_sync(lambda c: c["counts"].insert({"day": "", "what": "", "entry": "", "times": 1}, replace=True))
            beside = {found.name: found.stat().st_mode & 0o777 for found in tmp_path.glob("career.db*")}
        assert beside == dict.fromkeys(("career.db", "career.db-wal", "career.db-shm"), 0o600)


def test_a_file_locked_at_the_start_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "career.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE anything (x)")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DatabaseError, match="another program keeps"), Database(path, wait=0.05):
        pass
    other.close()


def test_many_open_a_new_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "career.db"
    seen: list[object] = []

    def start() -> None:
        try:
            with Database(path) as db:
                seen.append(db.run_sync(names) >= TABLES)
        except DatabaseError as error:
            seen.append(str(error))

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [True] * 6


def test_steps_have_names_of_their_own() -> None:
    assert len({step.__name__ for step in STEPS}) == len(STEPS)
