"""Saving faq.yaml: nobody overwrites anybody, and the file is the old one or the new one, never anything else."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.faq.change import Change
from bot.errors import BotError, ContentError
from bot.storage import faq_swap
from bot.storage.database import MEMORY, Database
from bot.storage.faq_file import FaqConflict, FaqStore
from bot.storage.faq_log import FaqLog

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ANA = "discord:1"
KILLS = int(os.environ.get("FAQ_KILLS", "12"))


@pytest.fixture
def store(small_faq: Path) -> Iterator[FaqStore]:
    with Database(MEMORY) as database:
        yield FaqStore(small_faq, FaqLog(database))


def entry(store: FaqStore, name: str = "first-language") -> FaqEntry:
    return next(one for one in store.entries() if one.id == name)


def answered(store: FaqStore, answer: str) -> Change:
    return Change(entry(store), replace(entry(store), answer=answer))


def save(store: FaqStore, *changes: Change) -> int:
    return store.save(changes, ANA, "because", NOW).number


def test_a_save_is_in_the_file_and_in_the_history(store: FaqStore) -> None:
    change = answered(store, "R.")
    number = save(store, change)
    assert entry(store).answer == "R."
    (revision,) = store.log.history("", 10)
    assert (revision.number, revision.author, revision.why, revision.at) == (number, ANA, "because", NOW)
    assert revision.changes == (change,)
    assert sorted(path.name for path in store.path.parent.iterdir()) == ["faq.yaml", "knowledge"]


def test_nobody_overwrites_anybody(store: FaqStore) -> None:
    mine, theirs = answered(store, "Mine."), answered(store, "Theirs.")
    save(store, theirs)
    with pytest.raises(FaqConflict, match="Somebody else was faster") as conflict:
        save(store, mine)
    assert conflict.value.wanted == mine
    assert conflict.value.theirs == theirs.after
    assert entry(store).answer == "Theirs."
    assert len(store.log.history("", 10)) == 1


@pytest.mark.parametrize("by_replacing", [True, False], ids=["another file in its place", "written in place"])
def test_other_changes_of_the_file_in_between_are_kept(store: FaqStore, by_replacing: bool) -> None:
    change = answered(store, "R.")
    text = store.path.read_text().replace("Often, but", "Mostly, but")
    if by_replacing:
        (store.path.parent / "new").write_text(text)
        (store.path.parent / "new").replace(store.path)
    else:
        store.path.write_text(text)
    save(store, change)
    assert entry(store).answer == "R."
    assert entry(store, "remote-work").answer.startswith("Mostly")


def test_a_save_at_the_very_moment_of_ours_is_not_lost(store: FaqStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor saves between our last comparison and our replacing: its text stays, and ours is put on top of it."""
    exchange = faq_swap.exchanged
    late = [store.path.read_text().replace("Often, but", "Mostly, but")]

    def after_an_editor(one: Path, other: Path) -> bool:
        if late:
            (store.path.parent / "new").write_text(late.pop())
            (store.path.parent / "new").replace(store.path)
        return exchange(one, other)

    if not can_exchange(store.path.parent):
        pytest.skip("this file system cannot exchange two files")
    monkeypatch.setattr(faq_swap, "exchanged", after_an_editor)
    save(store, answered(store, "R."))
    assert (entry(store).answer, entry(store, "remote-work").answer[:6]) == ("R.", "Mostly")
    assert len(store.log.history("", 10)) == 1


def can_exchange(folder: Path) -> bool:
    for name in "ab":
        (folder / name).write_text(name)
    done = faq_swap.exchanged(folder / "a", folder / "b")
    for name in "ab":
        (folder / name).unlink()
    return done


def test_mode_and_symbolic_link_are_kept(store: FaqStore, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere"
    real.mkdir()
    shutil.move(store.path, real / "real.yaml")
    store.path.symlink_to(real / "real.yaml")
    (real / "real.yaml").chmod(0o640)
    save(store, answered(store, "R."))
    assert store.path.is_symlink()
    assert (real / "real.yaml").stat().st_mode & 0o777 == 0o640
    assert "answer: R." in (real / "real.yaml").read_text()
    assert [path.name for path in real.iterdir()] == ["real.yaml"]


def test_a_file_that_does_not_parse_is_left_alone(store: FaqStore) -> None:
    change = answered(store, "R.")
    broken = store.path.read_text().replace("tags: [learning]", "tags: [learning").encode()
    store.path.write_bytes(broken)
    with pytest.raises(ContentError, match=r"faq\.yaml:\d+:\d+: error: the list that opens here"):
        save(store, change)
    assert store.path.read_bytes() == broken
    assert store.log.history("", 10) == ()


def test_an_empty_wording_is_refused(store: FaqStore) -> None:
    change = Change(entry(store), replace(entry(store), question="?!"))
    with pytest.raises(ContentError, match="the question has no words"):
        save(store, change)
    assert store.log.history("", 10) == ()


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EROFS, "can only be read"),
        (errno.ENOSPC, "the disk is full"),
        (errno.EBUSY, "mount its folder"),
        (errno.EXDEV, "mount its folder"),
        (errno.EACCES, "the right to write"),
    ],
)
def test_what_the_system_refuses_is_one_sentence(store: FaqStore, number: int, sentence: str, monkeypatch) -> None:
    def refuse(*_: object) -> bool:
        raise OSError(number, os.strerror(number))

    before = store.path.read_bytes()
    change = answered(store, "R.")
    monkeypatch.setattr(faq_swap, "exchanged", refuse)
    with pytest.raises(BotError, match=sentence) as refused:
        save(store, change)
    assert "Nothing was changed." in str(refused.value)
    assert store.path.read_bytes() == before
    assert store.log.history("", 10) == ()
    assert sorted(path.name for path in store.path.parent.iterdir()) == ["faq.yaml", "knowledge"]


def test_where_files_cannot_be_exchanged_it_is_replaced(store: FaqStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faq_swap, "exchanged", lambda *_: False)
    save(store, answered(store, "R."))
    assert entry(store).answer == "R."
    assert sorted(path.name for path in store.path.parent.iterdir()) == ["faq.yaml", "knowledge"]


def test_undo_gives_the_text_back_byte_for_byte_also_of_an_undo(store: FaqStore) -> None:
    first = store.path.read_bytes()
    removed = save(store, Change(entry(store, "degree-needed"), None))
    second = store.path.read_bytes()
    undone = store.undo(removed, ANA, "", NOW)
    assert store.path.read_bytes() == first
    again = store.undo(undone.number, ANA, "", NOW)
    assert store.path.read_bytes() == second
    assert [one.undoes for one in store.log.history("", 10)] == [undone.number, removed, None]
    store.undo(again.number, ANA, "", NOW)
    assert store.path.read_bytes() == first


def test_an_old_save_is_taken_back_under_newer_ones(store: FaqStore) -> None:
    first = entry(store)
    number = save(store, answered(store, "R."))
    other = entry(store, "remote-work")
    save(store, Change(other, replace(other, answer="Yes.")))
    store.undo(number, ANA, "", NOW)
    assert entry(store) == first
    assert entry(store, "remote-work").answer == "Yes."


def test_what_was_changed_since_is_not_taken_back(store: FaqStore) -> None:
    number = save(store, answered(store, "R."))
    save(store, answered(store, "Rust."))
    with pytest.raises(FaqConflict):
        store.undo(number, ANA, "", NOW)
    assert entry(store).answer == "Rust."


def test_threads_wait_for_one_another(store: FaqStore) -> None:
    def add(name: str) -> None:
        for number in range(5):
            save(store, Change(None, FaqEntry(f"{name}-{number}", f"What about {name} {number}?", "So.")))

    threads = [threading.Thread(target=add, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.log.history("", 100)) == 20
    assert {f"{name}-{number}" for name in "abcd" for number in range(5)} <= {one.id for one in store.entries()}


def test_killed_at_any_point_file_and_history_agree(tmp_path: Path, small_faq: Path) -> None:
    """`FAQ_KILLS=200 pytest tests/storage/test_faq_file.py -k killed` kills as often as was promised."""
    script = Path(__file__).with_name("kill_saves.py")
    run = subprocess.run(
        [sys.executable, script, small_faq, tmp_path / "career.db", str(KILLS)], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    old, new, nothing = map(int, run.stdout.split())
    assert old + new == KILLS
    assert nothing == 0
