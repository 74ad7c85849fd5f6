"""From a question without an answer to knowledge: asked, counted, shown to moderators, answered. No front end."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.advisor import Advisor
from bot.domain.understanding.message import Understanding
from bot.errors import BotError
from bot.faq_desk import FaqDesk
from bot.storage.database import Database
from bot.storage.knowledge_files import KnowledgeFiles
from bot.storage.profiles import Profiles
from bot.storage.questions import Questions

CAT = ("where can I adopt a cat", "where to adopt a cat?", "adopt a cat, where")
MEMBERS = ("discord:1", "discord:2", "discord:3")


class Community:
    """Members who ask and a desk that listens; `day` moves the clock."""

    def __init__(self, knowledge: Path, faq: Path, database: Database) -> None:
        self.faq = faq
        self.database = database
        self.now = datetime(2026, 5, 1, tzinfo=UTC)
        self.files = KnowledgeFiles(knowledge, faq, Understanding.compile, remember=True)
        self.advisor = Advisor(self.files.current, Profiles(database))
        self.desk = FaqDesk(self.files, faq, database, now=lambda: self.now)

    async def ask(self, member: str, question: str) -> str:
        """The decision; as a front end does it."""
        reply = await self.advisor.ask(member, member, question)
        await self.desk.questions.asked(member, question, reply)
        return reply.decision

    async def open(self) -> list[str]:
        return [group.text for group in await self.desk.questions.open_questions()]

    async def texts(self) -> list[str]:
        return [one.text for one in await Questions(self.database).kept(self.now.date())]

    def write(self, entry: str) -> None:
        """As an editor saves."""
        before = self.faq.stat().st_mtime_ns
        self.faq.write_text(self.faq.read_text("utf-8") + entry, "utf-8")
        os.utime(self.faq, ns=(before + 1_000_000, before + 1_000_000))


@pytest.fixture
async def community(small_knowledge: Path, small_faq: Path) -> AsyncIterator[Community]:
    async with Database(":memory:") as database:
        yield Community(small_knowledge, small_faq, database)


async def test_an_unanswered_question_becomes_an_entry_and_is_answered(community: Community) -> None:
    for member, question in zip(MEMBERS, CAT, strict=True):
        assert await community.open() == []
        assert await community.ask(member, question) == "abstain"
    (group,) = await community.desk.questions.open_questions()
    assert group.askers == 3
    wordings = "".join(f"      - {text}\n" for text in CAT[1:])
    community.write(f"  - id: cats\n    question: {CAT[0]}\n    answer: Ask.\n    alternates:\n{wordings}")
    assert await community.ask("discord:4", CAT[1]) == "answer"
    assert await community.open() == []
    with pytest.raises(BotError, match="no longer waiting"):
        await community.desk.questions.open_question(group.number)


async def test_one_member_who_shares_is_enough(community: Community) -> None:
    await community.ask(MEMBERS[0], CAT[0])
    assert await community.desk.questions.share(MEMBERS[0], CAT[0])
    assert await community.open() == [CAT[0]]


async def test_one_member_who_insists_is_not(community: Community) -> None:
    for question in CAT * 3:
        await community.ask(MEMBERS[0], question)
    assert await community.open() == []


@pytest.mark.parametrize("question", ["i want to die", "i know python, where can I adopt a cat"])
async def test_distress_and_skills_are_never_kept(community: Community, question: str) -> None:
    mind = community.files.current()
    asked = mind.understand(question)
    assert asked.report or asked.intent.value == "distress"
    await community.ask(MEMBERS[0], question)
    await community.desk.questions.none_of(MEMBERS[0], question)
    await community.desk.questions.not_meant(MEMBERS[0], question, "remote-work")
    await community.desk.questions.confirmed(MEMBERS[0], question, "remote-work")
    assert not await community.desk.questions.share(MEMBERS[0], question)
    assert await community.texts() == []


async def test_what_is_answered_is_counted_and_not_kept(community: Community) -> None:
    assert await community.ask(MEMBERS[0], "Which programming language should I learn first?") == "answer"
    assert await community.texts() == []
    assert "`first-language` 1" in (await community.desk.questions.stats()).plain()


async def test_what_was_not_meant_waits_until_something_else_answers(community: Community) -> None:
    question = "are there remote jobs"
    for member in MEMBERS:
        assert await community.ask(member, question) == "answer"
        await community.desk.questions.not_meant(member, question, "remote-work")
    assert await community.open() == [question]
    assert "`remote-work` not what was meant 3 of 3 times" in (await community.desk.questions.stats()).plain()


async def test_a_confirmed_reading_is_proposed_as_a_wording(community: Community) -> None:
    for member in MEMBERS:
        await community.desk.questions.confirmed(member, "can i code from the beach", "remote-work")
        await community.desk.questions.confirmed(member, "are there remote jobs", "remote-work")  # is one already
        await community.desk.questions.confirmed(member, "can i code from the beach", "no-such-entry")
    (group,) = await community.desk.questions.open_questions()
    assert (group.text, group.wording_of) == ("can i code from the beach", "remote-work")


async def test_ignored_stays_ignored_when_asked_again(community: Community) -> None:
    for member in MEMBERS:
        await community.ask(member, CAT[0])
    (group,) = await community.desk.questions.open_questions()
    await community.desk.questions.settle(group)
    await community.ask("discord:9", CAT[1])
    assert await community.open() == []


async def test_after_30_days_nothing_is_left(community: Community) -> None:
    await community.ask(MEMBERS[0], CAT[0])
    community.now += timedelta(days=31)
    await community.ask(MEMBERS[1], "Which programming language should I learn first?")
    assert await community.open() == []
    assert await community.texts() == []


async def test_a_member_who_has_their_data_erased_is_gone_here_too(community: Community) -> None:
    for member, question in zip(MEMBERS, CAT, strict=True):
        await community.ask(member, question)
    await community.advisor.erase_data(MEMBERS[0])
    assert await community.open() == []
    assert await community.texts() == list(CAT[1:])


async def test_the_nearest_entries_are_offered(community: Community) -> None:
    found = await community.desk.nearest("is working remotely possible")
    assert found[0].id == "remote-work"
    assert len(found) == 3


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        ("which programming language do I learn first", ["first-language"]),
        ("do engineers work at home", ["remote-work", "degree-needed"]),
        ("where can I adopt a cat", []),
    ],
)
async def test_what_is_alike_already_is_found(community: Community, question: str, entries: list[str]) -> None:
    assert [entry.id for entry in await community.desk.alike(question)][: len(entries) or 1] == entries
