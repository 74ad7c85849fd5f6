"""Query → Reply through one table, Intent → reply function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Reply, Section
from bot.domain.replies import (
    compare,
    factors,
    faq,
    gap,
    help,  # noqa: A004  # the reply's name is the command's
    match,
    next_step,
    progress,
    readiness,
    roadmap,
    role,
    salary,
    skill,
    skills,
)

ReplyFunction = Callable[[Query, Profile, KnowledgeBase, date], Reply]

REPLIES: dict[Intent, ReplyFunction] = {
    Intent.FAQ: faq.reply,
    Intent.ROLE: role.reply,
    Intent.SKILL: skill.reply,
    Intent.SALARY: salary.reply,
    Intent.FACTORS: factors.reply,
    Intent.ROADMAP: roadmap.reply,
    Intent.COMPARE: compare.reply,
    Intent.GAP: gap.reply,
    Intent.NEXT: next_step.reply,
    Intent.MATCH: match.reply,
    Intent.ADD_SKILLS: skills.reply,
    Intent.REMOVE_SKILLS: skills.reply,
    Intent.LIST_SKILLS: skills.reply,
    Intent.GOAL: skills.reply,
    Intent.PROGRESS: progress.reply,
    Intent.READINESS: readiness.reply,
    Intent.HELP: help.reply,
    Intent.ROLES: help.reply,
    Intent.CHAT: help.reply,
    Intent.DISTRESS: help.reply,
    Intent.CLARIFY: help.reply,
    Intent.NONE: help.reply,
}
_OWN_ROLE = {Intent.GAP, Intent.NEXT, Intent.PROGRESS, Intent.ROADMAP}
"""Asked without a role, these are about the member's goal first."""
_ROLELESS = {Intent.GOAL}
_ABOUT_NOBODY = {Intent.FAQ, Intent.HELP, Intent.ROLES, Intent.CHAT, Intent.DISTRESS, Intent.CLARIFY, Intent.NONE}
_ABOUT_A_ROLE = {Intent.ROLE, Intent.SALARY, Intent.FACTORS, Intent.COMPARE}
"""The same for every member, once the role is known."""


def answer(query: Query, profile: Profile, kb: KnowledgeBase, *, today: date) -> Reply:
    """The reply to `query`; `profile` is the record after the query's own report was stored."""
    asked = query if query.intent in _ROLELESS else with_role(query, profile, kb)
    reply = REPLIES[asked.intent](asked, profile, kb, today)
    reply = replace(reply, confidence=query.confidence)
    if query.intent not in (Intent.ADD_SKILLS, Intent.REMOVE_SKILLS) and query.report:
        reply = replace(reply, note=skills.noted(query, profile, kb), private=True)
    return _joined(reply, answer(query.also, profile, kb, today=today)) if query.also else reply


def depends_on_member(query: Query) -> bool:
    """Whether the reply could differ from one member's record to another's."""
    if query.also and depends_on_member(query.also):
        return True
    named = query.intent in _ABOUT_A_ROLE and query.role is not None
    return bool(query.report) or not (named or query.intent in _ABOUT_NOBODY)


def with_role(query: Query, profile: Profile, kb: KnowledgeBase) -> Query:
    """The role that is meant when none was named: the goal, then the one spoken of, then the community's default."""
    goal = kb.roles.get(profile.goal)
    if query.role and (query.role_given or query.intent not in _OWN_ROLE or goal is None):
        return query
    return query.replace(role=goal or query.role or kb.roles[kb.community.default_role])


def _joined(first: Reply, second: Reply) -> Reply:
    """Two questions in one message: both answers, the first one's identity."""
    heading = Section(second.title or "And", (second.text,))
    return replace(
        first,
        sections=(*first.sections, heading, *second.sections),
        suggestions=tuple(dict.fromkeys((*first.suggestions, *second.suggestions))),
        sources=tuple(dict.fromkeys((*first.sources, *second.sources))),
        charts=(*first.charts, *second.charts),
        private=first.private or second.private,
    )
