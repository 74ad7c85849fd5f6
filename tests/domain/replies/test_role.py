"""A role's topics: the point asked for first, official figures before opinions, every figure with its period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from domain.careers import ENGINEER, KB, MLE, NOBODY, SCIENTIST, TODAY, asked, person, section

from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Reply
from bot.domain.core.roles import TOPICS, TopicId
from bot.domain.replies.answer import REPLIES


def about(topic: TopicId, text: str = "", role: str = MLE, today: date = TODAY, **fields: object) -> Reply:
    query = Query(Intent.ROLE, text, topic=topic, role=KB.roles[role])
    return asked(query.replace(**fields), today=today)


@pytest.mark.parametrize(
    ("topic", "text", "lead"),
    [
        ("education", "how long are bootcamps", "**Bootcamp**: 3–6 months."),
        ("education", "is a boot camp enough?", "**Bootcamp**: 3–6 months."),
        ("skills", "and the math part", "**Mathematics**: Linear algebra and statistics."),
        ("portfolio", "how many do i need", "Advice, not fact: **Projects**: Three to five."),
        ("education", "what routes are there", "Several routes lead here."),
        ("skills", "skills of a machine learning engineer", "Groups of skills."),
    ],
)
def test_the_point_asked_for_leads(topic: TopicId, text: str, lead: str) -> None:
    assert about(topic, text).text.splitlines()[0] == lead


def test_the_roles_own_name_asks_for_no_point() -> None:
    role = replace(KB.roles[MLE], name="Data Engineer", aliases=("data engineer",))
    query = Query(Intent.ROLE, "which skills does a data engineer need", topic="skills", role=role)
    assert asked(query).text == "Groups of skills."


def test_two_points_lead_together_and_are_not_repeated() -> None:
    reply = about("education", "college vs bootcamp, which is quicker")
    assert reply.text.splitlines()[:2] == ["**Bachelor's degree**: Four years.", "**Bootcamp**: 3–6 months."]
    assert section(reply, "") == ("- **Self-study**: At your own pace.",)


def test_a_skill_in_the_question_gets_a_verdict() -> None:
    cases = {
        "python": "**Python** is essential: a core skill for a Machine Learning Engineer.",
        "aws": "(Azure will do as well)",
        "azure": "serves a Machine Learning Engineer as well as AWS",
        "linux": "is needed for a Machine Learning Engineer as the base of Docker",
        "kubernetes": "itself is not on my list for a Machine Learning Engineer; Docker, its base, is.",
        "rust": "is not on my list of what a Machine Learning Engineer needs.",
    }
    for skill, words in cases.items():
        assert words in about("skills", skills=(skill,)).text.splitlines()[0]


def test_official_growth_comes_first_with_its_period() -> None:
    reply = about("outlook")
    assert reply.text.startswith("BLS projects **+34.6%** jobs 2025–2035, about 24,800 openings a year, for the proxy")
    assert "The round before: **+33.5%** jobs 2024–2034" in reply.plain()
    stated = section(reply, "Stated elsewhere")
    assert stated[0].startswith("- **+40% through 2026**, given once as job growth")
    assert stated[1] == "The guide calls it excellent."


def test_expired_growth_is_labelled_before_the_figure() -> None:
    assert "- ⌛ Expired Dec 31, 2026: **+40% through 2026**" in about("outlook", today=date(2027, 1, 1)).plain()
    assert "Expired" not in about("outlook", today=date(2026, 12, 31)).plain()


def test_exposure_is_no_forecast() -> None:
    plain = about("ai").plain()
    assert "- Task exposure: 0.75, higher than 96% of occupations (Exposure study, 2025)" in plain
    assert "(proxy: Data Scientists)" in plain
    assert "no forecast of job loss" in plain


def test_tasks_are_counted_by_both_raters_in_the_first_two_lines() -> None:
    first = about("ai").text.splitlines()[:2]
    assert "Of 4 tasks of the proxy Data Scientists, people rate **1** exposed directly, **2** with tools" in first[-1]
    assert first[-1].endswith("**1** not; GPT-4 rates 3, 1 and 0.")


def test_a_task_on_which_the_raters_differ_says_so() -> None:
    reply = about("ai")
    assert section(reply, "Exposed directly") == ("- Write reports", "- Clean data (GPT-4 alone; people: with tools)")
    assert section(reply, "Not exposed") == ("- Meet clients (GPT-4: with tools)",)


def test_an_exposure_score_names_its_rater() -> None:
    line = next(line for line in section(about("ai"), "Exposure figures") if "beta" in line)
    assert "rated by people 0.5, higher than 80% of occupations; by GPT-4 0.875, higher than 97%" in line


@pytest.mark.parametrize(
    ("years", "words"),
    [
        (1, "1 year fit Junior ML Engineer;"),
        (2, "2 years fit Junior ML Engineer or Mid-Level ML Engineer;"),
        (8, "8 years fit Senior ML Engineer or Staff ML Engineer;"),
    ],
)
def test_years_name_every_level_that_fits(years: float, words: str) -> None:
    assert words in about("levels", years=years).text


@pytest.mark.parametrize("text", ["senior vs staff, how many yoe each", "sr vs principal"])
def test_the_levels_asked_for_lead(text: str) -> None:
    lines = about("levels", text).text.splitlines()
    assert [line.split("**")[1] for line in lines[:2]] == ["Senior ML Engineer", "Staff ML Engineer"]


def test_without_a_ladder_the_expectations_are_called_an_estimate() -> None:
    reply = about("levels", role=ENGINEER)
    assert "our own estimate" in reply.text
    assert section(reply, "")[0].startswith("- **Junior**: core skills intermediate")


def test_neighbors_come_with_what_they_share() -> None:
    line = section(about("related"), "")[0]
    assert "**Data Scientist**: Analyzes more. Guide's US median: **$140K**. It shares 4 of its 6 skills." in line


def test_a_sequence_for_a_role_without_one() -> None:
    reply = about("sequence", role=SCIENTIST)
    assert reply.decision == "answer"
    assert "**Core skills**: Python, Statistics and Machine learning" in reply.plain()


@pytest.mark.parametrize("topic", ["outlook", "related", "ai", "education", "portfolio"])
def test_a_topic_nobody_wrote_is_declined(topic: TopicId) -> None:
    reply = about(topic, role="qa-test-engineer")
    assert reply.decision == "abstain"
    assert reply.suggestions


def test_the_overview_is_a_sentence_about_the_role() -> None:
    assert about("overview", role=SCIENTIST).text == "Data Scientist."


@pytest.mark.parametrize("intent", [intent for intent in Intent if intent in REPLIES and intent is not Intent.FAQ])
def test_a_role_of_which_next_to_nothing_is_known_breaks_no_reply(intent: Intent) -> None:
    bare = KB.roles["qa-test-engineer"]
    for kind in (NOBODY, person(python="advanced")):
        query = Query(intent, "what comes after python", role=bare, role_given=True, level="senior", skills=("python",))
        for topic in (None, *TOPICS):
            reply = asked(query.replace(topic=topic), kind)
            assert reply.text
            assert "None" not in reply.plain()


def test_how_much_math_or_coding_a_role_asks_for_stands_first() -> None:
    query = Query(Intent.ROLE, topic="skills", role=KB.roles["data-scientist"], aspect="math")
    assert asked(query).text.startswith("A fair part of it: of the 6 skills on my list for a Data Scientist, 1 is math")
    assert "Statistics" in asked(query).text.splitlines()[0]
    assert "Python, pandas and R" in asked(query.replace(aspect="coding")).text.splitlines()[0]
    backend = query.replace(role=KB.roles["software-engineer-backend"])
    assert asked(backend).text.startswith("None of the 5 skills on my list for a Software Engineer (Backend) is math")
