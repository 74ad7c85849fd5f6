"""A role is never assumed in silence: asked back, or named as unknown."""

from __future__ import annotations

import pytest
from domain.careers import ENGINEER, KB, MLE, NOBODY, SCIENTIST, TODAY, asked

from bot.domain.core.query import Intent, Query
from bot.domain.core.topics import TOPICS

NEEDING = [intent for intent, topic in TOPICS.items() if topic.needs_role and intent is not Intent.SALARY]


@pytest.mark.parametrize("intent", NEEDING)
def test_without_a_role_it_asks_back_with_the_same_question(intent: Intent) -> None:
    reply = asked(Query(intent))
    assert reply.decision == "clarify"
    questions = [offer.question for offer in reply.suggestions]
    assert len(questions) == len(set(questions)) == 5
    assert KB.roles[MLE].name in questions[0]
    assert KB.roles[MLE].name not in reply.text


@pytest.mark.parametrize("intent", NEEDING)
def test_a_goal_on_record_is_the_role(intent: Intent) -> None:
    profile = NOBODY.with_goal(ENGINEER, TODAY)
    reply = asked(Query(intent), profile)
    assert reply.target == ENGINEER


def test_pay_without_a_role_is_told_for_the_best_and_the_least_paid() -> None:
    reply = asked(Query(Intent.SALARY))
    assert (reply.kind, reply.decision) == ("salary", "answer")
    assert "highest official US medians" in reply.text
    assert "lowest official US medians" in reply.plain()
    assert reply.suggestions[0].question == "How much does a Machine Learning Engineer earn?"


@pytest.mark.parametrize("intent", [Intent.SALARY, Intent.ROLE, Intent.ROADMAP, Intent.GAP])
def test_an_unknown_title_is_named_and_no_goal_stands_in(intent: Intent) -> None:
    reply = asked(Query(intent, named_roles=("technical writer",)), NOBODY.with_goal(ENGINEER, TODAY))
    assert reply.decision == "abstain"
    assert "“technical writer”" in reply.text.split(".")[0]
    assert reply.target == ""


def test_the_nearest_titles_are_offered_as_the_same_question() -> None:
    reply = asked(Query(Intent.SALARY, named_roles=("research engineer",)))
    assert "How much does an AI/ML Research Scientist earn?" in [offer.question for offer in reply.suggestions]


def test_the_known_half_is_answered_after_the_unknown_one_is_named() -> None:
    query = Query(Intent.SALARY, role=KB.roles[SCIENTIST], role_given=True, named_roles=("actuary",))
    first, *rest = asked(query).text.splitlines()
    assert "“actuary”" in first
    assert "$120,230" in "\n".join(rest)


def test_a_question_that_is_left_is_named_back() -> None:
    query = Query(Intent.SALARY, role=KB.roles[SCIENTIST], role_given=True, unanswered=("is the sky blue?",))
    assert "Not answered here: “is the sky blue?”" in asked(query).plain()
