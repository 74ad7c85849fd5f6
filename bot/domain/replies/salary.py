"""What a role pays: what was asked for first, official figures before statements."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.domain.advice import figures, places
from bot.domain.advice.figures import GUIDE
from bot.domain.core.knowledge import Claim, Factor, KnowledgeBase, Occupation, Role, RoleLevel, Rung, Wages
from bot.domain.core.profile import Profile
from bot.domain.core.query import Query
from bot.domain.core.reply import Chart, Reply, Section, Suggestion
from bot.domain.core.wording import asking, joined, quoted
from bot.domain.language.text import tokens


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    role = query.role
    assert role is not None  # `answer` fills it in
    if query.location and query.location.id == places.NATION:
        query = query.replace(location=None)  # the figures are national to begin with
    asked = [
        *(place(query, role, kb, today) if query.location or query.unknown_place else ()),
        *(company(query, role, kb, today) if query.employer else ()),
        *(_level(role, query.level, kb) if query.level else ()),
        *(specialization(query, role, kb, today) if query.factor == "specialization" else ()),
        *(f"- I do not know {quoted(typed)}: it is left out here" for typed in query.unrecognised),
    ]
    everywhere = national(role, kb)
    sections = [Section("All levels, United States" if asked else "", tuple(everywhere))] if asked else []
    if not asked and role.ladder:
        sections.append(ladder(role, kb))
    sections.append(Section("", (_notes(query, role),)))
    sections.append(Section("Other figures", _others(role, kb), folded=True))
    return Reply(
        "salary",
        "\n".join((_heading(query, role, kb), *(asked or everywhere))),
        title=f"Pay: {role.name}",
        sections=tuple(section for section in sections if section.lines),
        suggestions=_suggestions(role),
        sources=sources(query, role, kb),
        charts=_charts(role, kb),
        target=role.id,
    )


def _heading(query: Query, role: Role, kb: KnowledgeBase) -> str:
    level = f"{kb.role_levels[query.level].name} " if query.level else ""
    everywhere = "" if query.level or query.employer else ", United States"
    where = f", {query.location.name}" if query.location else everywhere
    employer = query.employer.name.lower() if query.employer else ""
    special = joined(_specialized(query, kb)) if query.factor == "specialization" else ""
    narrowed = "; ".join(part for part in (employer, special) if part)
    return f"**{level}{role.name}**{f' ({narrowed})' if narrowed else ''}{where}, a year:"


def _occupation(role: Role, kb: KnowledgeBase) -> Occupation | None:
    return kb.occupations[role.occupations[0].soc] if role.occupations else None


def _wages(role: Role, kb: KnowledgeBase) -> Wages | None:
    occupation = _occupation(role, kb)
    return figures.wages_of(occupation) if occupation else None


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
    asked = (query.location or query.unknown_place, query.employer, query.level)
    apart = "Place, company and level are separate figures: do not multiply them." if sum(map(bool, asked)) > 1 else ""
    note = role.occupations[0].note.rstrip(".") if role.occupations else ""
    return " ".join(part for part in (apart, f"{note}." if note else "", figures.BLS_COVERAGE) if part)


# By level


def _name(role: Role, level: RoleLevel, kb: KnowledgeBase) -> str:
    rung = _rung(role, level)
    return f"{rung.name} ({years(rung)})" if rung else kb.role_levels[level].name


def _rung(role: Role, level: RoleLevel) -> Rung | None:
    return next((rung for rung in role.ladder if rung.level == level), None)


def years(rung: Rung) -> str:
    """`2–5 years`, `7+ years`"""
    low, high = rung.years
    return f"{low}+ years" if high is None else f"{low}–{high} years"


def ladder(role: Role, kb: KnowledgeBase) -> Section:
    lines = tuple(_level_line(role, rung.level, kb) for rung in role.ladder)
    return Section("By level (guide, 2026, gives no source; base or total not stated unless said)", lines)


def _level_line(role: Role, level: RoleLevel, kb: KnowledgeBase) -> str:
    claims = _guide(role.claims_about("pay", level=level))
    what = figures.statements(claims) if claims else "the guide gives no pay figure"
    return f"- {_name(role, level, kb)}: {what}"


def _level(role: Role, level: RoleLevel, kb: KnowledgeBase) -> list[str]:
    claims = role.claims_about("pay", level=level)
    guide = _guide(claims)
    lines = []
    if guide:
        section = f", section “{guide[0].section}”" if len({c.section for c in guide}) == 1 else ""
        unit = ", base or total not stated" if all(c.unit == "unspecified" for c in guide) else ""
        as_of = kb.sources[GUIDE].as_of
        lines.append(
            f"- {_name(role, level, kb)}: {figures.statements(guide)}{unit} (guide, {as_of}{section}, gives no source)"
        )
    elif not claims:
        says = "the guide gives no pay figure" if role.ladder else "I have no pay figure for this level"
        lines.append(f"- {_name(role, level, kb)}: {says}.")
    lines += [f"- {line}" for line in _by_source([c for c in claims if c.source != GUIDE], kb)]
    band = _band(role, level, kb)
    return [*lines, f"- {band}"] if band else lines


_BANDS = {
    "junior": ("p10", "p25", "10th to 25th percentile"),
    "mid": ("p25", "p75", "25th to 75th percentile"),
    "senior": ("p75", "p90", "75th to 90th percentile"),
    "staff": ("p75", "p90", "75th to 90th percentile"),
}


def _band(role: Role, level: RoleLevel, kb: KnowledgeBase) -> str:
    """The official percentiles that come nearest to a level: an estimate, and labelled so."""
    wages = _wages(role, kb)
    if wages is None:
        return ""
    low, high, name = _BANDS[level]
    more = " or more" if high in wages.top_coded else ""
    return (
        f"Official figures know no levels. For scale: {figures.dollar_range(getattr(wages, low), getattr(wages, high))}"
        f"{more} is the {name} of {figures.title(role.occupations[0], kb)} "
        f"({kb.source_line(wages.source)}); as a level that is an estimate, since percentiles mix experience, place "
        "and employer"
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
    stated = claims(role, "location", kb, today, area=query.location.kind if query.location else "unknown")
    if query.location is None:
        return [f"- I do not know the place {quoted(query.unknown_place)}: below are United States figures", *stated]
    official = places.official(query.location, role.occupations[0], kb) if role.occupations else ""
    return [*([f"- Official: {official}"] if official else []), *stated]


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
    return [f"- Official: {official}", *claims(role, "company", kb, today)]


def sector(role: Role, sector: str, kb: KnowledgeBase) -> str:
    """A sector's median against the national one of the same year, with the arithmetic."""
    occupation = _occupation(role, kb)
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
    """Statements of one source with one remark and unit are one line."""
    groups: dict[tuple[str, str, str, str], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.source, claim.text, claim.unit, claim.as_of), []).append(claim)
    units = {"base": "base pay", "total": "total pay", "unspecified": "base or total not stated"}
    lines = []
    for (_, text, unit, _), group in groups.items():
        each = ", ".join(f"**{figures.amount(c)}** {c.measure}".rstrip() for c in group)
        lines.append(f"{each}, {units[unit]}{f'; {text}' if text else ''} ({figures.cited(group[0], kb)})")
    return lines


def sources(query: Query, role: Role, kb: KnowledgeBase) -> tuple[str, ...]:
    """The sources of all that a reply about pay shows, each once."""
    wages = _wages(role, kb)
    names = [kb.source_line(wages.source)] if wages else []
    if role.occupations and query.location and places.nearest(query.location, kb)[1]:
        names.append(kb.source_line(kb.locations_source))
    if query.employer and (named := query.employer.sector) and sector(role, named, kb):
        names.append(kb.source_line(kb.occupations[role.occupations[0].soc].sector_source))
    return tuple(dict.fromkeys((*names, *figures.sources_of(role.claims_about("pay"), kb))))


def _charts(role: Role, kb: KnowledgeBase) -> tuple[Chart, ...]:
    wages = _wages(role, kb)
    if wages is None:
        return ()
    title = f"{figures.occupation_label(role.occupations[0], kb)}, {kb.source_line(wages.source)}"
    values = (wages.p10, wages.p25, wages.median, wages.p75, wages.p90)
    labels = ("10th percentile", "25th percentile", "median", "75th percentile", "90th percentile")
    return (Chart("bar", title, labels, tuple(map(float, values)), "US dollars a year"),)


def _suggestions(role: Role) -> tuple[Suggestion, ...]:
    return (
        Suggestion("What moves pay?", asking("What affects the salary of a {role}?", role.name)),
        Suggestion("Is demand growing?", asking("What is the job outlook for a {role}?", role.name)),
    )
