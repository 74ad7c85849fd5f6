"""Two roles side by side: aligned rows, the same facts in either order."""

from __future__ import annotations

from datetime import date

from bot.domain.advice import figures
from bot.domain.core.knowledge import FaqEntry, KnowledgeBase, Role
from bot.domain.core.profile import Profile
from bot.domain.core.query import Query
from bot.domain.core.reply import Chart, Reply, Section, Suggestion
from bot.domain.core.wording import a, asking, counted, listed
from bot.domain.language.text import tokens

MOST_SKILLS = 4
_PAY_WORDS = frozenset(
    {"pay", "pays", "paid", "salary", "salaries", "earn", "earns", "earning", "earnings", "money", "make", "makes"}
)


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    first, second = query.role, query.other_role
    assert first is not None  # `answer` fills it in
    if second is None or first.id == second.id:
        return _one_role(first, kb)
    both = (first, second)
    entry = _entry(both, kb)
    pay = Section("Pay, United States, a year", _pay(both, kb))
    asks_pay = bool(_PAY_WORDS.intersection(tokens(query.text)))
    lead = "\n".join((f"{pay.heading}:", *pay.lines)) if asks_pay else entry.answer.strip() if entry else _shared(both)
    sections = (
        Section("What they do", () if entry and not asks_pay else _summaries(both)),
        pay if not asks_pay else Section("", (_shared(both),)),
        Section("Outlook", _outlooks(both, kb)),
        Section("Skills, core and important", _skills(both, kb)),
        Section("Daily work", tuple(line for role in both if (line := _duties(role))), folded=True),
    )
    return Reply(
        "compare",
        lead,
        title=f"{first.name} and {second.name}",
        sections=tuple(section for section in sections if section.lines),
        suggestions=tuple(_offer(role) for role in both),
        sources=_sources(both, kb),
        charts=_charts(both, kb),
        target=f"{first.id}/{second.id}",
    )


def _offer(role: Role) -> Suggestion:
    return Suggestion(f"My gap: {role.name}", asking("What am I missing to become a {role}?", role.name))


def _one_role(role: Role, kb: KnowledgeBase) -> Reply:
    """The same role twice, or only one: offers its neighbors."""
    near = [kb.roles[neighbor.role] for neighbor in role.related] or [r for r in kb.roles.values() if r is not role]
    return Reply(
        "compare",
        f"That is one role, {role.name}. Which one shall I put beside it?",
        suggestions=tuple(
            Suggestion(
                f"{role.name} or {other.name}", f"What is the difference between {a(role.name)} and {a(other.name)}?"
            )
            for other in near[:3]
        ),
        decision="clarify",
        target=role.id,
    )


def _entry(both: tuple[Role, Role], kb: KnowledgeBase) -> FaqEntry | None:
    """The FAQ entry about exactly these two."""
    pair = {role.id for role in both}
    return next((e for e in kb.faq.values() if "compare" in e.tags and set(e.roles) == pair), None)


def _shared(both: tuple[Role, Role]) -> str:
    first, second = both
    shared = counted(len(_ids(first) & _ids(second)), "skill")
    return (
        f"**{first.name}** and **{second.name}** share {shared}, of {len(_ids(first))} that the first "
        f"and {len(_ids(second))} that the second asks for."
    )


def _ids(role: Role) -> set[str]:
    return {asked.skill for asked in role.skills}


def _summaries(both: tuple[Role, Role]) -> tuple[str, ...]:
    return tuple(f"- **{role.name}**: {role.summary}" for role in both)


def _duties(role: Role) -> str:
    topic = role.topic("duties")
    if not topic:
        return ""
    return f"- **{role.name}**: " + "; ".join(i.text.split(". ")[0].rstrip(".") for i in topic.items[:3])


def _pay(both: tuple[Role, Role], kb: KnowledgeBase) -> tuple[str, ...]:
    """A line a role, the official median first; and what the two medians cannot tell."""
    lines = []
    for role in both:
        parts = []
        wages = figures.wages_of(kb.occupations[role.occupations[0].soc]) if role.occupations else None
        if wages:
            label = figures.occupation_label(role.occupations[0], kb)
            parts.append(
                f"official **{figures.dollars(wages.median)}** median ({label}, {kb.source_line(wages.source)})"
            )
        guide = [claim for claim in role.claims_about("pay") if claim.source == figures.GUIDE]
        if guide:
            parts.append(f"guide {figures.statements(guide)} median ({figures.cited(guide[0], kb)})")
        lines.append(f"- **{role.name}**: {'; '.join(parts) or 'no reviewed figure'}")
    codes = {role.occupations[0].soc for role in both if role.occupations}
    if len(codes) == 1 and all(role.occupations for role in both):
        lines.append("Both official medians are of the same occupation, so they show no difference between the two.")
    return tuple(lines)


def _outlooks(both: tuple[Role, Role], kb: KnowledgeBase) -> tuple[str, ...]:
    """A line a role; one line where both stand on the same occupation."""
    links = [
        role.occupations[0] for role in both if role.occupations and kb.occupations[role.occupations[0].soc].outlook
    ]
    if len(links) == 2 and links[0].soc == links[1].soc:
        occupation = kb.occupations[links[0].soc]
        return (
            f"- Both: {figures.change_line(occupation.outlook[0])} ({occupation.title}, for want of separate series)",
        )
    return tuple(
        f"- **{role.name}**: {figures.change_line(kb.occupations[role.occupations[0].soc].outlook[0])} "
        f"({figures.occupation_label(role.occupations[0], kb)})"
        for role in both
        if role.occupations and role.occupations[0] in links
    )


def _skills(both: tuple[Role, Role], kb: KnowledgeBase) -> tuple[str, ...]:
    first, second = both
    weights: dict[str, float] = {}
    for role in both:
        for asked in role.skills:
            if asked.importance != "useful":
                weights[asked.skill] = weights.get(asked.skill, 0.0) + asked.weight

    def names(ids: set[str]) -> str:
        order = sorted(ids & weights.keys(), key=lambda skill: (-weights[skill], skill))
        return listed([kb.skills[skill].name for skill in order], MOST_SKILLS)

    rows = (
        ("Both", names(_ids(first) & _ids(second))),
        (f"Only {first.name}", names(_ids(first) - _ids(second))),
        (f"Only {second.name}", names(_ids(second) - _ids(first))),
    )
    return tuple(f"- {label}: {text}" for label, text in rows if text)


def _sources(both: tuple[Role, Role], kb: KnowledgeBase) -> tuple[str, ...]:
    found = []
    for role in both:
        found.append(kb.source_line(role.source))
        for link in role.occupations[:1]:
            occupation = kb.occupations[link.soc]
            found += [kb.source_line(wages.source) for wages in occupation.wages[:1]]
            found += [kb.source_line(outlook.source) for outlook in occupation.outlook[:1]]
        found += figures.sources_of((c for c in role.claims_about("pay") if c.source == figures.GUIDE), kb)
    return tuple(dict.fromkeys(found))


def _charts(both: tuple[Role, Role], kb: KnowledgeBase) -> tuple[Chart, ...]:
    medians = []
    for role in both:
        wages = figures.wages_of(kb.occupations[role.occupations[0].soc]) if role.occupations else None
        if wages is None:
            return ()
        medians.append(float(wages.median))
    return (Chart("bar", "Official median, US", tuple(r.name for r in both), tuple(medians), "US dollars a year"),)
