"""Texts as vectors of meaning, on a table small enough to check by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.language.word_vectors import WordVectors

PIECES = ["cat", "dog", "car", "##s", "##p", "##park", "##ar", "c"]
ROWS = np.array([[9, 1], [8, 2], [0, 9], [1, 1], [0, 3], [0, 8], [3, 0], [1, 0]], np.int8)


@pytest.fixture
def table() -> WordVectors:
    return WordVectors(PIECES, ROWS, np.full(len(PIECES), 0.5, np.float16))


def _likeness(table: WordVectors, first: str, second: str) -> float:
    return float(table.of(first.split()) @ table.of(second.split()))


def test_words_of_like_meaning_are_alike(table: WordVectors) -> None:
    assert _likeness(table, "cat", "dog") > 0.9 > 0.3 > _likeness(table, "cat", "car")


def test_a_word_that_is_not_listed_is_the_sum_of_its_longest_pieces(table: WordVectors) -> None:
    assert table.of(["carpark"]) == pytest.approx(np.array([0, 1]))  # car + ##park, not c + ##ar + ##park
    assert table.of(["dogs"]) == pytest.approx(np.array([9, 3]) / 90**0.5)


def test_scales_count(table: WordVectors) -> None:
    loud = WordVectors(PIECES, ROWS, np.array([0.5, 8, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5], np.float16))
    assert loud.of(["car", "dog"])[0] > table.of(["car", "dog"])[0]


def test_what_is_not_known_says_nothing(table: WordVectors) -> None:
    assert not table.of(["xyz", "42"]).any()
    assert not table.of([]).any()


@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_words_have_a_vector_of_length_one_or_none(words: list[str]) -> None:
    vector = WordVectors(PIECES, ROWS, np.ones(len(PIECES), np.float16)).of(words)
    assert float(vector @ vector) == pytest.approx(1, abs=1e-5) or not vector.any()
