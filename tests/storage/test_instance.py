"""One bot a database: the second is refused, a dead one leaves nothing behind, a takeover ends the first cleanly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.storage import instance
from bot.storage.instance import SecondBotError, lock_of, only_one, running

pytestmark = pytest.mark.skipif(instance.fcntl is None, reason="this system has no such locks")
ROOT = Path(__file__).parents[2]
BOT = """
import signal, sys, time
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from bot.storage.instance import only_one
signal.signal(signal.SIGTERM, signal.SIG_IGN if "deaf" in sys.argv else lambda *_: sys.exit(0))
with only_one(Path(sys.argv[2])):
    print("holds it", flush=True)
    time.sleep(60)
"""


@contextmanager
def another(database: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", BOT, str(ROOT), str(database), *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        assert process.stdout.readline() == "holds it\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def test_the_second_is_refused_with_the_process_of_the_first(tmp_path: Path) -> None:
    database = tmp_path / "career.db"
    with another(database) as first:
        with pytest.raises(SecondBotError, match=rf"process {first.pid} .*--takeover"), only_one(database):
            pass
        holder = running(database)
        assert holder
        assert holder.process == first.pid
    assert running(database) is None


def test_the_same_file_by_another_name_is_the_same_database(tmp_path: Path) -> None:
    (tmp_path / "other.db").symlink_to(tmp_path / "career.db")
    with only_one(tmp_path / "career.db"), pytest.raises(SecondBotError), only_one(tmp_path / "other.db"):
        pass


def test_other_databases_and_none_at_all_are_free(tmp_path: Path) -> None:
    with only_one(tmp_path / "one.db"), only_one(tmp_path / "two.db"), only_one(":memory:"), only_one(":memory:"):
        assert lock_of(tmp_path / "one.db").read_text().startswith(f"{os.getpid()} ")
    assert lock_of(tmp_path / "one.db").read_text() == ""


def test_a_killed_one_leaves_the_database_free(tmp_path: Path) -> None:
    database = tmp_path / "career.db"
    with another(database) as first:
        first.kill()
        first.wait()
        assert lock_of(database).read_text(), "its note is still there"
        with only_one(database):
            pass


def test_a_takeover_ends_the_other_cleanly_and_holds_the_database(tmp_path: Path) -> None:
    database = tmp_path / "career.db"
    with another(database) as first, only_one(database, takeover=True):
        assert first.wait(5) == 0, "it was asked to end, not killed"
        assert lock_of(database).read_text().startswith(f"{os.getpid()} ")


def test_one_that_does_not_end_is_named_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instance, "TAKEOVER_SECONDS", 0.2)
    with (
        another(tmp_path / "career.db", "deaf") as first,
        pytest.raises(SecondBotError, match=f"kill -9 {first.pid}"),
        only_one(tmp_path / "career.db", takeover=True),
    ):
        pass


@pytest.mark.parametrize("note", ["{other} elsewhere 2026", "{other} {here} 2026", "1 {here} 2026", "nonsense", ""])
def test_no_other_process_is_ever_ended(tmp_path: Path, note: str) -> None:
    """The note names another machine, a process that has nothing to do with it, or nothing."""
    import socket

    database = tmp_path / "career.db"
    with subprocess.Popen(["sleep", "60"]) as other:
        try:
            with only_one(database):
                lock_of(database).write_text(note.format(other=other.pid, here=socket.gethostname()))
                with (
                    pytest.raises(SecondBotError, match="cannot be ended from here"),
                    only_one(database, takeover=True),
                ):
                    pass
            assert other.poll() is None
        finally:
            other.send_signal(signal.SIGKILL)
