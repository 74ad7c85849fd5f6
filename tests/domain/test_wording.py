"""Articles, counts, lists and dates."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.core import wording


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Data Engineer", "a Data Engineer"),
        ("AI Engineer", "an AI Engineer"),
        ("MLOps Engineer", "an MLOps Engineer"),
        ("UX Designer", "a UX Designer"),
        ("QA / Test Engineer", "a QA / Test Engineer"),
        ("Analytics Engineer", "an Analytics Engineer"),
        ("Machine Learning Engineer", "a Machine Learning Engineer"),
        ("SRE", "an SRE"),
        ("University lecturer", "a University lecturer"),
    ],
)
def test_the_article_follows_the_sound(name: str, words: str) -> None:
    assert wording.a(name) == words


def test_a_question_takes_the_article_of_the_role() -> None:
    assert wording.asking("What does a {role} do?", "AI Engineer") == "What does an AI Engineer do?"
    assert wording.asking("The way to {role}?", "AI Engineer") == "The way to AI Engineer?"


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 skills"), (1, "1 skill"), (2, "2 skills"), (1200, "1,200 skills")]
)
def test_counts(number: int, words: str) -> None:
    assert wording.counted(number, "skill") == words


@pytest.mark.parametrize(
    ("names", "words"),
    [("", ""), ("A", "A"), ("AB", "A and B"), ("ABC", "A, B and C"), ("ABCD", "A, B and 2 more")],
)
def test_lists(names: str, words: str) -> None:
    assert wording.listed(list(names), 2) == words


def test_dates_read_the_american_way() -> None:
    assert wording.day(date(2026, 12, 1)) == "Dec 1, 2026"
