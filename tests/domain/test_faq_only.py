"""`topics: false`: a community that wants its FAQ and skills, and no careers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.advisor import Advisor
from bot.domain.understanding.message import Understanding
from bot.storage.database import Database
from bot.storage.knowledge_files import load_knowledge
from bot.storage.profiles import Profiles

ANA = "discord:1"


@pytest.fixture
async def advisor(small_knowledge: Path, small_faq: Path) -> AsyncIterator[Advisor]:
    community = small_knowledge / "community.yaml"
    community.write_text(community.read_text("utf-8") + "topics: false\n", "utf-8")
    mind = Understanding.compile(load_knowledge(small_knowledge, small_faq))
    async with Database(":memory:") as database:
        yield Advisor(lambda: mind, Profiles(database), today=lambda: date(2026, 11, 28))


@pytest.mark.parametrize("question", ["how much does a data analyst earn", "data analyst salary"])
async def test_careers_are_declined_and_faq_entries_offered(advisor: Advisor, question: str) -> None:
    reply = await advisor.ask(ANA, "s", question)
    assert (reply.decision, reply.kind) == ("abstain", "none")
    assert reply.suggestions
    assert {suggestion.question for suggestion in reply.suggestions} <= {
        "Do I need a degree to work in data?",
        "Which programming language should I learn first?",
        "Can I work remotely as an engineer?",
    }


async def test_the_faq_is_answered_without_talk_of_gaps(advisor: Advisor) -> None:
    reply = await advisor.ask(ANA, "s", "is college required for data jobs")
    assert (reply.kind, reply.target, reply.suggestions) == ("faq", "degree-needed", ())


async def test_skills_are_noted_and_goals_are_not(advisor: Advisor) -> None:
    noted = await advisor.ask(ANA, "s", "i know python advanced")
    assert noted.kind == "skills"
    assert all("gap" not in suggestion.label for suggestion in noted.suggestions)
    await advisor.ask(ANA, "s", "I want to become a data analyst, 6 hours a week")
    profile = await advisor.profile(ANA)
    assert set(profile.skills) == {"python"}
    assert (profile.goal, profile.hours) == ("", None)
