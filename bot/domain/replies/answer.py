"""Query → Reply through one table, Intent → reply function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Reply, Section, Suggestion
from bot.domain.core.topics import TOPICS
from bot.domain.core.wording import capital, joined, quoted
from bot.domain.replies import (
    carry_over,
    choice,
    compare,
    declined,
    factors,
    faq,
    gap,
    help,  # noqa: A004  # the reply's name is the command's
    match,
    next_step,
    occupation,
    plan,
    progress,
    rank,
    readiness,
    roadmap,
    role,
    salary,
    skill,
    skills,
    unknown_role,
    which_role,
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
    Intent.RANK: rank.reply,
    Intent.OCCUPATION: occupation.reply,
    Intent.GAP: gap.reply,
    Intent.NEXT: next_step.reply,
    Intent.PLAN: plan.reply,
    Intent.MATCH: match.reply,
    Intent.ADD_SKILLS: skills.reply,
    Intent.REMOVE_SKILLS: skills.reply,
    Intent.LIST_SKILLS: skills.reply,
    Intent.GOAL: skills.reply,
    Intent.PROGRESS: progress.reply,
    Intent.READINESS: readiness.reply,
    Intent.CHOOSE: choice.reply,
    Intent.HELP: help.reply,
    Intent.ROLES: help.reply,
    Intent.CHAT: help.reply,
    Intent.DISTRESS: help.reply,
    Intent.CLARIFY: declined.clarify,
    Intent.NONE: declined.reply,
}


def answer(query: Query, profile: Profile, kb: KnowledgeBase, *, today: date) -> Reply:
    """The reply to `query`; `profile` is the record after the query's own report was stored."""
    asked = _known_half(with_role(query, profile, kb))
    if TOPICS[asked.intent].needs_role and asked.role is None:
        reply = _without_role(asked, profile, kb, today)
    else:
        reply = REPLIES[asked.intent](asked, profile, kb, today)
    reply = _with_goal(reply, query, asked, profile)
    if query.unknown_roles and asked.role and TOPICS[asked.intent].needs_role:
        reply = replace(reply, text=f"{unknown_role.sentence(query)}\n{reply.text}")
    reply = replace(
        reply,
        family=kb.family_numbers.get(asked.role.id, 0) if asked.role else 0,
        text="\n".join((*_read_as(asked), reply.text)),
        confidence=query.confidence,
        sections=(*carry_over.sections(asked, kb), *reply.sections, *_left(query)),
    )
    if query.intent not in (Intent.ADD_SKILLS, Intent.REMOVE_SKILLS) and query.report:
        reply = replace(reply, note=skills.noted(query, profile, kb), private=True)
    if query.also is None:
        return reply
    further = answer(query.also, profile, kb, today=today)
    return _beside(reply, further) if query.also.brief else _joined(reply, further)


def _read_as(query: Query) -> list[str]:
    """Titles that stand for a role of another name."""
    if not TOPICS[query.intent].needs_role:
        return []
    return [f"{capital(quoted(typed))} counts as {name} here." for typed, name in query.read_as]


def _left(query: Query) -> tuple[Section, ...]:
    """What was asked too and is not answered: named back, never passed over."""
    left = [quoted(question) for question in query.unanswered]
    return (Section("", (f"Not answered here: {joined(left)}. Ask it by itself.",)),) if left else ()


def depends_on_member(query: Query) -> bool:
    """Whether the reply could differ from one member's record to another's."""
    if query.report or (query.also and depends_on_member(query.also)):
        return True
    concerns = TOPICS[query.intent].concerns
    return concerns == "member" or (concerns == "role" and query.role is None)


def with_role(query: Query, profile: Profile, kb: KnowledgeBase) -> Query:
    """The role that is meant when none was named: the goal, or the one spoken of; never one nobody spoke of."""
    need, goal = TOPICS[query.intent].role, kb.roles.get(profile.goal)
    if need == "none" or query.role_given or query.unknown_roles or goal is None:
        return query
    return query.replace(role=goal) if need == "own" else query.replace(role=query.role or goal)


def _with_goal(reply: Reply, query: Query, asked: Query, profile: Profile) -> Reply:
    """A role that is the member's goal is called so; taken without being named, it tells what is on their record."""
    if asked.role is None or asked.role.id != profile.goal:
        return reply
    private = reply.private or query.role is None
    named = private and reply.title.endswith(asked.role.name)
    return replace(reply, title=f"{reply.title} (your goal)" if named else reply.title, private=private)


def _known_half(query: Query) -> Query:
    """Of a comparison with a role that is none of ours, the one we know is told."""
    if query.intent is Intent.COMPARE and query.unknown_roles and len(rank.named_roles(query)) == 1:
        return query.replace(intent=Intent.ROLE, topic=None)
    return query


def _without_role(query: Query, profile: Profile, kb: KnowledgeBase, today: date) -> Reply:
    """Nobody said which role: pay is answered for all of them, everything else is asked back."""
    if query.unknown_roles:
        return unknown_role.reply(query, profile, kb, today)
    if query.intent is Intent.SALARY:
        return salary.overview(query, profile, kb, today)
    return which_role.reply(query, profile, kb)


def _beside(first: Reply, second: Reply) -> Reply:
    """An answer, and beside it in one line what may be meant as well."""
    line, *_ = second.text.strip().splitlines()
    whole = (Suggestion("Read more", second.title),) if second.kind == "faq" else second.suggestions[:1]
    return replace(
        first,
        sections=(*first.sections, Section(second.title, (line,))),
        suggestions=tuple(dict.fromkeys((*whole, *first.suggestions))),
        sources=tuple(dict.fromkeys((*first.sources, *second.sources))),
        private=first.private or second.private,
    )


def _joined(first: Reply, second: Reply) -> Reply:
    """Two questions in one message: both answers, the first one's identity."""
    heading = Section(second.title or "And", (second.text,))
    return replace(
        first,
        sections=(*first.sections, heading, *second.sections),
        suggestions=tuple(dict.fromkeys((*first.suggestions, *second.suggestions))),
        sources=tuple(dict.fromkeys((*first.sources, *second.sources))),
        pictures=(*first.pictures, *second.pictures),
        private=first.private or second.private,
    )
