"""A role's prospects: official projections with their period, what others state, and exposure to AI."""

from __future__ import annotations

from datetime import date

from bot.domain.advice import figures
from bot.domain.core.knowledge import KnowledgeBase, Role, TopicId
from bot.domain.core.query import Query
from bot.domain.core.reply import Chart, Section
from bot.domain.core.wording import a, capital
from bot.domain.replies.points import Made, told, topic_sources


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
    topic = role.topic("ai")
    lines, sources = exposure(role, kb)
    if topic is None and not lines:
        return None
    text, points = f"How much the work of {a(role.name)} overlaps with what AI tools do:", Section("", ())
    if topic:
        text, points = told(topic, query, role)
        text = text.removeprefix("Advice, not fact: ")  # it says itself whose view it is
    figures_ = Section(f"Exposure figures ({_exposed(role, kb)})" if lines else "", lines)
    note = Section("", ("Exposure says how much of the work AI tools can touch. It is no forecast of job loss.",))
    own = topic_sources(topic, kb) if topic else ()
    return text, (points, figures_, note), tuple(dict.fromkeys((*own, *sources)))


def exposure(role: Role, kb: KnowledgeBase) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The exposure measures of the role's occupation, as lines and their sources."""
    lines, sources = [], []
    for link in role.occupations[:1]:
        for measure in kb.occupations[link.soc].exposure:
            ranked = f", higher than {measure.rank}% of occupations" if measure.rank is not None else ""
            source = kb.source_line(measure.source)
            lines.append(f"- {capital(measure.measure)}: {measure.value}{ranked} ({source})")
            sources.append(source)
    return tuple(lines), tuple(sources)


def _exposed(role: Role, kb: KnowledgeBase) -> str:
    return figures.occupation_label(role.occupations[0], kb)


def charts(role: Role, topic: TopicId, kb: KnowledgeBase) -> tuple[Chart, ...]:
    if topic != "outlook" or not role.occupations:
        return ()
    rows = [
        kb.occupations[soc] for soc in (*(link.soc for link in role.occupations), "00-0000") if soc in kb.occupations
    ]
    rows = [row for row in rows if row.outlook]
    if not rows:
        return ()
    period = f"{rows[0].outlook[0].start}–{rows[0].outlook[0].end}"
    changes = tuple(row.outlook[0].change for row in rows)
    return (Chart("bar", f"Projected change {period}", tuple(row.title for row in rows), changes, "percent"),)
