"""The cache of what was compiled: quick when nothing changed, never in the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.domain.core.knowledge import KnowledgeBase
from bot.storage.knowledge_files import KnowledgeFiles


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "career-bot"


class Builds:
    """Counts how often the knowledge is compiled."""

    def __init__(self, knowledge: Path, faq: Path) -> None:
        self.count = 0
        self._paths = knowledge, faq

    def start(self) -> str:
        """A program start: what it has compiled, or remembered."""
        return KnowledgeFiles(*self._paths, self._build, remember=True).current()

    def _build(self, kb: KnowledgeBase, like: str | None) -> str:
        self.count += 1
        return " ".join(sorted(kb.faq))


@pytest.fixture
def builds(small_knowledge: Path, small_faq: Path) -> Builds:
    return Builds(small_knowledge, small_faq)


def test_the_second_start_with_the_same_files_compiles_nothing(builds: Builds, cache: Path) -> None:
    assert builds.start() == builds.start()
    assert builds.count == 1


def test_a_changed_file_is_compiled_anew(builds: Builds, cache: Path, small_faq: Path) -> None:
    before = builds.start()
    small_faq.write_text(small_faq.read_text() + "  - {id: brand-new, question: Is this new?, answer: It is.}\n")
    after = builds.start()
    assert "brand-new" in after
    assert "brand-new" not in before


@pytest.mark.parametrize("content", [b"", b"not a pickle", b"\x80\x05garbage"])
def test_a_damaged_cache_only_costs_time(builds: Builds, cache: Path, content: bytes) -> None:
    expected = builds.start()
    for file in cache.iterdir():
        file.write_bytes(content)
    assert builds.start() == expected


def test_a_file_that_others_can_write_is_not_read(builds: Builds, cache: Path) -> None:
    builds.start()
    for file in cache.iterdir():
        os.chmod(file, 0o666)  # noqa: PTH101
    builds.start()
    assert builds.count == 2


def test_no_cache_folder_is_no_error(builds: Builds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert builds.start() == builds.start()


def test_the_shipped_understanding_can_be_kept(understanding: object) -> None:
    import pickle

    assert pickle.loads(pickle.dumps(understanding)) is not None
