"""The evaluation questions put to the shipped advisor, once for all tests that look at the replies."""

from __future__ import annotations

from pathlib import Path

import judge

from bot.advisor import Advisor
from bot.domain.core.reply import Reply
from bot.domain.understanding.message import Understanding
from bot.storage.database import Database
from bot.storage.profiles import Profiles

Conversation = tuple[judge.Item, list[Reply]]
_KEPT: dict[Path, list[Conversation]] = {}


async def conversations(path: Path, understanding: Understanding) -> list[Conversation]:
    """Each conversation of a file with the replies to all it asks, in order."""
    if path not in _KEPT:
        async with Database(":memory:") as database:
            advisor = Advisor(lambda: understanding, Profiles(database))
            _KEPT[path] = [(item, await _replies(advisor, item)) for item in judge.load(path)]
    return _KEPT[path]


async def _replies(advisor: Advisor, item: judge.Item) -> list[Reply]:
    return [await advisor.ask(row["user"], row["session"], row["text"]) for row in judge.requests(item)]
