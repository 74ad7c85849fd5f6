"""Fixtures for all tests: a small knowledge base, as files and loaded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.understanding.message import Understanding
from bot.storage import compiled
from bot.storage.knowledge_files import KnowledgeFiles, load_knowledge

SMALL = Path(__file__).parent / "small"
TOLD_BY_THE_USER = (
    *("BOT_", "DISCORD_", "LC_", "LANG", "XDG_"),
    *("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "COLUMNS", "LINES"),
)


@pytest.fixture(scope="session", autouse=True)
def plain_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The same terminal, home and locale for every run, whatever the tests are started with."""
    with pytest.MonkeyPatch.context() as environment:
        for name in os.environ:
            if name.startswith(TOLD_BY_THE_USER):
                environment.delenv(name)
        environment.setenv("TERM", "xterm-256color")
        environment.setenv("LC_ALL", "C.UTF-8")
        # The small knowledge bases of single tests must not push the shipped one out of what is remembered.
        environment.setattr(compiled, "KEPT", 1_000)
        environment.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture
def small_knowledge(tmp_path: Path) -> Path:
    """A copy of tests/small/knowledge that a test may change; `faq.yaml` stands beside the folder."""
    shutil.copytree(SMALL, tmp_path, dirs_exist_ok=True)
    return tmp_path / "knowledge"


@pytest.fixture
def small_faq(small_knowledge: Path) -> Path:
    """The copy of tests/small/faq.yaml."""
    return small_knowledge.parent / "faq.yaml"


@pytest.fixture
def load_small(small_knowledge: Path, small_faq: Path) -> Callable[[], KnowledgeBase]:
    """Loads the copy as it is at the time of the call."""
    return lambda: load_knowledge(small_knowledge, small_faq)


@pytest.fixture(scope="session")
def small() -> KnowledgeBase:
    """The small knowledge base, for tests that change no file."""
    return load_knowledge(SMALL / "knowledge", SMALL / "faq.yaml")


@pytest.fixture(scope="session")
def understanding() -> Understanding:
    """The shipped knowledge, ready to read messages against; compiled once for all tests."""
    root = Path(__file__).parent.parent
    # Remembered on disk as the program does it: what other tests start in a process of its own finds it there.
    return KnowledgeFiles(root / "knowledge", root / "faq.yaml", Understanding.compile, remember=True).current()
