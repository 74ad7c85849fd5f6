"""Official pay outside the United States: the rows of a role in a place, and how they are told, never converted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.advice import figures, places
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import RoleLevel
from bot.domain.core.locations import Location
from bot.domain.core.pay import LocalPay, Match, NationalPay, PaidOccupation
from bot.domain.core.roles import Role
from bot.domain.core.sources import Claim
from bot.domain.core.wording import capital, joined

PERCENTILES = {
    "p10": "10th percentile",
    "p25": "25th percentile",
    "median": "median",
    "p75": "75th percentile",
    "p90": "90th percentile",
}
BANDS: dict[RoleLevel, tuple[str, str, str]] = {
    "junior": ("p10", "p25", "10th to 25th percentile"),
    "mid": ("p25", "p75", "25th to 75th percentile"),
    "senior": ("p75", "p90", "75th to 90th percentile"),
    "staff": ("p75", "p90", "75th to 90th percentile"),
}
"""The percentiles that come nearest to a level; official figures know no levels."""
_BASES: dict[Match, str] = {
    "official": "",
    "broader": "The occupation counts other work too, so its figures are not specific to the role.",
    "proxy": "There is no official series for the role; this occupation is the nearest.",
}
_THOUSANDS_FROM = 10_000


@dataclass(frozen=True)
class Row:
    """One row of a table, with what it stands for."""

    table: NationalPay
    occupation: PaidOccupation
    pay: LocalPay
    match: Match

    @property
    def period(self) -> str:
        return figures.PERIODS[self.table.unit]

    @property
    def title(self) -> str:
        """The occupation in a sentence."""
        name = self.occupation.title
        return name if name[1:2].isupper() else name[:1].lower() + name[1:]

    @property
    def label(self) -> str:
        """`proxy: software developers`"""
        return f"proxy: {self.title}" if self.match == "proxy" else self.title

    @property
    def stands_for(self) -> str:
        """`the proxy software developers`"""
        return f"the proxy {self.title}" if self.match == "proxy" else self.title

    def exactly(self, amount: float) -> str:
        """As published: `£55,587`, `CAD 48.08`."""
        whole = amount == int(amount) and self.table.unit != "hour"
        shown = f"{amount:,.0f}" if whole else f"{amount:,.2f}"
        return f"{figures.sign(self.table.currency)}{shown}"

    def percentiles(self) -> list[tuple[str, float]]:
        """(name, amount), lowest first: those that are published."""
        named = ((name, getattr(self.pay, key)) for key, name in PERCENTILES.items())
        return [(name, amount) for name, amount in named if amount is not None]


def rows(role: Role, place: Location, kb: KnowledgeBase) -> tuple[Row, ...]:
    """Those of the place, or of the narrowest wider one that has any; the one to lead with first."""
    for spot in places.chain(place, kb):
        found = tuple(
            Row(table, occupation, pay, occupation.roles[role.id])
            for table in kb.pay
            for occupation in table.occupations
            for pay in occupation.pay
            if pay.place == spot.id and role.id in occupation.roles
        )
        if found:
            return found
    return ()


def covered(place: Location, kb: KnowledgeBase) -> tuple[Row, ...]:
    """A row for each occupation of the country that the place lies in, best paid first."""
    countries = {spot.id for spot in places.chain(place, kb)}
    found: dict[str, Row] = {}
    for table in kb.pay:
        for occupation in table.occupations if table.country in countries else ():
            national = next((pay for pay in occupation.pay if pay.place == table.country), None)
            if national:
                found.setdefault(occupation.code, Row(table, occupation, national, "official"))
    return tuple(sorted(found.values(), key=lambda row: -(row.pay.median or 0)))


def countries(role: Role, kb: KnowledgeBase) -> list[str]:
    """Names of the countries that have figures of the role."""
    having = {table.country for table in kb.pay for one in table.occupations if role.id in one.roles}
    return sorted(kb.locations[country].name for country in having)


def where(named: Sequence[Location], row: Row, kb: KnowledgeBase) -> str:
    """`Vancouver (Lower Mainland)`; `Berlin and Munich (no figure of their own; Germany as a whole)`."""
    names = joined([place.name for place in named])
    if any(place.id != row.pay.place for place in named):
        own = "its" if len(named) == 1 else "their"
        return f"{names} (no figure of {own} own; {kb.locations[row.pay.place].name} as a whole)"
    return f"{names} ({row.pay.area})" if row.pay.area else names


def told(row: Row, kb: KnowledgeBase) -> str:
    """The figures that answer: `**£41–75K** for the middle half, median **£56K** (ONS, 2025, …)`."""
    return f"{amounts(row)} ({row.table.office}, {kb.sources[row.table.source].as_of}, {row.label})"


def amounts(row: Row) -> str:
    """`**£41–75K** for the middle half, median **£56K**`"""
    parts = []
    if spread := row.pay.spread:
        low, high, which = spread
        parts.append(f"**{_range(row, low, high)}** for {which}")
    if row.pay.median is not None:
        parts.append(f"median **{_rounded(row, row.pay.median)}**")
    return ", ".join(parts)


def footnote(row: Row, kb: KnowledgeBase) -> str:
    """Everything that the row publishes, exactly, and what it counts."""
    mean = [] if row.pay.mean is None else [f"mean {row.exactly(row.pay.mean)}"]
    each = [f"{name} {row.exactly(amount)}" for name, amount in row.percentiles()]
    table = row.table
    notes = [f"{capital(part).rstrip('.')}." for part in (table.counts, row.pay.note, table.note) if part]
    code = f"“{row.occupation.title}”, {table.classification} code {row.occupation.code}"
    return " ".join(
        part
        for part in (
            f"{kb.source_line(table.source)}, {code}, {row.period}: {joined([*each, *mean])}.",
            *notes,
            _BASES[row.match],
        )
        if part
    )


def band(row: Row, level: RoleLevel) -> str:
    """The percentiles nearest to a level: an estimate, and labelled so."""
    low, high, name = BANDS[level]
    ends = [amount for key in (low, high) if (amount := getattr(row.pay, key)) is not None]
    if not ends:
        return "the office publishes no levels and no percentiles near this one"
    if len(ends) == 2:
        shown, which = _range(row, ends[0], ends[1]), f"the {name}"
    else:
        key = low if getattr(row.pay, low) is not None else high
        side = "above" if key == low else "up to"
        shown, which = f"{side} {_rounded(row, ends[0])}", f"the {PERCENTILES[key]}"
    return f"for scale {shown}, {which}: an estimate, as the office publishes no levels"


def claims(role: Role, place: Location, kb: KnowledgeBase) -> tuple[Claim, ...]:
    """What other sources state of pay in the place itself or a wider one, the United States as a whole left out."""
    names = {name.casefold() for spot in places.chain(place, kb) for name in (spot.name, *spot.aliases)}
    return tuple(
        claim for claim in role.claims if claim.topic == "pay" and claim.area.casefold() in names and not claim.at_home
    )


def _rounded(row: Row, amount: float) -> str:
    """To the thousand where it is many thousands: the exact amount stands in the footnote."""
    if amount < _THOUSANDS_FROM or row.table.unit != "year":
        return row.exactly(amount)
    return f"{figures.sign(row.table.currency)}{amount / 1000:,.0f}K"


def _range(row: Row, low: float, high: float) -> str:
    first, second = _rounded(row, low), _rounded(row, high)
    if first.endswith("K") and second.endswith("K"):
        first = first.removesuffix("K")
    return f"{first}–{second.removeprefix(figures.sign(row.table.currency))}"
