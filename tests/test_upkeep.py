"""What happens by itself: backups in time, damage and vanished files told once, old copies gone, the clock watched."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import DatabaseError
from bot.storage.backups import Backups, Places
from bot.storage.database import Database
from bot.upkeep import FIRST_BACKUP, NOTHING_SAVED, Upkeep

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


@dataclass
class Kept:
    """A database with its upkeep, and a clock to turn."""

    database: Database
    backups: Backups
    faq: Path
    now: datetime = NOON
    upkeep: Upkeep = field(init=False)

    def __post_init__(self) -> None:
        self.backups._now = lambda: self.now
        self.upkeep = Upkeep(self.database, self.backups, self.faq, now=lambda: self.now)

    async def save(self, goal: str) -> None:
        await self.database.run(lambda db: db["members"].upsert({"member": "ana", "goal": goal}, pk="member"))

    def goals(self) -> list[str]:
        return self.database.read_sync(lambda db: [row["goal"] for row in db["members"].rows])


@pytest.fixture
async def kept(small_knowledge: Path, small_faq: Path, tmp_path: Path) -> AsyncIterator[Kept]:
    backups = Backups(tmp_path / "backups", Places(tmp_path / "career.db", small_faq, small_knowledge), kept=2)
    async with Database(tmp_path / "career.db", copies=backups) as database:
        yield Kept(database, backups, small_faq)


async def test_backups_are_made_in_time_and_not_at_once(kept: Kept) -> None:
    await kept.upkeep.look()
    assert kept.backups.all() == []
    kept.now += FIRST_BACKUP
    for _ in range(3):
        assert await kept.upkeep.look() == ""
    assert len(kept.backups.all()) == 1
    kept.now += timedelta(hours=25)
    await kept.upkeep.look()
    assert len(kept.backups.all()) == 2


async def test_a_backup_that_fails_is_logged_and_tried_again(kept: Kept, caplog: pytest.LogCaptureFixture) -> None:
    kept.backups.folder.write_text("in the way")
    kept.now += FIRST_BACKUP
    await kept.upkeep.look()
    assert "the automatic backup failed" in caplog.text
    kept.backups.folder.unlink()
    await kept.upkeep.look()
    assert kept.backups.all() == []
    kept.now += timedelta(hours=2)
    await kept.upkeep.look()
    assert len(kept.backups.all()) == 1


async def test_a_removed_file_is_noticed_nothing_is_acknowledged_and_what_it_held_is_kept(
    kept: Kept, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await kept.save("data-engineer")
    for path in tmp_path.glob("career.db*"):
        path.unlink()
    with pytest.raises(DatabaseError, match=r"removed or replaced.*restore .*rescued.*Nothing was saved") as refused:
        await kept.save("other")
    assert "/" not in refused.value.for_members
    assert kept.goals() == ["data-engineer"], "reading goes on"
    assert await kept.upkeep.look() == NOTHING_SAVED
    assert await kept.upkeep.look() == "", "told once"
    (rescued,) = tmp_path.glob("career.db.rescued-*")
    with closing(sqlite3.connect(rescued)) as opened:
        assert opened.execute("SELECT goal FROM members").fetchall() == [("data-engineer",)]
    assert caplog.text.count("restore") >= 1


@pytest.mark.parametrize("what", ["another file", "no log", "cut short", "another folder"])
async def test_other_files_in_their_place_are_noticed(kept: Kept, tmp_path: Path, what: str) -> None:
    await kept.save("data-engineer")
    path = tmp_path / "career.db"
    if what == "another file":
        path.with_name("copy").write_bytes(path.read_bytes())
        path.with_name("copy").replace(path)
    elif what == "no log":
        path.with_name("career.db-wal").unlink()
    elif what == "cut short":
        path.write_bytes(b"")
    else:
        path.rename(tmp_path / "moved.db")
    with pytest.raises(DatabaseError, match="removed or replaced"):
        await kept.save("other")


async def test_what_was_saved_in_that_very_moment_is_not_acknowledged(kept: Kept, tmp_path: Path) -> None:
    def save(db) -> None:
        db["members"].upsert({"member": "ana", "goal": "x"}, pk="member")
        (tmp_path / "career.db").unlink()

    with pytest.raises(DatabaseError, match="may be lost"):
        await kept.database.run(save)


async def test_damage_that_comes_while_it_runs_is_found_and_told(
    kept: Kept, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await kept.save("data-engineer")
    kept.backups.make("by-hand")
    await kept.database.run(lambda db: db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
    with (tmp_path / "career.db").open("r+b") as file:
        file.seek(4096)
        file.write(bytes(12 * 4096))
    await kept.upkeep.daily()
    assert "damaged" in caplog.text
    assert "by-hand.zip" in caplog.text
    assert await kept.upkeep.look() == NOTHING_SAVED
    with pytest.raises(DatabaseError, match="damaged"):
        await kept.save("other")
    kept.now += timedelta(days=2)
    assert await kept.upkeep.look() == ""
    assert len(kept.backups.all()) == 1, "no backup of damage"


async def test_old_copies_of_the_faq_go_and_the_newest_stay(kept: Kept) -> None:
    for day in (1, 2, 3, 4, 27, 28):
        kept.faq.with_name(f"faq.yaml.2026-{10 if day < 5 else 11}-{day:02}-090000.backup").touch()
    theirs = kept.faq.with_name("faq.yaml.mine.backup")
    theirs.touch()
    await kept.upkeep.daily()
    left = sorted(path.name for path in kept.faq.parent.glob("faq.yaml.2026*.backup"))
    assert [name[9:19] for name in left] == ["2026-10-04", "2026-11-27", "2026-11-28"]
    assert theirs.exists()


async def test_a_clock_that_was_set_back_is_told_at_the_start(kept: Kept, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    row = {"member": "ana", "on": "2026-11-28", "what": "goal", "item": "", "before": "", "after": "x", "step": 1}
    await kept.database.run(lambda db: db["history"].insert(row))
    await kept.upkeep.start()
    assert "clock" not in caplog.text
    kept.now -= timedelta(days=365)
    await kept.upkeep.start()
    assert "the clock says 2025-11-28" in caplog.text
