"""Where the question stands in a message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.language import segments


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("I did sales for years. Now I code a bit. How long until I am job ready?", "How long until I am job ready?"),
        (
            "so i studied cs but then i worked in sales and i can code but im rusty how many months should i plan for",
            "how many months should i plan for",
        ),
        ("node.js 3.5 is out. what is it?", "node.js 3.5 is out. what is it?"),
    ],
)
def test_the_question_at_the_end_of_a_story_is_read_on_its_own(text: str, question: str) -> None:
    assert question in segments.questions(text)


def test_two_questions_are_told_apart() -> None:
    found = segments.several("what does an ml engineer do and how much do they earn?")
    assert found == ("what does an ml engineer do", "how much do they earn?")


@pytest.mark.parametrize(
    ("text", "word", "own"),
    [
        ("i'm a nurse, can i switch", "nurse", True),
        ("from teacher to developer", "teacher", True),
        ("how much does a nurse earn", "nurse", False),
        ("is a bootcamp enough to be a pastry chef", "pastry", False),
    ],
)
def test_the_writers_own_profession_is_not_the_one_asked_about(text: str, word: str, own: bool) -> None:
    start = text.index(word)
    assert segments.speaks_of_self(text, start, start + len(word)) is own


def test_of_a_flood_of_questions_only_the_last_ones_are_read() -> None:
    flood = " ".join(f"what is number {number}?" for number in range(200))
    for found in (segments.questions(flood), segments.several(flood)):
        assert len(found) <= segments.MOST_QUESTIONS + 1
        assert found[-1] == "what is number 199?"


@given(st.text())
def test_any_text_is_cut_into_parts_of_itself(text: str) -> None:
    assert all(part in text for part in segments.questions(text))
