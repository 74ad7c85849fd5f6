"""Two roles side by side: aligned rows, the same facts in either order."""

from __future__ import annotations

from datetime import date

from bot.domain import figures
from bot.domain.model import KnowledgeBase, Role
from bot.domain.profile import Profile
from bot.domain.query import Query
from bot.domain.reply import Chart, Reply, Section, Suggestion

_MOST = 8


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    first, second = query.role, query.other_role
    assert first is not None  # `answer` fills it in
    if second is None or first.id == second.id:
        return _one_role(first, kb)
    both = (first, second)
    sections = [
        Section("What they do", tuple(f"- **{r.name}**: {r.summary}" for r in both)),
        Section("Daily work", tuple(line for r in both if (line := _duties(r)))),
        Section("Pay, US median a year", tuple(line for r in both for line in _pay(r, kb))),
        Section("Outlook", tuple(line for r in both if (line := _outlook(r, kb)))),
        Section("Skills", _skills(first, second, kb)),
    ]
    return Reply(
        "compare",
        _lead(first, second, kb),
        title=f"{first.name} and {second.name}",
        sections=tuple(section for section in sections if section.lines),
        suggestions=tuple(Suggestion(f"My gap: {r.name}", f"What am I missing to become a {r.name}?") for r in both),
        sources=_sources(both, kb),
        charts=_charts(both, kb),
        target=f"{first.id}/{second.id}",
    )


def _one_role(role: Role, kb: KnowledgeBase) -> Reply:
    names = [kb.roles[n.role].name for n in role.related]
    return Reply(
        "compare",
        f"That is one role, {role.name}. Which one shall I put beside it?",
        suggestions=tuple(
            Suggestion(f"{role.name} or {name}", f"What is the difference between a {role.name} and a {name}?")
            for name in names[:3]
        ),
        decision="clarify",
        target=role.id,
    )


def _lead(first: Role, second: Role, kb: KnowledgeBase) -> str:
    """What the FAQ says about exactly these two, else how far their skills overlap."""
    for entry in kb.faq.values():
        if "compare" in entry.tags and set(entry.roles) == {first.id, second.id}:
            return entry.answer.strip()
    shared = _ids(first) & _ids(second)
    return (
        f"**{first.name}** and **{second.name}** share {len(shared)} skills "
        f"(of {len(_ids(first))} and {len(_ids(second))})."
    )


def _ids(role: Role) -> set[str]:
    return {s.skill for s in role.skills}


def _duties(role: Role) -> str:
    topic = role.topic("duties")
    return f"- **{role.name}**: " + "; ".join(i.text.rstrip(".") for i in topic.items[:3]) if topic else ""


def _pay(role: Role, kb: KnowledgeBase) -> list[str]:
    lines = []
    if role.occupations and (official := figures.official_line(role.occupations[0], kb)):
        lines.append(f"- **{role.name}**, official: {official}")
    guide = [c for c in role.claims_about("pay") if c.source == "guide"]
    if guide:
        lines.append(
            f"- **{role.name}**, guide: {figures.statements(guide, kb)} ({kb.source_line('guide')}, no source)"
        )
    return lines


def _outlook(role: Role, kb: KnowledgeBase) -> str:
    if not role.occupations:
        return ""
    link = role.occupations[0]
    occupation = kb.occupations[link.soc]
    if not occupation.outlook:
        return ""
    newest = occupation.outlook[0]
    proxy = "proxy: " if link.basis == "proxy" else ""
    return f"- **{role.name}**: {newest.change:+g}% {newest.start}–{newest.end} ({proxy}{occupation.title})"


def _skills(first: Role, second: Role, kb: KnowledgeBase) -> tuple[str, ...]:
    def names(role: Role, ids: set[str]) -> str:
        return ", ".join(kb.skills[s.skill].name for s in role.skills if s.skill in ids and s.importance != "useful")

    heavier = first if len(first.skills) >= len(second.skills) else second
    rows = (
        ("Both", names(heavier, _ids(first) & _ids(second))),
        (f"Only {first.name}", names(first, _ids(first) - _ids(second))),
        (f"Only {second.name}", names(second, _ids(second) - _ids(first))),
    )
    return tuple(f"- {label}: {_first(text)}" for label, text in rows if text)


def _first(names: str) -> str:
    listed = names.split(", ")
    return ", ".join(listed[:_MOST]) + (f" and {len(listed) - _MOST} more" if len(listed) > _MOST else "")


def _sources(roles: tuple[Role, Role], kb: KnowledgeBase) -> tuple[str, ...]:
    found = []
    for role in roles:
        found.append(kb.source_line(role.source))
        for link in role.occupations[:1]:
            occupation = kb.occupations[link.soc]
            found += [kb.source_line(wages.source) for wages in occupation.wages[:1]]
            found += [kb.source_line(outlook.source) for outlook in occupation.outlook[:1]]
    return tuple(dict.fromkeys(found))


def _charts(roles: tuple[Role, Role], kb: KnowledgeBase) -> tuple[Chart, ...]:
    medians = []
    for role in roles:
        wages = figures.wages_of(kb.occupations[role.occupations[0].soc]) if role.occupations else None
        if wages is None:
            return ()
        medians.append(float(wages.median))
    return (Chart("bar", "Official median, US", tuple(r.name for r in roles), tuple(medians), "US dollars a year"),)
