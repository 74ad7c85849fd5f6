"""What a role pays: official figures first, then statements, each with source, scope and date; and what moves pay."""

from __future__ import annotations

from datetime import date

from bot.domain import figures
from bot.domain.model import Claim, Factor, KnowledgeBase, Location, Occupation, Role, RoleLevel
from bot.domain.profile import Profile
from bot.domain.query import Intent, Query
from bot.domain.reply import Chart, Reply, Section, Suggestion

GUIDE = "guide"
FACTOR_NAMES: dict[Factor, str] = {
    "location": "Place",
    "company": "Company",
    "experience": "Experience",
    "specialization": "Specialization",
}


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    role = query.role
    assert role is not None  # `answer` fills it in
    if query.intent is Intent.FACTORS:
        return _factors(query, role, kb, today)
    sections = []
    if query.level:
        sections.append(_level(role, query.level, kb))
    if query.location or query.unknown_place:
        sections.append(_place(query, role, kb, today))
    if query.employer:
        sections.append(_company(query, role, kb, today))
    special = role.claims_about("factor", factor="specialization")
    if query.factor == "specialization" and special:
        sections.append(Section("Specialization", tuple(figures.claim_line(c, kb, today) for c in special)))
    if not sections and role.ladder:
        sections.append(_ladder(role, kb))
    bounds = tuple(f"- {line}" for link in role.occupations[1:] if (line := figures.official_line(link, kb)))
    other = tuple(f"- {figures.claim_line(c, kb, today)}" for c in _pay(role) if c.source != GUIDE)
    if bounds or other:
        sections.append(Section("Other figures", bounds + other, folded=True))
    sections.append(Section("", (f"{_caveat(role)}{figures.BLS_COVERAGE}",)))
    return Reply(
        "salary",
        _headline(role, kb),
        title=f"Pay: {role.name}",
        sections=tuple(sections),
        suggestions=_suggestions(role, query),
        sources=_sources(role, kb),
        charts=_charts(role, kb),
        target=role.id,
    )


def _pay(role: Role) -> tuple[Claim, ...]:
    return role.claims_about("pay")


def _headline(role: Role, kb: KnowledgeBase) -> str:
    official = figures.official_line(role.occupations[0], kb) if role.occupations else ""
    guide = [c for c in _pay(role) if c.source == GUIDE]
    lines = [f"**{role.name}**, United States, a year:"]
    if official:
        lines.append(f"- Official: {official}")
    if guide:
        stated = figures.statements(guide, kb)
        lines.append(f"- Guide: {stated} median, base or total not stated ({kb.source_line(GUIDE)}, gives no source)")
    if len(lines) == 1:
        lines.append("I have no reviewed pay figure for this role.")
    return "\n".join(lines)


def _caveat(role: Role) -> str:
    note = role.occupations[0].note if role.occupations else ""
    return f"{note.rstrip('.')}. " if note else ""


def _level_line(role: Role, level: RoleLevel, kb: KnowledgeBase) -> str:
    name = next((rung.name for rung in role.ladder if rung.level == level), kb.role_levels[level].name)
    years = next((_years(rung.years) for rung in role.ladder if rung.level == level), "")
    claims = [c for c in role.claims_about("pay", level=level) if c.source == GUIDE]
    what = figures.statements(claims, kb) if claims else "no pay figure"
    notes = "".join(f"; {c.text}" for c in claims if c.text)
    return f"- {name}{years}: {what}{notes}"


def _years(years: tuple[int, int | None]) -> str:
    low, high = years
    return f" ({low}+ years)" if high is None else f" ({low}–{high} years)"


def _ladder(role: Role, kb: KnowledgeBase) -> Section:
    lines = tuple(_level_line(role, rung.level, kb) for rung in role.ladder)
    return Section(f"By level ({kb.source_line(GUIDE)}, gives no source)", lines)


def _level(role: Role, level: RoleLevel, kb: KnowledgeBase) -> Section:
    lines = [_level_line(role, level, kb)]
    other = [c for c in role.claims_about("pay", level=level) if c.source != GUIDE]
    lines += [f"- {figures.amount(c)} {c.measure} ({kb.source_line(c.source)})" for c in other]
    wages = figures.wages_of(kb.occupations[role.occupations[0].soc]) if role.occupations else None
    if wages:
        low, high = {"junior": (wages.p10, wages.p25), "mid": (wages.p25, wages.p75)}.get(level, (wages.p75, wages.p90))
        lines.append(
            f"- For scale, {figures.money_range(low, high)} is the {_BANDS[level]} of the official figures (estimate: "
            "percentiles mix experience, place and employer; they are not levels)"
        )
    return Section(f"{kb.role_levels[level].name} ({kb.source_line(GUIDE)}, gives no source)", tuple(lines))


_BANDS = {
    "junior": "10th to 25th percentile",
    "mid": "25th to 75th percentile",
    "senior": "75th to 90th percentile",
    "staff": "75th to 90th percentile",
}


def _place(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Section:
    lines = [f"- {figures.claim_line(c, kb, today)}" for c in role.claims_about("factor", factor="location")]
    if query.unknown_place:
        return Section(
            query.unknown_place, ("I have no figure for this place; shown are United States figures.", *lines)
        )
    assert query.location is not None
    place, widened = _with_figures(query.location, kb)
    name = query.location.name
    if query.location.kind == "remote":
        first = "No official series on remote pay: the national figure stands, and the employer's pay policy decides."
    elif place is None:
        first = f"I have no official figure for {name}; shown are United States figures."
    else:
        ratio = _metro(place, role, kb)
        wider = f"I have no figure for {name} itself; the nearest I have is {place.name}. " if widened else ""
        first = wider + (ratio or f"I have no figure for this occupation in {place.name}.")
    return Section(name, (first, *lines))


def _with_figures(location: Location, kb: KnowledgeBase) -> tuple[Location | None, bool]:
    """The place itself or the nearest wider one that has figures, and whether it had to be widened."""
    place: Location | None = location
    while place is not None and not place.medians:
        place = kb.locations.get(place.within)
    return place, place is not location


def _metro(place: Location, role: Role, kb: KnowledgeBase) -> str:
    """The metro estimate with its arithmetic, for the role's primary occupation."""
    occupation = kb.occupations[role.occupations[0].soc] if role.occupations else None
    wages = figures.wages_of(occupation) if occupation else None
    if occupation is None or wages is None:
        return ""
    source = kb.source_line(kb.locations_source)
    if occupation.soc in place.medians:
        local, national = place.medians[occupation.soc]
        ratio = round(local / national, 3)
        sum_ = f"{figures.money(local)} / {figures.money(national)} = {ratio:.3f}"
        top = " (top-coded: the true value is at or above it)" if occupation.soc in place.top_coded else ""
        how = f"{occupation.title} in {place.area_title or place.name}: {sum_}{top}, {source}"
    elif place.all_computer_ratio:
        ratio = place.all_computer_ratio
        how = f"no ratio for {occupation.title}; the median ratio of computer occupations there, {ratio:.3f}, {source}"
    else:
        return ""
    estimate = round(wages.median * ratio, -2)
    return (
        f"About **{figures.money(estimate)}** median (estimate: {figures.money(wages.median)} national, "
        f"{kb.sources[wages.source].as_of} × {ratio:.3f}). The ratio: {how}."
    )


def _company(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Section:
    lines = [f"- {figures.claim_line(c, kb, today)}" for c in role.claims_about("factor", factor="company")]
    employer = query.employer
    occupation = kb.occupations.get(role.occupations[0].soc) if role.occupations else None
    sector = _sector(occupation, employer.sector, kb) if occupation and employer and employer.sector else ""
    lines.append(f"- {sector}" if sector else "- There is no official series by single employer.")
    return Section(employer.name if employer else "Company", tuple(lines))


def _sector(occupation: Occupation, sector: str, kb: KnowledgeBase) -> str:
    national = figures.wages_of(occupation, "oews-2024")
    local = occupation.sectors.get(sector)
    if national is None or local is None:
        return ""
    ratio = local / national.median
    return (
        f"Nearest official check: {occupation.title} in the sector “{sector}”, {figures.money(local)} / "
        f"{figures.money(national.median)} = {ratio:.3f} of the national median "
        f"({kb.source_line(occupation.sector_source)})"
    )


def _factors(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Reply:
    wanted = [query.factor] if query.factor else list(FACTOR_NAMES)
    sections = []
    for factor in wanted:
        if factor == "location" and (query.location or query.unknown_place):
            sections.append(_place(query, role, kb, today))
        elif factor == "company" and query.employer:
            sections.append(_company(query, role, kb, today))
        elif factor == "experience":
            sections.append(_ladder(role, kb) if role.ladder else Section("Experience", ("No figures by level.",)))
        else:
            sections.append(_factor(factor, role, kb, today))
    names = ", ".join(FACTOR_NAMES[factor].lower() for factor in wanted)
    text = (
        f"Pay of a **{role.name}** depends on {names}."
        if len(wanted) > 1
        else f"How {names} moves the pay of a **{role.name}**:"
    )
    guide = role.claims_about("factor")
    if len(wanted) > 1:
        sections.append(Section("", ("These are separate statements: do not multiply them.",)))
    return Reply(
        "salary",
        text,
        title=f"What moves pay: {role.name}",
        sections=tuple(sections),
        suggestions=_suggestions(role, query),
        sources=tuple(dict.fromkeys((*figures.sources_of(guide, kb), *_sources(role, kb)))),
        target=role.id,
    )


def _factor(factor: Factor, role: Role, kb: KnowledgeBase, today: date) -> Section:
    lines = [f"- {figures.claim_line(c, kb, today)}" for c in role.claims_about("factor", factor=factor)]
    occupation = kb.occupations.get(role.occupations[0].soc) if role.occupations else None
    if occupation and factor == "company":
        lines += [
            f"- {line}"
            for sector in ("Information", "Finance and Insurance")
            if (line := _sector(occupation, sector, kb))
        ]
    if occupation and factor == "location":
        lines += _extremes(occupation, kb)
    return Section(FACTOR_NAMES[factor], tuple(lines) or ("No reviewed figure for this role.",))


def _extremes(occupation: Occupation, kb: KnowledgeBase) -> list[str]:
    """The best and the least paying metros we have, as ratios to the national median."""
    ratios = sorted(
        (place.medians[occupation.soc][0] / place.medians[occupation.soc][1], place.name)
        for place in kb.locations.values()
        if occupation.soc in place.medians
    )
    if len(ratios) < 4:
        return []
    show = ", ".join(f"{name} {ratio:.2f}" for ratio, name in (*reversed(ratios[-3:]), *reversed(ratios[:2])))
    return [
        f"- Official metro medians against the national one for {occupation.title}: {show} "
        f"({kb.source_line(kb.locations_source)})"
    ]


def _sources(role: Role, kb: KnowledgeBase) -> tuple[str, ...]:
    names = [kb.source_line(GUIDE)] if any(c.source == GUIDE for c in role.claims) else []
    for link in role.occupations[:1]:
        wages = figures.wages_of(kb.occupations[link.soc])
        if wages:
            names.insert(0, kb.source_line(wages.source))
    return tuple(names)


def _charts(role: Role, kb: KnowledgeBase) -> tuple[Chart, ...]:
    wages = figures.wages_of(kb.occupations[role.occupations[0].soc]) if role.occupations else None
    if wages is None:
        return ()
    title = f"{kb.occupations[role.occupations[0].soc].title}, {kb.source_line(wages.source)}"
    values = (wages.p10, wages.p25, wages.median, wages.p75, wages.p90)
    return (
        Chart("bar", title, ("p10", "p25", "median", "p75", "p90"), tuple(map(float, values)), "US dollars a year"),
    )


def _suggestions(role: Role, query: Query) -> tuple[Suggestion, ...]:
    factors = Suggestion("What moves pay?", f"What affects the salary of a {role.name}?")
    growth = Suggestion("Is demand growing?", f"What is the job outlook for a {role.name}?")
    level = Suggestion("Senior pay", f"How much does a senior {role.name} earn?")
    return (level if query.intent is Intent.FACTORS else factors, growth)
