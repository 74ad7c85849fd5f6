"""What a role pays: what was asked for first, official figures before statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import product

from bot.domain.advice import abroad, figures, places
from bot.domain.advice.figures import GUIDE
from bot.domain.core import questions
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import RoleLevel
from bot.domain.core.locations import NATION, Location
from bot.domain.core.money import named_sum
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Menu, Reply, Section, Suggestion
from bot.domain.core.roles import Role
from bot.domain.core.sources import Claim, Factor
from bot.domain.core.wording import joined, quoted, the
from bot.domain.language.text import tokens
from bot.domain.replies import offer, rank, salary_abroad, salary_picture, which_role
from bot.domain.replies.rank import named_roles


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    role = query.role
    assert role is not None  # `answer` fills it in
    query = _by_years(_within_the_states(query, kb), role, kb)
    if len(named_roles(query)) > 1 or query.further_locations or query.levels:
        return _several(query, kb)
    if salary_abroad.elsewhere(query, kb):
        local = salary_abroad.reply(query, role, kb)
        return replace(local, text="\n".join((local.text, *_years_told(query, kb))))
    asked = [
        *(place(query, role, kb, today) if query.location else ()),
        *(company(query, role, kb, today) if query.employer else ()),
        *(_level(role, query.level, kb) if query.level else ()),
        *(specialization(query, role, kb, today) if query.factor == "specialization" else ()),
        *(f"- I do not know {quoted(typed)}: it is left out here" for typed in query.unrecognised),
    ]
    everywhere = national(role, kb)
    first = [*_offered(query, role, kb), *_years_told(query, kb), *no_figures(query, kb)]
    nowhere = bool(no_figures(query, kb))
    lines = [*everywhere, *asked] if nowhere else asked or everywhere
    sections = [Section("All levels, United States", tuple(everywhere))] if asked and not nowhere else []
    if not asked and role.ladder:
        sections.append(ladder(role, kb))
    sections.append(Section("How to read these figures", (_notes(query, role),), folded=True))
    sections.append(Section("Other figures", _others(role, kb), folded=True))
    return Reply(
        "salary",
        "\n".join((*first, *_led(_heading(query, role, kb), lines))),
        title=f"Pay: {role.name}",
        sections=tuple(section for section in sections if section.lines),
        suggestions=_suggestions(role, kb),
        sources=sources(query, role, kb),
        pictures=salary_picture.in_the_states(query, role, kb),
        menus=(levels(query, kb),),
        target=role.id,
    )


def levels(query: Query, kb: KnowledgeBase) -> Menu:
    """The same question for each level, and for none."""
    names: dict[RoleLevel | None, str] = {None: "All levels"}
    names |= {level: one.name for level, one in kb.role_levels.items()}
    plain = query.replace(levels=(), years=None)
    options = ((name, plain.replace(level=level)) for level, name in names.items() if level != query.level)
    return Menu.of("Another level", options)


def _led(heading: str, lines: list[str]) -> list[str]:
    """The first line answers: heading and first figure are one."""
    if not lines:
        return [heading]
    first = lines[0].removeprefix("- ").replace("Official: ", "official ", 1)
    return [f"{heading} {first}", *lines[1:]]


def _by_years(query: Query, role: Role, kb: KnowledgeBase) -> Query:
    """The levels that years of work fit, on the role's own ladder or the one we have; they may be two."""
    if query.years is None or query.level or query.levels:
        return query
    ladder = role.ladder or kb.roles[kb.community.default_role].ladder
    fits = tuple(rung.level for rung in ladder if rung.fits(query.years))
    return query.replace(level=fits[0] if len(fits) == 1 else None, levels=fits if len(fits) > 1 else ())


def _years_told(query: Query, kb: KnowledgeBase) -> list[str]:
    levels = query.levels or ((query.level,) if query.level else ())
    if query.years is None or not levels:
        return []
    names = joined([kb.role_levels[level].name.lower() for level in levels], "or")
    return [f"By years alone, {query.years:g} fit {names} (an estimate; the scope of the work decides as much)."]


def _offered(query: Query, role: Role, kb: KnowledgeBase) -> list[str]:
    """Where a sum that the question names lies."""
    named = named_sum(query.text)
    line = offer.in_the_states(named, role, kb) if named else ""
    return [line] if line else []


def _within_the_states(query: Query, kb: KnowledgeBase) -> Query:
    """Without the country the figures are of anyway, where no other country stands beside it."""
    if salary_abroad.elsewhere(query, kb):
        return query
    spots = [spot for spot in salary_abroad.spots(query) if spot.id != NATION]
    return query.replace(location=spots[0] if spots else None, further_locations=tuple(spots[1:]))


def no_figures(query: Query, kb: KnowledgeBase) -> list[str]:
    """What is said before the national figures: the places in the United States that have none of their own."""
    spots = [spot for spot in salary_abroad.spots(query) if places.at_home(spot, kb)]
    without = [the(spot.name) for spot in spots if not _has_figures(spot, kb)]
    if not without:
        return []
    return [f"I have no pay figures for {joined(without, 'or')}; the United States figures are:"]


def _has_figures(spot: Location, kb: KnowledgeBase) -> bool:
    return spot.kind == "remote" or spot.id == NATION or bool(places.nearest(spot, kb)[1])


def _several(query: Query, kb: KnowledgeBase) -> Reply:
    """Several roles, places or levels: a line for each of them first."""
    roles = named_roles(query)
    if salary_abroad.elsewhere(query, kb):
        return _several_countries(query, roles, kb)
    spots = [spot for spot in salary_abroad.spots(query) if _has_figures(spot, kb)]
    lines = [
        f"- {_named(role, spot, level, kb)}: {_figure(role, spot, level, kb)}"
        for role, spot, level in product(roles, spots or (None,), query.levels or (query.level,))
    ]
    first = [
        *(_offered(query, roles[0], kb) if len(roles) == 1 else []),
        *_years_told(query, kb),
        *(no_figures(query, kb) or ["Pay in the United States, a year:"]),
    ]
    proxies = [note for role in roles if (note := _proxy(role, kb))]
    notes = [_notes(query, roles[0])] if len(roles) == 1 else [*proxies, figures.BLS_COVERAGE]
    return Reply(
        "salary",
        "\n".join((*first, *lines)),
        title=f"Pay: {joined([role.name for role in roles])}",
        sections=(
            *(Section(f"{role.name}, all levels, United States", tuple(national(role, kb))) for role in roles),
            Section("", tuple(dict.fromkeys(notes))),
        ),
        suggestions=tuple(Suggestion(f"Pay: {role.name}", questions.about("salary", role, kb)) for role in roles[:4]),
        sources=tuple(dict.fromkeys(source for role in roles for source in sources(query, role, kb))),
        pictures=salary_picture.side_by_side(query, roles, spots, kb),
        target="/".join(role.id for role in roles),
    )


def _several_countries(query: Query, roles: Sequence[Role], kb: KnowledgeBase) -> Reply:
    """Each role in each place, in the order named; what has no figure is said before the lines."""
    spots = salary_abroad.spots(query)
    home = [spot for spot in spots if places.at_home(spot, kb)]
    lines = [
        f"- {line.removeprefix('- ')}"
        for role in roles
        for group in salary_abroad.grouped(role, spots, kb)
        for line in _in_places(query, role, group, kb)
    ]
    rows = [found[0] for role, spot in product(roles, spots) if (found := abroad.rows(role, spot, kb))]
    first = [*salary_abroad.nothing(query, roles, kb), *salary_abroad.offered(query, roles, kb)]
    notes = [*(abroad.footnote(row, kb) for row in rows), *([figures.BLS_COVERAGE] if home else [])]
    at_home = sources(query, roles[0], kb) if home else ()
    return Reply(
        "salary",
        "\n".join((*first, *lines, *salary_abroad.compared(roles, spots, kb), *_years_told(query, kb))),
        title=f"Pay: {joined([role.name for role in roles])}",
        sections=(Section("", tuple(dict.fromkeys(notes))),) if notes else (),
        suggestions=salary_abroad.offers(query, roles[:4], kb),
        sources=tuple(dict.fromkeys((*salary_abroad.sources(rows, kb), *at_home))),
        pictures=salary_picture.by_country(query, roles, spots, kb),
        target="/".join(role.id for role in roles),
    )


def _in_places(query: Query, role: Role, spots: Sequence[Location], kb: KnowledgeBase) -> list[str]:
    """The lines of one role in places that share a figure; none where there is none."""
    if not places.at_home(spots[0], kb):
        return salary_abroad.lines(query, role, spots, kb)
    named = [
        (_named(role, spots[0], level, kb), _figure(role, spots[0], level, kb))
        for level in query.levels or (query.level,)
    ]
    return [f"{name}, a year: {figure.replace('Official: ', 'official ', 1)}" for name, figure in named]


def by_place(query: Query, roles: Sequence[Role], kb: KnowledgeBase) -> list[str]:
    """What stands before a comparison of pay in a place of the United States: the figures of each role there."""
    query = _within_the_states(query, kb)
    spots = [spot for spot in salary_abroad.spots(query) if _has_figures(spot, kb)]
    lines = [f"- {_named(role, spot, None, kb)}: {_figure(role, spot, None, kb)}" for role in roles for spot in spots]
    return [*no_figures(query, kb), *lines]


def _named(role: Role, spot: Location | None, level: RoleLevel | None, kb: KnowledgeBase) -> str:
    rank = f"{kb.role_levels[level].name} " if level else ""
    return f"**{rank}{role.name}**{f', {spot.name}' if spot else ''}"


def _figure(role: Role, spot: Location | None, level: RoleLevel | None, kb: KnowledgeBase) -> str:
    """The one figure that answers best."""
    if level:
        return _level(role, level, kb)[0].removeprefix("- ")
    local = places.official(spot, role.occupations[0], kb) if spot and role.occupations else ""
    return local or national(role, kb)[0].removeprefix("- ")


def _proxy(role: Role, kb: KnowledgeBase) -> str:
    link = role.occupations[0] if role.occupations else None
    return f"{role.name}: {link.note.rstrip('.')}." if link and link.note else ""


def overview(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    """Pay without a role: the best and the least paid, and the same question about some roles as offers."""
    if salary_abroad.elsewhere(query, kb):
        return salary_abroad.without_role(query, kb)
    everything = Query(Intent.RANK, aspect="pay")
    best, worst = (rank.reply(everything.replace(least=least), profile, kb, today) for least in (False, True))
    asked = query.level or query.location or query.employer
    more = "Tell me the role, and I show its pay as you asked." if asked else "Tell me the role for more."
    return replace(
        best,
        text="\n".join((*no_figures(query, kb), f"{best.text} {more}")),
        sections=(best.sections[0], Section("", (worst.text,)), *worst.sections[:1], *best.sections[1:]),
        suggestions=which_role.offers(query, kb),
        target="",
    )


def _heading(query: Query, role: Role, kb: KnowledgeBase) -> str:
    level = f"{kb.role_levels[query.level].name} " if query.level else ""
    everywhere = "" if query.level or query.employer else ", United States"
    known = query.location if query.location and _has_figures(query.location, kb) else None
    where = f", {known.name}" if known else everywhere
    employer = query.employer.name.lower() if query.employer else ""
    special = joined(_specialized(query, kb)) if query.factor == "specialization" else ""
    narrowed = "; ".join(part for part in (employer, special) if part)
    return f"**{level}{role.name}**{f' ({narrowed})' if narrowed else ''}{where}, a year:"


def _guide(claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.source == GUIDE]


def national(role: Role, kb: KnowledgeBase) -> list[str]:
    official = figures.official_line(role.occupations[0], kb) if role.occupations else ""
    guide = _guide(role.claims_about("pay"))
    lines = [f"- Official: {official}"] if official else []
    if guide:
        unit = ", base or total not stated" if guide[0].unit == "unspecified" else ""
        lines.append(f"- Guide: {figures.statements(guide)} {guide[0].measure}{unit} ({figures.cited(guide[0], kb)})")
    return lines or ["I have no reviewed pay figure for this role."]


def _notes(query: Query, role: Role) -> str:
    """What to keep in mind when reading the figures above."""
    asked = (query.location, query.employer, query.level)
    apart = "Place, company and level are separate figures: do not multiply them." if sum(map(bool, asked)) > 1 else ""
    note = role.occupations[0].note.rstrip(".") if role.occupations else ""
    return " ".join(part for part in (apart, f"{note}." if note else "", figures.BLS_COVERAGE) if part)


# By level


def ladder(role: Role, kb: KnowledgeBase) -> Section:
    lines = tuple(_level_line(role, rung.level, kb) for rung in role.ladder)
    return Section("By level (guide, 2026, gives no source; base or total not stated unless said)", lines)


def _level_line(role: Role, level: RoleLevel, kb: KnowledgeBase) -> str:
    claims = _guide(role.claims_about("pay", level=level))
    what = figures.statements(claims) if claims else "the guide gives no pay figure"
    return f"- {figures.level_name(role, level, kb)}: {what}"


def _level(role: Role, level: RoleLevel, kb: KnowledgeBase) -> list[str]:
    claims = role.claims_about("pay", level=level)
    guide = _guide(claims)
    lines = []
    if guide:
        section = f", section “{guide[0].section}”" if len({c.section for c in guide}) == 1 else ""
        unit = ", base or total not stated" if all(c.unit == "unspecified" for c in guide) else ""
        as_of = kb.sources[GUIDE].as_of
        cited = f"guide, {as_of}{section}, gives no source"
        lines.append(f"- {figures.level_name(role, level, kb)}: {figures.statements(guide)}{unit} ({cited})")
    elif not claims:
        says = "the guide gives no pay figure" if role.ladder else "I have no pay figure for this level"
        lines.append(f"- {figures.level_name(role, level, kb)}: {says}.")
    lines += [f"- {line}" for line in _by_source([c for c in claims if c.source != GUIDE], kb)]
    band = [f"- {band}"] if (band := _band(role, level, kb)) else []
    return [*lines, *band] if claims else [*band, *lines]  # what answers stands first


def _band(role: Role, level: RoleLevel, kb: KnowledgeBase) -> str:
    """The official percentiles that come nearest to a level: an estimate, and labelled so."""
    wages = figures.official_wages(role, kb)
    if wages is None:
        return ""
    low, high, name = abroad.BANDS[level]
    more = " or more" if high in wages.top_coded else ""
    return (
        f"For scale: {figures.dollar_range(getattr(wages, low), getattr(wages, high))}{more} is the {name} of "
        f"{figures.title(role.occupations[0], kb)} ({kb.source_line(wages.source)}). Official figures know no levels, "
        "so as a level that is an estimate: percentiles mix experience, place and employer"
    )


# By place and company


def claims(role: Role, factor: Factor, kb: KnowledgeBase, today: date, *, area: str = "") -> list[str]:
    """The statements on one factor; `area` leaves out those of another kind of place."""
    claims = role.claims_about("factor", factor=factor)
    wanted = [c for c in claims if not area or (c.area == "remote") == (area == "remote") or figures.has_figure(c)]
    return [f"- {_stated_by(claim)}{figures.claim_line(claim, kb, today)}" for claim in wanted]


def _stated_by(claim: Claim) -> str:
    if claim.source != GUIDE:
        return ""
    return "Guide: " if figures.has_figure(claim) else "Guide, on "


def place(query: Query, role: Role, kb: KnowledgeBase, today: date) -> list[str]:
    assert query.location
    stated = claims(role, "location", kb, today, area=query.location.kind)
    if not _has_figures(query.location, kb):
        return stated
    official = places.official(query.location, role.occupations[0], kb) if role.occupations else ""
    local = [salary_abroad.stated(claim, kb) for claim in abroad.claims(role, query.location, kb)]
    return [*([f"- Official: {official}"] if official else []), *local, *stated]


def specialization(query: Query, role: Role, kb: KnowledgeBase, today: date) -> list[str]:
    """What is stated on specializing, and whether that speaks of the one that was named."""
    stated = role.claims_about("factor", factor="specialization")
    said = f" {' '.join(tokens(' '.join(claim.text for claim in stated)))} "
    silent = [
        kb.skills[skill].name
        for skill in query.skills
        if not any(f" {' '.join(tokens(name))} " in said for name in (kb.skills[skill].name, *kb.skills[skill].aliases))
    ]
    lines = [f"- {name}: I have no reviewed figure on this specialization of the role" for name in silent]
    return lines + claims(role, "specialization", kb, today)


def _specialized(query: Query, kb: KnowledgeBase) -> list[str]:
    return [kb.skills[skill].name for skill in query.skills]


def company(query: Query, role: Role, kb: KnowledgeBase, today: date) -> list[str]:
    named = query.employer.sector if query.employer else ""
    check = sector(role, named, kb) if named else ""
    official = f"nearest check, {check}" if check else "there is no series by employer"
    return [*_of_its_kind(query), f"- Official: {official}", *claims(role, "company", kb, today)]


def _of_its_kind(query: Query) -> list[str]:
    if not query.employer or not query.employer_name:
        return []
    kind = query.employer.name
    return [f"- I hold no figures of {query.employer_name} itself; it counts as “{kind[:1].lower()}{kind[1:]}” here"]


def sector(role: Role, sector: str, kb: KnowledgeBase) -> str:
    """A sector's median against the national one of the same year, with the arithmetic."""
    occupation = kb.occupation_of(role)
    if occupation is None:
        return ""
    national = figures.wages_of(occupation, "oews-2024")
    local = occupation.sectors.get(sector)
    if national is None or local is None:
        return ""
    return (
        f"{figures.title(role.occupations[0], kb)} in the sector “{sector}”: {figures.dollars(local)} / "
        f"{figures.dollars(national.median)} = {local / national.median:.3f} of the national median "
        f"({kb.source_line(occupation.sector_source)})"
    )


# Small print


def _others(role: Role, kb: KnowledgeBase) -> tuple[str, ...]:
    """Second official bounds and what other sources state."""
    bounds = [
        f"- {line}. {link.note.rstrip('.')}." if link.note else f"- {line}"
        for link in role.occupations[1:]
        if (line := figures.official_line(link, kb))
    ]
    stated = _by_source([c for c in role.claims_about("pay") if c.source != GUIDE], kb)
    return (*bounds, *(f"- {line}" for line in stated))


def _by_source(claims: Iterable[Claim], kb: KnowledgeBase) -> list[str]:
    """A line for each group."""
    lines = []
    for group in figures.by_source(claims):
        each = ", ".join(f"**{figures.amount(c)}** {c.measure}".rstrip() for c in group)
        text = f"; {group[0].text}" if group[0].text else ""
        lines.append(f"{each}, {figures.UNITS[group[0].unit]}{text} ({figures.cited(group[0], kb)})")
    return lines


def sources(query: Query, role: Role, kb: KnowledgeBase) -> tuple[str, ...]:
    """The sources of all that a reply about pay shows, each once."""
    wages = figures.official_wages(role, kb)
    names = [kb.source_line(wages.source)] if wages else []
    if role.occupations and query.location and places.nearest(query.location, kb)[1]:
        names.append(kb.source_line(kb.locations_source))
    if query.employer and (named := query.employer.sector) and sector(role, named, kb):
        names.append(kb.source_line(kb.occupations[role.occupations[0].soc].sector_source))
    return tuple(dict.fromkeys((*names, *figures.sources_of(role.claims_about("pay"), kb))))


def _suggestions(role: Role, kb: KnowledgeBase) -> tuple[Suggestion, ...]:
    return (
        Suggestion("What moves pay?", questions.about("factors", role, kb)),
        Suggestion("Is demand growing?", questions.about("role.outlook", role, kb)),
    )
