"""What is measured of the bot's work where somebody watches it; where nobody does, measuring does nothing."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from bot.domain.core.reply import Reply

Kind = Literal["command", "button", "form", "message", "post"]
"""What a member did."""


class Work(Protocol):
    """What the database tells of itself."""

    waiting: int
    """Calls that wait for it or are being done."""
    done: int
    failed: int
    saved: int
    """Rows that were written, changed or removed."""


@dataclass(frozen=True)
class Watch:
    """What is watched besides the bot, and where it is told."""

    port: int
    """On loopback."""
    work: Work
    database: Callable[[], Awaitable[None]]
    """Answers, or raises BotError."""
    newest_backup: Callable[[], datetime | None]
    """When it was made; None if there is none."""


class Measures:
    """Measures nothing; `metrics.Metrics` does."""

    @contextmanager
    def timed(self, kind: Kind) -> Iterator[None]:
        """Around all that an event leads to."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.took(kind, time.perf_counter() - begun)

    def took(self, kind: Kind, seconds: float) -> None:
        """An event is over."""

    def replied(self, reply: Reply) -> None:
        """A reply is shown."""
