"""From the role a member has to the one they ask about: what carries over, and what is new."""

from __future__ import annotations

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Section
from bot.domain.core.roles import Role
from bot.domain.core.wording import listed, quoted

MOST = 6
_WAYS = (Intent.ROLE, Intent.ROADMAP, Intent.GAP, Intent.NEXT, Intent.GOAL, Intent.FAQ, Intent.SALARY)
"""Questions to which where somebody comes from matters."""


def sections(query: Query, kb: KnowledgeBase) -> tuple[Section, ...]:
    """Nothing where the writer names no role of their own, or none that they ask about."""
    origin, target = query.origin, query.role
    if origin is None or target is None or origin is target or query.intent not in _WAYS:
        return ()
    if isinstance(origin, str):
        return (Section("", (f"You come from {quoted(origin)}, which is not among my roles: tell me what you can do "
                             f"and I count it towards {target.name}.",)),)  # fmt: skip
    return (Section(f"From {origin.name} to {target.name}", tuple(_lines(origin, target, kb))),)


def _lines(origin: Role, target: Role, kb: KnowledgeBase) -> list[str]:
    """Skills on both lists, and core ones on the target's alone; the lists are our estimate, a person may differ."""
    held = {asked.skill for asked in origin.skills}
    carried = [asked for asked in target.skills if asked.skill in held]
    new = [asked for asked in target.skills if asked.skill not in held and asked.importance == "core"]
    lines = []
    if carried:
        lines.append(f"- Usually carries over: {listed([kb.skills[a.skill].name for a in carried], MOST)}")
    if new:
        lines.append(f"- Usually new, and core: {listed([a.name or kb.skills[a.skill].name for a in new], MOST)}")
    near = next((near for near in target.related if near.role == origin.id), None)
    return [*lines, *([f"- {near.text}"] if near else [])]
