"""What moderators read about the FAQ: dates that are due, numbers, and why a question is answered as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.faq.unanswered import Count
from bot.domain.replies import faq_list, faq_stats, faq_test
from bot.domain.replies.answer import answer
from bot.domain.understanding.message import Understanding

TODAY = date(2026, 5, 10)  # a Sunday
OLD = FaqEntry("old", "Is it old?", "Yes.", tags=("age",), expires=TODAY - timedelta(1), verified=date(2025, 1, 2))
LAST_DAY = FaqEntry("last-day", "Does it end today?", "Yes.", expires=TODAY)
IN_A_MONTH = FaqEntry("in-a-month", "Does it end in a month?", "Yes.", expires=TODAY + timedelta(30))
LATER = FaqEntry("later", "Does it end later?", "Yes.", expires=TODAY + timedelta(31), verified=TODAY)
PLAIN = FaqEntry("plain", "Is it plain?", "Yes.", tags=("age",))
FAQ = {entry.id: entry for entry in (OLD, LAST_DAY, IN_A_MONTH, LATER, PLAIN)}


def test_the_list_says_what_is_expired_due_and_unchecked() -> None:
    reply = faq_list.reply(FAQ.values(), TODAY)
    sections = {section.heading.partition(" (")[0]: "\n".join(section.lines) for section in reply.sections}
    assert reply.text == "5 entries: 1 expired, 2 due within 30 days and 3 never checked."
    assert "`old` Is it old? · until May 9, 2026 · checked Jan 2, 2025" in sections["Expired"]
    assert all(f"`{one}`" in sections["Due within 30 days"] for one in ("last-day", "in-a-month"))
    assert "`plain`" in sections["Never checked"]
    assert "`later`" in sections["Checked"]


@pytest.mark.parametrize(("tag", "ids"), [("age", {"old", "plain"}), ("", set(FAQ)), ("none", set())])
def test_the_list_can_be_of_one_tag(tag: str, ids: set[str]) -> None:
    text = faq_list.reply(FAQ.values(), TODAY, tag).plain()
    assert {one for one in FAQ if f"`{one}`" in text} == ids
    assert ids or "“none”" in text


def test_an_empty_faq_is_told() -> None:
    assert "no entry" in faq_list.reply((), TODAY).plain()


@pytest.mark.parametrize(("today", "label"), [(date(2026, 5, 9), False), (TODAY, True)])
def test_an_expired_answer_says_so_first(understanding: Understanding, today: date, label: bool) -> None:
    entry = replace(OLD, source="Editors")
    reply = answer(Query(Intent.FAQ, entry=entry), Profile("a"), understanding.kb, today=today)
    assert reply.text.startswith("⌛ Expired May 9, 2026: check before relying on it.") is label
    assert reply.text.endswith("Yes.")
    assert reply.sources == ("Editors", "checked Jan 2, 2025")


# Numbers

COUNTS = (
    Count(TODAY, "answer", "plain", 7),
    Count(TODAY, "answer", "", 20),
    Count(TODAY, "clarify", "", 2),
    Count(TODAY, "abstain", "", 1),
    Count(TODAY, "solved", "plain", 1),
    Count(TODAY, "wrong", "plain", 2),
    Count(TODAY, "wrong", "later", 1),
    Count(TODAY - timedelta(7), "answer", "later", 10),
    Count(TODAY - timedelta(7), "answer", "gone", 90),
    Count(TODAY - timedelta(weeks=30), "answer", "old", 1),
)


def test_numbers_tell_totals_entries_and_weeks() -> None:
    reply = faq_stats.reply(COUNTS, FAQ, TODAY)
    sections = {section.heading.split(" (")[0].split(":")[0]: "\n".join(section.lines) for section in reply.sections}
    assert "131 questions" in reply.text
    assert "answered 128 (98%)" in reply.text
    assert sections["Most used"].splitlines() == ["- `later` 10", "- `plain` 7", "- `old` 1"]
    assert sections["Worst rated"] == "- `plain` not what was meant 2 of 3 times"
    assert sections["Last 8 weeks"].splitlines() == ["- May 4, 2026: 30, 27, 2, 1", "- Apr 27, 2026: 100, 100, 0, 0"]
    assert sections["Never used"] == "`in-a-month`, `last-day`"


def test_numbers_of_nothing() -> None:
    assert "Nothing has been asked" in faq_stats.reply((), FAQ, TODAY).plain()


# Why


def test_the_ranking_is_explained(understanding: Understanding) -> None:
    question = "do i requirre a phd to become a machine learning engineer"
    text = faq_test.reply(question, understanding).plain()
    for part in (
        "answers with `phd-required`",
        "Margin",
        "floor",
        "{role}",
        "words 0.",
        "learned 0.",
        "“requirre” → “require”",
    ):
        assert part in text, part
    assert "through “" in text


def test_a_wording_that_only_its_words_make_certain_says_so(understanding: Understanding) -> None:
    text = faq_test.reply("Does my resume need a photo?", understanding).plain()
    assert "answers with `resume-tips`" in text
    assert "word for word" in text


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("i know python", "states skills"),
        ("how do i bake sourdough bread", "declines"),
        ("?!", "declines"),
        ("x" * 3000, "Decision"),
    ],
)
def test_any_question_can_be_tested(understanding: Understanding, question: str, says: str) -> None:
    assert says in faq_test.reply(question, understanding).plain()


def test_what_was_typed_pings_nobody(understanding: Understanding) -> None:
    text = faq_test.reply("@everyone *bold* do i need a phd", understanding)
    assert "*bold*" not in text.title.replace("\\*", "")
