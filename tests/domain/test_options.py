"""Filled-in forms: what was typed and not chosen is understood all the same, and every field has its effect."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent
from bot.domain.core.reply import Reply
from bot.domain.replies.answer import answer
from bot.domain.understanding.message import Understanding
from bot.domain.understanding.options import Options, from_options

TODAY = date(2026, 11, 21)


def replied(mind: Understanding, intent: Intent, options: Options, profile: Profile | None = None) -> Reply:
    query = from_options(mind, intent, **options)
    record = (profile or Profile("ana")).updated_by(query, mind.kb, TODAY)
    return answer(query, record, mind.kb, today=TODAY)


@pytest.mark.parametrize("typed", ["Data Engineer", "data-engineer", "data enginer", "DE", "a data engineer please"])
def test_a_role_need_not_be_chosen_from_the_list(typed: str, understanding: Understanding) -> None:
    assert replied(understanding, Intent.SALARY, {"role": typed}).target == "data-engineer"


@pytest.mark.parametrize(
    ("intent", "options", "asked"),
    [
        (Intent.SALARY, {"role": "enginer", "level": "senior", "location": "Seattle"}, ("senior", "earn in Seattle")),
        (Intent.GAP, {"role": "enginer", "level": "senior"}, ("missing to become a senior",)),
        (Intent.ROLE, {"role": "enginer", "topic": "portfolio"}, ("portfolio",)),
        (Intent.COMPARE, {"role": "data scientist", "other": "enginer"}, ("between a Data Scientist and a",)),
        (Intent.GOAL, {"role": "enginer"}, ("I want to become a",)),
    ],
)
def test_an_unclear_role_is_asked_back_as_the_same_question(
    intent: Intent, options: Options, asked: tuple[str, ...], understanding: Understanding
) -> None:
    reply = replied(understanding, intent, options)
    assert reply.decision == "clarify"
    assert 1 < len(reply.suggestions) <= 3
    whole = [suggestion.question for suggestion in reply.suggestions]
    assert all(any(part in question for question in whole) for part in asked)
    understood = [understanding.understand(question).intent for question in whole]
    assert set(understood) == {intent}, "pressing one leads where the form was meant to"


def test_a_role_like_none_is_declined_and_repeated_harmlessly(understanding: Understanding) -> None:
    reply = replied(understanding, Intent.SALARY, {"role": "xqwrt **<@&123>** @everyone"})
    assert reply.decision == "abstain"
    assert r"“xqwrt \*\*\<\@&123\>\*\* \@everyone”" in reply.text


EVERY_FIELD: dict[str, tuple[Options, str]] = {
    "level": ({"level": "senior"}, "Senior Machine Learning Engineer"),
    "location": ({"location": "seatle"}, "Seattle"),
    "company": ({"employer": "google"}, "big tech"),
    "specialization": ({"specialization": "nlp"}, "Natural language processing"),
    "unknown location": ({"location": "Gondor"}, "I have no pay figures for “Gondor”"),
    "unknown company": ({"employer": "Blorb Inc."}, "I do not know “Blorb Inc.”"),
    "unknown specialization": ({"specialization": "blorbing"}, "I do not know “blorbing”"),
}


@pytest.mark.parametrize("field", EVERY_FIELD)
def test_every_field_of_pay_shows_in_the_reply(field: str, understanding: Understanding) -> None:
    options, words = EVERY_FIELD[field]
    plain = replied(understanding, Intent.SALARY, {"role": "machine learning engineer"})
    filled = replied(understanding, Intent.SALARY, {"role": "machine learning engineer", **options})
    assert words in filled.text
    assert words not in plain.text


@pytest.mark.parametrize(("role", "known"), [("machine learning engineer", True), ("data engineer", False)])
def test_a_specialization_is_told_from_what_is_stated_on_it(
    role: str, known: bool, understanding: Understanding
) -> None:
    reply = replied(understanding, Intent.SALARY, {"role": role, "specialization": "computer vision"})
    assert ("earns more" in reply.text) is known
    assert ("no reviewed figure on this specialization" in reply.text) is not known


def test_skills_ticked_and_skills_told_are_one_report(understanding: Understanding) -> None:
    query = from_options(
        understanding,
        Intent.ADD_SKILLS,
        skills="docker basics",
        levels={"python": "advanced", "sql": "beginner", "docker": "advanced", "no-such-skill": "advanced"},
        unticked=("git",),
    )
    assert {mention.skill: mention.level for mention in query.report.known} == {
        "docker": "beginner",
        "python": "advanced",
        "sql": "beginner",
    }
    assert query.report.denied == ("git",)


def test_a_skill_is_taken_off_by_its_name(understanding: Understanding) -> None:
    held = Profile("ana").with_skill("kubernetes", "beginner", TODAY).with_skill("python", "beginner", TODAY)
    query = from_options(understanding, Intent.REMOVE_SKILLS, skills="kubernets")
    assert set(held.updated_by(query, understanding.kb, TODAY).skills) == {"python"}


def test_a_goal_keeps_its_hours(understanding: Understanding) -> None:
    reply = replied(understanding, Intent.GOAL, {"role": "data engineer", "hours": 6.5})
    assert "Data Engineer" in reply.text
    assert "6.5 h a week" in reply.text
