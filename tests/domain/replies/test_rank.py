"""All roles, or those named, in the order of one aspect."""

from __future__ import annotations

from pathlib import Path

import pytest
from domain.careers import ENGINEER, KB, MLE, SCIENTIST, asked

from bot.domain.advice import aspects
from bot.domain.core.query import Aspect, Intent, Query
from bot.domain.core.reply import Reply
from bot.storage.knowledge_files import load_knowledge

ROOT = Path(__file__).parents[3]

BACKEND = "software-engineer-backend"


def ranking(aspect: Aspect, *named: str, least: bool = False) -> Reply:
    first, second, *further = (*(KB.roles[role] for role in named), None, None)
    return asked(
        Query(
            Intent.RANK,
            aspect=aspect,
            least=least,
            role=first,
            other_role=second,
            further_roles=tuple(role for role in further if role),
        )
    )


def test_the_first_line_names_the_best_paid_and_the_figures_follow() -> None:
    reply = ranking("pay")
    assert (reply.kind, reply.target, reply.decision) == ("salary", BACKEND, "answer")
    assert reply.text.startswith("Of the 9 roles I know, **Software Engineer (Backend)**")
    assert "**$135,980** (Software Developers)" in reply.plain()


def test_roles_of_one_occupation_share_a_line_that_names_the_proxy() -> None:
    line = next(line for part in ranking("pay").sections for line in part.lines if "$120,230" in line)
    assert "Data Scientist and Machine Learning Engineer" in line
    assert "a proxy for Machine Learning Engineer" in line


def test_least_turns_the_order() -> None:
    assert ranking("pay", least=True).target == SCIENTIST


def test_what_has_no_figure_is_said() -> None:
    assert "I have no such figure for Data Engineer" in ranking("pay", SCIENTIST, ENGINEER, BACKEND).plain()


@pytest.mark.parametrize(
    ("aspect", "least", "first"),
    [
        ("pay", False, BACKEND),
        ("growth", False, SCIENTIST),
        ("growth", True, BACKEND),
        ("math", False, SCIENTIST),
        ("math", True, BACKEND),
        ("coding", False, BACKEND),
        ("time", False, BACKEND),
        ("skills", True, BACKEND),
    ],
)
def test_named_roles_restrict_the_ranking(aspect: Aspect, least: bool, first: str) -> None:
    reply = ranking(aspect, SCIENTIST, BACKEND, least=least)
    assert reply.target == first
    assert f"**{KB.roles[first].name}**" in reply.text
    assert " you named" in reply.text


def test_one_named_role_is_placed_among_all() -> None:
    assert "**Data Scientist** is number 2 of 3" in ranking("pay", SCIENTIST).plain()


def test_equals_are_not_put_before_one_another() -> None:
    assert "none before another" in ranking("pay", MLE, SCIENTIST).text


@pytest.mark.parametrize("aspect", ["math", "coding", "research", "time", "skills"])
def test_our_own_computation_is_said_to_be_one(aspect: Aspect) -> None:
    reply = ranking(aspect)
    assert reply.kind == "match"
    assert "estimate" in reply.plain() or "proxy" in reply.plain() or "not how hard" in reply.plain()


def test_offers_are_whole_questions_about_the_first_ones() -> None:
    assert ranking("pay").suggestions[0].question == "How much does a Software Engineer (Backend) earn?"


def test_exposure_is_ranked_by_what_people_say_and_names_both_raters() -> None:
    plain = ranking("ai").plain()
    assert "**0.5** by people: of 4 tasks 1 directly, 2 with tools; 0.875 by GPT-4: 3 and 1" in plain
    assert "no forecast of job loss" in plain


def test_entry_goes_by_the_experience_that_workers_needed_and_only_then_by_hours() -> None:
    """QA and database work take the same hours; database workers say that they needed years before."""
    kb = load_knowledge(ROOT / "knowledge", ROOT / "faq.yaml")
    order = [row.role.id for row in aspects.ranked("entry", kb.roles.values(), kb)]
    assert order[:4] == ["it-support-specialist", "qa-test-engineer", "data-analyst", "frontend-developer"]
    assert min(order.index("database-administrator"), order.index("scrum-master")) > 9


def test_math_counts_what_rests_on_it_apart() -> None:
    scientist = aspects.measured("math", KB.roles[SCIENTIST], KB)
    engineer = aspects.measured("math", KB.roles[ENGINEER], KB)
    assert scientist is not None
    assert engineer is not None
    assert scientist.order > engineer.order
    assert engineer.figure == "**0%** mathematics"
