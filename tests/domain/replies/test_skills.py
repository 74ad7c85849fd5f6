"""A member's own skills and goal, one skill explained, and the AI-readiness assessment."""

from __future__ import annotations

from datetime import timedelta

import pytest
from domain.careers import KB, MLE, NOBODY, TODAY, asked, person, section

from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query, SkillMention, SkillReport, Unknown
from bot.domain.core.reply import Reply
from bot.domain.replies.skills import FIRST_SAVE


def told(query: Query, before: Profile = NOBODY) -> tuple[Reply, Profile]:
    profile = before.updated_by(query, KB, TODAY)
    return asked(query, profile), profile


def report(*known: SkillMention, before: Profile = NOBODY, **fields: object) -> Reply:
    intent = Intent.ADD_SKILLS if known or not fields.get("removed") else Intent.REMOVE_SKILLS
    return told(Query(intent, report=SkillReport(known, **fields)), before)[0]  # type: ignore[arg-type]


def test_what_was_stored_is_said_with_its_level() -> None:
    reply = report(SkillMention("python", "advanced"), SkillMention("sql", "beginner"))
    assert reply.text == "Noted: Python (advanced), SQL (beginner)."
    assert reply.private


def test_a_correction_names_the_level_before() -> None:
    before = person(on=TODAY - timedelta(days=9), python="beginner")
    assert report(SkillMention("python", "advanced"), before=before).text == "Noted: Python (advanced, was beginner)."


def test_an_assumed_level_is_said_for_new_skills_only() -> None:
    assert "You gave no level for SQL; until you do, it counts as intermediate." in report(SkillMention("sql")).text
    known = report(SkillMention("python"), before=person(on=TODAY - timedelta(days=9), python="advanced"))
    assert known.text == "Noted: Python (advanced)."


def test_unknown_words_are_named_back_with_near_ones() -> None:
    reply = report(unknown=(Unknown("pythn", ("Python",)), Unknown("blub")))
    assert reply.decision == "clarify"
    assert section(reply, "Not stored") == (
        "I do not know “pythn” as a skill. Did you mean Python?",
        "I do not know “blub” as a skill.",
    )


def test_ambiguous_words_are_asked() -> None:
    reply = report(ambiguous=(("tf", ("tensorflow", "terraform")),))
    assert "“tf” may mean TensorFlow or Terraform: which one?" in reply.plain()


def test_denied_and_wanted_skills_are_understood_and_not_stored() -> None:
    query = Query(Intent.ADD_SKILLS, report=SkillReport(denied=("sql",), wanted=("rust",)))
    reply, profile = told(query)
    assert reply.text == "Understood, not yet: SQL. You want to learn Rust: not counted as a skill yet."
    assert not profile.skills


def test_removing() -> None:
    assert report(removed=("python",), before=person(python="advanced")).text == "Off your record: Python."
    assert report(removed=("python",)).text == "Python was not on your record."


def test_the_first_save_explains_itself_once() -> None:
    query = Query(Intent.ADD_SKILLS, report=SkillReport((SkillMention("python", "advanced"),)))
    first, profile = told(query)
    second, profile = told(Query(Intent.ADD_SKILLS, report=SkillReport((SkillMention("sql", "beginner"),))), profile)
    assert FIRST_SAVE in first.plain()
    assert FIRST_SAVE not in second.plain()


def test_nothing_stored_explains_nothing() -> None:
    assert FIRST_SAVE not in report(denied=("sql",)).plain()
    assert FIRST_SAVE not in report(unknown=(Unknown("blub"),)).plain()


def test_a_report_beside_a_question_is_noted_first() -> None:
    query = Query(Intent.SALARY, role=KB.roles[MLE], report=SkillReport((SkillMention("python", "advanced"),)))
    reply, _ = told(query)
    assert reply.note.startswith("Noted: Python (advanced).")
    assert reply.note.endswith(FIRST_SAVE)
    assert reply.private


def test_the_list_is_sorted_by_level() -> None:
    reply = asked(Query(Intent.LIST_SKILLS), person(sql="beginner", python="advanced", docker="beginner"))
    assert reply.text == "You told me of 3 skills:"
    assert section(reply, "")[0] == "- Python (advanced), since Nov 21, 2026"
    assert [line.split(" (")[0] for line in section(reply, "")[1:]] == ["- Docker", "- SQL"]


def test_one_skill_is_one_skill() -> None:
    assert asked(Query(Intent.LIST_SKILLS), person(sql="beginner")).text == "You told me of 1 skill:"
    assert "no skills of yours yet" in asked(Query(Intent.LIST_SKILLS)).text


def test_a_goal_is_confirmed() -> None:
    reply, profile = told(Query(Intent.GOAL, role=KB.roles[MLE], hours=10.0))
    assert reply.text == "Your goal: **Machine Learning Engineer**, 10 h a week."
    assert FIRST_SAVE in reply.plain()
    again, _ = told(Query(Intent.GOAL, hours=12.0), profile)
    assert again.text == "Your goal: **Machine Learning Engineer**, 12 h a week."
    assert FIRST_SAVE not in again.plain()


def test_without_a_goal_it_offers_roles_that_fit() -> None:
    reply = asked(Query(Intent.GOAL), person(java="advanced", rest_apis="advanced"))
    assert reply.decision == "clarify"
    assert reply.suggestions[0].question == "I want to become a Software Engineer (Backend)"
    assert asked(Query(Intent.GOAL)).suggestions[0].question == "I want to become a Machine Learning Engineer"


# One skill


def test_a_skill_is_explained() -> None:
    reply = asked(Query(Intent.SKILL, skills=("python",)), person(python="beginner"))
    assert reply.kind == "skill"
    assert reply.target == "python"
    assert reply.text.endswith("you can start with it. On your record: beginner.")
    assert section(reply, "Study hours") == (
        "beginner 10–20 h, intermediate 50–90 h, advanced 200–300 h in all (our estimate)",
    )
    assert len(section(reply, "Where")) == 3
    assert section(reply, "Roles")[0] == "- Data Engineer (core)"
    assert "Machine learning" in section(reply, "After it")[0]
    assert reply.sources


def test_a_skill_says_what_it_builds_on() -> None:
    text = asked(Query(Intent.SKILL, skills=("pytorch",))).text
    assert text == (
        "**PyTorch** (machine learning) builds on Deep learning, and through that on "
        "Machine learning, Python and Statistics."
    )


def test_a_skill_taken_as_an_alternative_names_the_role() -> None:
    assert "- Machine Learning Engineer (important)" in section(asked(Query(Intent.SKILL, skills=("azure",))), "Roles")


@pytest.mark.parametrize("skills", [(), ("no-such-skill",)])
def test_without_a_skill_it_asks_which(skills: tuple[str, ...]) -> None:
    reply = asked(Query(Intent.SKILL, skills=skills))
    assert (reply.decision, len(reply.suggestions)) == ("clarify", 3)


# Readiness


def test_the_form_lists_every_statement() -> None:
    reply = asked(Query(Intent.READINESS))
    assert len(section(reply, "")) == len(KB.readiness.statements)
    assert "“readiness 3 4 2 5 4 3 4 2”" in reply.text


def test_the_two_lowest_become_next_steps_and_retaking_shows_the_change() -> None:
    first, profile = told(Query(Intent.READINESS, answers=(1, 2, 5, 5, 2, 3, 4, 4)))
    assert section(first, "")[0] == "- Using: **1.5** / 5"
    assert [line.split("**")[1] for line in section(first, "Next steps")] == ["Using", "People"]
    second, _ = told(Query(Intent.READINESS, answers=(3, 4, 5, 5, 2, 3, 4, 3)), profile)
    assert section(second, "") == (
        "- Using: **3.5** / 5 (+2.0 since last time)",
        "- Checking: **5.0** / 5 (as last time)",
        "- People: **2.5** / 5 (as last time)",
        "- Learning: **3.5** / 5 (-0.5 since last time)",
    )


def test_the_exposure_figures_come_with_their_source() -> None:
    role = KB.roles["machine-learning-engineer"]
    reply, _ = told(Query(Intent.READINESS, role=role, answers=(1, 2, 5, 5, 2, 3, 4, 4)))
    assert "- Task exposure: 0.75, higher than 96% of occupations (Exposure study, 2025)" in section(
        reply, "How exposed"
    )
    assert "Exposure study, 2025" in reply.sources


def test_the_same_answer_everywhere_has_a_result_and_a_step_for_each_area() -> None:
    reply, _ = told(Query(Intent.READINESS, answers=(3,) * 8))
    assert "3.0" in reply.text
    assert all(area.step in reply.plain() for area in KB.readiness.areas)
