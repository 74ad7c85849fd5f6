"""A question about a role that names none: asked back, with the same question about common roles as offers."""

from __future__ import annotations

from bot.domain.core import questions
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Kind, Reply, Suggestion
from bot.domain.core.roles import Role

_KINDS: dict[Intent, Kind] = {
    Intent.ROLE: "role",
    Intent.FACTORS: "salary",
    Intent.COMPARE: "compare",
    Intent.ROADMAP: "roadmap",
    Intent.GAP: "gap",
    Intent.NEXT: "next",
    Intent.PLAN: "plan",
    Intent.PROGRESS: "progress",
}
_OWN = (Intent.GAP, Intent.NEXT, Intent.PLAN, Intent.PROGRESS)
_TEXTS = {
    Intent.ROADMAP: "The way to which role?",
    Intent.GAP: "What you are missing depends on the role: which one do you aim for?",
    Intent.NEXT: "What to learn next depends on the role: which one do you aim for?",
    Intent.PLAN: "A plan leads to a role: which one do you aim for?",
    Intent.PROGRESS: "I measure progress towards a role: which one do you aim for?",
    Intent.COMPARE: "Which roles shall I put side by side?",
}


def reply(query: Query, profile: Profile, kb: KnowledgeBase) -> Reply:
    return Reply(
        _KINDS.get(query.intent, "none"),
        _TEXTS.get(query.intent, "For which role?"),
        suggestions=offers(query, kb),
        decision="clarify",
        forms=("start",) if query.intent in _OWN else (),
        private=bool(query.report),
    )


def offers(query: Query, kb: KnowledgeBase) -> tuple[Suggestion, ...]:
    """The question about each of a few common roles; progress is told of a goal, so a goal is offered."""
    asked = query.replace(intent=Intent.GOAL) if query.intent is Intent.PROGRESS else query
    found: dict[str, Suggestion] = {}
    for role in questions.common_roles(kb):
        if _answerable(asked, role):
            question = questions.whole(asked, role, kb)
            found.setdefault(question, Suggestion(role.name, question))
    return tuple(found.values())


def _answerable(query: Query, role: Role) -> bool:
    if query.intent is Intent.ROLE and query.topic in ("portfolio", "job-search", "education", "duties"):
        return role.topic(query.topic) is not None
    return True
