"""Every suggestion that a reply can offer is answered as asked when it is pressed, and so are those of its answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import get_args

import pytest

from bot.domain.core import questions
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import ROLE_LEVELS
from bot.domain.core.profile import Profile
from bot.domain.core.query import Aspect, Intent, Query, SkillMention, SkillReport
from bot.domain.core.reply import Reply
from bot.domain.core.roles import TOPICS, Role
from bot.domain.core.sources import Factor
from bot.domain.replies.answer import REPLIES, answer
from bot.domain.understanding.message import Understanding

TODAY = date(2026, 12, 1)
NOBODY = Profile("m")
NO_QUESTIONS = ("chat.", "skills.", "privacy.", "hours", "why", "more", "goal", "progress")
"""Intents whose words ask for no answer, refer back, or need a goal on record."""
SHAPES = (
    # what a question begins with or contains → the kinds of reply that answer it
    (r"^(Compare|What is the difference between)", {"compare", "faq"}),
    (r"^Which .*(, .+ or | and )", {"compare"}),
    (r"^Which roles (are (easiest|growing|least)|need|do the most|pay)", {"match", "salary"}),
    (r"\bearn|salary|\bpay\b", {"salary"}),
    (r"^What is the roadmap", {"roadmap"}),
    (r"^What am I missing", {"gap"}),
    (r"^What should I learn next", {"next"}),
    (r"^How did you compute", {"gap"}),
    (r"^I want to become", {"goal"}),
    (r"^Show my plan|in my plan\b", {"plan"}),
    (r"^How (do I learn|long does it take to learn)", {"skill"}),
    (r"^Which roles do you know", {"help"}),
    (r"^Which roles? fits? my skills", {"match"}),
    (r"^Help me choose", {"match"}),
    (r"[Aa]I readiness", {"readiness"}),
    (r"\b(an?|to|for|as) ", {"role"}),
)


def about_roles(role: Role, kb: KnowledgeBase) -> Iterator[Query]:
    named = {"role": role, "role_given": True}
    yield from (Query(Intent.ROLE, topic=topic, **named) for topic in TOPICS)
    yield from (Query(Intent.FACTORS, factor=factor, **named) for factor in (None, *get_args(Factor)))
    yield from (Query(Intent.SALARY, level=level, **named) for level in (None, *ROLE_LEVELS))
    yield from (Query(intent, **named) for intent in (Intent.ROADMAP, Intent.GAP, Intent.NEXT, Intent.PLAN))
    yield Query(Intent.PROGRESS, **named)
    yield from (Query(Intent.GAP, why=True, level=level, **named) for level in ROLE_LEVELS)
    yield Query(Intent.READINESS, **named)
    yield Query(Intent.COMPARE, **named)
    for near in role.related:
        yield Query(Intent.COMPARE, other_role=kb.roles[near.role], **named)


def about_no_role(kb: KnowledgeBase) -> Iterator[Query]:
    needing = [Intent.FACTORS, Intent.COMPARE, Intent.ROADMAP, Intent.GAP, Intent.NEXT, Intent.PROGRESS]
    yield from (Query(intent) for intent in (*needing, Intent.SALARY, Intent.SKILL, Intent.MATCH, Intent.LIST_SKILLS))
    yield from (Query(Intent.SALARY, level=level, location=kb.locations["seattle"]) for level in (None, *ROLE_LEVELS))
    yield from (Query(Intent.ROLE, topic=topic) for topic in TOPICS)
    yield from (Query(Intent.SKILL, skills=(skill,)) for skill in kb.skills)
    yield Query(Intent.SKILL, skills=tuple(kb.skills)[:4])
    yield from (Query(Intent.RANK, aspect=aspect, least=n) for aspect in get_args(Aspect) for n in (False, True))
    yield from (Query(Intent.FAQ, entry=entry) for entry in kb.faq.values())
    yield from (Query(intent, decision="abstain") for intent in (Intent.NONE, Intent.HELP, Intent.ROLES, Intent.GOAL))
    for title in ("sound designer", "sales engineer", "patent examiner"):
        yield from (Query(intent, named_roles=(title,)) for intent in (Intent.SALARY, Intent.ROLE, Intent.ROADMAP))
    yield Query(Intent.ADD_SKILLS, report=SkillReport(known=(SkillMention("python"),)))


def offered(kb: KnowledgeBase) -> Iterator[Reply]:
    able = NOBODY.with_skill("python", "advanced", TODAY).with_skill("sql", "beginner", TODAY)
    for query in about_no_role(kb):
        yield from (answer(query, profile, kb, today=TODAY) for profile in (NOBODY, able))
    for role in kb.roles.values():
        yield from (answer(query, NOBODY, kb, today=TODAY) for query in about_roles(role, kb))
    for skill in kb.skills:  # of several skills each is offered
        yield answer(Query(Intent.SKILL, skills=(skill, "python")), NOBODY, kb, today=TODAY)


def collected(replies: Iterator[Reply]) -> list[str]:
    return list(dict.fromkeys(offer.question for reply in replies for offer in reply.suggestions))


def readings(kb: KnowledgeBase) -> list[str]:
    """The question of every intent, as it is offered when a message is not clear."""
    role = kb.roles["data-engineer"]
    asking = [name for name, intent in kb.intents.items() if intent.question and not name.startswith(NO_QUESTIONS)]
    return [questions.said(name, Query(Intent.NONE), role, kb) for name in asking]


def named_role(question: str, kb: KnowledgeBase) -> str:
    """The role whose full name stands in a question; the longest, where one is part of another."""
    named = [role for role in kb.roles.values() if role.name in question]
    return max(named, key=lambda role: len(role.name)).id if named else ""


def fault(question: str, reply: Reply, kb: KnowledgeBase) -> str:
    """How a reply is not the answer to a question of ours; empty if it is."""
    if reply.decision != "answer":
        return reply.decision
    entry = next((entry.id for entry in kb.faq.values() if entry.question == question), "")
    if entry:
        return "" if reply.target == entry else f"{reply.kind} {reply.target}"
    kinds = next((kinds for shape, kinds in SHAPES if re.search(shape, question)), set())
    if kinds and reply.kind not in kinds:
        return f"{reply.kind} instead of {'/'.join(sorted(kinds))}"
    skill = re.match(r"How do I learn (.+)\?", question)
    if skill and kb.skills[reply.target].name != skill[1]:
        return f"about {reply.target}"
    role = "" if question.startswith("Official ") else named_role(question, kb)
    if role and kinds.isdisjoint({"compare", "goal"}) and reply.target != role:
        return f"about {reply.target}"
    return ""


@pytest.fixture(scope="module")
def pressed(understanding: Understanding) -> dict[str, Reply]:
    """Question → reply, for all that is offered and all that its answers offer."""
    kb = understanding.kb
    waiting, replies = [*readings(kb), *collected(offered(kb))], {}
    for _ in range(2):
        new = {question: _press(question, understanding) for question in waiting if question not in replies}
        replies |= new
        waiting = collected(iter(new.values()))
    return replies


def _press(question: str, understanding: Understanding) -> Reply:
    query = understanding.understand(question)
    if query.intent not in REPLIES:
        return Reply("privacy", "Of the member's own data.")  # nothing offered leads there
    profile = NOBODY.updated_by(query, understanding.kb, TODAY)
    return answer(query, profile, understanding.kb, today=TODAY)


def test_every_suggestion_is_answered_as_asked(pressed: dict[str, Reply], understanding: Understanding) -> None:
    assert len(pressed) > 300
    faults = {question: fault(question, reply, understanding.kb) for question, reply in pressed.items()}
    wrong = [f"{question} → {why}" for question, why in faults.items() if why]
    assert not wrong, f"{len(wrong)} of {len(pressed)}:\n" + "\n".join(wrong)


def test_no_suggestion_of_ours_is_too_long_for_a_button(
    pressed: dict[str, Reply], understanding: Understanding
) -> None:
    faq = {entry.question for entry in understanding.kb.faq.values()}
    assert not [question for question in pressed.keys() - faq if len(question) > questions.LONGEST]


def test_names_take_their_article(pressed: dict[str, Reply]) -> None:
    assert not [question for question in pressed if re.search(r"\ba (AI|MLOps|Analytics)\b", question)]


def test_no_two_suggestions_of_a_reply_ask_the_same(pressed: dict[str, Reply]) -> None:
    for question, reply in pressed.items():
        asked = [" ".join(re.findall(r"\w+", offer.question.lower())) for offer in reply.suggestions]
        assert len(asked) == len(set(asked)), question
