"""Groups of figures for pictures of pay: official ones, estimates for places, and what sources state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.domain.advice import figures, places
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import RoleLevel
from bot.domain.core.locations import Location
from bot.domain.core.occupations import OccupationLink
from bot.domain.core.pay import Wages
from bot.domain.core.pay_picture import MoneyGroup, MoneyRow, Span
from bot.domain.core.query import Query
from bot.domain.core.roles import Role
from bot.domain.core.sources import Claim
from bot.domain.core.wording import capital, the

HALF, MOST = "middle half", "middle 80%"
_PLAIN = frozenset({"range", "lower bound", "upper bound"})
"""Measures that a figure shows by itself."""


def side_by_side(roles: Sequence[Role], kb: KnowledgeBase) -> list[MoneyGroup]:
    """The official figure of each role."""
    rows = [
        (wages.source, replace(_official_row(link, wages, kb), label=role.name, whose=label(link, kb)))
        for role in roles
        for link in role.occupations[:1]
        if (wages := figures.wages_of(kb.occupations[link.soc]))
    ]
    return _by_source(rows, kb)


def official(links: Sequence[OccupationLink], kb: KnowledgeBase) -> list[MoneyGroup]:
    """The official figures of one role, second bounds included."""
    rows = [
        (wages.source, _official_row(link, wages, kb))
        for link in links
        if (wages := figures.wages_of(kb.occupations[link.soc]))
    ]
    return _by_source(rows, kb)


def _by_source(rows: Iterable[tuple[str, MoneyRow]], kb: KnowledgeBase) -> list[MoneyGroup]:
    groups: dict[str, list[MoneyRow]] = {}
    for source, row in rows:
        groups.setdefault(source, []).append(row)
    return [MoneyGroup("Official", kb.source_line(source), True, tuple(one)) for source, one in groups.items()]


def _official_row(link: OccupationLink, wages: Wages, kb: KnowledgeBase) -> MoneyRow:
    return MoneyRow(
        label(link, kb),
        f"{figures.dollars(wages.median)}{'+' if 'median' in wages.top_coded else ''} median",
        (Span(wages.p25, wages.p75),),
        Span(wages.p10, wages.p90),
        wages.median,
        or_more="p90" in wages.top_coded,
        proxy=link.basis == "proxy",
        half=f"{_upto(wages, 'p25', 'p75')} {HALF}",
        most=f"{_upto(wages, 'p10', 'p90')} {MOST}",
    )


def _upto(wages: Wages, low: str, high: str) -> str:
    """`$85,660–158,880`; a plus where the true value is at or above the last one."""
    more = "+" if high in wages.top_coded else ""
    return f"{figures.dollar_range(getattr(wages, low), getattr(wages, high))}{more}"


def label(link: OccupationLink, kb: KnowledgeBase) -> str:
    return capital(figures.occupation_label(link, kb))


def estimates(query: Query, roles: Sequence[Role], kb: KnowledgeBase) -> Iterator[MoneyGroup]:
    """What the places make of the national median."""
    spots = [spot for spot in (query.location, *query.further_locations) if spot and places.at_home(spot, kb)]
    rows = [row for role in roles for spot in spots if (row := _estimate(role, spot, kb, named=len(roles) > 1))]
    if rows:
        heading = "Estimate: official national median × the ratio of metros"
        yield MoneyGroup(heading, kb.source_line(kb.locations_source), official=False, rows=tuple(rows))


def _estimate(role: Role, spot: Location, kb: KnowledgeBase, *, named: bool) -> MoneyRow | None:
    link = role.occupations[0] if role.occupations else None
    found = places.estimate(spot, link, kb) if link else None
    if link is None or found is None:
        return None
    where = capital(the(spot.name) if found.place is spot else f"{the(found.place.name)}, nearest to {the(spot.name)}")
    median = figures.dollars(found.low) if found.low == found.high else figures.dollar_range(found.low, found.high)
    figure = f"{'at least' if found.top_coded else 'about'} {median} median"
    span = Span(found.low, None if found.top_coded else found.high)
    return MoneyRow(f"{role.name}, {where}" if named else where, figure, (span,), proxy=link.basis == "proxy")


def sector(query: Query, role: Role, kb: KnowledgeBase) -> Iterator[MoneyGroup]:
    """The median of the sector that an employer belongs to."""
    name = query.employer.sector if query.employer else ""
    link = role.occupations[0] if role.occupations else None
    median = kb.occupations[link.soc].sectors.get(name) if link else None
    if link and median:
        source = kb.source_line(kb.occupations[link.soc].sector_source)
        figure = f"{figures.dollars(median)} median"
        row = MoneyRow(f"Sector “{name}”", figure, (), median=median, proxy=link.basis == "proxy")
        yield MoneyGroup("Official", source, official=True, rows=(row,))


# What sources state


def stated(
    role: Role, kb: KnowledgeBase, levels: Sequence[RoleLevel] | None = None, *, named: bool = False
) -> Iterator[MoneyGroup]:
    """The guide by level, then others by source. `levels`: those wanted besides what is of no level; else all."""
    claims = [
        claim
        for claim in role.claims
        if claim.topic == "pay" and claim.at_home and figures.has_figure(claim)
        if levels is None or claim.level in (None, *levels)
    ]
    for source in dict.fromkeys(claim.source for claim in claims):
        of_source = [claim for claim in claims if claim.source == source]
        rows = [_stated_row(role, group, kb, named=named) for group in _rows_of(of_source)]
        as_of = of_source[0].as_of or kb.sources[source].as_of
        yield MoneyGroup(basis(of_source), f"{kb.sources[source].name}, {as_of}", official=False, rows=tuple(rows))


def basis(claims: Sequence[Claim]) -> str:
    """Whose word it is, and what nobody says of it."""
    by = "Guide, gives no source" if claims[0].source == figures.GUIDE else "Stated, not official"
    units = {claim.unit for claim in claims}
    if "unspecified" not in units:
        return by
    return f"{by}; {figures.UNITS['unspecified']}{' unless said' if len(units) > 1 else ''}"


def _rows_of(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Statements on one level together; of a source that is not the guide, only those that belong together."""
    levels: dict[RoleLevel | None, list[Claim]] = {}
    for claim in claims:
        levels.setdefault(claim.level, []).append(claim)
    if claims[0].source == figures.GUIDE:
        return list(levels.values())
    return [group for one in levels.values() for group in figures.by_source(one)]


def _stated_row(role: Role, claims: Sequence[Claim], kb: KnowledgeBase, *, named: bool) -> MoneyRow:
    level = claims[0].level
    name = figures.level_name(role, level, kb) if level else "All levels"
    units = {claim.unit for claim in claims}
    shared = figures.UNITS[claims[0].unit] if len(units) == 1 and "unspecified" not in units else ""
    amounts = dict.fromkeys(amount(claim, unit=not shared) for claim in claims)
    texts = dict.fromkeys((shared, *(claim.text for claim in claims)))
    return MoneyRow(
        f"{role.name}, {name[:1].lower()}{name[1:]}" if named else name,
        " · ".join(amounts),
        tuple(dict.fromkeys(Span(*figures.ends(claim)) for claim in claims)),
        detail="; ".join(text for text in texts if text),
    )


def amount(claim: Claim, *, unit: bool = True) -> str:
    of = figures.UNITS[claim.unit] if unit and claim.unit in ("base", "total") else ""
    measure = claim.measure if claim.measure not in _PLAIN else ""
    return " ".join(part for part in (figures.amount(claim), measure, of) if part)


def together(groups: Iterable[MoneyGroup]) -> list[MoneyGroup]:
    """Rows of one basis and source together, each once."""
    rows: dict[tuple[str, str, bool], dict[MoneyRow, None]] = {}
    for group in groups:
        rows.setdefault((group.basis, group.source, group.official), {}).update(dict.fromkeys(group.rows))
    return [MoneyGroup(*key, tuple(one)) for key, one in rows.items()]
