"""How ready a member is for a role: what they cover first, then what needs a higher level, then what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.domain.advice.member_plan import MemberPlan
from bot.domain.advice.plan import Standing, core_met, rank, readiness
from bot.domain.core import questions
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import RoleLevel, SkillLevel
from bot.domain.core.picture import GapPicture, SkillBar, fitting
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Menu, Reply, Section, Suggestion
from bot.domain.core.roles import Role
from bot.domain.core.wording import a, counted, day, listed
from bot.domain.replies.next_step import level_meanings

MOST_SHOWN = 8
MOST_STRENGTHS = 12
BARS = 12
"""Skills drawn; fewer where their names are long."""
ESTIMATE = "how much each skill counts is partly, which level it needs wholly our estimate"


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    role = query.role
    assert role is not None  # `answer` fills it in
    plan = MemberPlan.of(role, query, profile, kb)
    level, held, rows = plan.level, plan.held, plan.rows
    if not rows:
        return _no_requirements(role, kb)
    if not held:
        return _no_skills(role, level, rows, kb, today)
    sections = [Section("You have", _have(rows, held, kb)), *_todo(rows, kb, folded=query.why), level_meanings()]
    if query.why:
        sections.insert(0, Section("The sum", arithmetic(rows, kb)))
    return Reply(
        "gap",
        _lead(plan),
        title=f"Your gap: {role.name}",
        sections=tuple(section for section in sections if section.lines),
        suggestions=_suggestions(role, kb, why=query.why),
        sources=("your own report", f"{ESTIMATE} ({kb.source_line('editors')})"),
        pictures=_pictures(role, level, rows, kb, f"your own report, {day(today)}"),
        menus=(_levels(query, level, kb),),
        target=role.id,
        private=True,
    )


def _levels(query: Query, shown: RoleLevel, kb: KnowledgeBase) -> Menu:
    asked = query.replace(role_given=True)
    options = ((one.name, asked.replace(level=level)) for level, one in kb.role_levels.items() if level != shown)
    return Menu.of("For another level", options)


def _no_requirements(role: Role, kb: KnowledgeBase) -> Reply:
    return Reply(
        "gap",
        f"I have no list of what {a(role.name)} needs, so I cannot compare it with your skills.",
        title=f"Your gap: {role.name}",
        suggestions=(Suggestion("Roles that fit", questions.alone(Intent.MATCH, kb)),),
        decision="abstain",
        target=role.id,
        private=True,
    )


def _no_skills(role: Role, level: RoleLevel, rows: Sequence[Standing], kb: KnowledgeBase, today: date) -> Reply:
    core = [row for row in rows if row.importance == "core"] or rows[:MOST_SHOWN]
    name = kb.role_levels[level].name.lower()
    return Reply(
        "gap",
        f"I do not know your skills yet, so for a {name} **{role.name}** every core skill still counts as missing. "
        "Tell me what you can do, for example “python advanced, sql basics”.",
        title=f"Your gap: {role.name}",
        sections=(Section("Missing: the core skills", _missing(core, kb)),),
        suggestions=(Suggestion("Where do I start?", questions.about("roadmap", role, kb)),),
        forms=("skills",),
        sources=(f"{ESTIMATE} ({kb.source_line('editors')})",),
        pictures=_pictures(role, level, rows, kb, f"nothing reported yet, {day(today)}"),
        target=role.id,
        private=True,
    )


def _lead(plan: MemberPlan) -> str:
    role, rows, kb = plan.role, plan.rows, plan.kb
    core = [row for row in rows if row.importance == "core"] or list(rows)
    met = sum(row.share == 1 for row in core)
    kind = "core skill" if core[0].importance == "core" else "skill"
    name = kb.role_levels[plan.level].name.lower()
    missing = any(row.share < 1 for row in rows)
    first = "" if missing else "Nothing is missing for this level."
    if plan.steps:
        first = f"Best first step: **{kb.skills[plan.steps[0].skill].name}**."
    return (
        f"You cover **{met} of {counted(len(core), kind)}** of a {name} **{role.name}**{_how_met(core)}; "
        f"readiness **{100 * readiness(rows):.0f}%**. {first}"
    )


def _how_met(core: Sequence[Standing]) -> str:
    """How many of those counted are inferred, and how many more are begun."""
    inferred = sum(row.implied and row.share == 1 for row in core)
    begun = sum(0 < row.share < 1 for row in core)
    said = [f"{inferred} of them inferred"] if inferred else []
    said += [f"{begun} more begun"] if begun else []
    return f" ({', '.join(said)})" if said else ""


def requirement(row: Standing, kb: KnowledgeBase) -> str:
    """`HTML`; `one cloud platform, for example AWS` where any of several will do."""
    name = kb.skills[row.target].name
    if not row.name or name.lower() in row.name.lower():
        return row.name or name
    return f"{row.name}, for example {name}"


def _have(rows: Sequence[Standing], held: Mapping[str, SkillLevel], kb: KnowledgeBase) -> tuple[str, ...]:
    """Strengths, weightiest first; then what counts as well and why; then what the role does not ask for."""
    met = [row for row in rows if row.share == 1]
    direct = [f"{kb.skills[row.skill].name} ({row.reached})" for row in met if not row.by]
    lines = [listed(direct, MOST_STRENGTHS)] if direct else []
    follows = [f"{kb.skills[row.target].name} (inferred from {kb.skills[row.by].name})" for row in met if row.implied]
    serves = [
        f"{row.name or kb.skills[row.skill].name} ({kb.skills[row.by].name} serves)"
        for row in met
        if row.by and not row.implied
    ]
    if follows or serves:
        lines.append("Counted as well: " + ", ".join((*serves, *follows)))
    asked = {row.skill for row in rows} | {row.by for row in rows}
    asked |= {need for skill in asked if skill for need in kb.builds_on[skill]}
    other = sorted(kb.skills[skill].name for skill in held if skill not in asked)
    if other:
        lines.append(f"Not on this role's list: {listed(other, MOST_SHOWN)}")
    return tuple(lines)


def _todo(rows: Sequence[Standing], kb: KnowledgeBase, *, folded: bool) -> list[Section]:
    """What needs a higher level, apart from what is missing; both weightiest first."""
    raised = tuple(_raise(row, kb) for row in rows if 0 < row.share < 1)
    missing = [row for row in rows if row.reached is None]
    shown, rest = missing[:MOST_SHOWN], missing[MOST_SHOWN:]
    return [
        Section("Raise the level", raised[:MOST_SHOWN], folded),
        Section("Raise too", raised[MOST_SHOWN:], folded=True),
        Section("Missing, what counts most first", _missing(shown, kb), folded),
        Section(f"Missing too ({len(rest)})", _missing(rest, kb), folded=True),
    ]


def _raise(row: Standing, kb: KnowledgeBase) -> str:
    through = ""
    if row.by:
        through = f", {'inferred from' if row.implied else 'through'} {kb.skills[row.by].name}"
    return f"- {row.name or kb.skills[row.skill].name}: {row.reached} → {row.needed} ({row.importance}{through})"


def _missing(rows: Sequence[Standing], kb: KnowledgeBase) -> tuple[str, ...]:
    return tuple(f"- {requirement(row, kb)} ({row.importance}, {row.needed} level)" for row in rows)


def arithmetic(rows: Sequence[Standing], kb: KnowledgeBase) -> tuple[str, ...]:
    """Every term of the readiness score, so that anyone can add it up."""
    full = [row for row in rows if row.share == 1]
    part = [row for row in rows if 0 < row.share < 1]
    none = [row for row in rows if row.share == 0]
    total, in_full = sum(row.weight for row in rows), sum(row.weight for row in full)
    in_part = sum(row.weight * row.share for row in part)
    lines = ["Each skill counts its weight × level reached / level needed (beginner 1, intermediate 2, advanced 3)."]
    if full:
        lines.append(f"- In full: {_terms(full, kb)} = **{_number(in_full)}**")
    if part:
        lines.append(f"- In part: {_terms(part, kb)} = **{_number(in_part)}**")
    if none:
        lines.append(
            f"- Nothing yet for a weight of **{_number(sum(row.weight for row in none))}**: {_terms(none, kb)}"
        )
    got = " + ".join(_number(term) for rows_, term in ((full, in_full), (part, in_part)) if rows_) or "0"
    got = f"({got})" if full and part else got
    return (*lines, f"- Readiness: {got} / {_number(total)} = **{100 * readiness(rows):.0f}%**")


def _terms(rows: Sequence[Standing], kb: KnowledgeBase) -> str:
    return " + ".join(
        f"{kb.skills[row.skill].name} {row.weight:g}"
        + (f" × {rank(row.reached)}/{rank(row.needed)}" if 0 < row.share < 1 else "")
        for row in rows
    )


def _number(value: float) -> str:
    return f"{round(value, 2):g}"


def _suggestions(role: Role, kb: KnowledgeBase, *, why: bool) -> tuple[Suggestion, ...]:
    after = Suggestion("What next?", questions.about("next", role, kb))
    if why:
        return (after, Suggestion("My gap", questions.about("gap", role, kb)))
    return (after, Suggestion("Show the sum", questions.about("gap.why", role, kb)))


def _pictures(
    role: Role, level: RoleLevel, rows: Sequence[Standing], kb: KnowledgeBase, reported: str
) -> tuple[GapPicture, ...]:
    """The weightiest skills, as many as can be told in words too."""
    bars = [
        SkillBar(row.name or kb.skills[row.skill].name, row.importance, row.needed, row.reached, row.implied)
        for row in rows
    ]
    picture = GapPicture(
        f"Your gap: {role.name}",
        f"{kb.role_levels[level].name} level, {_cover(rows)}",
        (reported, f"weights and levels: our estimate ({kb.source_line('editors')})"),
        (),
    )
    return fitting(
        replace(picture, bars=tuple(bars[:most]), left_out=max(len(bars) - most, 0)) for most in range(BARS, 0, -1)
    )


def _cover(rows: Sequence[Standing]) -> str:
    met, every = core_met(rows)
    core = f"{met} of {counted(every, 'core skill')}, " if every else ""
    return f"{core}readiness {100 * readiness(rows):.0f}%"
