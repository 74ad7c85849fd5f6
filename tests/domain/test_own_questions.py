"""What the bot offers, it reads back as what it was made of."""

from __future__ import annotations

import pytest

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.own_questions import OwnQuestions
from bot.domain.core.query import Intent
from bot.domain.understanding.message import Understanding


@pytest.fixture(scope="module")
def own(understanding: Understanding) -> OwnQuestions:
    return understanding.own


def test_a_role_a_level_and_any_place_come_back(own: OwnQuestions, understanding: Understanding) -> None:
    kb: KnowledgeBase = understanding.kb
    for place in kb.locations.values():
        query = own.meant(f"how much does a senior data engineer earn in {place.name}")
        assert query is not None
        assert (query.intent, query.level, query.location) == (Intent.SALARY, "senior", place)
        assert query.role is kb.roles["data-engineer"]


def test_a_skill_of_any_name_comes_back(own: OwnQuestions, understanding: Understanding) -> None:
    for skill in understanding.kb.skills.values():
        query = own.meant(f"How do I learn {skill.name}?")
        assert query is not None
        assert (query.intent, query.skills, query.aspect) == (Intent.SKILL, (skill.id,), "how")


@pytest.mark.parametrize(
    ("question", "least"), [("Which roles need the least math?", True), ("Which roles pay the most?", False)]
)
def test_a_ranking_comes_back_from_its_end(own: OwnQuestions, question: str, least: bool) -> None:
    query = own.meant(question)
    assert query is not None
    assert (query.intent, query.least) == (Intent.RANK, least)


@pytest.mark.parametrize(
    "text", ["", "how much", "what does a plumber do?", "What does a Data Engineer do in Seattle?"]
)
def test_other_words_are_not_ours(own: OwnQuestions, text: str) -> None:
    assert own.meant(text) is None
