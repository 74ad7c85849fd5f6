"""What a reply depends on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.domain.core.profile import HeldSkill, Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.query_key import key_of
from bot.domain.core.reply import Reply
from bot.domain.replies.answer import answer, depends_on_member
from bot.domain.understanding.message import Understanding

TODAY = date(2026, 12, 1)
QUESTIONS = yaml.safe_load((Path(__file__).parent.parent / "questions.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def asked(understanding: Understanding) -> list[Query]:
    """What each turn of the questions asks by itself."""
    return [understanding.understand(turn["say"]) for item in QUESTIONS for turn in item["turns"]]


def test_where_the_record_is_not_read_it_would_change_nothing(understanding: Understanding, asked: list[Query]) -> None:
    held = HeldSkill("advanced", TODAY, TODAY)
    known = Profile("m", skills={"python": held, "sql": held}, goal="data-engineer", level="senior", hours=6)
    same = [query for query in asked if not depends_on_member(query)]
    assert len(same) > len(asked) / 3
    for query in same:
        replies = [answer(query, profile, understanding.kb, today=TODAY) for profile in (Profile("m"), known)]
        assert replies[0] == replies[1], query.text


def test_a_key_says_all_that_a_reply_without_a_member_depends_on(
    understanding: Understanding, asked: list[Query]
) -> None:
    seen: dict[str, Reply] = {}
    for query in asked:
        key = "" if depends_on_member(query) else key_of(query)
        if key:
            reply = replace(answer(query, Profile("m"), understanding.kb, today=TODAY), confidence=1.0)
            assert seen.setdefault(key, reply) == reply, query.text
    assert len(seen) > 50


def test_a_role_that_nobody_named_is_called_the_goal_and_shown_to_the_member_alone(
    understanding: Understanding,
) -> None:
    aiming = Profile("m", goal="data-engineer")
    for intent in (Intent.GAP, Intent.NEXT, Intent.PLAN, Intent.ROADMAP, Intent.SALARY):
        reply = answer(Query(intent), aiming, understanding.kb, today=TODAY)
        assert reply.title.endswith("(your goal)"), intent
        assert reply.private, intent
    named = Query(Intent.SALARY, role=understanding.kb.roles["data-engineer"], role_given=True)
    reply = answer(named, aiming, understanding.kb, today=TODAY)
    assert "goal" not in reply.title
    assert not reply.private
