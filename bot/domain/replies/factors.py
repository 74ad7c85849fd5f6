"""What moves the pay of a role: place, company, experience, specialization; each on its own, never multiplied."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.domain.advice import figures, places
from bot.domain.core import questions
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Reply, Section, Suggestion
from bot.domain.core.roles import Role
from bot.domain.core.sources import Factor
from bot.domain.core.wording import article, capital, joined
from bot.domain.replies import salary, salary_abroad

FACTOR_NAMES: dict[Factor, str] = {
    "location": "place",
    "company": "company",
    "experience": "experience",
    "specialization": "specialization",
}
_CHECKED_SECTORS = ("Information", "Finance and Insurance", "Federal, State, and Local Government")


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    role = query.role
    assert role is not None  # `answer` fills it in
    if salary_abroad.elsewhere(query, kb):
        return salary.reply(query.replace(intent=Intent.SALARY, factor=None), profile, kb, today)
    wanted: list[Factor] = [query.factor] if query.factor else list(FACTOR_NAMES)
    found = {factor: _factor(factor, query, role, kb, today) for factor in wanted}
    if query.factor and not found[query.factor]:
        return _nothing_on(query.factor, query, profile, kb, today)
    sections = [Section(capital(FACTOR_NAMES[f]), tuple(lines)) for f, lines in found.items() if lines]
    empty = [FACTOR_NAMES[factor] for factor, lines in found.items() if not lines]
    if empty:
        sections.append(Section("", (f"I have no reviewed figure on {joined(empty, 'or')} for this role.",)))
    if not query.factor:
        sections.append(Section("", ("These are separate statements: do not multiply them.",)))
    if "experience" in wanted and role.ladder:
        ladder = salary.ladder(role, kb)
        sections.append(Section(ladder.heading, ladder.lines, folded=not query.factor))
    names = joined([FACTOR_NAMES[factor] for factor in wanted])
    who = f"{article(role.name)} **{role.name}**"
    highest = places.best(role.occupations[0], kb) if query.factor == "location" and role.occupations else ""
    lead = (
        f"What {names} does to the pay of {who}{f': {highest}.' if highest and not query.location else ':'}"
        if query.factor
        else "\n".join((f"Pay of {who} depends on {names}. In the United States, a year:", *salary.national(role, kb)))
    )
    return Reply(
        "salary",
        "\n".join((*salary.no_figures(query, kb), lead)),
        title=f"What moves pay: {role.name}",
        sections=tuple(sections),
        suggestions=(
            Suggestion("Senior pay", questions.whole(Query(Intent.SALARY, level="senior"), role, kb)),
            Suggestion("Is demand growing?", questions.about("role.outlook", role, kb)),
        ),
        sources=_sources(query, role, kb),
        target=role.id,
    )


def _nothing_on(factor: Factor, query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    """What the role pays, as that one factor is not known."""
    pay = salary.reply(query.replace(intent=Intent.SALARY, factor=None), profile, kb, today)
    return replace(pay, text=f"I have no reviewed figure on {FACTOR_NAMES[factor]} for this role.\n{pay.text}")


def _factor(factor: Factor, query: Query, role: Role, kb: KnowledgeBase, today: date) -> list[str]:
    """Official figures, then what is stated; where all factors are asked for, the first of each."""
    stated = salary.claims(role, factor, kb, today)[: None if query.factor else 1]
    if factor == "location":
        if query.location:
            return salary.place(query, role, kb, today)
        official = places.extremes(role.occupations[0], kb) if role.occupations else ""
        return [*([f"- {capital(official)}"] if official else []), *stated]
    if factor == "company":
        if query.employer:
            return salary.company(query, role, kb, today)
        checks = [salary.sector(role, sector, kb) for sector in _CHECKED_SECTORS]
        shown = [check for check in checks if check][: 3 if query.factor else 1]
        return [*(f"- Official, {check}" for check in shown), *stated]
    return stated


def _sources(query: Query, role: Role, kb: KnowledgeBase) -> tuple[str, ...]:
    """The sources of what is shown: of one factor, or of all with the national figures."""
    occupation = kb.occupation_of(role)
    wages = figures.wages_of(occupation) if occupation else None
    names = [kb.source_line(wages.source)] if wages and query.factor is None else []
    if occupation and query.factor in (None, "location"):
        names.append(kb.source_line(kb.locations_source))
    if occupation and occupation.sectors and query.factor in (None, "company"):
        names.append(kb.source_line(occupation.sector_source))
    stated = (c for c in role.claims if c.source == figures.GUIDE and query.factor in (None, "experience", c.factor))
    return tuple(dict.fromkeys((*names, *figures.sources_of(stated, kb))))
