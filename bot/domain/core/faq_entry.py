"""The FAQ: questions with one answer each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.domain.core.strict import STRICT

LONGEST_ANSWER = 6000
"""Characters of an FAQ entry's answer; what does not fit a message is turned like pages."""


@dataclass(frozen=True)
class Link:
    """A labelled address."""

    label: str
    url: str


@dataclass(frozen=True)
class FaqEntry:
    """One question and its answer, as in faq.yaml."""

    __pydantic_config__ = STRICT
    id: str
    """kebab-case, unique, never reused."""
    question: str
    """A whole sentence, as it is shown to members."""
    answer: str
    """Discord markdown."""
    alternates: tuple[str, ...] = ()
    """Other wordings that members use."""
    tags: tuple[str, ...] = ()
    """What it is about, e.g. learning."""
    roles: tuple[str, ...] = ()
    """Ids of the roles it speaks of."""
    links: tuple[Link, ...] = ()
    """Shown below the answer."""
    source: str = ""
    """Where the answer comes from, and as of when."""
    verified: date | None = None
    """The day somebody last checked that the answer holds, e.g. 2026-11-01."""
    expires: date | None = None
    """The last day the answer may be relied on; after it the reply says that it expired."""
    places: tuple[str, ...] = ()
    """Ids of the places it holds for, and for those within them; without it, everywhere."""
    merged: tuple[str, ...] = ()
    """Ids of entries that were merged into it: what led to them leads here."""
    language: str = ""
    """Two or three letters, e.g. es; without it, English."""
    translates: str = ""
    """Id of the entry that it is a translation of."""

    @property
    def phrases(self) -> tuple[str, ...]:
        return (self.question, *self.alternates)

    def expired(self, today: date) -> bool:
        return self.expires is not None and today > self.expires


@dataclass(frozen=True)
class FaqFile:
    """faq.yaml"""

    __pydantic_config__ = STRICT
    version: Literal[1]
    entries: tuple[FaqEntry, ...]
