"""Official pay, in the United States and elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.domain.core.strict import STRICT

PayUnit = Literal["year", "month", "hour"]
Percentile = Literal["p10", "p25", "median", "p75", "p90", "mean"]
Match = Literal["official", "broader", "proxy"]


@dataclass(frozen=True)
class Wages:
    """OEWS annual wages of one period in US dollars: straight-time gross pay without bonus, equity or overtime."""

    source: str
    p10: int
    p25: int
    median: int
    p75: int
    p90: int
    mean: int
    employment: int
    top_coded: tuple[Percentile, ...] = ()
    """Figures that are the survey's top code: the true value is at or above them."""


@dataclass(frozen=True, kw_only=True)
class Percentiles:
    """Pay as an office publishes it: a figure that it leaves out is none."""

    p10: float | None = None
    p25: float | None = None
    median: float | None = None
    p75: float | None = None
    p90: float | None = None
    mean: float | None = None


@dataclass(frozen=True)
class LocalPay(Percentiles):
    """Official pay of one occupation in one place, as published: what the office leaves out is left out."""

    place: str
    """Id of a place in locations.yaml."""
    area: str = ""
    """The statistical area, where it is another than the place by its name."""
    note: str = ""
    """What sets this row apart, such as another method."""

    @property
    def spread(self) -> tuple[float, float, str] | None:
        """The middle half where it is published, or the middle 80%, and which of the two it is."""
        if self.p25 is not None and self.p75 is not None:
            return self.p25, self.p75, "the middle half"
        if self.p10 is not None and self.p90 is not None:
            return self.p10, self.p90, "the middle 80%"
        return None


@dataclass(frozen=True)
class PaidOccupation:
    """An occupation of a national classification, the roles it stands for, and its pay by place."""

    code: str
    title: str
    """As the office calls it, in English or translated."""
    roles: Mapping[str, Match]
    """Role id → whether it is the role's own occupation, one that counts other work too, or the nearest there is."""
    pay: tuple[LocalPay, ...]


@dataclass(frozen=True)
class NationalPay:
    """A table of a statistical office outside the United States: national currency and unit, never converted."""

    country: str
    """Id of a place in locations.yaml."""
    source: str
    office: str
    """Its short name, as shown beside each figure."""
    classification: str
    currency: str
    """Code of three letters."""
    unit: PayUnit
    counts: str
    """Whose pay, and which part of it: sector, full time, with or without bonuses."""
    occupations: tuple[PaidOccupation, ...]
    note: str = ""


@dataclass(frozen=True)
class PayFile:
    """knowledge/pay.yaml"""

    __pydantic_config__ = STRICT
    tables: tuple[NationalPay, ...] = ()
