"""The word vectors that come with the program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import BotError, ContentError
from bot.storage import word_vectors as shipped
from bot.storage.knowledge_files import load_knowledge
from bot.storage.word_vectors import word_vectors


@pytest.fixture
def damaged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    (tmp_path / "word_vectors.npz").write_bytes(b"PK\x03\x04 cut off")
    monkeypatch.setattr(shipped, "FILE", tmp_path / "word_vectors.npz")
    word_vectors.cache_clear()
    yield
    word_vectors.cache_clear()


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        ("automobile", "car", "banana"),
        ("doctorate", "phd", "salary"),
        ("work from my house", "remote job", "programming language"),
        ("i am fifty", "too old", "too expensive"),
    ],
)
def test_what_means_the_same_is_nearer(text: str, near: str, far: str) -> None:
    asked, one, other = (word_vectors().of(words.split()) for words in (text, near, far))
    assert float(asked @ one) > float(asked @ other)


def test_a_community_may_do_without_them(small_knowledge: Path, small_faq: Path) -> None:
    assert load_knowledge(small_knowledge, small_faq).vectors is word_vectors()
    _switch(small_knowledge, "false")
    assert load_knowledge(small_knowledge, small_faq).vectors is None


@pytest.mark.usefixtures("damaged")
def test_a_damaged_table_is_told_with_its_mend(small_knowledge: Path, small_faq: Path) -> None:
    with pytest.raises(BotError, match=r"word_vectors\.npz .* install the program again"):
        word_vectors()
    line = _switch(small_knowledge, "true")
    with pytest.raises(ContentError, match=rf"community.yaml:{line}:\d+: error: word_vectors.npz .* install"):
        load_knowledge(small_knowledge, small_faq)


def _switch(knowledge: Path, value: str) -> int:
    """The line of the setting."""
    path = knowledge / "community.yaml"
    path.write_text(path.read_text() + f"semantic: {value}\n")
    return len(path.read_text().splitlines())
