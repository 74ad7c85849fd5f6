"""Entries with `places:` answer there, before the advisor's own figures, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent
from bot.domain.faq.replay import answered
from bot.domain.replies import faq_test
from bot.domain.replies.answer import answer
from bot.domain.understanding.message import Understanding
from bot.domain.understanding.options import from_options

LOCAL = (
    FaqEntry(
        "pay-in-germany", "How much does a data engineer earn in Germany?", "About 65,000 euros.",
        ("data engineer salary germany",), roles=("data-engineer",), places=("germany",),
    ),
    FaqEntry(
        "trade-licence", "Do I need a trade licence to freelance?", "Yes, from the town hall.",
        ("registering as a freelancer",), places=("germany", "austria"),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def mind(understanding: Understanding) -> Understanding:
    faq = {**understanding.kb.faq, **{entry.id: entry for entry in LOCAL}}
    return Understanding.compile(replace(understanding.kb, faq=faq), understanding)


@pytest.mark.parametrize(
    "question",
    [
        "how much does a data engineer earn in germany",
        "what do data engineers make in Munich?",
        "how much does a senior data engineer earn in germany",
        "data engineer salary in berlin",
    ],
)
def test_it_answers_for_its_place_and_the_places_within(mind: Understanding, question: str) -> None:
    assert answered(mind, question).target == "pay-in-germany"


@pytest.mark.parametrize(
    "question",
    [
        "how much does a data engineer earn in seattle",
        "data engineer salary paris",
        "data engineer salary bangalore",
        "how much does a data engineer earn",
        "how much does an ml engineer earn in germany",
        "how much does a data engineer earn in germany and in france",
    ],
)
def test_it_answers_for_no_other_place_and_no_other_role(mind: Understanding, question: str) -> None:
    assert answered(mind, question).target == "advisor:salary"


def test_a_filled_in_place_counts_like_one_that_is_said(mind: Understanding) -> None:
    query = from_options(mind, Intent.SALARY, role="data engineer", location="Munich")
    reply = answer(mind.answered_as(query), Profile("a"), mind.kb, today=date(2026, 11, 28))
    assert (reply.kind, reply.target, reply.note) == ("faq", "pay-in-germany", "For Germany.")


@pytest.mark.parametrize(
    ("question", "reached"),
    [
        ("do i need a trade licence to freelance", True),
        ("do i need a trade licence to freelance in vienna", True),
        ("do i need a trade licence to freelance in france", False),
    ],
)
def test_wordings_that_name_no_place_may_be_asked_without_one(
    mind: Understanding, question: str, reached: bool
) -> None:
    assert (answered(mind, question).target == "trade-licence") is reached


@pytest.mark.parametrize(
    "question", ["how much does a senior data engineer earn in germany", "salary of data engineers in Munich"]
)
def test_the_test_of_a_question_says_that_a_local_entry_answers(mind: Understanding, question: str) -> None:
    told = faq_test.reply(question, mind).plain()
    assert "`pay-in-germany`" in told
    assert "fixed rule" not in told


def test_its_very_words_reach_it(mind: Understanding) -> None:
    for entry in LOCAL:
        assert all(answered(mind, phrase).target == entry.id for phrase in entry.phrases)
