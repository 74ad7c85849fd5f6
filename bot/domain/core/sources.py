"""Where figures come from, and the single figures that sources state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.domain.core.levels import RoleLevel
from bot.domain.core.locations import UNITED_STATES
from bot.domain.core.strict import STRICT

Basis = Literal["official", "proxy", "statement", "estimate"]
Unit = Literal["base", "total", "unspecified", "percent", "months", "years"]
Factor = Literal["location", "company", "experience", "specialization"]


@dataclass(frozen=True)
class Source:
    """Where figures or sentences come from."""

    id: str
    name: str
    """As shown to members, e.g. `BLS OEWS`."""
    as_of: str
    """The period or release the figures are of, e.g. `May 2025`."""
    published: str = ""
    licence: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Claim:
    """One figure as its source states it: a value, or a range that may be open at one end."""

    topic: Literal["pay", "growth", "factor"]
    source: str
    """Id of a source in sources.yaml."""
    basis: Basis
    unit: Unit
    """For pay: base, total, or unspecified where the source does not say; by the year."""
    value: float | None = None
    low: float | None = None
    high: float | None = None
    """With `low` and no `high` the range is open upwards."""
    measure: str = ""
    """What the figure is: median, range, average, 25th percentile …"""
    section: str = ""
    """The part of the source it stands in."""
    as_of: str = ""
    """Only where it differs from the source's own."""
    level: RoleLevel | None = None
    area: str = UNITED_STATES
    """What place it is said of. Pay of another place than the United States is shown for that place only."""
    currency: str = "USD"
    """That of the area, as a code of three letters; an area outside of the United States has another."""
    until: date | None = None
    """The end of a projection's horizon; after that day the claim is shown as expired."""
    factor: Factor | None = None
    text: str = ""
    """What the source says, in our words, where the figure alone does not tell."""

    def expired(self, today: date) -> bool:
        return self.until is not None and today > self.until

    @property
    def at_home(self) -> bool:
        """Whether it belongs beside the figures of the United States."""
        if self.topic == "pay":
            return self.area == UNITED_STATES
        return self.currency == "USD"


@dataclass(frozen=True)
class SourcesFile:
    """knowledge/sources.yaml"""

    __pydantic_config__ = STRICT
    sources: tuple[Source, ...]
