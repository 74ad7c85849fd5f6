"""Two roles or more side by side: the sentence that decides, then aligned rows, the same facts in any order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.domain.advice import aspects, figures
from bot.domain.core import questions
from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.occupations import Outlook
from bot.domain.core.pay_picture import ComparePicture, Growth, MoneyAxis, SkillShare
from bot.domain.core.picture import fitting
from bot.domain.core.profile import Profile
from bot.domain.core.query import Aspect, Query
from bot.domain.core.reply import Reply, Section, Suggestion
from bot.domain.core.roles import Role
from bot.domain.core.wording import counted, joined, listed
from bot.domain.language import segments
from bot.domain.language.text import tokens
from bot.domain.replies import decide, pay_groups, salary, salary_abroad, salary_picture
from bot.domain.replies.rank import named_roles

MOST_SKILLS = 4
MOST_OFFERED = 4
_PAY_WORDS = frozenset({"pay", "pays", "paid", "salary", "salaries", "earn", "earns", "earning", "earnings", "money"})


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    roles = named_roles(query)
    if len(roles) < 2:
        return _one_role(roles[0], kb)
    # "student in Pune, which one is better" says where its writer lives, and asks for more than pay.
    placed = bool(query.location or query.unknown_place) and not segments.chooses(query.text)
    aspect: Aspect = query.aspect or ("pay" if placed or _PAY_WORDS.intersection(tokens(query.text)) else "")
    if aspect == "pay" and salary_abroad.elsewhere(query, kb):
        return replace(salary.reply(query, profile, kb, today), kind="compare")
    decided = decide.lead(aspect, roles, kb, least=query.least)
    entry = None if decided else _entry(roles, kb)
    local = salary.by_place(query, roles, kb) if aspect == "pay" else []
    lead = "\n".join((*local, *decided)) or (entry.answer.strip() if entry else _shared(roles))
    rest = bool(decided)  # one aspect was asked for: the others wait behind *More*
    skills = (*((_shared(roles),) if decided or entry else ()), *_skills(roles, kb))
    sections = (
        Section("What they do", _summaries(roles), folded=rest),
        Section("Pay, United States, a year", _pay(roles, kb), folded=rest),
        Section("Outlook", _outlooks(roles, kb), folded=rest),
        Section("Skills, core and important", skills, folded=rest),
        Section("Daily work", tuple(line for role in roles if (line := _duties(role))), folded=True),
    )
    measured = (row for role in roles if (row := aspects.measured(aspect, role, kb)))
    return Reply(
        "compare",
        lead,
        title=joined([role.name for role in roles]),
        sections=tuple(section for section in sections if section.lines),
        suggestions=tuple(_offer(role, kb) for role in roles[:MOST_OFFERED]),
        sources=tuple(dict.fromkeys((*_sources(roles, kb), *(source for row in measured for source in row.sources)))),
        pictures=_pictures(roles, kb),
        target="/".join(role.id for role in roles),
    )


def _offer(role: Role, kb: KnowledgeBase) -> Suggestion:
    return Suggestion(f"My gap: {role.name}", questions.about("gap", role, kb))


def _one_role(role: Role, kb: KnowledgeBase) -> Reply:
    """The same role twice, or only one: offers its neighbors."""
    near = [kb.roles[neighbor.role] for neighbor in role.related] or [r for r in kb.roles.values() if r is not role]
    return Reply(
        "compare",
        f"That is one role, {role.name}. Which one shall I put beside it?",
        suggestions=tuple(
            Suggestion(f"{role.name} or {other.name}", questions.difference(role, other)) for other in near[:3]
        ),
        decision="clarify",
        target=role.id,
    )


def _entry(roles: Sequence[Role], kb: KnowledgeBase) -> FaqEntry | None:
    """The FAQ entry about exactly these two."""
    pair = {role.id for role in roles}
    return next((e for e in kb.faq.values() if "compare" in e.tags and set(e.roles) == pair), None)


def _shared(roles: Sequence[Role]) -> str:
    names = joined([f"**{role.name}**" for role in roles])
    shared = frozenset.intersection(*(frozenset(_ids(role)) for role in roles))
    lists = joined([str(len(_ids(role))) for role in roles])
    return f"{names} share {counted(len(shared), 'skill')}; their lists have {lists}."


def _ids(role: Role) -> set[str]:
    return {asked.skill for asked in role.skills}


def _summaries(roles: Sequence[Role]) -> tuple[str, ...]:
    return tuple(f"- **{role.name}**: {role.summary}" for role in roles)


def _duties(role: Role) -> str:
    topic = role.topic("duties")
    if not topic:
        return ""
    return f"- **{role.name}**: " + "; ".join(i.text.split(". ")[0].rstrip(".") for i in topic.items[:3])


def _pay(roles: Sequence[Role], kb: KnowledgeBase) -> tuple[str, ...]:
    """A line a role, the official median first; and what the two medians cannot tell."""
    lines = []
    for role in roles:
        parts = []
        wages = figures.official_wages(role, kb)
        if wages:
            label = figures.occupation_label(role.occupations[0], kb)
            parts.append(
                f"official **{figures.dollars(wages.median)}** median ({label}, {kb.source_line(wages.source)})"
            )
        guide = [claim for claim in role.claims_about("pay") if claim.source == figures.GUIDE]
        if guide:
            parts.append(f"guide {figures.statements(guide)} median ({figures.cited(guide[0], kb)})")
        lines.append(f"- **{role.name}**: {'; '.join(parts) or 'no reviewed figure'}")
    return (*lines, *filter(None, [_same_occupation(roles)]))


def _outlooks(roles: Sequence[Role], kb: KnowledgeBase) -> tuple[str, ...]:
    """A line a role; one line where both stand on the same occupation."""
    found = [(role, outlook) for role in roles if (outlook := _projected(role, kb))]
    codes = {role.occupations[0].soc for role, _ in found}
    if len(found) == len(roles) and len(codes) == 1:
        who, change = "Both" if len(roles) == 2 else "All", figures.change_line(found[0][1])
        return (f"- {who}: {change} ({kb.occupations[codes.pop()].title}, for want of separate series)",)
    return tuple(
        f"- **{role.name}**: {figures.change_line(outlook)} ({figures.occupation_label(role.occupations[0], kb)})"
        for role, outlook in found
    )


def _skills(roles: Sequence[Role], kb: KnowledgeBase) -> tuple[str, ...]:
    weights: dict[str, float] = {}
    for role in roles:
        for asked in role.skills:
            if asked.importance != "useful":
                weights[asked.skill] = weights.get(asked.skill, 0.0) + asked.weight

    def names(ids: set[str]) -> str:
        order = sorted(ids & weights.keys(), key=lambda skill: (-weights[skill], skill))
        return listed([kb.skills[skill].name for skill in order], MOST_SKILLS)

    everywhere = set.intersection(*map(_ids, roles))
    rows = [("Both" if len(roles) == 2 else "All", names(everywhere))]
    for role in roles:
        others = (_ids(other) for other in roles if other is not role)
        rows.append((f"Only {role.name}", names(_ids(role).difference(*others))))
    return tuple(f"- {label}: {text}" for label, text in rows if text)


def _sources(roles: Sequence[Role], kb: KnowledgeBase) -> tuple[str, ...]:
    found = []
    for role in roles:
        found.append(kb.source_line(role.source))
        for link in role.occupations[:1]:
            occupation = kb.occupations[link.soc]
            found += [kb.source_line(wages.source) for wages in occupation.wages[:1]]
            found += [kb.source_line(outlook.source) for outlook in occupation.outlook[:1]]
        found += figures.sources_of((c for c in role.claims_about("pay") if c.source == figures.GUIDE), kb)
    return tuple(dict.fromkeys(found))


def _pictures(roles: Sequence[Role], kb: KnowledgeBase) -> tuple[ComparePicture, ...]:
    """Pay, growth and skill lists, as far as they are known of each; without the figures where that is too much."""
    shared = frozenset.intersection(*(frozenset(_ids(role)) for role in roles))
    skills = tuple(SkillShare(role.name, len(shared), len(_ids(role)) - len(shared)) for role in roles)
    heading, growth = _growth(roles, kb)
    official = pay_groups.side_by_side(roles, kb)
    pay = MoneyAxis(f"Pay, {salary_picture.AT_HOME}", "$", tuple(official)) if official else None
    picture = ComparePicture(
        joined([role.name for role in roles]),
        _same_occupation(roles) or f"{counted(len(shared), 'skill')} in common",
        (f"skill lists: {', '.join(dict.fromkeys(kb.source_line(role.source) for role in roles))}",),
        pay,
        heading,
        growth,
        skills,
    )
    axes = pay.shorter()[:3] if pay else ()
    shorter = [replace(picture, pay=axis) for axis in (*axes, None)]
    return fitting([*shorter, replace(picture, pay=None, growth=())])


def _same_occupation(roles: Sequence[Role]) -> str:
    """Said where the figures cannot tell the roles apart."""
    codes = {role.occupations[0].soc for role in roles if role.occupations}
    if len(codes) != 1 or not all(role.occupations for role in roles):
        return ""
    which = "Both" if len(roles) == 2 else "All"
    return f"{which} official medians are of the same occupation, so they show no difference."


def _projected(role: Role, kb: KnowledgeBase) -> Outlook | None:
    occupation = kb.occupation_of(role)
    return next(iter(occupation.outlook), None) if occupation else None


def _growth(roles: Sequence[Role], kb: KnowledgeBase) -> tuple[str, tuple[Growth, ...]]:
    """Heading and rows; period and source stand in the heading where they are the same for all, else in each row."""
    found = [(role, outlook) for role in roles if (outlook := _projected(role, kb))]
    periods = dict.fromkeys(_period(outlook, kb) for _, outlook in found)
    common = f" {next(iter(periods))}" if len(periods) == 1 else ""
    rows = tuple(_growth_row(role, outlook, "" if common else _period(outlook, kb), kb) for role, outlook in found)
    return f"Jobs, United States, projected change{common}", rows


def _growth_row(role: Role, outlook: Outlook, period: str, kb: KnowledgeBase) -> Growth:
    link = role.occupations[0]
    occupation = " ".join(part for part in (figures.occupation_label(link, kb), period) if part)
    return Growth(role.name, outlook.change, occupation, link.basis == "proxy")


def _period(outlook: Outlook, kb: KnowledgeBase) -> str:
    return f"{outlook.start}–{outlook.end} ({kb.source_line(outlook.source)})"
