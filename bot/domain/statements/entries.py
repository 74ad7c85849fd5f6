"""One skill of a statement while the statement is being read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.domain.core.knowledge import SkillLevel
from bot.domain.names.mentions import Mention

Stance = Literal["", "known", "denied", "wanted", "removed"]


@dataclass
class Entry:
    """One skill of a statement while it is being read."""

    at: int
    """Number of its sign."""
    mention: Mention
    stance: Stance
    group: int
    level: SkillLevel | None = None
    told: bool = False
    """A level, or a word about having it, was said of this very skill."""
