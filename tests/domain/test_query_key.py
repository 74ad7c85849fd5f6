"""A query as the key of a button, and back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import TypeVar, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import ROLE_LEVELS
from bot.domain.core.query import Aspect, Intent, Query, SkillMention, SkillReport
from bot.domain.core.query_key import LONGEST, key_of, query_of
from bot.domain.core.roles import TOPICS
from bot.domain.language.text import tokens
from bot.domain.understanding.message import Understanding

T = TypeVar("T")
CHANGING = (Intent.ADD_SKILLS, Intent.REMOVE_SKILLS, Intent.GOAL, Intent.READINESS, Intent.ERASE_DATA)


@st.composite
def queries(draw: st.DrawFn, kb: KnowledgeBase) -> Query:
    """Any query whose fields name what the knowledge base has."""

    def one(known: Iterable[T]) -> T | None:
        return draw(st.none() | st.sampled_from(list(known)))

    def some(known: Iterable[T]) -> tuple[T, ...]:
        each = list(known)
        places = draw(st.lists(st.sampled_from(range(len(each))), max_size=2, unique=True)) if each else []
        return tuple(each[place] for place in places)

    return Query(
        draw(st.sampled_from(list(Intent))),
        draw(st.text(max_size=40)),
        topic=one(TOPICS),
        entry=one(kb.faq.values()),
        role=one(kb.roles.values()),
        other_role=one(kb.roles.values()),
        role_given=draw(st.booleans()),
        further_roles=some(kb.roles.values()),
        aspect=draw(st.sampled_from(get_args(Aspect))),
        least=draw(st.booleans()),
        level=one(ROLE_LEVELS),
        levels=some(ROLE_LEVELS),
        further_locations=some(kb.locations.values()),
        location=one(kb.locations.values()),
        unknown_place=draw(st.just("") | st.text(max_size=20)),
        employer=one(kb.employers.values()),
        factor=one(("location", "company", "experience", "specialization")),
        skills=tuple(draw(st.lists(st.sampled_from(list(kb.skills)), max_size=3, unique=True))),
        hours=draw(st.none() | st.floats(0.5, 80)),
        years=draw(st.none() | st.floats(0, 40)),
        why=draw(st.booleans()),
    )


@given(data=st.data())
def test_the_query_of_a_key_is_the_one_that_was_asked(small: KnowledgeBase, data: st.DataObject) -> None:
    asked = data.draw(queries(small))
    key = key_of(asked)
    assert len(key) <= LONGEST
    again = query_of(key, small) if key else None
    if again:
        assert set(tokens(again.text)) <= set(tokens(asked.text))
        same = [field.name for field in fields(Query) if field.name != "text"]
        assert [getattr(again, name) for name in same] == [getattr(asked, name) for name in same]


@given(st.text(max_size=100))
def test_what_is_no_key_names_no_query(small: KnowledgeBase, text: str) -> None:
    found = query_of(text, small)
    assert found is None or isinstance(found, Query)


@pytest.mark.parametrize("intent", CHANGING)
def test_what_changes_a_record_has_no_key(intent: Intent, small: KnowledgeBase) -> None:
    report = SkillReport(known=(SkillMention("python"),))
    assert key_of(Query(intent, role=small.roles["data-engineer"], hours=5, report=report, answers=(1, 2))) == ""


def test_asking_again_tells_of_no_skill_again(small: KnowledgeBase) -> None:
    asked = Query(Intent.GAP, role=small.roles["data-engineer"], report=SkillReport(known=(SkillMention("python"),)))
    again = query_of(key_of(asked), small)
    assert again is not None
    assert not again.report


def test_two_questions_of_one_message_stay_together(small: KnowledgeBase) -> None:
    role = small.roles["data-engineer"]
    asked = Query(Intent.SALARY, role=role, also=Query(Intent.GAP, role=role))
    again = query_of(key_of(asked), small)
    assert again is not None
    assert again.also is not None
    assert (again.intent, again.also.intent) == (Intent.SALARY, Intent.GAP)


def test_a_role_that_is_gone_is_not_taken_for_another(small: KnowledgeBase) -> None:
    key = key_of(Query(Intent.SALARY, role=small.roles["data-engineer"]))
    fewer = {name: role for name, role in small.roles.items() if name != "data-engineer"}
    assert query_of(key, replace(small, roles=fewer)) is None


@pytest.mark.parametrize(
    "question",
    [
        "what does a data engineer do?",
        "how much does a senior ml engineer earn in seattle at a startup?",
        "is pytorch needed for machine learning engineers?",
        "what is the difference between a data engineer and a data scientist in pay and skills?",
        "what should i learn next for data engineer, i have 6 hours a week",
        "do i need a phd to become a machine learning engineer?",
    ],
)
def test_ordinary_questions_have_a_key(question: str, understanding: Understanding) -> None:
    assert key_of(understanding.understand(question))
