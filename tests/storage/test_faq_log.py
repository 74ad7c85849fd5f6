"""The history of the FAQ and the drafts of its form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.core.faq_entry import FaqEntry, Link
from bot.domain.faq.change import Change
from bot.storage.database import MEMORY, Database
from bot.storage.faq_drafts import FaqDrafts
from bot.storage.faq_log import FaqLog, Intent, Patch
from bot.storage.profiles import Profiles

NOW = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)
ENTRY = FaqEntry(
    "pay", "What do I earn?", "It depends.\n\U0001f600", ("salary?",), ("pay",), ("data-analyst",),
    (Link("L", "https://x.org"),), "Editors", date(2026, 11, 1), date(2027, 1, 1),
)  # fmt: skip


@pytest.fixture
def database() -> Iterator[Database]:
    with Database(MEMORY) as opened:
        yield opened


ADDED = Change(None, ENTRY)


def intent(change: Change = ADDED) -> Intent:
    return Intent("discord:1", NOW, "why", (change,), None, Patch("a", "b"), "/faq.yaml", ".witness", "old", "new")


def test_what_was_saved_comes_back_whole(database: Database) -> None:
    log = FaqLog(database)
    log.confirm(log.intend(intent()))
    ((number, author, at, why, changes, undoes),) = [
        (one.number, one.author, one.at, one.why, one.changes, one.undoes) for one in log.history("", 10)
    ]
    assert (number, author, at, why, changes, undoes) == (1, "discord:1", NOW, "why", (Change(None, ENTRY),), None)


def test_an_intent_is_no_history_until_it_is_confirmed(database: Database) -> None:
    log = FaqLog(database)
    number = log.intend(intent())
    assert log.history("", 10) == ()
    assert log.revision(number) is None
    assert [one.number for one in log.pending("/faq.yaml")] == [number]
    assert log.pending("/other.yaml") == ()
    log.drop(number)
    assert log.pending("/faq.yaml") == ()
    assert log.intend(intent()) > number, "a number is never used twice"


def test_the_history_of_one_entry_newest_first(database: Database) -> None:
    log = FaqLog(database)
    other = FaqEntry("other", "Other?", "So.")
    for change in (Change(None, ENTRY), Change(None, other), Change(ENTRY, None)):
        log.confirm(log.intend(intent(change)))
    assert [one.number for one in log.history("", 2)] == [3, 2]
    assert [one.number for one in log.history("pay", 10)] == [3, 1]
    assert log.ids() == {"pay", "other"}


def test_keys_that_entries_no_longer_have_are_passed_over(database: Database) -> None:
    log = FaqLog(database)
    log.confirm(log.intend(intent()))
    database.run_sync(
        lambda db: db.execute('UPDATE faq_changes SET after = replace(after, \'"id"\', \'"mood":1,"id"\')')
    )
    assert log.history("", 1)[0].changes[0].after == ENTRY


async def test_erasing_a_moderators_data_takes_the_name_and_leaves_the_history(tmp_path: Path) -> None:
    async with Database(tmp_path / "career.db") as database:
        log, drafts = FaqLog(database), FaqDrafts(database)
        log.confirm(log.intend(intent()))
        await drafts.keep("discord:1", ENTRY, {"answer": "x"}, NOW)
        counts = await Profiles(database).erase("discord:1")
        assert (counts["faq_authors"], counts["faq_drafts"]) == (1, 1)
        (revision,) = log.history("", 10)
        assert (revision.author, revision.changes) == ("", (Change(None, ENTRY),))


async def test_a_draft_is_its_authors_for_a_day(database: Database) -> None:
    drafts = FaqDrafts(database)
    typed = {"question": "Why?", "answer": "Because\n`of` that \U0001f600"}
    draft = await drafts.keep("discord:1", ENTRY, typed, NOW)
    assert await drafts.get("discord:1", draft.number, NOW + timedelta(hours=23)) == draft
    assert draft.typed == typed
    assert draft.opened == ENTRY
    assert await drafts.get("discord:2", draft.number, NOW) is None
    assert await drafts.get("discord:1", draft.number, NOW + timedelta(hours=25)) is None
    await drafts.drop(draft.number)
    assert await drafts.get("discord:1", draft.number, NOW) is None


async def test_old_drafts_go(database: Database) -> None:
    drafts = FaqDrafts(database)
    await drafts.keep("discord:1", None, {}, NOW)
    await drafts.keep("discord:1", None, {}, NOW + timedelta(days=2))
    assert database.run_sync(lambda db: db["faq_drafts"].count) == 1
