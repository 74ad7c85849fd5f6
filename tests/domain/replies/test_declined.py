"""What is said instead of an answer is never one text for everything."""

from __future__ import annotations

import pytest
from domain.careers import KB, MLE, asked

from bot.domain.core.query import Intent, Query
from bot.domain.replies.declined import IN_ENGLISH

NONE = Query(Intent.NONE, "what is the meaning of it all", decision="abstain")
READINGS = ("How much does a Data Scientist earn?", "What does a Data Scientist do?")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (NONE.replace(unrecognised=("nurse",)), "“nurse”"),
        (NONE.replace(named_roles=("actuary",)), "“actuary” is not among my roles"),
        (NONE.replace(readings=READINGS), "The nearest I can answer"),
        (NONE.replace(in_scope=0.1), "outside what I know"),
        (NONE, "could not make out"),
        (Query(Intent.NONE, "?!"), "no words"),
    ],
)
def test_the_reason_is_said(query: Query, words: str) -> None:
    reply = asked(query)
    assert words in reply.text
    assert (reply.kind, reply.decision) == ("none", "abstain")
    assert reply.suggestions


@pytest.mark.parametrize("language", IN_ENGLISH)
def test_another_language_is_answered_in_it(language: str) -> None:
    reply = asked(NONE.replace(language=language))
    assert reply.decision == "abstain"
    assert "I answer in English only" in reply.text
    assert not reply.text.startswith("I answer")


def test_a_language_without_a_sentence_is_told_in_english() -> None:
    assert asked(NONE.replace(language="Dutch")).text.startswith("I answer in English only")


def test_readings_are_offered_as_whole_questions() -> None:
    assert tuple(offer.question for offer in asked(NONE.replace(readings=READINGS)).suggestions) == READINGS


def test_offers_push_no_role() -> None:
    named = [
        role.name for role in KB.roles.values() for offer in asked(NONE).suggestions if role.name in offer.question
    ]
    assert len(named) == len(set(named)) > 2
    assert KB.roles[MLE].name not in asked(NONE).text


def test_two_readings_of_one_meaning_are_one_offer() -> None:
    twice = ("What does a Data Scientist do?", "What does Data Scientist do", *READINGS)
    reply = asked(Query(Intent.CLARIFY, "ds", readings=twice, decision="clarify"))
    assert len(reply.suggestions) == 2
    assert reply.decision == "clarify"


def test_a_label_may_be_cut_and_the_question_never_is() -> None:
    long = f"Should I specialize in {'a very specific and '.join([''] * 6)} narrow domain early on?"
    reply = asked(Query(Intent.CLARIFY, "x", readings=(long, *READINGS), decision="clarify"))
    assert reply.suggestions[0].question == long
    assert len(reply.suggestions[0].label) <= 80


def test_nothing_to_offer_is_declined() -> None:
    assert asked(Query(Intent.CLARIFY, "x", decision="clarify")).decision == "abstain"
