"""What a moderator can do to the FAQ: gathers file, history and knowledge, lets the domain judge, saves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.domain.faq_change import Change, Draft, Revision
from bot.domain.model import FaqEntry
from bot.domain.understand import Understanding
from bot.storage.database import Database
from bot.storage.knowledge_files import KnowledgeFiles


@dataclass(frozen=True)
class Preview:
    """What a change does, told before and after it is saved. (`replay: Replay` comes with bot/domain/replay.py.)"""

    changes: tuple[Change, ...]
    diff: str
    """Of the file, unified, three lines of context."""


@dataclass(frozen=True)
class Saved:
    """A change that is in the file and in the history."""

    revision: Revision
    preview: Preview


class FaqDesk:
    """One desk for all moderators; `author` is a member, `discord:<id>`."""

    def __init__(
        self,
        files: KnowledgeFiles[Understanding],
        faq: Path,
        database: Database,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._files = files
        self._faq = faq
        self._database = database
        self._now = now

    async def start(self) -> None:
        """Settles saves that a crash cut short; call it once before serving."""
        raise NotImplementedError

    async def entries(self) -> tuple[FaqEntry, ...]:
        """The file's own entries at this moment. Raises BotError (file, line, mend) where it cannot be read."""
        raise NotImplementedError

    async def entry(self, entry: str) -> FaqEntry:
        """One of them, by id. Raises BotError with the nearest id."""
        raise NotImplementedError

    async def preview(self, *changes: Change) -> Preview:
        """What the changes would do; nothing is written."""
        raise NotImplementedError

    async def save(self, *changes: Change, author: str, why: str = "", anyway: bool = False) -> Saved:
        """All the changes or none. `before` is what the form was opened with.

        Raises FaqConflict if the file no longer holds it, FaqSteals (carries the Preview) if another entry's own
        question would go elsewhere and `anyway` is not set, BotError if the entry or the file is not valid.
        """
        raise NotImplementedError

    async def undo(self, revision: int | None, author: str, *, anyway: bool = False) -> Saved:
        """Takes back a revision (the newest if none is named), an undo too."""
        raise NotImplementedError

    async def history(self, entry: str = "", limit: int = 50) -> tuple[Revision, ...]:
        """Newest first."""
        raise NotImplementedError

    async def export(self) -> bytes:
        """The file as it is."""
        raise NotImplementedError

    async def merge(self, data: bytes) -> tuple[Change, ...]:
        """What importing this file would add and change, entry by entry (never remove). Raises BotError."""
        raise NotImplementedError

    async def keep_draft(self, author: str, opened: FaqEntry | None, typed: Mapping[str, str]) -> Draft:
        """Kept for 24 hours."""
        raise NotImplementedError

    async def draft(self, author: str, number: int) -> Draft:
        """Raises BotError if it is gone."""
        raise NotImplementedError

    # Conversations (issue 5, part G) below: unanswered, stats, test, proposals.
