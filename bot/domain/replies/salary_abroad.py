"""Pay outside the United States: the office's own figures in one line first, or one sentence that there are none."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.advice import abroad, figures, places
from bot.domain.advice.abroad import Row
from bot.domain.core import questions
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.locations import NATION, Location
from bot.domain.core.money import named_sum
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Reply, Section, Suggestion
from bot.domain.core.roles import Role
from bot.domain.core.sources import Claim
from bot.domain.core.wording import joined, quoted, the
from bot.domain.replies import offer, salary_picture, which_role

_FEWEST_TO_COMPARE = 2


def spots(query: Query) -> list[Location]:
    return [spot for spot in (query.location, *query.further_locations) if spot]


def elsewhere(query: Query, kb: KnowledgeBase) -> bool:
    """Whether a place is named that does not lie in the United States, as far as is known."""
    return bool(query.unknown_place) or any(not places.at_home(spot, kb) for spot in spots(query))


def reply(query: Query, role: Role, kb: KnowledgeBase) -> Reply:
    """One role in one place."""
    place = query.location
    found = abroad.rows(role, place, kb) if place else ()
    told = lines(query, role, [place], kb) if place else []
    return Reply(
        "salary",
        "\n".join([*nothing(query, [role], kb), *offered(query, [role], kb), *told, *_employer(query)]),
        title=f"Pay: {role.name}",
        sections=tuple(section for section in _sections(role, found, kb) if section.lines),
        suggestions=offers(query, [role], kb),
        sources=sources(found, kb),
        pictures=salary_picture.by_country(query, [role], spots(query), kb),
        target=role.id,
    )


def without_role(query: Query, kb: KnowledgeBase) -> Reply:
    """Pay in a place, no role named: what the office counts there, an occupation a line."""
    rows = {spot.name: found for spot in spots(query) if (found := abroad.covered(spot, kb))}
    told = [line for spot in spots(query) if spot.name in rows for line in _counted(spot, rows[spot.name], kb)]
    text = [*nothing(query, [], kb), *told, *(["Tell me the role for more."] if told else [])]
    return Reply(
        "salary",
        "\n".join(text),
        title="Pay",
        suggestions=_offered_roles(query, kb) if told else which_role.offers(_at_home(query, kb), kb),
        sources=sources([row for found in rows.values() for row in found], kb),
    )


def _counted(spot: Location, rows: Sequence[Row], kb: KnowledgeBase) -> list[str]:
    first = rows[0]
    source = f"{first.table.office}, {kb.sources[first.table.source].as_of}"
    order = ", highest median first" if len(rows) > 1 else ""
    heading = f"**{abroad.where([spot], first, kb)}**, {first.period} ({source}{order}):"
    return [heading, *(f"- {row.occupation.title}: {abroad.amounts(row)}" for row in rows)]


def _offered_roles(query: Query, kb: KnowledgeBase) -> tuple[Suggestion, ...]:
    """The same question about roles that have figures in the first place that has any."""
    place = next(spot for spot in spots(query) if abroad.covered(spot, kb))
    common = questions.common_roles(kb)
    others = (role for role in kb.roles.values() if role not in common)
    having = [role for role in (*common, *others) if abroad.rows(role, place, kb)]
    asked = query.replace(intent=Intent.SALARY, location=place)
    return tuple(Suggestion(role.name, questions.whole(asked, role, kb)) for role in having[: questions.COMMON])


def _at_home(query: Query, kb: KnowledgeBase) -> Query:
    return query.replace(
        intent=Intent.SALARY, location=kb.locations.get(NATION), further_locations=(), unknown_place=""
    )


def nothing(query: Query, roles: Sequence[Role], kb: KnowledgeBase) -> list[str]:
    """What is said before anything else: the places, and the roles in them, that have no figures."""
    uncovered = [quoted(query.unknown_place)] if query.unknown_place else []
    partly: dict[tuple[str, ...], list[str]] = {}
    for place in spots(query):
        without = tuple(role.name for role in roles if not abroad.rows(role, place, kb))
        if places.at_home(place, kb):
            continue
        if not abroad.covered(place, kb):
            uncovered.append(f"{the(place.name)}{' as a whole' if place.kind == 'region' else ''}")
        elif without:
            partly.setdefault(without, []).append(the(place.name))
    lines = [
        f"I have no pay figures for {joined(names, 'or')} in {joined(where, 'or')}: the open official ones that I hold "
        "there are of other occupations."
        for names, where in partly.items()
    ]
    if not uncovered:
        return lines
    of = f" for {joined([role.name for role in roles], 'or')}" if roles else ""
    return [f"I have no pay figures for {joined(uncovered, 'or')}: I know of no open official ones{of}.", *lines]


def headline(role: Role, named: Sequence[Location], row: Row, kb: KnowledgeBase) -> str:
    """`**Data Engineer**, Germany, a year: median **EUR 76K** (Destatis, 2025, …)`"""
    return f"**{role.name}**, {abroad.where(named, row, kb)}, {row.period}: {abroad.told(row, kb)}"


def grouped(role: Role, named: Sequence[Location], kb: KnowledgeBase) -> list[tuple[Location, ...]]:
    """Places that share one row together, in the order named."""
    groups: dict[tuple[str, ...], list[Location]] = {}
    for place in named:
        found = abroad.rows(role, place, kb)
        key = (found[0].occupation.code, found[0].pay.place) if found else (place.id,)
        groups.setdefault(key, []).append(place)
    return [tuple(group) for group in groups.values()]


def lines(query: Query, role: Role, named: Sequence[Location], kb: KnowledgeBase) -> list[str]:
    """The headline of places that share one row, a line for each level, and what other sources state."""
    levels = query.levels or ((query.level,) if query.level else ())
    claims = [claim for place in named for claim in abroad.claims(role, place, kb)]
    told = [stated(claim, kb) for claim in claims if not levels or claim.level in (None, *levels)]
    found = abroad.rows(role, named[0], kb)
    if not found:
        return told
    bands = [f"- {kb.role_levels[level].name}: {abroad.band(found[0], level)}." for level in levels]
    return [headline(role, named, found[0], kb), *bands, *told]


def compared(roles: Sequence[Role], named: Sequence[Location], kb: KnowledgeBase) -> list[str]:
    """Which has the higher median, where one currency and unit make that plain; else that nothing was converted."""
    rows = {
        f"{role.name}, {joined([place.name for place in group])}": found[0]
        for role in roles
        for group in grouped(role, named, kb)
        if (found := abroad.rows(role, group[0], kb)) and found[0].pay.median
    }
    at_home = any(places.at_home(place, kb) for place in named)
    measures = {(row.table.currency, row.table.unit) for row in rows.values()}
    if len(rows) + at_home < _FEWEST_TO_COMPARE:
        return []
    if len(measures) + at_home > 1:
        return ["Currencies and units differ and nothing is converted, so the figures do not say which is more."]
    medians = {name: row.pay.median or 0 for name, row in rows.items()}
    most = max(medians, key=lambda name: medians[name])
    if list(medians.values()).count(medians[most]) > 1:
        return ["The figures are of one occupation or equal, so they show no difference."]
    return [f"The highest official median of these: {most}."]


def offered(query: Query, roles: Sequence[Role], kb: KnowledgeBase) -> list[str]:
    """Where a sum that the question names lies, for the first role and place that have figures."""
    named = named_sum(query.text)
    found = [rows for role in roles for place in spots(query) if (rows := abroad.rows(role, place, kb))]
    return [offer.abroad(named, found[0], kb)] if named and found else []


def offers(query: Query, roles: Sequence[Role], kb: KnowledgeBase) -> tuple[Suggestion, ...]:
    """The same question about the United States, and what else is asked of pay."""
    role = roles[0]
    home = kb.locations.get(NATION)
    nearest = []
    for one in roles if home else ():
        asked = Query(Intent.SALARY, level=query.level, location=home)
        whole = questions.whole(asked, one, kb)
        if len(whole) > questions.LONGEST:
            whole = questions.whole(asked.replace(level=None), one, kb)
        label = "In the United States" if len(roles) == 1 else f"{one.name}, United States"
        nearest.append(Suggestion(label, whole))
    more = Suggestion("Is demand growing?", questions.about("role.outlook", role, kb))
    return (*nearest, more) if len(roles) == 1 else tuple(nearest)


def sources(found: Sequence[Row], kb: KnowledgeBase) -> tuple[str, ...]:
    return tuple(dict.fromkeys(kb.source_line(row.table.source) for row in found))


def stated(claim: Claim, kb: KnowledgeBase) -> str:
    """A claim on pay in a place, with that place: `**EUR 60–80K** median, senior, Germany, base pay (…)`."""
    level = kb.role_levels[claim.level].name.lower() if claim.level else ""
    unit = figures.UNITS.get(claim.unit, figures.UNITS["unspecified"])
    figure = f"**{figures.amount(claim)}** {claim.measure}".rstrip() if figures.has_figure(claim) else claim.measure
    parts = [figure, level, claim.area, unit]
    text = f"; {claim.text}" if claim.text else ""
    return f"- {', '.join(part for part in parts if part)}{text} ({figures.cited(claim, kb)})"


def _employer(query: Query) -> list[str]:
    return ["There is no official figure by employer there."] if query.employer else []


def _sections(role: Role, found: Sequence[Row], kb: KnowledgeBase) -> list[Section]:
    if not found:
        names = abroad.countries(role, kb)
        having = [f"Outside the United States I have them for {joined([the(name) for name in names])}."]
        return [Section("", tuple(having if names else ()))]
    others = [f"- {abroad.told(row, kb)}, {row.period}. {abroad.footnote(row, kb)}" for row in found[1:]]
    return [
        Section("", (abroad.footnote(found[0], kb),)),
        Section("Other figures", tuple(others), folded=True),
    ]
