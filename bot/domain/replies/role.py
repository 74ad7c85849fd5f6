"""A role's overview and each of its topics; the point that was asked for comes first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain import figures
from bot.domain.model import Item, KnowledgeBase, Role, RoleLevel, RoleSkill, Topic, TopicId
from bot.domain.profile import Profile
from bot.domain.query import Query
from bot.domain.reply import Chart, Kind, Reply, Section, Suggestion
from bot.domain.text import normalise, stem, tokens

TOPIC_NAMES: dict[TopicId, str] = {
    "overview": "Overview",
    "duties": "Daily work",
    "skills": "Skills",
    "education": "Education",
    "sequence": "Learning sequence",
    "levels": "Career levels",
    "portfolio": "Portfolio",
    "job-search": "First job",
    "related": "Related roles",
    "outlook": "Outlook",
    "ai": "AI and this role",
}
_QUESTIONS: dict[TopicId, str] = {
    "overview": "What does a {role} do?",
    "duties": "What is a typical day of a {role}?",
    "skills": "Which skills does a {role} need?",
    "education": "Which education routes lead to {role}?",
    "levels": "What are the career levels of a {role}?",
    "portfolio": "What should the portfolio of a {role} show?",
    "job-search": "How do I get a first job as a {role}?",
    "related": "Which roles are close to {role}?",
    "outlook": "What is the job outlook for a {role}?",
    "ai": "How exposed is the work of a {role} to AI?",
}
_NEXT: dict[TopicId, tuple[TopicId, ...]] = {
    "overview": ("skills", "education"),
    "duties": ("skills", "levels"),
    "skills": ("education", "portfolio"),
    "education": ("skills", "job-search"),
    "levels": ("skills", "related"),
    "portfolio": ("job-search", "skills"),
    "job-search": ("portfolio", "skills"),
    "related": ("overview", "skills"),
    "outlook": ("ai", "related"),
    "ai": ("outlook", "skills"),
}


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    role = query.role
    assert role is not None  # `answer` fills it in
    topic = query.topic or "overview"
    made = _MAKERS.get(topic, _written)(query, role, kb, today)
    if made is None:
        return _nothing(role, topic)
    kind: Kind = "role"
    text, sections, sources = made
    return Reply(
        kind,
        text,
        title=f"{role.name}: {TOPIC_NAMES[topic]}",
        sections=sections,
        suggestions=tuple(_suggestion(role, other) for other in _NEXT.get(topic, ("overview",))),
        sources=sources,
        charts=_charts(role, topic, kb),
        target=role.id,
    )


Made = tuple[str, tuple[Section, ...], tuple[str, ...]]


def asked_first(items: Sequence[Item], text: str) -> tuple[Item, ...]:
    """The items whose own words stand in the question come first, the rest keep their order."""
    words = {stem(token) for token in tokens(text)}
    whole = f" {normalise(text)} "

    def hits(item: Item) -> int:
        names = (item.name, *item.aliases)
        return sum(
            f" {normalise(name)} " in whole or (" " not in name and bool({stem(t) for t in tokens(name)} & words))
            for name in names
            if name
        )

    return tuple(sorted(items, key=lambda item: -hits(item)))


def item_lines(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(f"- **{item.name}**: {item.text}" if item.name else f"- {item.text}" for item in items)


def topic_sources(topic: Topic, kb: KnowledgeBase) -> tuple[str, ...]:
    own = kb.source_line(topic.source, section=topic.section)
    return tuple(dict.fromkeys((own, *(kb.source_line(item.source) for item in topic.items if item.source))))


def _suggestion(role: Role, topic: TopicId) -> Suggestion:
    return Suggestion(TOPIC_NAMES[topic], _QUESTIONS[topic].format(role=role.name))


def _nothing(role: Role, topic: TopicId) -> Reply:
    return Reply(
        "role",
        f"I have nothing reviewed on “{TOPIC_NAMES[topic].lower()}” for {role.name}.",
        title=role.name,
        suggestions=(_suggestion(role, "overview"), _suggestion(role, "skills")),
        decision="abstain",
        target=role.id,
    )


def _written(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made | None:
    """A topic as its file tells it."""
    topic = role.topic(query.topic or "overview")
    if topic is None:
        return None
    opinion = "Advice, not fact: " if topic.opinion else ""
    lines = item_lines(asked_first(topic.items, query.text))
    return opinion + topic.text, (Section("", lines),) if lines else (), topic_sources(topic, kb)


def _overview(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made:
    sections, sources = [], [kb.source_line(role.source)]
    topic, duties = role.topic("overview"), role.topic("duties")
    if duties:
        sections.append(Section("Daily work", item_lines(duties.items)))
        sources += topic_sources(duties, kb)
    core = ", ".join(kb.skills[s.skill].name for s in role.skills if s.importance == "core")
    if core:
        sections.append(Section("Core skills", (core,)))
    if topic:
        sources += topic_sources(topic, kb)
    text = role.summary if topic is None else f"{role.summary} {topic.text}"
    return text, tuple(sections), tuple(dict.fromkeys(sources))


def _skills(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made:
    verdicts = [_verdict(skill, role, kb) for skill in query.skills]
    topic = role.topic("skills")
    lead = topic.text if topic else f"What {role.name} roles ask for, by weight:"
    text = "\n".join((*verdicts, lead)) if verdicts else lead
    sections = [Section("", item_lines(asked_first(topic.items, query.text)))] if topic else []
    by_weight = {
        importance: ", ".join(kb.skills[s.skill].name for s in role.skills if s.importance == importance)
        for importance in ("core", "important", "useful")
    }
    lines = tuple(f"- {name.capitalize()}: {names}" for name, names in by_weight.items() if names)
    sections.append(Section("By weight (partly our estimate)", lines, folded=topic is not None))
    sources = topic_sources(topic, kb) if topic else (kb.source_line("editors"),)
    return text, tuple(sections), sources


def _verdict(skill: str, role: Role, kb: KnowledgeBase) -> str:
    """What the role asks of one skill, without a yes or no that a negated question would turn around."""
    name = f"**{kb.skills[skill].name}**"
    asked = next((s for s in role.skills if skill == s.skill), None)
    if asked:
        return f"{name} is {_DEGREES[asked.importance]} for a {role.name}{_or(asked, kb)}."
    served = next((s for s in role.skills if skill in s.alternatives), None)
    if served:
        return f"{name} serves a {role.name} as well as {kb.skills[served.skill].name}: one of them is expected."
    above = [s for s in role.skills if skill in kb.builds_on[s.skill]]
    if above:
        most = max(above, key=lambda s: s.weight)
        return f"{name} is needed for a {role.name} as the base of {kb.skills[most.skill].name}."
    below = [s for s in role.skills if s.skill in kb.builds_on[skill]]
    if below:
        return f"{name} itself is not on my list for a {role.name}; {kb.skills[below[0].skill].name}, its base, is."
    return f"{name} is not on my list of what a {role.name} needs."


_DEGREES = {
    "core": "essential: a core skill",
    "important": "expected in most jobs: an important skill",
    "useful": "useful but not essential",
}


def _or(asked: RoleSkill, kb: KnowledgeBase) -> str:
    names = " or ".join(kb.skills[other].name for other in asked.alternatives)
    return f" ({names} will do as well)" if names else ""


def _education(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made | None:
    topic = role.topic("education")
    sections: list[Section] = []
    sources: list[str] = []
    if topic:
        sections.append(Section("", item_lines(asked_first(topic.items, query.text))))
        sources += topic_sources(topic, kb)
    official = []
    for link in role.occupations[:1]:
        occupation = kb.occupations[link.soc]
        if occupation.entry_education:
            source = kb.source_line(occupation.entry_source)
            official.append(
                f"- BLS lists as typical entry for {occupation.title}: {occupation.entry_education} ({source})"
            )
    for survey in role.education:
        shares = ", ".join(
            f"{s.education} {s.percent:.0f}%" for s in sorted(survey.shares, key=lambda s: -s.percent)[:4]
        )
        if shares:
            official.append(
                f"- {survey.title}, workers surveyed (n={survey.respondents}, {survey.surveyed}): {shares} "
                f"({kb.source_line(survey.source)})"
            )
    if official:
        sections.append(Section("Official", tuple(official), folded=bool(topic and topic.items)))
    if not sections:
        return None
    return (topic.text if topic else f"How people get into {role.name} roles:"), tuple(sections), tuple(sources)


def _levels(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made | None:
    if not role.ladder:
        return None
    topic = role.topic("levels")
    asked = [rung for rung in role.ladder if rung.level in _levels_named(query, role)]
    rungs = asked + [rung for rung in role.ladder if rung not in asked]
    lines = tuple(f"- **{rung.name}**{_years(rung.years)}: {rung.text}" for rung in rungs)
    text = topic.text if topic else f"The levels of a {role.name}:"
    if query.years is not None:
        text = f"{_by_years(query.years, role)}\n{text}"
    sources = dict.fromkeys(kb.source_line(rung.source, section=rung.section) for rung in role.ladder)
    return text, (Section("", lines),), tuple(sources)


def _levels_named(query: Query, role: Role) -> set[RoleLevel]:
    named = {query.level} if query.level else set()
    words = set(tokens(query.text))
    return named | {rung.level for rung in role.ladder if rung.level in words}


def _by_years(years: float, role: Role) -> str:
    """Levels overlap, so all that fit are named; years alone do not decide."""
    fits = [r.name for r in role.ladder if r.years[0] <= years and (r.years[1] is None or years <= r.years[1])]
    names = " or ".join(fits) if fits else "none of the levels I know"
    return f"By years alone, {years:g} fits {names}; the scope of your work decides as much as the years."


def _years(years: tuple[int, int | None]) -> str:
    low, high = years
    return f" ({low}+ years)" if high is None else f" ({low}–{high} years)"


def _related(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made | None:
    if not role.related:
        return None
    topic = role.topic("related")
    lines = []
    for neighbour in role.related:
        other = kb.roles[neighbour.role]
        own, theirs = {s.skill for s in role.skills}, {s.skill for s in other.skills}
        guide = [c for c in other.claims_about("pay") if c.source == "guide"]
        pay = f" Guide median {figures.statements(guide, kb)}." if guide else ""
        lines.append(
            f"- **{other.name}**: {neighbour.text}{pay} Of its {len(theirs)} skills, {len(own & theirs)} are also here."
        )
    text = topic.text if topic else f"Roles close to {role.name}:"
    sources = dict.fromkeys(kb.source_line(neighbour.source) for neighbour in role.related)
    return text, (Section("", tuple(lines)),), tuple(sources)


def _outlook(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made | None:
    lines, sources = [], []
    for link in role.occupations:
        occupation = kb.occupations[link.soc]
        for outlook in occupation.outlook[: 2 if link is role.occupations[0] else 1]:
            openings = f", about {outlook.openings:,} openings a year" if outlook.openings else ""
            proxy = "proxy: " if link.basis == "proxy" else ""
            source = kb.source_line(outlook.source)
            lines.append(
                f"- **{outlook.change:+g}%** {outlook.start}–{outlook.end}{openings} ({proxy}{occupation.title})"
            )
            sources.append(source)
    everybody = kb.occupations.get("00-0000")
    if everybody and everybody.outlook:
        first = everybody.outlook[0]
        lines.append(f"- For scale, all occupations: {first.change:+g}% {first.start}–{first.end}")
    guide = [figures.claim_line(c, kb, today) for c in role.claims_about("growth")]
    sections = [Section("Official projections (BLS)", tuple(lines))] if sources else []
    if guide:
        sections.append(Section("Stated elsewhere", tuple(f"- {line}" for line in guide)))
        sources.append(kb.source_line("guide"))
    if not sections:
        return None
    topic = role.topic("outlook")
    text = topic.text if topic else _outlook_lead(role, kb)
    notes = ("Ten-year projections are revised every round; the period belongs to the figure.",)
    return text, (*sections, Section("", notes)), tuple(dict.fromkeys(sources))


def _outlook_lead(role: Role, kb: KnowledgeBase) -> str:
    link = role.occupations[0]
    occupation = kb.occupations[link.soc]
    newest = occupation.outlook[0]
    return (
        f"BLS projects {newest.change:+g}% jobs from {newest.start} to {newest.end} for {occupation.title}"
        f"{', the nearest official occupation to ' + role.name if link.basis == 'proxy' else ''}."
    )


def _ai(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made | None:
    topic = role.topic("ai")
    occupation = kb.occupations.get(role.occupations[0].soc) if role.occupations else None
    lines = []
    sources = list(topic_sources(topic, kb)) if topic else []
    for measure in occupation.exposure if occupation else ():
        ranked = f", higher than {measure.rank}% of occupations" if measure.rank is not None else ""
        lines.append(f"- {measure.measure}: {measure.value}{ranked} ({kb.source_line(measure.source)})")
        sources.append(kb.source_line(measure.source))
    if topic is None and not lines:
        return None
    sections = [Section("", item_lines(topic.items))] if topic and topic.items else []
    if occupation and lines:
        sections.append(Section(f"Exposure figures ({occupation.title})", tuple(lines)))
    sections.append(
        Section("", ("Exposure says how much of the work AI tools can touch. It is no forecast of job loss.",))
    )
    text = topic.text if topic else f"How much the work of a {role.name} overlaps with what AI tools do:"
    return text, tuple(sections), tuple(dict.fromkeys(sources))


def _charts(role: Role, topic: TopicId, kb: KnowledgeBase) -> tuple[Chart, ...]:
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


_MAKERS = {
    "overview": _overview,
    "skills": _skills,
    "education": _education,
    "levels": _levels,
    "related": _related,
    "outlook": _outlook,
    "ai": _ai,
}
