"""Places and kinds of employers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.domain.core.strict import STRICT

NATION = "united-states"
"""The place that official figures are of unless another is named."""
UNITED_STATES = "United States"


@dataclass(frozen=True)
class Location:
    """A place members name. Without ratios its `within` is looked at, and the reply says so."""

    id: str
    name: str
    kind: Literal["metro", "state", "region", "country", "city", "remote"]
    aliases: tuple[str, ...] = ()
    within: str = ""
    """Id of the wider place; empty: none that we have figures for."""
    area_title: str = ""
    """The statistical area's official title."""
    medians: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """SOC code → (metro median, national median) in US dollars a year; the ratio is computed when shown."""
    top_coded: tuple[str, ...] = ()
    """SOC codes whose metro median is the top code: the true value is at or above it."""
    all_computer_ratio: float | None = None
    """Median of the metro's ratios over computer occupations; used where an occupation has none of its own."""


@dataclass(frozen=True)
class Employer:
    """A kind of employer members name (big tech, startup, bank), with the official sector nearest to it."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    """Employers of this kind that members name; no figure here is of one of them."""
    sector: str = ""
    """A sector name as in the occupations' `sectors`."""


@dataclass(frozen=True)
class LocationsFile:
    """knowledge/locations.yaml"""

    __pydantic_config__ = STRICT
    source: str
    """Source of the medians."""
    locations: tuple[Location, ...]
    employers: tuple[Employer, ...] = ()
