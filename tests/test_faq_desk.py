"""The moderators' desk: what a change does, who is told what, and that nothing is lost.

`FAQ_SECONDS=60 pytest tests/test_faq_desk.py -k concurrent` lets the eight editors work for a minute.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import time
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.domain.core.faq_entry import FaqEntry, Link
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.query import Intent, Query
from bot.domain.core.query_key import key_of, query_of
from bot.domain.core.reply import Reply
from bot.domain.faq.change import Change
from bot.domain.faq.form import filled_in, free_id, typed
from bot.domain.faq.replay import answered
from bot.domain.understanding.message import Understanding
from bot.errors import BotError, ContentError
from bot.faq_desk import FaqConflict, FaqDesk, FaqSteals
from bot.storage.database import Database
from bot.storage.faq_edit import edit
from bot.storage.knowledge_files import KnowledgeFiles

ANA, BEN = "discord:1", "discord:2"
SECONDS = float(os.environ.get("FAQ_SECONDS", "3"))
MUTE = FaqEntry("mute", "How do I mute a channel?", "Right-click it.")
THIEF = FaqEntry("mute", "As an engineer, is remote work possible?", "Yes.", ("can i work remotely as an engineer",))


class Office:
    """A desk on files that other people may edit too."""

    def __init__(self, knowledge: Path, faq: Path, database: Database) -> None:
        self.faq = faq
        self.files = KnowledgeFiles(knowledge, faq, Understanding.compile, remember=True)
        self.desk = FaqDesk(self.files, faq, database)

    async def add(self, entry: FaqEntry = MUTE, author: str = ANA) -> int:
        return (await self.desk.save(Change(None, entry), author=author)).revision.number

    def answers(self, question: str) -> str:
        """The entry that a member gets."""
        entry = self.files.current().understand(question).entry
        return entry.id if entry else ""


@pytest.fixture
async def office(small_knowledge: Path, small_faq: Path) -> AsyncIterator[Office]:
    async with Database(":memory:") as database:
        yield Office(small_knowledge, small_faq, database)


async def test_drafts_are_forgotten_after_a_day(small_knowledge: Path, small_faq: Path) -> None:
    async with Database(":memory:") as database:
        now = [datetime(2026, 5, 1, tzinfo=UTC)]
        files = KnowledgeFiles(small_knowledge, small_faq, Understanding.compile)
        desk = FaqDesk(files, small_faq, database, now=lambda: now[0])
        await desk.keep_draft(ANA, None, {"question": "Why?"})
        now[0] += timedelta(hours=25)
        await desk.forget_old()
        assert await database.run(lambda db: db["faq_drafts"].count) == 0


async def test_a_new_entry_answers_at_once(office: Office) -> None:
    saved = await office.desk.save(Change(None, MUTE), author=ANA, why="asked often")
    assert office.answers(MUTE.question) == "mute"
    assert [one.question for one in saved.preview.replay.reached] == [MUTE.question]
    assert "+  - id: mute" in saved.preview.diff
    (revision,) = await office.desk.history()
    assert (revision.author, revision.why, revision.changes) == (ANA, "asked often", (Change(None, MUTE),))


async def test_what_was_compiled_for_the_preview_serves_the_members(office: Office) -> None:
    preview = await office.desk.preview(Change(None, MUTE))
    assert preview.replay.changed == {"mute"}
    assert office.answers(MUTE.question) != "mute", "a preview changes nothing"
    await office.add()
    mind = office.files.current()
    os.utime(office.faq)  # touched, not changed
    assert office.files.current() is mind


async def test_nobody_waits_while_a_changed_file_is_read(small_knowledge: Path, small_faq: Path) -> None:
    """Discord waits three seconds for a form; a large FAQ takes longer to read."""
    may_read = threading.Event()
    may_read.set()

    def build(kb: KnowledgeBase, like: Understanding | None) -> Understanding:
        may_read.wait()
        return Understanding.compile(kb, like)

    async with Database(":memory:") as database:
        files = KnowledgeFiles(small_knowledge, small_faq, build)
        desk = FaqDesk(files, small_faq, database)
        files.current()
        may_read.clear()
        small_faq.write_bytes(small_faq.read_bytes() + b"# by hand\n")
        try:
            found = await asyncio.wait_for(desk.alike("can i work remotely as an engineer"), 30)
        finally:
            may_read.set()
        assert [entry.id for entry in found] == ["remote-work"]
        await files.current_async()


async def test_taking_another_entrys_question_needs_a_word(office: Office) -> None:
    with pytest.raises(FaqSteals, match="Nothing was saved yet") as steals:
        await office.add(THIEF)
    assert {one.before.target for one in steals.value.preview.replay.stolen} == {"remote-work"}
    assert "mute" not in office.faq.read_text()
    await office.desk.save(Change(None, THIEF), author=ANA, anyway=True)
    assert "mute" in office.faq.read_text()


async def test_nobody_overwrites_anybody(office: Office) -> None:
    opened = await office.desk.entry("remote-work")
    mine, theirs = replace(opened, answer="Mine."), replace(opened, answer="Theirs.")
    await office.desk.save(Change(opened, theirs), author=BEN)
    with pytest.raises(FaqConflict) as conflict:
        await office.desk.save(Change(opened, mine), author=ANA)
    assert (conflict.value.wanted.after, conflict.value.theirs) == (mine, theirs)


async def test_undo_and_undo_of_the_undo(office: Office) -> None:
    before = office.faq.read_bytes()
    await office.add()
    after = office.faq.read_bytes()
    assert (await office.desk.undo(None, ANA)).revision.undoes == 1
    assert office.faq.read_bytes() == before
    assert office.answers(MUTE.question) != "mute"
    await office.desk.undo(None, BEN)
    assert office.faq.read_bytes() == after
    assert [one.author for one in await office.desk.history()] == [BEN, ANA, ANA]
    assert [one.number for one in await office.desk.history("mute")] == [3, 2, 1]


async def test_there_is_nothing_to_undo_at_first(office: Office) -> None:
    with pytest.raises(BotError, match="nothing to take back"):
        await office.desk.undo(None, ANA)
    with pytest.raises(BotError, match="no change 7"):
        await office.desk.undo(7, ANA)


async def test_a_broken_file_is_told_and_left_alone(office: Office) -> None:
    await office.add()
    opened = await office.desk.entry("mute")
    office.faq.write_text(office.faq.read_text().replace("version: 1", "version: one"))
    broken = office.faq.read_bytes()
    with pytest.raises(ContentError, match=r"faq\.yaml:1:10: error: "):
        await office.desk.save(Change(opened, replace(opened, answer="Other.")), author=ANA)
    assert office.faq.read_bytes() == broken
    assert office.answers(MUTE.question) == "mute", "the last good FAQ serves"


async def test_an_unknown_role_is_refused_with_its_line(office: Office) -> None:
    with pytest.raises(ContentError, match="no role `data-analist`; did you mean `data-analyst`"):
        await office.add(replace(MUTE, roles=("data-analist",)))
    assert "mute" not in office.faq.read_text()


async def test_an_import_adds_and_changes_and_never_wipes(office: Office) -> None:
    data = await office.desk.export()
    opened = await office.desk.entry("remote-work")
    changed = replace(opened, answer="Yes.")
    theirs = edit(edit(edit(data, opened, changed), await office.desk.entry("first-language"), None), None, MUTE)
    plan = await office.desk.plan_import(theirs, "theirs.yaml")
    assert plan.changes() == (Change(opened, changed), Change(None, MUTE))
    saved, backup = await office.desk.import_(plan.changes(), ANA)
    assert backup.read_bytes() == data
    assert {one.id for one in await office.desk.entries()} == {"degree-needed", "first-language", "remote-work", "mute"}
    assert len(saved.revision.changes) == 2
    plan = await office.desk.plan_import(theirs, "theirs.yaml")
    assert (plan.proposals, plan.same) == ((), 3)
    with pytest.raises(BotError, match="already here"):
        await office.desk.import_(plan.changes(), ANA)
    await office.desk.undo(None, ANA)
    assert await office.desk.export() == data


async def test_a_refused_import_leaves_no_copy(office: Office) -> None:
    before = sorted(office.faq.parent.iterdir())
    with pytest.raises(FaqSteals):
        await office.desk.import_([Change(None, THIEF)], ANA)
    assert sorted(office.faq.parent.iterdir()) == before
    _, backup = await office.desk.import_([Change(None, THIEF)], ANA, anyway=True)
    assert backup.exists()


@pytest.mark.parametrize("fault", ["  - {id: e%d, question: Q %d, answer: A}\n", "  - {id: E %d, question: %d}\n"])
async def test_an_import_out_of_all_proportion_is_refused_at_once(office: Office, fault: str) -> None:
    theirs = "version: 1\nentries:\n" + "".join(fault % (number, number) for number in range(5000))
    with pytest.raises(BotError) as refused:
        await office.desk.plan_import(theirs.encode(), "theirs.yaml")
    assert len(str(refused.value)) < 1500


async def test_an_import_that_is_no_faq_changes_nothing(office: Office) -> None:
    data = await office.desk.export()
    with pytest.raises(ContentError, match=r"theirs\.yaml:1:1"):
        await office.desk.plan_import(b"\x00\x01", "theirs.yaml")
    assert await office.desk.export() == data


async def test_the_form_gives_back_what_it_was_opened_with(office: Office) -> None:
    for entry in await office.desk.entries():
        assert await office.desk.filled_in(typed(entry), entry) == entry


def test_an_id_is_made_of_the_words_that_say_something() -> None:
    assert free_id("How do I mute a channel?", ()) == "mute-channel"
    assert free_id("How do I mute a channel?", {"mute-channel"}) == "mute-channel-2"
    assert free_id("日本?", ()) == "entry"


async def test_an_id_is_never_used_again(office: Office) -> None:
    form = {"question": "How do I mute a channel?", "answer": "So."}
    entry = await office.desk.filled_in(form, None)
    await office.add(entry)
    await office.desk.save(Change(entry, None), author=ANA)
    assert (await office.desk.filled_in(form, None)).id == "mute-channel-2"


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("question", "  ", "question is empty"),
        ("answer", "\n", "answer is empty"),
        ("details", "tegs: pay", "did you mean `tags:`"),
        ("details", "link: nowhere", "is no link"),
        ("details", "expires: next year", "is no date"),
    ],
)
async def test_what_cannot_be_an_entry_is_said_in_a_sentence(office: Office, field: str, text: str, sentence: str):
    with pytest.raises(BotError, match=sentence):
        await office.desk.filled_in({"question": "Why?", "answer": "So.", field: text}, None)


def test_the_details_are_read_as_people_write_them() -> None:
    links = "link: Guide | https://x.org/a\nlink: https://y.org\n"
    details = f"Tags: pay,  Job Search\n{links}source: Editors,  2026\nexpires: 2027-01-31"
    entry = filled_in(
        {"question": " Why \n not? ", "answer": "A\r\nB", "alternates": "- one\n\ntwo\none", "details": details},
        None,
        (),
    )
    assert (entry.question, entry.answer, entry.alternates) == ("Why not?", "A\nB\n", ("one", "two"))
    assert entry.tags == ("pay", "job-search")
    assert [(one.label, one.url) for one in entry.links] == [("Guide", "https://x.org/a"), ("https://y.org",) * 2]
    assert (entry.source, str(entry.expires)) == ("Editors, 2026", "2027-01-31")


async def test_eight_concurrent_editors_lose_nothing(office: Office) -> None:
    """Seven at the desk, one in an editor: every confirmed save is in the file and in the history, or was refused."""
    until = time.monotonic() + SECONDS
    noted: list[tuple[str, str]] = []
    refused = 0

    async def moderator(name: str) -> None:
        nonlocal refused
        random = Random(name)
        while time.monotonic() < until:
            entry = random.choice(await office.desk.entries())
            if entry.id.startswith("disk"):
                continue
            changed = replace(entry, answer=f"By {name}, {random.random()}")
            try:
                await office.desk.save(Change(entry, changed), author=f"discord:{name}")
                noted.append((entry.id, changed.answer))
            except FaqConflict:
                refused += 1

    async def editor(name: str) -> int:
        script = Path(__file__).parent / "storage" / "disk_editor.py"
        run = await asyncio.create_subprocess_exec(
            sys.executable, script, office.faq, name, str(SECONDS), stdout=PIPE, stderr=PIPE
        )
        said, complaint = await run.communicate()
        assert not run.returncode, complaint.decode()
        return int(said)

    on_disk, *_ = await asyncio.gather(editor("a"), *(moderator(name) for name in "2345678"))
    entries = {one.id: one.answer for one in await office.desk.entries()}
    assert int(entries.get("disk-a", 0)) == on_disk
    history = await office.desk.history(limit=1_000_000)
    assert sorted((c.entry.id, c.entry.answer) for one in history for c in one.changes) == sorted(noted)
    newest = {c.entry.id: c.entry.answer for one in reversed(history) for c in one.changes}
    assert {name: entries[name] for name in newest} == newest
    print(f"{len(noted)} saved at the desk, {refused} refused there, {on_disk} saved on disk")


async def test_a_near_duplicate_needs_a_word(office: Office) -> None:
    bob = FaqEntry("bob", "Can I work remotely as software engineer?", "Ask Bob.")
    with pytest.raises(FaqSteals, match="away from `remote-work`"):
        await office.add(bob)
    await office.desk.save(Change(None, bob), author=ANA, anyway=True)


async def test_what_is_told_of_a_change_is_what_members_see(office: Office) -> None:
    near = FaqEntry(
        "home-office", "Is a home office paid for engineers who work remotely?", "Ask.", ("remote engineer pay",)
    )
    before = office.files.current()
    replay = (await office.desk.preview(Change(None, near))).replay
    await office.desk.save(Change(None, near), author=ANA, anyway=True)
    after = office.files.current()
    for one in replay.moved:
        assert answered(before, one.words).target == one.before.target
        assert answered(after, one.words).target == one.after.target


@pytest.mark.parametrize(
    "typed",
    ["remote-work", "Remote-Work", "REMOTE WORK", "can i work remotely as an engineer", "are there remote jobs?"],
)
async def test_an_entry_is_found_by_its_id_or_question_in_any_case(office: Office, typed: str) -> None:
    assert (await office.desk.entry(typed)).id == "remote-work"


async def test_a_fault_is_told_by_entry_and_field_and_all_of_them_at_once(office: Office) -> None:
    wrong = replace(MUTE, answer="x" * 6001, roles=("winemaker", "data-analist"), links=(Link("L", "nowhere"),))
    with pytest.raises(ContentError) as refused:
        await office.desk.save(Change(None, wrong), author=ANA)
    said = str(refused.value)
    assert "`mute`, answer: the answer has 6,001 characters" in said
    assert "`mute`, roles: there is no role `winemaker`" in said
    assert "`mute`, roles (2.): there is no role `data-analist`" in said
    assert "`mute`, links: `nowhere` is no web address" in said


async def test_all_mistakes_of_a_form_are_told_at_once(office: Office) -> None:
    values = {"question": " ", "answer": "So.", "details": "tegs: a\nexpires: soon\nlink: here"}
    with pytest.raises(BotError) as refused:
        await office.desk.filled_in(values, None)
    assert len(str(refused.value).splitlines()) == 4


async def test_the_id_of_a_merged_entry_is_never_used_again_and_counts_for_the_one_that_stays(office: Office) -> None:
    await office.add()
    twin = FaqEntry("silence", "Can I silence a channel?", "Yes.", ("hush",), tags=("server",))
    await office.desk.save(Change(None, twin), author=ANA, anyway=True)
    await office.desk.questions.asked(BEN, "hush", Reply("faq", "Yes.", target="silence"))
    await office.desk.merge(await office.desk.entry("mute"), [twin], ANA)
    kept = await office.desk.entry("silence")
    assert (kept.id, kept.merged, kept.tags) == ("mute", ("silence",), ("server",))
    assert office.answers("hush") == "mute"
    assert "`mute` 1" in (await office.desk.questions.stats()).plain()
    assert (await office.desk.filled_in({"question": "Silence", "answer": "A."}, None)).id != "silence"
    key = key_of(Query(Intent.FAQ, entry=twin))
    found = query_of(key, office.files.current().kb)
    assert found is not None
    assert found.entry == kept


async def test_several_changes_are_taken_back_as_one_or_not_at_all(office: Office) -> None:
    data = await office.desk.export()
    await office.add()
    await office.desk.save(Change(MUTE, replace(MUTE, answer="Long-press it.")), author=ANA)
    await office.desk.undo_newest(2, ANA)
    assert await office.desk.export() == data
    assert len(await office.desk.history()) == 3
    await office.desk.undo(None, ANA)
    assert (await office.desk.entry("mute")).answer == "Long-press it."
    byhand = office.faq.read_text().replace("Long-press it.", "By hand.")
    office.faq.write_text(byhand)
    with pytest.raises(FaqConflict):
        await office.desk.undo_newest(2, ANA)
    assert office.faq.read_text() == byhand


async def test_a_day_is_restored_whatever_was_done_by_hand_to_those_entries(office: Office) -> None:
    data = await office.desk.export()
    at = datetime.now(UTC)
    await office.add()
    office.faq.write_text(
        office.faq.read_text().replace("Right-click it.", "By hand.").replace("Often, but", "Mostly, but")
    )
    saved, backup = await office.desk.restore(at, ANA)
    assert {change.entry.id for change in saved.revision.changes} == {"mute"}
    assert await office.desk.export() == data.replace(b"Often, but", b"Mostly, but")
    assert b"By hand." in backup.read_bytes()
