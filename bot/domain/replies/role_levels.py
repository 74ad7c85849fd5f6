"""The levels of a role: its ladder, the ones asked for first; without a ladder, what we expect of each level."""

from __future__ import annotations

from datetime import date

from bot.domain.advice import figures
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import SKILL_LEVELS, RoleLevel
from bot.domain.core.query import Query
from bot.domain.core.reply import Section
from bot.domain.core.roles import Role, Rung
from bot.domain.core.wording import a, joined
from bot.domain.language.text import tokens
from bot.domain.replies.points import LEADS, Made


def levels(query: Query, role: Role, kb: KnowledgeBase, today: date) -> Made | None:
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
    return f"**{rung.name}** ({figures.years(rung)}): {rung.text}"


def _expected(role: Role, kb: KnowledgeBase) -> Made | None:
    """Without a ladder of the role's own: what skill levels we look for at each level, said to be our estimate."""
    if not role.skills:
        return None
    lines = tuple(f"- **{words.name}**: {_rises(role, words.id, kb)}" for words in kb.role_levels.values())
    lines = tuple(line for line in lines if not line.endswith(": "))
    text = f"I have no reviewed career ladder for {a(role.name)}. What I look for at each level is our own estimate:"
    return text, (Section("", lines),), (kb.source_line("editors"),)


def _rises(role: Role, level: RoleLevel, kb: KnowledgeBase) -> str:
    """The skills whose level rises at this role level, by the level to reach."""
    expects = kb.role_levels[level].expects
    if not any(asked.levels for asked in role.skills):
        return ", ".join(f"{importance} skills {skill_level}" for importance, skill_level in expects.items())
    said = []
    for skill_level in reversed(SKILL_LEVELS):
        rising = [asked for asked in role.skills if asked.levels.get(level) == skill_level]
        if rising:
            names = joined([asked.name or kb.skills[asked.skill].name for asked in rising])
            said.append(f"{skill_level} in {names}")
    return "; ".join(said)


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
