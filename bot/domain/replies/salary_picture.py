"""Pay as a picture: official figures, estimates for places and what sources state, on one axis for each country."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.domain.advice import abroad, figures, places
from bot.domain.advice.abroad import Row
from bot.domain.core.knowledge import (
    UNITED_STATES,
    Claim,
    KnowledgeBase,
    Location,
    OccupationLink,
    Role,
    RoleLevel,
    Wages,
)
from bot.domain.core.picture import MoneyAxis, MoneyGroup, MoneyRow, SalaryPicture, Span, fitting
from bot.domain.core.query import Query
from bot.domain.core.wording import capital, joined, the

_TOGETHER = 4
"""Roles that stand side by side in a picture."""
_HALF, _MOST = "middle half", "middle 80%"
_PLAIN = frozenset({"range", "lower bound", "upper bound"})
"""Measures that a figure shows by itself."""
AT_HOME = f"{UNITED_STATES}, US dollars a year"


def in_the_states(query: Query, role: Role, kb: KnowledgeBase) -> tuple[SalaryPicture, ...]:
    """Everything known of one role; without second bounds where that is too much to tell."""
    official = [*_official(role.occupations, kb)]
    asked = [*_local(query, [role], kb), *_sector(query, role, kb)]
    stated = [*_stated(role, kb)]
    candidates = [
        [*official, *asked, *stated],
        [*_official(role.occupations[:1], kb), *asked, *stated],
        [*official, *asked],
    ]
    lead = _lead(role.occupations[:1], kb)
    return _fitting(f"Pay: {role.name}", lead, [[_at_home(groups)] for groups in candidates])


def side_by_side(
    query: Query, roles: Sequence[Role], spots: Sequence[Location], kb: KnowledgeBase
) -> tuple[SalaryPicture, ...]:
    """Several roles, places or levels in the United States."""
    if len(roles) == 1 and not spots:
        return in_the_states(query, roles[0], kb)
    axis = _at_home(_several(query, roles, spots, kb))
    return _fitting(_title(roles), "What each earns, source by source", zip(axis.shorter()))


def by_country(
    query: Query, roles: Sequence[Role], spots: Sequence[Location], kb: KnowledgeBase
) -> tuple[SalaryPicture, ...]:
    """Each country on an axis of its own, in its own currency and unit."""
    home = [spot for spot in spots if places.at_home(spot, kb)]
    axes = [_at_home(_several(query, roles, home, kb))] if home else []
    axes += _foreign(roles, [spot for spot in spots if spot not in home], kb)
    lead = "Each country on its own axis; nothing is converted" if len(axes) > 1 else "In its own currency"
    return _fitting(_title(roles), lead, zip(*(axis.shorter() for axis in axes), strict=True))


def official_rows(roles: Sequence[Role], kb: KnowledgeBase) -> list[MoneyGroup]:
    """The official figure of each role, by source."""
    rows = [
        (wages.source, replace(_official_row(link, wages, kb), label=role.name, whose=_label(link, kb)))
        for role in roles
        for link in role.occupations[:1]
        if (wages := figures.wages_of(kb.occupations[link.soc]))
    ]
    return [_official_group(source, [row for one, row in rows if one == source], kb) for source in _once(rows)]


def _title(roles: Sequence[Role]) -> str:
    return f"Pay: {joined([role.name for role in roles])}"


def _fitting(title: str, lead: str, candidates: Iterable[Sequence[MoneyAxis]]) -> tuple[SalaryPicture, ...]:
    drawable = [tuple(axis for axis in axes if axis.most) for axes in candidates]
    return fitting(SalaryPicture(title, lead, (), axes) for axes in drawable if axes)


def _at_home(groups: Sequence[MoneyGroup]) -> MoneyAxis:
    return MoneyAxis(AT_HOME, "$", tuple(groups))


def _lead(links: Sequence[OccupationLink], kb: KnowledgeBase) -> str:
    wages = figures.wages_of(kb.occupations[links[0].soc]) if links else None
    if wages is None:
        return "No official figure; what sources state"
    return f"Official median {figures.dollars(wages.median)} ({figures.occupation_label(links[0], kb)})"


def _several(query: Query, roles: Sequence[Role], spots: Sequence[Location], kb: KnowledgeBase) -> list[MoneyGroup]:
    shown = roles[:_TOGETHER]
    levels = query.levels or ((query.level,) if query.level else ())
    local = query.replace(location=spots[0] if spots else None, further_locations=tuple(spots[1:]))
    stated = [group for role in shown for group in _stated(role, kb, levels, named=len(shown) > 1)]
    return [*official_rows(shown, kb), *_local(local, shown, kb), *_together(stated)]


# The United States


def _official(links: Sequence[OccupationLink], kb: KnowledgeBase) -> list[MoneyGroup]:
    rows = [
        (wages.source, _official_row(link, wages, kb))
        for link in links
        if (wages := figures.wages_of(kb.occupations[link.soc]))
    ]
    return [_official_group(source, [row for one, row in rows if one == source], kb) for source in _once(rows)]


def _once(rows: Iterable[tuple[str, MoneyRow]]) -> list[str]:
    return list(dict.fromkeys(source for source, _ in rows))


def _official_group(source: str, rows: Iterable[MoneyRow], kb: KnowledgeBase) -> MoneyGroup:
    return MoneyGroup("Official", kb.source_line(source), official=True, rows=tuple(rows))


def _official_row(link: OccupationLink, wages: Wages, kb: KnowledgeBase) -> MoneyRow:
    return MoneyRow(
        _label(link, kb),
        f"{figures.dollars(wages.median)}{'+' if 'median' in wages.top_coded else ''} median",
        (Span(wages.p25, wages.p75),),
        Span(wages.p10, wages.p90),
        wages.median,
        or_more="p90" in wages.top_coded,
        proxy=link.basis == "proxy",
        half=f"{_upto(wages, 'p25', 'p75')} {_HALF}",
        most=f"{_upto(wages, 'p10', 'p90')} {_MOST}",
    )


def _upto(wages: Wages, low: str, high: str) -> str:
    """`$85,660–158,880`; a plus where the true value is at or above the last one."""
    more = "+" if high in wages.top_coded else ""
    return f"{figures.dollar_range(getattr(wages, low), getattr(wages, high))}{more}"


def _label(link: OccupationLink, kb: KnowledgeBase) -> str:
    return capital(figures.occupation_label(link, kb))


def _local(query: Query, roles: Sequence[Role], kb: KnowledgeBase) -> Iterator[MoneyGroup]:
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
    amount = figures.dollars(found.low) if found.low == found.high else figures.dollar_range(found.low, found.high)
    figure = f"{'at least' if found.top_coded else 'about'} {amount} median"
    span = Span(found.low, None if found.top_coded else found.high)
    label = f"{role.name}, {where}" if named else where
    return MoneyRow(label, figure, (span,), proxy=link.basis == "proxy")


def _sector(query: Query, role: Role, kb: KnowledgeBase) -> Iterator[MoneyGroup]:
    """The median of the sector that an employer belongs to."""
    sector = query.employer.sector if query.employer else ""
    link = role.occupations[0] if role.occupations else None
    median = kb.occupations[link.soc].sectors.get(sector) if link else None
    if link and median:
        source = kb.source_line(kb.occupations[link.soc].sector_source)
        amount = f"{figures.dollars(median)} median"
        row = MoneyRow(f"Sector “{sector}”", amount, (), median=median, proxy=link.basis == "proxy")
        yield MoneyGroup("Official", source, official=True, rows=(row,))


# What sources state


def _stated(
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
        rows = [row for group in _rows_of(of_source) for row in [_stated_row(role, group, kb, named=named)]]
        as_of = of_source[0].as_of or kb.sources[source].as_of
        yield MoneyGroup(_heading(of_source), f"{kb.sources[source].name}, {as_of}", official=False, rows=tuple(rows))


def _heading(claims: Sequence[Claim]) -> str:
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
    amounts = dict.fromkeys(_amount(claim, unit=not shared) for claim in claims)
    texts = dict.fromkeys((shared, *(claim.text for claim in claims)))
    return MoneyRow(
        f"{role.name}, {name[:1].lower()}{name[1:]}" if named else name,
        " · ".join(amounts),
        tuple(dict.fromkeys(Span(*figures.ends(claim)) for claim in claims)),
        detail="; ".join(text for text in texts if text),
    )


def _amount(claim: Claim, *, unit: bool = True) -> str:
    of = figures.UNITS[claim.unit] if unit and claim.unit in ("base", "total") else ""
    measure = claim.measure if claim.measure not in _PLAIN else ""
    return " ".join(part for part in (figures.amount(claim), measure, of) if part)


# Other countries


def _foreign(roles: Sequence[Role], spots: Sequence[Location], kb: KnowledgeBase) -> list[MoneyAxis]:
    """An axis for each country, currency and unit."""
    groups: dict[tuple[str, str], list[MoneyGroup]] = {}
    for role in roles[:_TOGETHER]:
        name = role.name if len(roles) > 1 else ""
        for spot in spots:
            for row in abroad.rows(role, spot, kb)[:1]:
                heading = f"{kb.locations[row.table.country].name}, {row.table.currency} {row.period}"
                group = _row_group(row, name, spot, kb)
                groups.setdefault((heading, figures.sign(row.table.currency)), []).append(group)
            for claim in filter(figures.has_figure, abroad.claims(role, spot, kb)):
                heading = f"{_country(spot, kb)}, {claim.currency} a year"
                group = _claim_group(claim, name, kb)
                groups.setdefault((heading, figures.sign(claim.currency)), []).append(group)
    return [MoneyAxis(heading, sign, tuple(_together(found))) for (heading, sign), found in groups.items()]


def _together(groups: Iterable[MoneyGroup]) -> list[MoneyGroup]:
    """Rows of one basis and source together, each once."""
    rows: dict[tuple[str, str, bool], dict[MoneyRow, None]] = {}
    for group in groups:
        rows.setdefault((group.basis, group.source, group.official), {}).update(dict.fromkeys(group.rows))
    return [MoneyGroup(*key, tuple(one)) for key, one in rows.items()]


def _country(spot: Location, kb: KnowledgeBase) -> str:
    return next((wider.name for wider in places.chain(spot, kb) if wider.kind == "country"), spot.name)


def _row_group(row: Row, name: str, spot: Location, kb: KnowledgeBase) -> MoneyGroup:
    source = kb.source_line(row.table.source)
    return MoneyGroup("Official", source, official=True, rows=(_foreign_row(row, name, spot, kb),))


def _foreign_row(row: Row, name: str, spot: Location, kb: KnowledgeBase) -> MoneyRow:
    pay = row.pay
    half, most = _span(pay.p25, pay.p75), _span(pay.p10, pay.p90)
    where = abroad.where([spot], row, kb)
    return MoneyRow(
        f"{name}, {where}" if name else where,
        f"{row.exactly(pay.median)} median" if pay.median is not None else "",
        (half,) if half else (),
        most,
        pay.median,
        proxy=row.match == "proxy",
        whose=capital(row.label),
        half=_told(row, half, _HALF),
        most=_told(row, most, _MOST),
    )


def _span(low: float | None, high: float | None) -> Span | None:
    return None if low is None or high is None else Span(low, high)


def _told(row: Row, span: Span | None, which: str) -> str:
    return f"{'–'.join(map(row.exactly, span.ends))} {which}" if span else ""


def _claim_group(claim: Claim, name: str, kb: KnowledgeBase) -> MoneyGroup:
    level = kb.role_levels[claim.level].name if claim.level else "All levels"
    label = ", ".join(part for part in (name, level, claim.area) if part)
    row = MoneyRow(label, _amount(claim), (Span(*figures.ends(claim)),), detail=claim.text)
    return MoneyGroup(_heading([claim]), kb.source_line(claim.source, as_of=claim.as_of), official=False, rows=(row,))
