"""A Query as the whole question that asks it, for buttons and numbered offers; the wordings stand in intents.yaml."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import SkillLevel
from bot.domain.core.query import Aspect, Intent, Query, StepAct
from bot.domain.core.roles import Role, TopicId
from bot.domain.core.wording import a, filled, the

COMMON = 5
LONGEST = 80
"""Characters that a button shows: no offered question is longer."""
POINTS: Mapping[str, tuple[TopicId | None, Aspect]] = {
    "figures": (None, ""),
    "pay": (None, "pay"),
    "tasks": ("duties", ""),
    "software": ("skills", ""),
    "education": ("education", ""),
    "outlook": ("outlook", ""),
    "AI exposure": ("ai", ""),
    "related occupations": ("related", ""),
}
"""What may be asked of an occupation's official card → how a query says it."""
_UNSAID = {
    "role.overview": "What does a {role} do?",
    "role.skills": "What skills does a {role} need?",
    "role.education": "What education does a {role} need?",
    "role.portfolio": "What should a {role} portfolio contain?",
    "role.outlook": "What is the job outlook for a {role}?",
    "salary": "How much does a {role} earn?",
    "factors": "What affects the pay of a {role}?",
    "roadmap": "What is the roadmap to {role}?",
    "gap": "What am I missing to become a {role}?",
    "gap.why": "How did you compute my readiness for {role}?",
    "next": "What should I learn next to become a {role}?",
    "plan": "Show my plan to become a {role}",
    "goal": "I want to become a {role}",
    "skill": "How do I learn {skill}?",
    "skill.time": "How long does it take to learn {skill}?",
    "match": "Which role fits my skills?",
    "reminders": "Remind me every week",
    "reminders.stop": "Stop reminding me",
    "choose": "Help me choose a role",
    "roles": "Which roles do you know?",
}
"""For intents that say no question of their own."""
_STEPS: dict[StepAct, str] = {
    "done": "{skill} is done in my plan",
    "skip": "Skip {skill} in my plan",
    "later": "Put {skill} off in my plan",
    "swap": "Swap {skill} in my plan",
    "first": "Put {skill} first in my plan",
}
STEP_ACTS = tuple(_STEPS)


def whole(query: Query, role: Role, kb: KnowledgeBase) -> str:
    """What `query` asks, about `role`, in words that are understood."""
    return said(_entry(query), query, role, kb)


def said(name: str, query: Query, role: Role, kb: KnowledgeBase) -> str:
    """The question of an intent, by its id, filled with what the query names."""
    other = neighbor(role, kb)
    if query.other_role and query.other_role is not role:
        other = query.other_role
    if name == "compare":
        return difference(role, other)
    skill = next(iter((*query.skills, *(asked.skill for asked in role.skills))), "")
    level = f"{kb.role_levels[query.level].name.lower()} " if query.level else ""
    slots = {
        "role": level + role.name,
        "other": other.name,
        "place": query.location.name if query.location else "Seattle",
        "level": level.strip() or "senior",
        "employer": query.employer.name if query.employer else "a startup",
        "skill": kb.skills[skill].name if skill else "Python",
        "hours": f"{query.hours or 8:g} hours a week",
        "years": f"{query.years or 3:g} years",
    }
    question = filled(_template(name, kb), slots)
    if name == "salary" and query.location:
        return f"{question.removesuffix('?')} in {the(query.location.name)}?"
    return question


def official(title: str, code: str, point: str = "figures") -> str:
    """The question for an occupation's official card; by its code where its title is too long for a button."""
    question = f"Official {point}: {title}"
    return question if len(question) <= LONGEST else f"Official {point}: {code}"


def about(name: str, role: Role, kb: KnowledgeBase) -> str:
    """The question of an intent, by its id in intents.yaml, about a role."""
    return filled(_template(name, kb), {"role": role.name})


def learn(skill: str, kb: KnowledgeBase) -> str:
    return filled(_template("skill", kb), {"skill": kb.skills[skill].name})


def of_step(act: StepAct, skill: str, kb: KnowledgeBase, level: SkillLevel | None = None) -> str:
    """What a member wants of a step of their plan; with a level, that it is learned so far."""
    asked = _STEPS[act].format(skill=kb.skills[skill].name)
    return f"{asked}: {level}" if level else asked


def alone(intent: Intent, kb: KnowledgeBase) -> str:
    """The question of an intent that names nothing."""
    return _template(intent.value, kb)


def _entry(query: Query) -> str:
    match query.intent:
        case Intent.ROLE:
            return f"role.{query.topic or 'overview'}"
        case Intent.FACTORS if query.factor:
            return f"factors.{query.factor}"
        case Intent.RANK if query.aspect:
            return f"rank.{query.aspect}"
        case Intent.COMPARE if query.aspect:
            return f"compare.{query.aspect}"
        case Intent.SKILL if query.aspect == "time":
            return "skill.time"
        case Intent.GAP if query.why:
            return "gap.why"
        case Intent.PROGRESS:
            return "gap"  # progress has no question about a role of its own
    return query.intent.value


def _template(name: str, kb: KnowledgeBase) -> str:
    intent = kb.intents.get(name)
    return (intent.question if intent else "") or _UNSAID.get(name) or _UNSAID["role.overview"]


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
