"""One skill, or several: what was asked of it stands in the first sentence."""

from __future__ import annotations

from domain.careers import KB, NOBODY, TODAY, asked, person

from bot.domain.core.query import Intent, Query

CARD = Query(Intent.SKILL, skills=("docker",))


def test_asked_for_time_the_hours_and_weeks_lead() -> None:
    text = asked(CARD.replace(aspect="time")).text
    assert text.startswith("**Docker**: 10–20 h to beginner, 50–90 h to intermediate, 200–300 h to advanced;")
    assert "at 8 h a week (assumed; tell me yours, like “10 hours a week”) about 2–3 weeks to beginner" in text


def test_hours_a_week_said_or_on_record_are_used() -> None:
    assert "at 2 h a week about 5–10 weeks" in asked(CARD.replace(aspect="time", hours=2)).text
    member = NOBODY.with_goal("", TODAY, hours=5)
    reply = asked(CARD.replace(aspect="time"), member)
    assert "at your 5 h a week about 2–4 weeks" in reply.text
    assert reply.private


def test_asked_how_a_place_to_learn_it_leads() -> None:
    text = asked(Query(Intent.SKILL, skills=("python",), aspect="how")).text
    assert text.startswith("To learn **Python**: start with [Python docs](https://docs.python.org)")


def test_several_skills_have_a_line_each_what_builds_on_another_later() -> None:
    reply = asked(Query(Intent.SKILL, skills=("pytorch", "python"), aspect="time"))
    _, first, second = reply.text.splitlines()
    assert (first.split("**")[1], second.split("**")[1]) == ("Python", "PyTorch")
    assert "Together 20–40 h to beginner" in reply.plain()
    assert reply.target == "python/pytorch"


def test_an_unknown_skill_is_named() -> None:
    alone = asked(Query(Intent.SKILL, unrecognised=("snowboarding",)))
    assert alone.decision == "abstain"
    assert "“snowboarding” is not among the skills I know" in alone.text
    beside = asked(CARD.replace(unrecognised=("snowboarding",)))
    assert beside.text.startswith("I do not know “snowboarding”.")
    assert "Docker" in beside.text


def test_without_a_skill_the_most_asked_for_are_offered() -> None:
    reply = asked(Query(Intent.SKILL))
    assert reply.decision == "clarify"
    assert "How do I learn Python?" in [offer.question for offer in reply.suggestions]


def test_the_record_is_told_after_the_answer() -> None:
    reply = asked(CARD.replace(aspect="how"), person(docker="beginner"))
    assert reply.text.endswith("On your record: beginner.")
    assert reply.private
    assert KB.skills["docker"].name in reply.text
