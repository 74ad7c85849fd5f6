"""Damaged databases of every kind: each is refused with one sentence, or loses nothing but the damaged row.

pytest tests/storage/test_database_faults.py -s     prints what an operator reads
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import program
from bot.storage.database import Database
from bot.storage.migrations import STEPS

ROOT = Path(__file__).parents[2]
PAGE = 4096
MEND = r"restore|name (a|another)|remove it|close it|check the|make room|put the file back|update the program|version"
Harm = Callable[[Path], object]


@dataclass(frozen=True)
class Installation:
    """The small knowledge with a database that two members use."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "career.db"

    def asked(self) -> Result:
        """What the first member's record is."""
        return self.run("export")

    def skills(self) -> dict[str, str]:
        result = self.asked()
        assert result.exit_code == 0, result.output
        return levels(result)

    def run(self, *words: str) -> Result:
        paths = ["--faq", "faq.yaml", "--knowledge", "knowledge", "--database", "career.db"]
        with pytest.MonkeyPatch.context() as here:
            here.chdir(self.folder)
            result = CliRunner().invoke(program, [*paths, *words], prog_name="career-bot")
        assert "Traceback" not in result.output
        return result


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    folder = tmp_path_factory.mktemp("original")
    shutil.copytree(ROOT / "tests" / "small", folder, dirs_exist_ok=True)
    made = Installation(folder)
    assert made.run("ask", "my skills: python advanced, sql beginner, git advanced").exit_code == 0
    assert made.run("ask", "--user", "bo", "i am good at sql and python").exit_code == 0
    assert made.run("backup").exit_code == 0
    return made


@pytest.fixture
def installed(original: Installation, tmp_path: Path) -> Installation:
    shutil.copytree(original.folder, tmp_path, dirs_exist_ok=True)
    return Installation(tmp_path)


def levels(exported: Result) -> dict[str, str]:
    return {skill: held["level"] for skill, held in json.loads(exported.stdout)["profile"]["skills"].items()}


def state(folder: Path) -> dict[str, bytes]:
    """All that must not change by being refused; a log may be read into shared memory."""
    files = (path for path in folder.glob("career.db*") if path.is_file() and path.stat().st_size)
    return {path.name: path.read_bytes() for path in files if not path.name.endswith(("-shm", ".lock"))}


def is_refused(installed: Installation, *told: str, intact: bool = True) -> None:
    before = state(installed.folder) if intact else {}
    result = installed.asked()
    print(result.stderr, end="")
    assert result.exit_code == 1, result.output
    (line,) = result.stderr.splitlines()
    assert line.startswith("career-bot: career.db")
    assert re.search(MEND, line), line
    for part in told:
        assert re.search(part, line), line
    if intact:
        assert state(installed.folder) == before


# --- the file itself ------------------------------------------------------------------------------------------------


def cut(size: int | Callable[[int], int]) -> Harm:
    def harm(path: Path) -> None:
        data = path.read_bytes()
        path.write_bytes(data[: size if isinstance(size, int) else size(len(data))])

    return harm


def overwritten(start: int, piece: bytes) -> Harm:
    def harm(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[start : start + len(piece)] = piece
        path.write_bytes(data)

    return harm


def page(number: int, byte: int = 0) -> Harm:
    return overwritten((number - 1) * PAGE, bytes([byte]) * PAGE)


def everything(piece: bytes) -> Harm:
    return lambda path: path.write_bytes((piece * path.stat().st_size)[: path.stat().st_size])


def other_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as opened, opened:
        opened.execute("CREATE TABLE people (name, birthday)")


def replaced_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def replaced_by_device(path: Path) -> None:
    path.unlink()
    path.symlink_to(os.devnull)


FILES: dict[str, tuple[Harm, str]] = {
    "empty": (cut(0), r"empty \(0 bytes\).*backups/career-.*remove it to begin anew"),
    "gone": (lambda path: path.unlink(), "is gone, but there are backups"),
    "one byte": (cut(1), "only its first bytes"),
    "half a header": (cut(50), "only its first bytes"),
    "only the header": (cut(100), "damaged"),
    "an eighth of a page": (cut(512), "damaged"),
    "one page": (cut(PAGE), "damaged"),
    "half": (cut(lambda size: size // 2 // PAGE * PAGE), "damaged"),
    "half, within a page": (cut(lambda size: size // 2 + 77), "damaged"),
    "without its last page": (cut(lambda size: size - PAGE), "damaged"),
    "zeros": (everything(b"\0"), "damaged"),
    "text": (everything(b"version: 1\n"), "beginning is damaged"),
    "noise": (everything(bytes(range(256))), "beginning is damaged"),
    "signature": (overwritten(0, b"SQLite format 2\0"), "beginning is damaged"),
    "page size": (overwritten(16, b"\0\3"), "damaged"),
    "page size of half": (overwritten(16, b"\x08\0"), "damaged"),
    "format from the future": (overwritten(18, b"\x09\x09"), "damaged|cannot be (used|opened)"),
    "room at the end of pages": (overwritten(20, b"\xc8"), "damaged"),
    "schema format": (overwritten(44, b"\0\0\0\x63"), "damaged|cannot be used"),
    "free list": (overwritten(32, b"\0\0\0\x05\0\0\0\x03"), "damaged"),
    "header zeroed": (overwritten(0, bytes(100)), "beginning is damaged"),
    **{f"page {number} zeroed": (page(number), "damaged") for number in range(1, 13)},
    **{f"page {number} full of ones": (page(number, 255), "damaged") for number in (1, 2, 5, 9)},
    "all but the first page": (
        lambda path: path.write_bytes(path.read_bytes()[:PAGE] + b"\x55" * (path.stat().st_size - PAGE)), "damaged",
    ),
    "another program's database": (other_database, "another program made this database"),
    "a folder": (replaced_by_folder, "this is a folder"),
    "a device": (replaced_by_device, "no ordinary file"),
}  # fmt: skip


@pytest.mark.parametrize(("harm", "told"), FILES.values(), ids=FILES.keys())
def test_a_damaged_file_is_refused_as_it_is(installed: Installation, harm: Harm, told: str) -> None:
    harm(installed.database)
    is_refused(installed, told)


# --- what is in it --------------------------------------------------------------------------------------------------


def sql(*statements: str) -> Harm:
    def harm(path: Path) -> None:
        with closing(sqlite3.connect(path)) as opened, opened:
            for statement in statements:
                opened.execute(statement)

    return harm


TABLES = (
    *("members", "skills", "readiness", "history", "guilds", "salt", "questions", "counts"),
    *("faq_revisions", "faq_changes", "faq_authors", "faq_drafts"),
)
SCHEMAS: dict[str, tuple[Harm, str]] = {
    **{f"no {table}": (sql(f"DROP TABLE {table}"), f"the table `{table}` is missing.*restore") for table in TABLES},
    "no level of skills": (sql("ALTER TABLE skills DROP COLUMN level"), "the column `level` of the table `skills`"),
    "no step of history": (sql("ALTER TABLE history DROP COLUMN step"), "the column `step` of the table `history`"),
    "no index of questions": (sql("DROP INDEX idx_questions_asker_text_why_target"), "the index `idx_questions"),
    "no salt": (sql("DELETE FROM salt"), "`salt` is missing"),
    "a salt that is none": (sql("UPDATE salt SET value = 'x'"), "`salt` is missing"),
    "two salts": (sql("INSERT INTO salt SELECT * FROM salt"), "`salt` is missing"),
    "no steps": (sql("DELETE FROM _sqlite_migrations"), "the list of its updates is missing"),
    "no list of steps": (sql("DROP TABLE _sqlite_migrations"), "the list of its updates is missing"),
    "a step from the future": (
        sql("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('career-bot', 'fly', '')"),
        r"newer version .*\(fly\).*update the program, or go back: `python -m bot restore .*by-hand\.zip`",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("harm", "told"), SCHEMAS.values(), ids=SCHEMAS.keys())
def test_a_database_that_lacks_something_is_refused(installed: Installation, harm: Harm, told: str) -> None:
    harm(installed.database)
    is_refused(installed, told)


GUILD = "INSERT INTO guilds (guild, answer_channels, moderator_roles, paused_threads) VALUES (7, '[1]', '[]', '[]')"
QUESTION = (
    "INSERT INTO questions (asker, text, day, why, target, shared, settled) "
    "VALUES ('a', 'why', '2026-11-28', 'unanswered', '', 1, 0)"
)
ROWS: dict[str, str] = {
    "an unknown level": "UPDATE skills SET level = 'wizard' WHERE skill = 'git'",
    "no level": "UPDATE skills SET level = NULL WHERE skill = 'git'",
    "a level of bytes": "UPDATE skills SET level = x'00ff' WHERE skill = 'git'",
    "no date": "UPDATE skills SET since = NULL WHERE skill = 'git'",
    "an impossible date": "UPDATE skills SET changed = '2026-02-31' WHERE skill = 'git'",
    "a number for a date": "UPDATE skills SET since = 5 WHERE skill = 'git'",
    "a skill without a name": "UPDATE skills SET skill = x'0001' WHERE skill = 'git'",
    "no date of a change": "UPDATE history SET 'on' = NULL WHERE item = 'git'",
    "an unknown change": "UPDATE history SET what = 'mood' WHERE item = 'git'",
    "a change without a step": "UPDATE history SET step = 'x' WHERE item = 'git'",
    "a score of 9": "INSERT INTO readiness VALUES ('terminal:me', 's1', 9)",
    "a score in words": "INSERT INTO readiness VALUES ('terminal:me', 's1', 'high')",
    "a role level of none": "UPDATE members SET level = 'king'",
    "hours in words": "UPDATE members SET hours = 'many'",
    "hours of a year": "UPDATE members SET hours = 9000",
    "a goal of bytes": "UPDATE members SET goal = x'ff'",
}


@pytest.mark.parametrize("statement", ROWS.values(), ids=ROWS.keys())
def test_a_damaged_row_is_left_out_and_told_and_the_rest_counts(
    installed: Installation, statement: str, caplog: pytest.LogCaptureFixture
) -> None:
    sql(statement)(installed.database)
    damaged = dump(installed.database)
    result = installed.asked()
    assert result.exit_code == 0, result.output
    assert levels(result).items() >= {"python": "advanced", "sql": "beginner"}.items()
    assert re.search(r"a row of the table `\w+` cannot be read", caplog.text)
    assert "terminal:" not in caplog.text
    assert dump(installed.database) == damaged, "asking mends nothing and loses nothing"


def test_what_is_reported_anew_takes_the_place_of_a_damaged_row(installed: Installation) -> None:
    sql(ROWS["an unknown level"], ROWS["no date of a change"])(installed.database)
    assert installed.run("ask", "i know git at a beginner level").exit_code == 0
    assert installed.skills() == {"python": "advanced", "sql": "beginner", "git": "beginner"}


SERVERS: dict[str, tuple[str, str]] = {
    "channels that are no list": (GUILD, "UPDATE guilds SET answer_channels = 'many'"),
    "channels that are no ids": (GUILD, """UPDATE guilds SET answer_channels = '["a"]'"""),
    "a day that is none": (GUILD, "UPDATE guilds SET left_on = 'soon'"),
    "a question of no day": (QUESTION, "UPDATE questions SET day = 'soon'"),
    "a question for no reason": (QUESTION, "UPDATE questions SET why = 'fun'"),
    "a count of words": ("INSERT INTO counts VALUES ('2026-11-28', 'answer', '', 1)", "UPDATE counts SET times = 'x'"),
}


@pytest.mark.parametrize(("made", "harm"), SERVERS.values(), ids=SERVERS.keys())
async def test_damaged_rows_of_servers_and_questions_are_left_out(
    installed: Installation, made: str, harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    from datetime import date

    from bot.storage.guild_settings import GuildSettings
    from bot.storage.questions import Questions

    sql(made, harm)(installed.database)
    async with Database(installed.database) as database:
        settings, questions = GuildSettings(database), Questions(database)
        await settings.load()
        assert settings.known() == ()
        assert await questions.kept(date(2026, 11, 28)) == ()
        assert await questions.counts() == ()
    assert "cannot be read; it is left out" in caplog.text


def dump(path: Path) -> str:
    with closing(sqlite3.connect(path)) as opened:
        return "\n".join(opened.iterdump())


# --- logs that a crash left -----------------------------------------------------------------------------------------


def crashed(path: Path, last: str = "UPDATE skills SET level = 'beginner' WHERE skill = 'git'") -> None:
    """`last` is in the log only, as after kill -9."""
    code = (
        "import os, sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute(sys.argv[2]); db.commit(); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code, path, last], check=False).returncode == 9
    assert path.with_name("career.db-wal").stat().st_size


def log_of_another(path: Path) -> None:
    """What `cp backup.db career.db` does after a crash: the log of the lost state is read into the copy."""
    copy = path.read_bytes()
    numbers = "WITH n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 5000)"
    more = "INSERT INTO skills SELECT '{}' || x, 'git', 'advanced', '', '' FROM n"
    sql(f"{numbers} {more.format('old')}")(path)
    crashed(path, f"{numbers} {more.format('new')}")
    path.write_bytes(copy)


def test_a_log_that_a_crash_left_is_read(installed: Installation) -> None:
    crashed(installed.database)
    assert installed.skills()["git"] == "beginner"


@pytest.mark.parametrize("harm", [cut(0), cut(20), overwritten(0, b"x" * 32)], ids=["empty", "cut", "noise"])
def test_a_shared_memory_file_that_is_damaged_is_made_anew(installed: Installation, harm: Harm) -> None:
    crashed(installed.database)
    harm(installed.database.with_name("career.db-shm"))
    assert installed.skills()["git"] == "beginner"


def test_the_log_of_another_state_is_noticed_and_restore_knows_better(installed: Installation) -> None:
    log_of_another(installed.database)
    is_refused(installed, "damaged.*restore", intact=False)
    (backup,) = installed.folder.glob("backups/*.zip")
    assert installed.run("restore", str(backup)).exit_code == 0
    assert installed.skills()["git"] == "advanced"


def test_a_copy_put_in_the_place_of_a_file_with_a_log_is_noticed(installed: Installation) -> None:
    """Its log would be read into the copy, which may even look whole afterwards."""
    copy = installed.database.read_bytes()
    crashed(installed.database)
    log = installed.database.with_name("career.db-wal")
    os.utime(log, (log.stat().st_atime, log.stat().st_mtime - 60))
    installed.database.write_bytes(copy)
    is_refused(installed, "as if another file had been put in its place.*restore FILE.*touch")
    os.utime(log)
    assert installed.skills()["git"] == "beginner"


def test_a_log_without_its_file_is_named(installed: Installation) -> None:
    crashed(installed.database)
    installed.database.unlink()
    is_refused(installed, "only its log career.db-wal is left")


# --- locks, rights, room --------------------------------------------------------------------------------------------


def test_a_lock_at_the_start_is_named(installed: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.storage.database.START_SECONDS", 0.05)
    with closing(sqlite3.connect(installed.database)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        is_refused(installed, "another program keeps the database locked", intact=False)


def test_a_lock_while_saving_is_named_and_reading_goes_on(
    installed: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.database.WAIT_SECONDS", 0.05)
    with closing(sqlite3.connect(installed.database)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "python" in installed.skills()
        result = installed.run("ask", "i know git at a beginner level")
        assert result.exit_code == 1
        assert "another program keeps the database locked" in result.stderr
        other.rollback()
    assert installed.skills()["git"] == "advanced"


RIGHTS: dict[str, tuple[int, int, str]] = {
    "a file that may not be written": (0o400, 0o755, "cannot be written; check the permissions"),
    "a folder that may not be written": (0o600, 0o555, "cannot be written; check the permissions"),
    "a file that may not be read": (0o000, 0o755, "check the permissions|check the folder and its permissions"),
}


@pytest.mark.parametrize(("file", "folder", "told"), RIGHTS.values(), ids=RIGHTS.keys())
def test_missing_rights_are_named(original: Installation, file: int, folder: int, told: str) -> None:
    with _for_nobody(original) as place:
        (place / "career.db").chmod(file)
        place.chmod(folder)
        with _as_nobody():
            is_refused(Installation(place), told, intact=False)


NOBODY = 65534


@contextmanager
def _for_nobody(original: Installation) -> Iterator[Path]:
    place = Path(tempfile.mkdtemp(prefix="career-"))
    try:
        shutil.copytree(original.folder, place, dirs_exist_ok=True)
        for path in (place, *place.rglob("*")):
            if os.geteuid() == 0:
                os.chown(path, NOBODY, NOBODY)
        yield place
    finally:
        place.chmod(0o755)
        shutil.rmtree(place)


@contextmanager
def _as_nobody() -> Iterator[None]:
    """The superuser may do everything, so another user tries."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of 2 MB."""
    place = Path(tempfile.mkdtemp(prefix="disk-"))
    mounted = shutil.which("mount") and os.name == "posix" and os.geteuid() == 0
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(place)]
    if not mounted or subprocess.run(command, capture_output=True, check=False).returncode:
        place.rmdir()
        pytest.skip("no disk can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)
        place.rmdir()


def _fill(place: Path, leave: int = 0) -> None:
    """Leaves so many bytes, or none."""
    free = shutil.disk_usage(place).free - leave
    (place / "filler").write_bytes(bytes(max(free, 0)))


@pytest.mark.parametrize("leave", [0, 8192, 65536], ids=str)
def test_a_full_disk_at_the_first_start_is_told_and_leaves_nothing(
    original: Installation, small_disk: Path, leave: int
) -> None:
    shutil.copytree(original.folder, small_disk, dirs_exist_ok=True)
    (small_disk / "career.db").unlink()
    shutil.rmtree(small_disk / "backups")
    _fill(small_disk, leave)
    is_refused(Installation(small_disk), "the disk is full; make room")
    assert not [path.name for path in small_disk.iterdir() if "career" in path.name]


@pytest.mark.parametrize("leave", [0, 8192], ids=str)
def test_a_full_disk_at_a_later_start_is_told(original: Installation, small_disk: Path, leave: int) -> None:
    shutil.copytree(original.folder, small_disk, dirs_exist_ok=True)
    _fill(small_disk, leave)
    is_refused(Installation(small_disk), "the disk is full; make room")


def test_a_disk_that_fills_up_refuses_and_keeps_what_was_saved(original: Installation, small_disk: Path) -> None:
    shutil.copytree(original.folder, small_disk, dirs_exist_ok=True)
    with Database(small_disk / "career.db") as database:
        _fill(small_disk)
        from bot.errors import DatabaseError

        row = {"member": "x", "skill": "y", "level": "z" * 200_000, "since": "", "changed": ""}
        with pytest.raises(DatabaseError, match="the disk is full; make room"):
            database.run_sync(lambda db: db["skills"].insert(row))
        (small_disk / "filler").unlink()
    assert Installation(small_disk).skills()["git"] == "advanced"


def test_a_backup_on_a_full_disk_is_refused_and_leaves_nothing(original: Installation, small_disk: Path) -> None:
    shutil.copytree(original.folder, small_disk, dirs_exist_ok=True)
    before = sorted(path.name for path in small_disk.rglob("*"))
    _fill(small_disk, 20_000)
    result = Installation(small_disk).run("backup")
    assert result.exit_code == 1
    assert "the disk is full; make room" in result.stderr
    (small_disk / "filler").unlink()
    left = {"career.db-shm", "career.db-wal"}  # that would need room to go
    assert sorted({path.name for path in small_disk.rglob("*")} - left) == sorted(set(before) - left)


def test_an_update_without_room_for_a_backup_changes_nothing(original: Installation, small_disk: Path) -> None:
    shutil.copytree(original.folder, small_disk, dirs_exist_ok=True)
    sql("ALTER TABLE guilds DROP COLUMN digested", "DELETE FROM _sqlite_migrations WHERE name = 'digest_weekly'")(
        small_disk / "career.db"
    )
    before = dump(small_disk / "career.db")
    _fill(small_disk, 150_000)
    is_refused(Installation(small_disk), "no backup could be made before", intact=False)
    assert dump(small_disk / "career.db") == before


def test_there_are_at_least_sixty_kinds() -> None:
    assert len(FILES) + len(SCHEMAS) + len(ROWS) + len(SERVERS) + len(RIGHTS) >= 60
    assert len(STEPS) >= 6
