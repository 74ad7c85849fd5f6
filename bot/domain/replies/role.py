"""A role's overview and each of its topics; the point that was asked for comes first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from bot.domain import figures
from bot.domain.model import Item, KnowledgeBase, Role, RoleLevel, RoleSkill, Rung, Topic, TopicId
from bot.domain.profile import Profile
from bot.domain.query import Query
from bot.domain.replies.roadmap import derived_stages
from bot.domain.replies.salary import years
from bot.domain.reply import Chart, Reply, Section, Suggestion
from bot.domain.text import stem, tokens
from bot.domain.wording import a, asking, counted, joined, listed

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
    "sequence": ("skills", "education"),
    "outlook": ("ai", "related"),
    "ai": ("outlook", "skills"),
}


Made = tuple[str, tuple[Section, ...], tuple[str, ...]]
"""The text, its sections and its sources."""
LEADS = 2
"""Points named in a question that may lead the reply; when more are named, none is the one asked for."""
VERDICTS = 3
MOST_SKILLS = 12


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    role = query.role
    assert role is not None  # `answer` fills it in
    topic = query.topic or "overview"
    made = _MAKERS.get(topic, _written)(query, role, kb, today)
    if made is None:
        return _nothing(role, topic)
    text, sections, sources = made
    return Reply(
        "role",
        text,
        title=f"{role.name}: {TOPIC_NAMES[topic]}",
        sections=tuple(section for section in sections if section.lines),
        suggestions=tuple(_suggestion(role, other) for other in _NEXT.get(topic, ("overview",))),
        sources=figures.merged(sources, kb),
        charts=_charts(role, topic, kb),
        target=role.id,
    )


def asked_first(items: Sequence[Item], text: str) -> tuple[Item, ...]:
    """The items whose own words stand in the question come first, the rest keep their order."""
    return tuple(sorted(items, key=lambda item: -_hits(item, text)))


def _hits(item: Item, text: str) -> int:
    """How many of an item's names the text contains, inflected or not."""
    asked = f" {' '.join(stem(token) for token in tokens(text))} "
    names = {" ".join(stem(token) for token in tokens(name)) for name in (item.name, *item.aliases)} - {""}
    return sum(f" {name} " in asked for name in names)


def without_role(text: str, role: Role) -> str:
    """The question without the role's own names, so that "data engineer" does not ask for the point "data"."""
    plain = f" {' '.join(tokens(text))} "
    for name in sorted((role.name, *role.aliases, *role.fields), key=len, reverse=True):
        plain = plain.replace(f" {' '.join(tokens(name))} ", " ")
    return plain.strip()


def split_asked(items: Sequence[Item], query: Query, role: Role) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """(the points the question clearly asks for, the rest)."""
    text = without_role(query.text, role)
    ordered = asked_first(items, text)
    most = _hits(ordered[0], text) if ordered else 0
    leads = tuple(item for item in ordered if most and _hits(item, text) == most)
    return (leads, ordered[len(leads) :]) if len(leads) <= LEADS else ((), ordered)


def item_line(item: Item) -> str:
    return f"**{item.name}**: {item.text}" if item.name else item.text


def item_lines(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(f"- {item_line(item)}" for item in items)


def topic_sources(topic: Topic, kb: KnowledgeBase) -> tuple[str, ...]:
    own = kb.source_line(topic.source, section=topic.section)
    return tuple(dict.fromkeys((own, *(kb.source_line(item.source) for item in topic.items if item.source))))


def _suggestion(role: Role, topic: TopicId) -> Suggestion:
    return Suggestion(TOPIC_NAMES[topic], asking(_QUESTIONS[topic], role.name))


def _nothing(role: Role, topic: TopicId) -> Reply:
    return Reply(
        "role",
        f"I have nothing reviewed on “{TOPIC_NAMES[topic].lower()}” for {role.name}.",
        title=role.name,
        suggestions=(_suggestion(role, "overview"), _suggestion(role, "skills")),
        decision="abstain",
        target=role.id,
    )


def _told(topic: Topic, query: Query, role: Role) -> tuple[str, Section]:
    """A topic as its file tells it: the points asked for lead, the others follow the topic's own sentence."""
    leads, rest = split_asked(topic.items, query, role)
    opinion = "Advice, not fact: " if topic.opinion else ""
    text = "\n".join((*map(item_line, leads), topic.text))
    return opinion + text, Section("", item_lines(rest))


def _written(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made | None:
    topic = role.topic(query.topic or "overview")
    if topic is None:
        return None
    text, points = _told(topic, query, role)
    return text, (points,), topic_sources(topic, kb)


def _overview(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made:
    """What the role does in one sentence, a named point of its overview, then its daily work and core skills."""
    topic, duties = role.topic("overview"), role.topic("duties")
    sources = [kb.source_line(role.source)]
    leads: tuple[Item, ...] = ()
    if topic:
        leads, _ = split_asked(topic.items, query, role)
        sources += topic_sources(topic, kb)
    sections = []
    if duties:
        sections.append(Section("Daily work", item_lines(duties.items)))
        sources += topic_sources(duties, kb)
    core = [kb.skills[s.skill].name for s in role.skills if s.importance == "core"]
    sections.append(Section("Core skills", (listed(core, MOST_SKILLS),) if core else ()))
    parts = (summary(role), topic.text if topic else "")
    text = "\n".join((" ".join(part for part in parts if part), *map(item_line, leads)))
    return text, tuple(sections), tuple(dict.fromkeys(sources))


def summary(role: Role) -> str:
    """`A Data Engineer builds …`: the summary, which starts with what the role does, as a whole sentence."""
    first = role.summary.split(" ", 1)[0]
    if not first.endswith("s") or first.isupper():
        return role.summary
    return f"{a(role.name).capitalize().split(' ')[0]} **{role.name}** {role.summary[0].lower()}{role.summary[1:]}"


def _sequence(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made | None:
    """The role's own sequence; without one, the order that the skills' prerequisites give."""
    if role.topic("sequence"):
        return _written(query, role, kb, today)
    stages = role.stages or derived_stages(role, kb)
    if not stages:
        return None
    lines = tuple(
        f"{n}. **{stage.name}**: {listed([kb.skills[s].name for s in stage.skills], MOST_SKILLS)}"
        for n, stage in enumerate(stages, 1)
    )
    text = f"Learn what the core skills of {a(role.name)} build on first, then the core skills, then the rest."
    return text, (Section("", lines),), tuple(dict.fromkeys(kb.source_line(stage.source) for stage in stages))


def _skills(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made | None:
    """A verdict on each skill the question names, the skill groups, and the list by weight."""
    topic = role.topic("skills")
    if not topic and not role.skills:
        return None
    verdicts = [_verdict(skill, role, kb) for skill in query.skills[:VERDICTS]]
    lead, points = f"What {a(role.name)} is asked for, by weight:", Section("", ())
    if topic and verdicts:
        lead, points = topic.text, Section("", item_lines(asked_first(topic.items, without_role(query.text, role))))
    elif topic:
        lead, points = _told(topic, query, role)
    by_weight = {
        importance: [kb.skills[s.skill].name for s in role.skills if s.importance == importance]
        for importance in ("core", "important", "useful")
    }
    lines = tuple(f"- {name.capitalize()}: {', '.join(names)}" for name, names in by_weight.items() if names)
    weights = Section("By weight (partly our estimate)", lines, folded=topic is not None)
    sources = (*(topic_sources(topic, kb) if topic else ()), kb.source_line("editors"))
    return "\n".join((*verdicts, lead)), (points, weights), tuple(dict.fromkeys(sources))


def _verdict(skill: str, role: Role, kb: KnowledgeBase) -> str:
    """What the role asks of one skill, without a yes or no that a negated question would turn around."""
    name, who = f"**{kb.skills[skill].name}**", a(role.name)
    asked = next((s for s in role.skills if skill == s.skill), None)
    if asked:
        return f"{name} is {_DEGREES[asked.importance]} for {who}{_or(asked, kb)}."
    served = next((s for s in role.skills if skill in s.alternatives), None)
    if served:
        return f"{name} serves {who} as well as {kb.skills[served.skill].name}: one of them is expected."
    above = [s for s in role.skills if skill in kb.builds_on[s.skill]]
    if above:
        most = max(above, key=lambda s: s.weight)
        return f"{name} is needed for {who} as the base of {kb.skills[most.skill].name}."
    below = [s for s in role.skills if s.skill in kb.builds_on[skill]]
    if below:
        return f"{name} itself is not on my list for {who}; {kb.skills[below[0].skill].name}, its base, is."
    return f"{name} is not on my list of what {who} needs."


_DEGREES = {
    "core": "essential: a core skill",
    "important": "expected in most jobs: an important skill",
    "useful": "useful but not essential",
}


def _or(asked: RoleSkill, kb: KnowledgeBase) -> str:
    names = joined([kb.skills[other].name for other in asked.alternatives], "or")
    return f" ({names} will do as well)" if names else ""


def _education(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made | None:
    topic = role.topic("education")
    official, official_sources = _official_education(role, kb)
    if not topic and not official:
        return None
    text, points = _told(topic, query, role) if topic else (f"How people become {a(role.name)}:", Section("", ()))
    sources = (*(topic_sources(topic, kb) if topic else ()), *official_sources)
    folded = Section("Official", official, folded=bool(topic and topic.items))
    return text, (points, folded), tuple(dict.fromkeys(sources))


def _official_education(role: Role, kb: KnowledgeBase) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What BLS lists as typical entry, and what surveyed workers have; with sources."""
    lines, sources = [], []
    for link in role.occupations[:1]:
        occupation = kb.occupations[link.soc]
        if occupation.entry_education:
            source = kb.source_line(occupation.entry_source)
            label = figures.title(link, kb)
            lines.append(f"- BLS lists as typical entry for {label}: {occupation.entry_education} ({source})")
            sources.append(source)
    for survey in role.education:
        shares = sorted(survey.shares, key=lambda share: -share.percent)[:4]
        if not shares:
            continue
        of = ", ".join(
            part for part in (f"n={survey.respondents}" if survey.respondents else "", survey.surveyed) if part
        )
        source = kb.source_line(survey.source)
        each = ", ".join(f"{share.education} {share.percent:.0f}%" for share in shares)
        lines.append(f"- {survey.title}, workers surveyed{f' ({of})' if of else ''}: {each} ({source})")
        sources.append(source)
    return tuple(lines), tuple(sources)


def _levels(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made | None:
    if not role.ladder:
        return _expected(role, kb)
    topic = role.topic("levels")
    asked = [rung for rung in role.ladder if rung.level in _levels_named(query, kb)]
    leads = asked if len(asked) <= LEADS else []
    rest = [rung for rung in role.ladder if rung not in leads]
    text = topic.text if topic else f"The levels of {a(role.name)}:"
    years_told = [_by_years(query.years, role)] if query.years is not None else []
    sources = dict.fromkeys(kb.source_line(rung.source, section=rung.section) for rung in role.ladder)
    lines = tuple(f"- {_rung(rung)}" for rung in rest)
    return "\n".join((*years_told, *map(_rung, leads), text)), (Section("", lines),), tuple(sources)


def _rung(rung: Rung) -> str:
    return f"**{rung.name}** ({years(rung)}): {rung.text}"


def _expected(role: Role, kb: KnowledgeBase) -> Made | None:
    """Without a ladder of the role's own: what skill levels we look for at each level, said to be our estimate."""
    if not role.skills:
        return None
    lines = tuple(
        f"- **{words.name}**: "
        + ", ".join(f"{importance} skills {level}" for importance, level in words.expects.items())
        for words in kb.role_levels.values()
    )
    text = f"I have no reviewed career ladder for {a(role.name)}. What I look for at each level is our own estimate:"
    return text, (Section("", lines),), (kb.source_line("editors"),)


def _levels_named(query: Query, kb: KnowledgeBase) -> set[RoleLevel]:
    """The levels in the question, under any of their names."""
    asked = f" {' '.join(tokens(query.text))} "
    named = {
        level
        for level, words in kb.role_levels.items()
        if any(f" {' '.join(tokens(name))} " in asked for name in (level, *words.aliases))
    }
    return named | ({query.level} if query.level else set())


def _by_years(years_worked: float, role: Role) -> str:
    """Levels overlap, so all that fit are named; years alone do not decide."""
    fits = [
        rung.name
        for rung in role.ladder
        if rung.years[0] <= years_worked and (rung.years[1] is None or years_worked <= rung.years[1])
    ]
    names = joined(fits, "or") if fits else "none of the levels I know"
    told = f"{years_worked:g} year{'' if years_worked == 1 else 's'}"
    return f"By years alone, {told} fit {names}; the scope of your work decides as much as the years."


def _related(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made | None:
    if not role.related:
        return None
    topic = role.topic("related")
    own = {asked.skill for asked in role.skills}
    lines, stated = [], False
    for neighbor in role.related:
        other = kb.roles[neighbor.role]
        theirs = {asked.skill for asked in other.skills}
        guide = [claim for claim in other.claims_about("pay") if claim.source == figures.GUIDE]
        pay = f" Guide's US median: {figures.statements(guide)}." if guide else ""
        shared = f" It shares {len(own & theirs)} of its {counted(len(theirs), 'skill')}." if theirs else ""
        lines.append(f"- **{other.name}**: {neighbor.text}{pay}{shared}")
        stated = stated or bool(guide)
    notes = ("The guide gives no source for its medians, and not whether base or total pay.",) if stated else ()
    text = topic.text if topic else f"Roles close to {role.name}, nearest first:"
    sources = dict.fromkeys(kb.source_line(neighbor.source) for neighbor in role.related)
    if stated:
        sources[kb.source_line(figures.GUIDE)] = None
    return text, (Section("", (*lines, *notes)),), tuple(sources)


def _outlook(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made | None:
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
        for n, outlook in enumerate(rounds):
            before = "The round before: " if n else ""
            label = figures.occupation_label(link, kb)
            lines.append(f"- {before}{figures.outlook_line(outlook)} ({label})")
            sources.append(kb.source_line(outlook.source))
    everybody = kb.occupations.get("00-0000")
    if lines and everybody and everybody.outlook:
        lines.append(f"- For scale, all occupations: {figures.outlook_line(everybody.outlook[0])}")
    return tuple(lines), tuple(sources)


def _outlook_lead(role: Role, kb: KnowledgeBase) -> str:
    link = next(link for link in role.occupations if kb.occupations[link.soc].outlook)
    line = figures.outlook_line(kb.occupations[link.soc].outlook[0])
    note = f" {link.note.rstrip('.')}." if link.note else ""
    return f"BLS projects {line}, for {figures.title(link, kb)}.{note}"


def _ai(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made | None:
    topic = role.topic("ai")
    lines, sources = exposure(role, kb)
    if topic is None and not lines:
        return None
    text, points = f"How much the work of {a(role.name)} overlaps with what AI tools do:", Section("", ())
    if topic:
        text, points = _told(topic, query, role)
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
            lines.append(f"- {measure.measure[:1].upper()}{measure.measure[1:]}: {measure.value}{ranked} ({source})")
            sources.append(source)
    return tuple(lines), tuple(sources)


def _exposed(role: Role, kb: KnowledgeBase) -> str:
    return figures.occupation_label(role.occupations[0], kb)


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


_MAKERS: dict[TopicId, Callable[[Query, Role, KnowledgeBase, date], Made | None]] = {
    "overview": _overview,
    "sequence": _sequence,
    "skills": _skills,
    "education": _education,
    "levels": _levels,
    "related": _related,
    "outlook": _outlook,
    "ai": _ai,
}
