"""Pay as a picture: official figures, estimates for places and what sources state, on one axis for each country."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.domain.advice import abroad, figures, places
from bot.domain.advice.abroad import Row
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.locations import UNITED_STATES, Location
from bot.domain.core.occupations import OccupationLink
from bot.domain.core.pay_picture import MoneyAxis, MoneyGroup, MoneyRow, SalaryPicture, Span
from bot.domain.core.picture import fitting
from bot.domain.core.query import Query
from bot.domain.core.roles import Role
from bot.domain.core.sources import Claim
from bot.domain.core.wording import capital, joined
from bot.domain.replies import pay_groups

_TOGETHER = 4
"""Roles that stand side by side in a picture."""
AT_HOME = f"{UNITED_STATES}, US dollars a year"


def in_the_states(query: Query, role: Role, kb: KnowledgeBase) -> tuple[SalaryPicture, ...]:
    """Everything known of one role; without second bounds where that is too much to tell."""
    official = [*pay_groups.official(role.occupations, kb)]
    asked = [*pay_groups.estimates(query, [role], kb), *pay_groups.sector(query, role, kb)]
    stated = [*pay_groups.stated(role, kb)]
    candidates = [
        [*official, *asked, *stated],
        [*pay_groups.official(role.occupations[:1], kb), *asked, *stated],
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


def _title(roles: Sequence[Role]) -> str:
    return f"Pay: {joined([role.name for role in roles[:_TOGETHER]])}"


def _fitting(title: str, lead: str, candidates: Iterable[Sequence[MoneyAxis]]) -> tuple[SalaryPicture, ...]:
    drawable = [tuple(axis for axis in axes if axis.most) for axes in candidates]
    return fitting(SalaryPicture(title, lead, (), axes) for axes in drawable if axes)


def _at_home(groups: Sequence[MoneyGroup]) -> MoneyAxis:
    return MoneyAxis(AT_HOME, "$", tuple(groups))


def _lead(links: Sequence[OccupationLink], kb: KnowledgeBase) -> str:
    wages = figures.wages_of(kb.occupations[links[0].soc]) if links else None
    if wages is None:
        return "No official figure; what sources state"
    more = "+" if "median" in wages.top_coded else ""
    return f"Official median {figures.dollars(wages.median)}{more} ({figures.occupation_label(links[0], kb)})"


def _several(query: Query, roles: Sequence[Role], spots: Sequence[Location], kb: KnowledgeBase) -> list[MoneyGroup]:
    shown = roles[:_TOGETHER]
    levels = query.levels or ((query.level,) if query.level else ())
    local = query.replace(location=spots[0] if spots else None, further_locations=tuple(spots[1:]))
    stated = [group for role in shown for group in pay_groups.stated(role, kb, levels, named=len(shown) > 1)]
    return [*pay_groups.side_by_side(shown, kb), *pay_groups.estimates(local, shown, kb), *pay_groups.together(stated)]


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
    return [MoneyAxis(heading, sign, tuple(pay_groups.together(found))) for (heading, sign), found in groups.items()]


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
        half=_told(row, half, pay_groups.HALF),
        most=_told(row, most, pay_groups.MOST),
    )


def _span(low: float | None, high: float | None) -> Span | None:
    return None if low is None or high is None else Span(low, high)


def _told(row: Row, span: Span | None, which: str) -> str:
    return f"{'–'.join(map(row.exactly, span.ends))} {which}" if span else ""


def _claim_group(claim: Claim, name: str, kb: KnowledgeBase) -> MoneyGroup:
    level = kb.role_levels[claim.level].name if claim.level else "All levels"
    label = ", ".join(part for part in (name, level, claim.area) if part)
    row = MoneyRow(label, pay_groups.amount(claim), (Span(*figures.ends(claim)),), detail=claim.text)
    return MoneyGroup(
        pay_groups.basis([claim]), kb.source_line(claim.source, as_of=claim.as_of), official=False, rows=(row,)
    )
