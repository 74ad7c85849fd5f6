"""A Query as the whole question that asks it, for buttons and numbered offers; the wordings stand in intents.yaml."""

from __future__ import annotations

from bot.domain.core.knowledge import KnowledgeBase, Role
from bot.domain.core.query import Intent, Query
from bot.domain.core.wording import a, filled

_FALLBACK = {
    "role.overview": "What does a {role} do?",
    "role.skills": "What skills does a {role} need?",
    "salary": "How much does a {role} earn?",
    "factors": "What affects the pay of a {role}?",
    "roadmap": "What is the roadmap to {role}?",
    "gap": "What am I missing to become a {role}?",
    "next": "What should I learn next to become a {role}?",
    "goal": "I want to become a {role}",
    "skill": "How do I learn {skill}?",
}
"""For a knowledge base whose intents say no question of their own."""
_OVERVIEW = "role.overview"
COMMON = 5
LONGEST = 80
"""Characters that a button shows: no offered question is longer."""


def whole(query: Query, role: Role, kb: KnowledgeBase) -> str:
    """What `query` asks, about `role`, in words that are understood."""
    level = f"{kb.role_levels[query.level].name.lower()} " if query.level else ""
    other = query.other_role or neighbor(role, kb)
    slots = {
        "role": level + role.name,
        "other": other.name,
        "place": query.location.name if query.location else "Seattle",
        "level": level.strip() or "senior",
        "employer": query.employer.name if query.employer else "a startup",
        "skill": kb.skills[query.skills[0]].name if query.skills else "Python",
        "hours": f"{query.hours or 8:g} hours a week",
        "years": f"{query.years or 3:g} years",
    }
    name = _entry(query)
    if name == "compare":
        return difference(role, other)
    question = filled(_template(name, kb), slots)
    if name == "salary" and query.location:
        return f"{question.removesuffix('?')} in {query.location.name}?"
    return question


def _entry(query: Query) -> str:
    if query.intent is Intent.ROLE:
        return f"role.{query.topic or 'overview'}"
    if query.intent is Intent.FACTORS and query.factor:
        return f"factors.{query.factor}"
    if query.intent is Intent.PROGRESS:
        return "gap"  # progress has no question about a role of its own
    return query.intent.value


def _template(name: str, kb: KnowledgeBase) -> str:
    intent = kb.intents.get(name)
    return (intent.question if intent else "") or _FALLBACK.get(name) or _FALLBACK[_OVERVIEW]


def neighbor(role: Role, kb: KnowledgeBase) -> Role:
    """The role nearest to it, or itself where none is told."""
    return next((kb.roles[near.role] for near in role.related), role)


def difference(first: Role, second: Role) -> str:
    """A comparison as a question that is never too long for a button."""
    question = f"What is the difference between {a(first.name)} and {a(second.name)}?"
    return question if len(question) <= LONGEST else f"Compare {first.name} and {second.name}"


def common_roles(kb: KnowledgeBase) -> list[Role]:
    """The community's default role, then those that most others name as their neighbors."""
    named = [near.role for role in kb.roles.values() for near in role.related]
    default = kb.roles[kb.community.default_role]
    others = sorted(kb.roles.values(), key=lambda role: (-named.count(role.id), role.name))
    return [default, *(role for role in others if role is not default)][:COMMON]
