"""A role's overview and each of its topics; the point that was asked for comes first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.domain.advice import figures
from bot.domain.core import questions
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Menu, Reply, Section, Suggestion
from bot.domain.core.roles import Item, Role, TopicId
from bot.domain.core.wording import a, article, capital, counted, listed
from bot.domain.replies import role_levels, role_needs, role_outlook
from bot.domain.replies.points import Made, item_line, item_lines, split_asked, told, topic_sources
from bot.domain.replies.roadmap import derived_stages

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
Maker = Callable[[Query, Role, KnowledgeBase, date], Made | None]
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


MOST_SKILLS = 12


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    role = query.role
    assert role is not None  # `answer` fills it in
    topic = query.topic or "overview"
    made = _maker(query)(query, role, kb, today)
    if made is None:
        return _nothing(role, topic, kb)
    text, sections, sources = made
    return Reply(
        "role",
        text,
        title=f"{role.name}: {TOPIC_NAMES[topic]}",
        sections=tuple(section for section in sections if section.lines),
        suggestions=tuple(_suggestion(role, other, kb) for other in _NEXT.get(topic, ("overview",))),
        sources=figures.merged(sources, kb),
        menus=(_topics(role, topic, kb, today),),
        target=role.id,
    )


def _topics(role: Role, shown: TopicId, kb: KnowledgeBase, today: date) -> Menu:
    """Every other side of the role of which there is something to say."""
    asked = [(name, Query(Intent.ROLE, role=role, role_given=True, topic=topic)) for topic, name in TOPIC_NAMES.items()]
    known = [(name, query) for name, query in asked if query.topic != shown and _maker(query)(query, role, kb, today)]
    return Menu.of(f"More on {role.name}", known)


def _maker(query: Query) -> Maker:
    return _MAKERS.get(query.topic or "overview", _written)


def _suggestion(role: Role, topic: TopicId, kb: KnowledgeBase) -> Suggestion:
    return Suggestion(TOPIC_NAMES[topic], questions.about(f"role.{topic}", role, kb))


def _nothing(role: Role, topic: TopicId, kb: KnowledgeBase) -> Reply:
    return Reply(
        "role",
        f"I have nothing reviewed on “{TOPIC_NAMES[topic].lower()}” for {role.name}.",
        title=role.name,
        suggestions=(_suggestion(role, "overview", kb), _suggestion(role, "skills", kb)),
        decision="abstain",
        target=role.id,
    )


def _written(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made | None:
    topic = role.topic(query.topic or "overview")
    if topic is None:
        return None
    text, points = told(topic, query, role)
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
    return f"{capital(article(role.name))} **{role.name}** {role.summary[0].lower()}{role.summary[1:]}"


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


_MAKERS: dict[TopicId, Maker] = {
    "overview": _overview,
    "sequence": _sequence,
    "skills": role_needs.skills,
    "education": role_needs.education,
    "levels": role_levels.levels,
    "related": _related,
    "outlook": role_outlook.outlook,
    "ai": role_outlook.ai,
}
