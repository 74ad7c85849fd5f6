"""A role's prospects: official projections with their period, what others state, and exposure to AI."""

from __future__ import annotations

from datetime import date

from bot.domain.advice import figures
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.occupations import Exposure, RatedTask, RatedTasks, TaskExposure
from bot.domain.core.query import Query
from bot.domain.core.reply import Section
from bot.domain.core.roles import Role
from bot.domain.core.wording import a, capital, counted
from bot.domain.replies.points import Made, told, topic_sources

EXPOSURE_NOTE = "Exposure says how much of the work AI tools can touch. It is no forecast of job loss."
_TASK_HEADINGS: dict[TaskExposure, str] = {
    "direct": "Exposed directly",
    "with_tools": "Exposed with tools built on AI",
    "not_exposed": "Not exposed",
}
_TASK_WORDS: dict[TaskExposure, str] = {"direct": "directly", "with_tools": "with tools", "not_exposed": "not"}


def outlook(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made | None:
    """Official projections first, each with its period; then what others state, never compared by subtraction."""
    topic = role.topic("outlook")
    claims = role.claims_about("growth")
    official, sources = _projections(role, kb)
    stated = tuple(f"- {line}" for line in figures.growth_lines(claims, kb, today))
    if not official and not stated and not topic:
        return None
    lead = _outlook_lead(role, kb) if official else ""
    opinion = (topic.text,) if topic else ()
    notes = ("Projections are revised every round, and another period is another figure: do not subtract them.",)
    sections = (
        Section("Official projections (BLS)", official[1:]),
        Section("Stated elsewhere", (*stated, *(opinion if lead else ()))),
        Section("", notes if official else ()),
    )
    sources += (*(topic_sources(topic, kb) if topic else ()), *figures.sources_of(claims, kb))
    text = lead or (topic.text if topic else f"What is said of the outlook for {a(role.name)}:")
    return text, sections, tuple(dict.fromkeys(sources))


def _projections(role: Role, kb: KnowledgeBase) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The newest round of each occupation, the round before for the first, and all occupations for scale."""
    lines, sources = [], []
    for link in role.occupations:
        rounds = kb.occupations[link.soc].outlook[: 2 if link is role.occupations[0] else 1]
        for n, projected in enumerate(rounds):
            before = "The round before: " if n else ""
            label = figures.occupation_label(link, kb)
            lines.append(f"- {before}{figures.outlook_line(projected)} ({label})")
            sources.append(kb.source_line(projected.source))
    everybody = kb.occupations.get("00-0000")
    if lines and everybody and everybody.outlook:
        lines.append(f"- For scale, all occupations: {figures.outlook_line(everybody.outlook[0])}")
    return tuple(lines), tuple(sources)


def _outlook_lead(role: Role, kb: KnowledgeBase) -> str:
    link = next(link for link in role.occupations if kb.occupations[link.soc].outlook)
    line = figures.outlook_line(kb.occupations[link.soc].outlook[0])
    note = f" {link.note.rstrip('.')}." if link.note else ""
    return f"BLS projects {line}, for {figures.title(link, kb)}.{note}"


def ai(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made | None:
    """What is said of it, and how many tasks each rater calls exposed; examples and all measures after that."""
    topic = role.topic("ai")
    lines, sources = exposure(role, kb)
    rated = kb.rated_tasks(role.occupations[0]) if role.occupations else None
    if topic is None and not lines:
        return None
    said, points = "", Section("", ())
    if topic:
        said, points = told(topic, query, role)
        said = said.removeprefix("Advice, not fact: ")  # it says itself whose view it is
    elif rated is None:
        said = f"How much the work of {a(role.name)} overlaps with what AI tools do:"
    text = "\n".join(part for part in (said, _tasks_lead(role, rated) if rated else "") if part)
    figures_ = Section(f"Exposure figures ({_exposed(role, kb)})" if lines else "", lines, folded=True)
    note = Section("", (EXPOSURE_NOTE,))
    own = topic_sources(topic, kb) if topic else ()
    return text, (points, *examples(rated), figures_, note), tuple(dict.fromkeys((*own, *sources)))


def _tasks_lead(role: Role, rated: RatedTasks) -> str:
    return task_counts(rated, "" if role.occupations[0].own_work else "the proxy ")


def task_counts(rated: RatedTasks, proxy: str = "") -> str:
    """How many of an occupation's tasks people and GPT-4 each call exposed."""
    people, model = rated.people, rated.model
    return (
        f"Of {counted(rated.tasks, 'task')} of {proxy}{rated.title}, people rate **{people.direct}** exposed directly, "
        f"**{people.with_tools}** with tools built on AI, **{people.not_exposed}** not; "
        f"GPT-4 rates {model.direct}, {model.with_tools} and {model.not_exposed}."
    )


def examples(rated: RatedTasks | None) -> tuple[Section, ...]:
    """Three tasks of each kind, by people's rating; what GPT-4 says otherwise stands beside it."""
    if rated is None:
        return ()
    return tuple(
        Section(heading, tuple(_example(task) for task in rated.examples if task.kind == kind))
        for kind, heading in _TASK_HEADINGS.items()
    )


def _example(task: RatedTask) -> str:
    if task.people == task.model:
        return f"- {task.text}"
    if task.kind == task.people:
        return f"- {task.text} (GPT-4: {_TASK_WORDS[task.model]})"
    return f"- {task.text} (GPT-4 alone; people: {_TASK_WORDS[task.people]})"


def exposure(role: Role, kb: KnowledgeBase) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The exposure measures of the role's occupation, as lines and their sources; ratings name their rater."""
    lines, sources = [], []
    for link in role.occupations[:1]:
        for measure in kb.occupations[link.soc].exposure:
            source = kb.source_line(measure.source)
            lines.append(measure_line(measure, source))
            sources.append(source)
        if rated := kb.rated_tasks(link):
            source = kb.source_line(rated.source)
            lines.append(f"- Task exposure (beta): {_both(rated)} ({source})")
            sources.append(source)
    return tuple(lines), tuple(sources)


def measure_line(measure: Exposure, source: str) -> str:
    return f"- {capital(measure.measure)}: {measure.value}{_higher(measure.rank)} ({source})"


def _both(rated: RatedTasks) -> str:
    """`rated by people 0.447, higher than …; by GPT-4 0.868, higher than …`"""
    people, model = rated.people, rated.model
    return f"rated by people {people.score:g}{_higher(people.rank)}; by GPT-4 {model.score:g}{_higher(model.rank)}"


def _higher(rank: int | None) -> str:
    return f", higher than {rank}% of occupations" if rank is not None else ""


def _exposed(role: Role, kb: KnowledgeBase) -> str:
    link = role.occupations[0]
    label = figures.occupation_label(link, kb)
    rated = kb.rated_tasks(link)
    return f"{label}; tasks: {rated.title}" if rated and link.onet else label
