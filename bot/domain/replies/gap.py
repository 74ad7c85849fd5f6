"""How ready a member is for a role: what they cover first, then what is missing or needs a higher level."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.model import KnowledgeBase, Role, SkillLevel
from bot.domain.plan import DEFAULT_LEVEL, Standing, readiness, standings, steps
from bot.domain.profile import Profile
from bot.domain.query import Query
from bot.domain.reply import Chart, Reply, Section, Suggestion

MOST_SHOWN = 8
ESTIMATE = "Weights are partly and needed levels wholly our estimate"


def held_levels(profile: Profile, kb: KnowledgeBase) -> dict[str, SkillLevel]:
    """The member's skills that the knowledge still has, renamed ones under their present id."""
    held: dict[str, SkillLevel] = {}
    for skill, entry in profile.skills.items():
        current = kb.renamed.get(skill, skill)
        if current in kb.skills:
            held[current] = entry.level
    return held


def reply(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    role = query.role
    assert role is not None  # `answer` fills it in
    level = query.level or profile.level or DEFAULT_LEVEL
    held = held_levels(profile, kb)
    rows = standings(role, level, held, kb)
    if not held:
        return _no_skills(role, rows, kb)
    score = readiness(rows)
    covered = [row for row in rows if row.share == 1]
    raised = [row for row in rows if 0 < row.share < 1]
    missing = [row for row in rows if row.reached is None]
    sections = [Section("You have", _have(covered, kb))]
    if raised:
        sections.append(Section("Raise the level", tuple(_raise(row, kb) for row in raised)))
    if missing:
        sections.append(Section("Missing, weightiest first", _bullets(missing[:MOST_SHOWN], kb)))
        if missing[MOST_SHOWN:]:
            rest = _bullets(missing[MOST_SHOWN:], kb)
            sections.append(Section(f"Missing too, of less weight ({len(rest)})", rest, folded=True))
    if query.why:
        sections.append(Section("The sum", arithmetic(rows, kb)))
    return Reply(
        "gap",
        _lead(role, level, rows, score, kb) + _first_step(rows, held, kb),
        title=f"Your gap: {role.name}",
        sections=tuple(section for section in sections if section.lines),
        suggestions=_suggestions(role),
        sources=(f"Your own report; what {role.name} asks for: {ESTIMATE} ({kb.source_line('editors')})",),
        charts=_chart(rows, role, kb),
        target=role.id,
        private=True,
    )


def _no_skills(role: Role, rows: Sequence[Standing], kb: KnowledgeBase) -> Reply:
    core = [row for row in rows if row.importance == "core"]
    return Reply(
        "gap",
        f"I do not know your skills yet, so all of **{role.name}** still looks missing. "
        "Tell me what you can do, for example “python advanced, sql basics”.",
        title=f"Your gap: {role.name}",
        sections=(Section("Missing: the core skills", _bullets(core or rows[:MOST_SHOWN], kb)),),
        suggestions=(Suggestion("Where do I start?", f"What is the roadmap to {role.name}?"),),
        sources=(f"{ESTIMATE} ({kb.source_line('editors')})",),
        target=role.id,
        private=True,
    )


def _lead(role: Role, level: str, rows: Sequence[Standing], score: float, kb: KnowledgeBase) -> str:
    core = [row for row in rows if row.importance == "core"]
    met = sum(row.share == 1 for row in core)
    name = kb.role_levels[level].name.lower()  # type: ignore[index]  # a level of ours by construction
    return (
        f"You cover **{met} of {len(core)}** core skills of a {name} **{role.name}**; "
        f"weighted readiness **{100 * score:.0f}%**."
    )


def _first_step(rows: Sequence[Standing], held: dict[str, SkillLevel], kb: KnowledgeBase) -> str:
    todo = steps(rows, held, kb)
    return f" Best first step: **{kb.skills[todo[0].skill].name}**." if todo else " Nothing is missing for this level."


def _have(rows: Sequence[Standing], kb: KnowledgeBase) -> tuple[str, ...]:
    direct = ", ".join(f"{kb.skills[row.skill].name} ({row.reached})" for row in rows if not row.by)
    served = [f"{kb.skills[row.skill].name} (through {kb.skills[row.by].name})" for row in rows if row.by]
    lines = [direct] if direct else []
    if served:
        lines.append("Counted as well: " + ", ".join(served))
    return tuple(lines)


def _raise(row: Standing, kb: KnowledgeBase) -> str:
    through = f", counted through {kb.skills[row.by].name}" if row.by else ""
    return f"- {kb.skills[row.skill].name}: {row.reached} → {row.needed} ({row.importance}{through})"


def _bullets(rows: Sequence[Standing], kb: KnowledgeBase) -> tuple[str, ...]:
    return tuple(f"- {kb.skills[row.skill].name} ({row.importance}, to {row.needed})" for row in rows)


def arithmetic(rows: Sequence[Standing], kb: KnowledgeBase) -> tuple[str, ...]:
    """Every term of the readiness score, so that anyone can add it up."""
    total = sum(row.weight for row in rows)
    got = sum(row.weight * row.share for row in rows)
    lines = [
        f"- {kb.skills[row.skill].name}: {row.weight:g} × {row.share:.2f} ({row.reached or 'not yet'} of {row.needed})"
        for row in rows
    ]
    return (*lines, f"Sum {got:.2f} / {total:.2f} = {100 * readiness(rows):.0f}%. {ESTIMATE}.")


def _suggestions(role: Role) -> tuple[Suggestion, ...]:
    return (
        Suggestion("What next?", f"What should I learn next for {role.name}?"),
        Suggestion("Show the sum", f"How did you compute my readiness for {role.name}?"),
    )


def _chart(rows: Sequence[Standing], role: Role, kb: KnowledgeBase) -> tuple[Chart, ...]:
    top = rows[:12]
    names = tuple(kb.skills[row.skill].name for row in top)
    return (Chart("bar", f"Share reached: {role.name}", names, tuple(100 * row.share for row in top), "percent"),)
