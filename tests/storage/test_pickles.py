"""What is written bit by bit is read back whole."""

from __future__ import annotations

import gc
import io
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.language.word_vectors import WordVectors
from bot.storage.pickles import dump, load
from bot.storage.word_vectors import word_vectors


def copied(value: object) -> Any:
    file = io.BytesIO()
    dump(value, file)
    file.seek(0)
    return load(file)


@given(st.recursive(st.none() | st.integers() | st.text() | st.binary(max_size=200), st.lists, max_leaves=20))
def test_a_pickle_in_pieces_is_a_pickle(value: object) -> None:
    assert copied(value) == value


def test_large_pickles_come_back_whole_and_the_collector_stays_on() -> None:
    value = {"array": np.arange(100_000), "words": [f"word {number}" for number in range(50_000)]}
    back = copied(value)
    assert back["words"] == value["words"]
    assert (back["array"] == value["array"]).all()
    assert gc.isenabled()


def test_the_programs_word_vectors_are_not_kept_a_second_time() -> None:
    """By them, too, a snapshot that was kept is told to be of the same knowledge."""
    other = WordVectors(("a",), np.ones((1, 2), np.int8), np.ones(1, np.float16))
    vectors, copy = copied([word_vectors(), other])
    assert vectors is word_vectors()
    assert copy.of(["a"]).tolist() == other.of(["a"]).tolist()
