"""What was learned from the shipped knowledge: current enough, read as it was written, never in the way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.learned import NOTHING_LEARNED, Learned, places
from bot.domain.understanding.message import Understanding
from bot.storage import learned as stored

MOST_UNKNOWN = 0.1
"""Share of the shipped phrases that may be learned at every first start; then it is time for `make learned`."""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(stored, "FILE", tmp_path / "learned.npz")
    return tmp_path / "learned.npz"


@pytest.fixture(scope="session")
def taught(small: KnowledgeBase) -> Learned:
    """By the small knowledge base."""
    return Understanding.compile(replace(small, learned=NOTHING_LEARNED)).learned()


def unknown(now: Learned, shipped: Learned) -> dict[str, float]:
    """Share of the ranker's phrases and of the scope's texts that the shipped file lacks."""
    assert now.ranker
    assert now.scope
    assert shipped.ranker, "`make learned`: the ranker's code has changed since"
    assert shipped.scope, "`make learned`: the scope's code has changed since"
    return {
        "ranker": float((places(now.ranker.phrases, shipped.ranker.phrases) < 0).mean()),
        "scope": float((places(now.scope.texts, shipped.scope.texts) < 0).mean()),
    }


def test_the_shipped_file_knows_most_of_the_shipped_knowledge(understanding: Understanding) -> None:
    shares = unknown(understanding.learned(), stored.learned())
    assert max(shares.values()) <= MOST_UNKNOWN, f"`make learned`: not known are {shares}"


def test_it_is_read_as_it_was_written(taught: Learned, file: Path) -> None:
    stored.write(taught, file)
    back = stored.learned()
    assert back.ranker
    assert taught.ranker
    assert back.ranker.entries == taught.ranker.entries
    assert np.abs(back.ranker.values - taught.ranker.values).max() < 0.1
    assert back.classifiers.keys() == taught.classifiers.keys()
    for name, (key, classifier) in taught.classifiers.items():
        again = back.classifier(name, key)
        assert again
        assert again.numbers == classifier.numbers


def test_what_was_learned_answers_as_before(small: KnowledgeBase, taught: Learned, file: Path) -> None:
    stored.write(taught, file)
    before = Understanding.compile(replace(small, learned=NOTHING_LEARNED))
    after = Understanding.compile(replace(small, learned=stored.learned()))
    for question in [entry.question for entry in small.faq.values()]:
        one, other = before.understand(question), after.understand(question)
        assert (one.decision, one.entry) == (other.decision, other.entry)


def test_names_are_looked_for_only_in_phrases_that_are_new(small: KnowledgeBase, taught: Learned, file: Path) -> None:
    stored.write(taught, file)
    masks = stored.learned().masks
    assert masks
    known = masks.known([phrase for entry in small.faq.values() for phrase in entry.phrases])
    assert known == {p: m for p, m in Understanding.compile(small).reader.masks.items() if p in known}
    assert masks.known(["Is there a badger in the office?"]) == {}


def test_with_other_names_they_are_looked_for_anew(small: KnowledgeBase, taught: Learned) -> None:
    assert taught.masks
    false = replace(taught, masks=replace(taught.masks, masked=("badger",) * len(taught.masks.masked)))
    question = next(iter(small.faq.values())).question
    assert Understanding.compile(replace(small, learned=false)).reader.masks[question] == "badger"
    words = replace(small.words, everyday_skills=("badger",))
    assert Understanding.compile(replace(small, words=words, learned=false)).reader.masks[question] != "badger"


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04broken"])
def test_a_damaged_file_only_costs_time(content: bytes, file: Path) -> None:
    file.write_bytes(content)
    assert stored.learned() == NOTHING_LEARNED


def test_without_the_file_everything_is_learned(file: Path) -> None:
    assert stored.learned() == NOTHING_LEARNED


def test_other_code_has_to_learn_for_itself(taught: Learned, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored.write(taught, file)
    monkeypatch.setitem(stored._CODE, "ranker", ("matching/learning.py",))  # type: ignore[index]
    assert stored.learned().ranker is None
    assert stored.learned().scope is not None
