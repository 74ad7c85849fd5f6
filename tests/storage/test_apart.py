"""Slow work elsewhere: the same result, or the same error, whether or not there is another process."""

from __future__ import annotations

import gc
import io
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.understanding.message import Understanding
from bot.errors import BotError, ContentError
from bot.storage.apart import apart, dump, load
from bot.storage.knowledge_files import load_faq

QUESTION = "how much does a data engineer earn?"


def test_what_another_process_compiles_understands_the_same(small: KnowledgeBase) -> None:
    here, there = Understanding.compile(small), apart(Understanding.compile)(small)
    assert there.understand(QUESTION) == here.understand(QUESTION)


def test_without_another_process_it_is_done_here(small: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert apart(Understanding.compile)(small).understand(QUESTION).intent == "salary"


def test_an_error_of_the_work_is_the_works_own(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        apart(load_faq)(tmp_path / "none.yaml")
    assert isinstance(caught.value, BotError)


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
