"""One respect in which roles differ, as a figure for each role: what rankings and comparisons stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.domain.advice import figures
from bot.domain.advice.plan import DEFAULT_LEVEL, planned, standings, total_hours
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.occupations import ExperienceSurvey, GeneralSkills, Occupation
from bot.domain.core.query import Aspect
from bot.domain.core.roles import Role, RoleSkill

MATHEMATICS = "mathematics"
CODE = frozenset({"programming language", "software engineering", "web", "mobile", "data library", "computer science"})
"""Categories of skills that are practiced by writing code."""
_RESEARCH_WORDS = ("research", "experiment")
UNKNOWN = 3.0
"""Stands where O*NET rates no occupation of the role: the middle of its scale."""
_DEGREES = ("no formal", "high school", "postsecondary", "some college", "associate", "bachelor", "master", "doctor")
"""Beginnings of BLS's names for the typical entry education, lowest first."""
MANY_BEGINNERS, FEW_BEGINNERS = 25, 10
"""Percent of surveyed workers whose job asks for a year of related work at most."""
_EXPERIENCE = ("none", "less than 5 years", "5 years or more")


@dataclass(frozen=True)
class Measured:
    """One role under one aspect."""

    role: Role
    order: tuple[float, ...]
    """More of the aspect is higher; for entry and time, easier and quicker is higher."""
    figure: str
    """What is shown."""
    ground: str = ""
    """The official occupation it is measured on; empty: computed from the role's own skills."""
    proxy: bool = False
    """The occupation only stands in for the role."""
    sources: tuple[str, ...] = ()


Measure = Callable[[Role, KnowledgeBase], Measured | None]


def measured(aspect: Aspect, role: Role, kb: KnowledgeBase) -> Measured | None:
    """None where nothing is known of the role under this aspect, or for an aspect that is no figure."""
    measure = _MEASURES.get(aspect)
    return measure(role, kb) if measure else None


def ranked(aspect: Aspect, roles: Iterable[Role], kb: KnowledgeBase, *, least: bool = False) -> list[Measured]:
    """Most of the aspect first, or least; of equals those that the figure is really of, then by name."""
    rows = [row for role in roles if (row := measured(aspect, role, kb))]
    rows.sort(key=lambda row: (row.proxy, row.role.name))
    return sorted(rows, key=lambda row: row.order, reverse=not least)


# Official figures of the role's primary occupation


def _official(role: Role, kb: KnowledgeBase, order: tuple[float, ...], figure: str, source: str) -> Measured:
    link = role.occupations[0]
    proxy = link.basis == "proxy"
    return Measured(role, order, figure, kb.occupations[link.soc].title, proxy, (kb.source_line(source),))


def _pay(role: Role, kb: KnowledgeBase) -> Measured | None:
    wages = figures.official_wages(role, kb)
    if wages is None:
        return None
    more = " or more" if "median" in wages.top_coded else ""
    return _official(role, kb, (wages.median,), f"**{figures.dollars(wages.median)}**{more}", wages.source)


def _growth(role: Role, kb: KnowledgeBase) -> Measured | None:
    occupation = kb.occupation_of(role)
    if occupation is None or not occupation.outlook:
        return None
    newest = occupation.outlook[0]
    return _official(role, kb, (newest.change,), figures.change_line(newest), newest.source)


def _ai(role: Role, kb: KnowledgeBase) -> Measured | None:
    """By the score that people's ratings of the tasks give, then by GPT-4's."""
    rated = kb.rated_tasks(role.occupations[0]) if role.occupations else None
    if rated is None:
        return None
    people, model = rated.people, rated.model
    figure = (
        f"**{people.score:g}** by people: of {rated.tasks} tasks {people.direct} directly, "
        f"{people.with_tools} with tools; {model.score:g} by GPT-4: {model.direct} and {model.with_tools}"
    )
    proxy = not role.occupations[0].own_work
    return Measured(role, (people.score, model.score), figure, rated.title, proxy, (kb.source_line(rated.source),))


# From the role's list of skills


def skills_of(aspect: Aspect, role: Role, kb: KnowledgeBase) -> tuple[RoleSkill, ...]:
    """The skills of the role that belong to math, coding or research, weightiest first."""
    belongs = _BELONGS[aspect]
    asked = [skill for skill in role.skills if belongs(skill.skill, kb)]
    return tuple(sorted(asked, key=lambda skill: (-skill.weight, skill.skill)))


def _is_math(skill: str, kb: KnowledgeBase) -> bool:
    return kb.skills[skill].category == MATHEMATICS


def _is_code(skill: str, kb: KnowledgeBase) -> bool:
    return kb.skills[skill].category in CODE


def _is_research(skill: str, kb: KnowledgeBase) -> bool:
    name = kb.skills[skill].name.lower()
    return _is_math(skill, kb) or any(word in name for word in _RESEARCH_WORDS)


def share(aspect: Aspect, role: Role, kb: KnowledgeBase) -> float:
    """Of the weight of all its skills, the part of those that belong to the aspect."""
    total = sum(asked.weight for asked in role.skills)
    return sum(asked.weight for asked in skills_of(aspect, role, kb)) / total if total else 0.0


def builds_on_math(role: Role, kb: KnowledgeBase) -> float:
    """Of the weight of all its skills, the part that is no mathematics and rests on some."""
    above = [
        asked.weight
        for asked in role.skills
        if not _is_math(asked.skill, kb) and any(_is_math(need, kb) for need in kb.builds_on[asked.skill])
    ]
    total = sum(asked.weight for asked in role.skills)
    return sum(above) / total if total else 0.0


def _math(role: Role, kb: KnowledgeBase) -> Measured | None:
    """The share of the role's own skills, what rests on it, then how important O*NET finds it in the occupation."""
    if not role.skills:
        return None
    own, above = share("math", role, kb), builds_on_math(role, kb)
    further = f", another {percent(above)} rests on it" if above else ""
    figure = f"**{percent(own)}** mathematics{further}"
    general = _general(role, kb)
    if general is None:
        return _estimate(role, kb, (own, above, UNKNOWN), figure)
    return _rated(role, kb, (own, above, general.mathematics), f"{figure}; O*NET {general.mathematics:g} of 5", general)


def _coding(role: Role, kb: KnowledgeBase) -> Measured | None:
    """How important O*NET finds programming in the occupation, then the share of the role's own skills."""
    if not role.skills:
        return None
    own = share("coding", role, kb)
    general = _general(role, kb)
    if general is None:
        return _estimate(role, kb, (UNKNOWN, own), f"**{percent(own)}** coding skills")
    figure = f"programming **{general.programming:g}** of 5 (O*NET); {percent(own)} of its skill list is coding"
    return _rated(role, kb, (general.programming, own), figure, general)


def _general(role: Role, kb: KnowledgeBase) -> GeneralSkills | None:
    return kb.general_skills(role.occupations[0]) if role.occupations else None


def _rated(role: Role, kb: KnowledgeBase, order: tuple[float, ...], figure: str, general: GeneralSkills) -> Measured:
    """A figure that O*NET's rating of the occupation and our own skill list make together."""
    link = role.occupations[0]
    tasks = kb.rated_tasks(link)
    ground = tasks.title if tasks else kb.occupations[link.soc].title
    sources = (kb.source_line("editors"), kb.source_line(general.source))
    return Measured(role, order, figure, ground, not link.own_work, sources)


def _research(role: Role, kb: KnowledgeBase) -> Measured | None:
    if not role.skills:
        return None
    own = share("research", role, kb)
    occupation = kb.occupation_of(role)
    degree = degree_rank(occupation) if occupation else 0
    figure = f"**{percent(own)}** research and mathematics skills"
    row = _estimate(role, kb, (degree, own), figure)
    if occupation is None or not occupation.entry_education:
        return row
    sources = (kb.source_line(occupation.entry_source), *row.sources)
    return Measured(role, row.order, f"{figure}; typical entry {occupation.entry_education}", sources=sources)


def _skills(role: Role, kb: KnowledgeBase) -> Measured | None:
    core = sum(asked.importance == "core" for asked in role.skills)
    figure = f"**{len(role.skills)}** skills, {core} of them core"
    return _estimate(role, kb, (len(role.skills), core), figure) if role.skills else None


# The way in


def hours_from_zero(role: Role, kb: KnowledgeBase) -> tuple[int, int] | None:
    """The plan of somebody who knows nothing yet to the junior level: what they need in most jobs."""
    total = total_hours(planned(standings(role, DEFAULT_LEVEL, {}, kb), {}, kb))
    return total if total[1] else None


def _time(role: Role, kb: KnowledgeBase) -> Measured | None:
    hours = hours_from_zero(role, kb)
    return _estimate(role, kb, (-sum(hours),), f"**{figures.hours_range(hours)}** from zero") if hours else None


def _entry(role: Role, kb: KnowledgeBase) -> Measured | None:
    """Typical education first, then the experience asked for (as BLS and as workers say it), then hours of study."""
    hours, occupation = hours_from_zero(role, kb), kb.occupation_of(role)
    if hours is None or occupation is None or not occupation.entry_education:
        return None
    experience = occupation.related_experience
    before = "" if experience in ("", "None") else f" and {experience[0].lower()}{experience[1:]} in a related job"
    survey = kb.experience_of(role)
    asked = f"{_surveyed(survey, occupation)}; " if survey else ""
    figure = f"{occupation.entry_education}{before}; {asked}**{figures.hours_range(hours)}** of study from zero"
    order = (-degree_rank(occupation), -_place(_EXPERIENCE, experience), _openness(survey), -sum(hours))
    row = _official(role, kb, order, figure, occupation.entry_source)
    sources = (*row.sources, *((kb.source_line(survey.source),) if survey else ()), kb.source_line("editors"))
    return Measured(role, order, figure, row.ground, row.proxy, sources)


def _surveyed(survey: ExperienceSurvey, occupation: Occupation) -> str:
    who = "those surveyed" if survey.title == occupation.title else f"surveyed {survey.title}"
    return f"{survey.up_to_a_year:.0f}% of {who} need a year of experience at most"


def _openness(survey: ExperienceSurvey | None) -> int:
    """Surveys are small and some roles have none, so only a clear answer counts; the hours decide the rest."""
    if survey is None:
        return 0
    return (survey.up_to_a_year >= MANY_BEGINNERS) - (survey.up_to_a_year < FEW_BEGINNERS)


def degree_rank(occupation: Occupation) -> int:
    """0 for no formal education, 7 for a doctorate."""
    return _place(_DEGREES, occupation.entry_education)


def _place(names: tuple[str, ...], text: str) -> int:
    return next((n for n, name in enumerate(names) if text.lower().startswith(name)), 0)


def _estimate(role: Role, kb: KnowledgeBase, order: tuple[float, ...], figure: str) -> Measured:
    return Measured(role, order, figure, sources=(kb.source_line("editors"),))


def percent(part: float) -> str:
    return f"{100 * part:.0f}%"


_BELONGS: Mapping[str, Callable[[str, KnowledgeBase], bool]] = {
    "math": _is_math,
    "coding": _is_code,
    "research": _is_research,
}
_MEASURES: Mapping[str, Measure] = {
    "pay": _pay,
    "growth": _growth,
    "entry": _entry,
    "math": _math,
    "coding": _coding,
    "research": _research,
    "ai": _ai,
    "skills": _skills,
    "time": _time,
}
