"""What changes in the FAQ: one entry's before and after, and a saved revision of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.core.faq_entry import FaqEntry


@dataclass(frozen=True)
class Change:
    """One entry: no `before` adds it, no `after` removes it."""

    before: FaqEntry | None
    after: FaqEntry | None

    @property
    def entry(self) -> FaqEntry:
        """As it is known afterwards, or was known before it was removed."""
        found = self.after or self.before
        assert found is not None, "a change is about an entry"
        return found

    @property
    def reverse(self) -> Change:
        return Change(self.after, self.before)


@dataclass(frozen=True)
class Revision:
    """One save, as the history keeps it: who, when, why, and every entry's before and after."""

    number: int
    author: str
    """A member (`discord:<id>`), or empty where they had their data erased."""
    at: datetime
    why: str
    changes: tuple[Change, ...]
    undoes: int | None = None
    """The revision that this one took back."""


@dataclass(frozen=True)
class Draft:
    """What a moderator typed into the form, kept until it is saved: field → text, and the entry it was opened with."""

    number: int
    opened: FaqEntry | None
    typed: Mapping[str, str]
