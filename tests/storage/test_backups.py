"""Backups hold all of one moment, are checked, expire, and come back whole; a bare copy of a file does too."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import BotError, DatabaseError
from bot.storage.archives import manifest_of, verified
from bot.storage.backups import Backups, Places, made_at
from bot.storage.database import Database
from bot.storage.restoring import restored

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
Change = Callable[[Path], object]


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def backups(small_knowledge: Path, small_faq: Path, tmp_path: Path, clock: Clock) -> Backups:
    places = Places(tmp_path / "career.db", small_faq, small_knowledge, {"BOT_LOG_LEVEL": "DEBUG"})
    goal(places.database, "data-engineer")
    return Backups(tmp_path / "backups", places, kept=3, now=clock)


def goal(database: Path, role: str) -> None:
    with Database(database) as opened:
        opened.run_sync(lambda db: db["members"].upsert({"member": "ana", "goal": role}, pk="member"))


def goal_of(database: Path) -> str:
    with Database(database) as opened:
        return opened.read_sync(lambda db: next(db["members"].rows)["goal"])


def test_an_archive_holds_everything_of_one_moment_and_nobody_else_may_read_it(backups: Backups) -> None:
    path = backups.make("by-hand")
    manifest = manifest_of(path)
    assert path.name == "career-2026-11-28-120000-by-hand.zip"
    assert path.stat().st_mode & 0o777 == 0o600
    assert backups.folder.stat().st_mode & 0o777 == 0o700
    assert {"career.db", "faq.yaml", "knowledge/skills.yaml", "settings.env"} <= manifest.files.keys()
    assert manifest.rows["members"] == 1
    assert zipfile.ZipFile(path).read("settings.env") == b"BOT_LOG_LEVEL=DEBUG\n"
    assert [found.name for found in backups.folder.iterdir()] == [path.name]


def test_while_the_database_is_in_use_what_was_saved_last_is_in_it(backups: Backups) -> None:
    database = backups.places.database
    with Database(database) as opened:
        opened.run_sync(lambda db: db.execute("UPDATE members SET goal = 'data-analyst'") and db.conn.commit())
        path = backups.make("by-hand")
        assert database.with_name("career.db-wal").stat().st_size, "it is in the log only"
    goal(database, "other")
    restored(path, backups)
    assert goal_of(database) == "data-analyst"


def test_all_comes_back_and_what_was_there_is_set_aside(backups: Backups) -> None:
    places = backups.places
    path = backups.make("by-hand")
    faq, roles = places.faq.read_bytes(), places.knowledge / "roles"
    engineer = (roles / "data-engineer.yaml").read_bytes()
    goal(places.database, "other")
    places.faq.write_text("version: 1\nentries: []\n")
    (roles / "data-engineer.yaml").write_text("broken: [")
    (roles / "new.yaml").write_text("id: new\n")

    told = "\n".join(restored(path, backups))

    assert goal_of(places.database) == "data-engineer"
    assert places.faq.read_bytes() == faq
    assert (roles / "data-engineer.yaml").read_bytes() == engineer
    assert not (roles / "new.yaml").exists()
    (aside,) = backups.folder.glob("before-restore-*")
    assert goal_of(aside / "career.db") == "other"
    assert (aside / "faq.yaml").read_text() == "version: 1\nentries: []\n"
    assert (aside / "knowledge" / "roles" / "new.yaml").exists()
    for part in ("career.db", "faq.yaml", "knowledge", str(aside), "members"):
        assert part in told


def test_what_is_the_same_is_left_alone(backups: Backups) -> None:
    path = backups.make("by-hand")
    before = backups.places.faq.stat().st_mtime_ns
    told = "\n".join(restored(path, backups))
    assert backups.places.faq.stat().st_mtime_ns == before
    assert told.count("is the same as in the backup") == 2


def test_settings_of_that_time_are_told_where_they_differ(backups: Backups) -> None:
    path = backups.make("by-hand")
    now = Backups(backups.folder, Places(backups.places.database, backups.places.faq, backups.places.knowledge))
    assert any("BOT_LOG_LEVEL=DEBUG" in line for line in restored(path, now))


def test_on_a_new_machine_all_is_made(backups: Backups, tmp_path: Path) -> None:
    path = backups.make("by-hand")
    new = tmp_path / "new"
    new.mkdir()
    moved = Backups(new / "backups", Places(new / "career.db", new / "faq.yaml", new / "knowledge"))
    restored(path, moved)
    assert goal_of(new / "career.db") == "data-engineer"
    assert (new / "faq.yaml").read_bytes() == backups.places.faq.read_bytes()
    assert (new / "knowledge" / "skills.yaml").exists()
    assert not list(moved.folder.glob("before-restore-*")), "nothing was there"


def test_a_bare_copy_of_the_database_comes_back_too(backups: Backups, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy(backups.places.database, copy)
    goal(backups.places.database, "other")
    restored(copy, backups)
    assert goal_of(backups.places.database) == "data-engineer"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 255
    path.write_bytes(data)


def no_archive(path: Path) -> None:
    path.write_text("hello")


def other_archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("photo.txt", "x")


def escaping(path: Path) -> None:
    _rewritten(path, lambda told: told["files"].update({"../../evil": "0"}))


def newer(path: Path) -> None:
    _rewritten(path, lambda told: told.update(format=2))


def _rewritten(path: Path, change: Callable[[dict], object]) -> None:
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    told = json.loads(files["manifest.json"])
    change(told)
    files["manifest.json"] = json.dumps(told).encode()
    files["../../evil"] = b"evil"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)


@pytest.mark.parametrize("harm", [cut, flipped, no_archive, other_archive, escaping, newer, Path.unlink])
def test_a_backup_that_is_none_is_refused_before_anything_changes(backups: Backups, harm: Change) -> None:
    path = backups.make("by-hand")
    harm(path)
    before = {found: found.read_bytes() for found in backups.folder.parent.rglob("*") if found.is_file()}
    with pytest.raises(BotError) as refused:
        restored(path, backups)
    assert str(path) in str(refused.value)
    assert {found: found.read_bytes() for found in backups.folder.parent.rglob("*") if found.is_file()} == before


def test_a_backup_of_a_newer_program_is_refused(backups: Backups) -> None:
    add = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('career-bot', 'fly', '')"
    with closing(sqlite3.connect(backups.places.database)) as opened, opened:
        opened.execute(add)
    path = backups.make("by-hand")
    with pytest.raises(BotError, match=r"newer version .*\(fly\).*update the program first"):
        restored(path, backups)


def test_of_a_damaged_database_no_backup_is_made(backups: Backups) -> None:
    path = backups.places.database
    path.write_bytes(path.read_bytes()[:8192])
    with pytest.raises(BotError, match="damaged"):
        backups.make("automatic")
    assert backups.all() == []


def test_automatic_ones_expire_and_those_made_by_hand_stay(backups: Backups, clock: Clock) -> None:
    by_hand = backups.make("by-hand")
    for _ in range(5):
        clock.now += timedelta(days=1)
        assert backups.due()
        backups.make("automatic")
        assert not backups.due()
    automatic = [path for path in backups.all() if path != by_hand]
    assert [made_at(path).day for path in automatic] == [3, 2, 1]
    assert by_hand.exists()


def test_a_clock_that_was_set_back_stops_no_backups(backups: Backups, clock: Clock) -> None:
    for _ in range(3):
        clock.now += timedelta(days=1)
        backups.make("automatic")
    clock.now -= timedelta(days=365)
    assert backups.due()
    new = backups.make("automatic")
    assert new.exists()
    verified(new)


def test_a_clock_that_begins_in_1970_stops_no_backups(backups: Backups, clock: Clock) -> None:
    clock.now = datetime(1970, 1, 1, 3, tzinfo=UTC)
    assert verified(backups.make("automatic")).made == "1970-01-01 03:00 UTC"


@pytest.mark.parametrize(("hours", "kept"), [(0, 7), (24, 0)])
def test_they_can_be_switched_off(backups: Backups, hours: float, kept: int) -> None:
    assert not Backups(backups.folder, backups.places, every=timedelta(hours=hours), kept=kept).due()


def test_before_an_update_of_the_tables_a_backup_is_made_and_named_when_that_fails(
    backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.storage import migrations

    def broken(db) -> None:
        db.execute("ALTER TABLE guilds ADD COLUMN colour TEXT")
        db.execute("SELECT x FROM nowhere")

    database = backups.places.database
    before = _dump(database)
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, broken))
    pending = migrations.Migrations("career-bot")
    for step in migrations.STEPS:
        pending()(step)
    monkeypatch.setattr(migrations, "migrations", pending)
    with pytest.raises(DatabaseError, match=r"could not be brought up to date .*nowhere.*nothing was changed") as told:
        _open(database, backups)
    (made,) = backups.all()
    assert made.name.endswith("before-update.zip")
    assert str(made) in str(told.value)
    assert _dump(database) == before


def test_after_a_newer_program_the_backup_made_before_its_update_is_named(backups: Backups) -> None:
    database = backups.places.database
    made = backups.before_update()
    with closing(sqlite3.connect(database)) as opened, opened:
        opened.execute("ALTER TABLE guilds ADD COLUMN colour TEXT")
        opened.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('career-bot', 'fly', '')"
        )
    backups.make("automatic")
    with pytest.raises(DatabaseError, match=f"go back: `python -m bot restore {made}`"):
        _open(database, backups)
    restored(made, backups)
    assert goal_of(database) == "data-engineer"


def _open(database: Path, backups: Backups) -> None:
    with Database(database, copies=backups):
        pass


def _dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as opened:
        return list(opened.iterdump())


def test_what_a_crash_left_of_unfinished_work_goes(backups: Backups) -> None:
    import os

    backups.folder.mkdir()
    old = [
        backups.folder / ".backup-abcdefgh",
        backups.folder / ".x.zip.1.part",
        backups.folder.parent / ".career.db.1.new",
    ]
    old[0].mkdir()
    for path in old[1:]:
        path.touch()
    for path in old:
        os.utime(path, (0, 0))
    young = backups.folder / ".verify-abcdefgh"
    young.mkdir()
    backups.make("by-hand")
    assert not any(path.exists() for path in old)
    assert young.exists()
