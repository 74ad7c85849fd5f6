"""A member's gap, next steps, roadmap, fitting roles and progress."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from domain.careers import ENGINEER, KB, MLE, NOBODY, SCIENTIST, TODAY, asked, person, section
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.advice.plan import readiness, standings
from bot.domain.core.levels import SKILL_LEVELS, SkillLevel
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Reply
from bot.domain.replies.roadmap import asked_stage

BIG = person(
    python="advanced", pytorch="intermediate", statistics="beginner", azure="beginner", sql="beginner", rust="advanced"
)
HELD = st.dictionaries(st.sampled_from(sorted(KB.skills)), st.sampled_from(SKILL_LEVELS), min_size=1, max_size=12)


def about(intent: Intent, profile: Profile = NOBODY, role: str = MLE, **fields: object) -> Reply:
    return asked(Query(intent, role=KB.roles[role], role_given=True).replace(**fields), profile)


def names_after(lines: tuple[str, ...]) -> list[str]:
    return [line.removeprefix("- ").split(" (")[0].split(":")[0] for line in lines]


# Gap


def test_strengths_come_before_what_is_missing() -> None:
    reply = about(Intent.GAP, BIG)
    assert reply.text.startswith("You cover **2 of 5 core skills** of a junior **Machine Learning Engineer**")
    assert [part.heading for part in reply.sections][:3] == [
        "You have",
        "Raise the level",
        "Missing, what counts most first",
    ]


def test_each_missing_skill_has_a_line_of_its_own() -> None:
    lines = section(about(Intent.GAP, BIG), "Missing")
    assert names_after(lines) == ["Docker", "Java", "XGBoost"]


def test_what_follows_from_another_skill_is_said() -> None:
    reply = about(Intent.GAP, BIG)
    assert "Counted as well: AWS (Azure serves)" in section(reply, "You have")
    assert "- Machine learning: beginner → intermediate (core, inferred from PyTorch)" in section(reply, "Raise")


def test_skills_the_role_does_not_ask_for_are_not_dropped_silently() -> None:
    assert "Not on this role's list: Rust" in section(about(Intent.GAP, BIG), "You have")


@given(HELD)
def test_nothing_held_or_covered_is_ever_missing(held: dict[str, SkillLevel]) -> None:
    profile = person(**held)
    lines = section(about(Intent.GAP, profile), "Missing")
    known = {KB.skills[skill].name for skill in held}
    covered = {KB.skills[row.skill].name for row in standings(KB.roles[MLE], "junior", held, KB) if row.reached}
    assert not (known | covered) & set(names_after(lines))
    assert all(line.startswith("- ") for line in lines)


@given(HELD, st.sampled_from(sorted(KB.role_levels)))
def test_the_whole_sum_adds_up(held: dict[str, SkillLevel], level: str) -> None:
    lines = section(about(Intent.GAP, person(**held), why=True, level=level), "The sum")
    terms = [line for line in lines if line.startswith(("- In full", "- In part"))]
    got = sum(
        float(weight) * (int(reached) / int(needed) if reached else 1)
        for line in terms
        for weight, reached, needed in re.findall(r" (\d(?:\.\d+)?)(?: × (\d)/(\d))?(?= \+| =)", line)
    )
    total = sum(asked.weight for asked in KB.roles[MLE].skills)
    rows = standings(KB.roles[MLE], level, held, KB)  # type: ignore[arg-type]
    assert got / total == pytest.approx(readiness(rows))
    assert lines[-1].endswith(f"= **{100 * got / total:.0f}%**")


def test_without_skills_it_asks_for_them() -> None:
    reply = about(Intent.GAP)
    assert "I do not know your skills yet" in reply.text
    assert names_after(section(reply, "Missing"))[:2] == ["Python", "Statistics"]


def test_a_perfect_member_misses_nothing() -> None:
    every = person(**{asked.skill: "advanced" for asked in KB.roles[MLE].skills})
    reply = about(Intent.GAP, every)
    assert "**5 of 5 core skills**" in reply.text
    assert "Nothing is missing for this level." in reply.text
    assert not section(reply, "Missing")


def test_a_role_without_requirements() -> None:
    assert about(Intent.GAP, BIG, "qa-test-engineer").decision == "abstain"


def test_a_renamed_skill_still_counts() -> None:
    renamed = person(python_3="advanced")
    assert "I do not know your skills yet" in about(Intent.GAP, renamed).text


# Next


def test_at_most_three_steps_now_with_hours_dates_and_reason() -> None:
    reply = about(Intent.NEXT, BIG)
    steps = [line for line in section(reply, "Now") if line[0].isdigit()]
    assert len(steps) == 3
    assert steps[0].startswith("1. **Statistics** (beginner → intermediate): 40–70 h, by ")
    assert "The role asks for it" in steps[0]
    assert "(assumed; tell me yours" in reply.text


def test_the_members_own_hours_are_used() -> None:
    reply = about(Intent.NEXT, BIG, hours=20.0)
    assert "at 20 h a week." in reply.text
    assert "assumed" not in reply.text


def test_a_step_names_up_to_three_resources_each_once() -> None:
    lines = section(about(Intent.NEXT), "Now")
    resources = [line for line in lines if line.startswith("  · ")]
    assert [line.split("]")[0].removeprefix("  · [") for line in resources] == ["Python docs", "Course 0", "Course 1"]


def test_a_reason_names_the_step_that_comes_before() -> None:
    lines = [line for line in section(about(Intent.NEXT), "Now") if line[0].isdigit()]
    assert lines[2].startswith("3. **Machine learning**")
    assert lines[2].endswith("It comes after Python and Statistics.")


def test_the_rest_is_folded() -> None:
    reply = about(Intent.NEXT)
    assert all(part.folded for part in reply.sections if part.heading != "Now")
    assert reply.text.startswith("Learn **Python** next. I know no skills of yours yet, so this starts from zero.")


def test_projects_say_what_they_practice_and_when_they_are_done() -> None:
    lines = section(about(Intent.NEXT), "Projects")
    assert lines[0] == "- **Classifier** (30–60 h): practices Deep learning and PyTorch"
    assert lines[1] == "  · Done when: It is finished"
    assert lines[-1] == "- No project of mine practices Python and Machine learning"


def test_a_step_without_an_hours_figure_is_counted_as_such() -> None:
    almost = person(**{asked.skill: "advanced" for asked in KB.roles[MLE].skills if asked.skill != "xgboost"})
    reply = about(Intent.NEXT, almost, level="senior")
    assert reply.text.startswith("Learn **XGBoost** next. 1 step to **Machine Learning Engineer**, without a figure")


def test_nothing_left_offers_the_next_level() -> None:
    every = person(**{asked.skill: "intermediate" for asked in KB.roles[MLE].skills})
    reply = about(Intent.NEXT, every)
    assert "By your own report you meet all" in reply.text
    assert reply.suggestions[0].question == "What am I missing to become a mid-level Machine Learning Engineer?"


# Roadmap


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("what comes after supervised learning?", "After **Supervised learning** comes **Deep learning**."),
        ("after deep learning, what next", "After **Deep learning** comes **Cloud**, then **Production systems**."),
        ("done with stats", "After **Statistics** comes **Supervised learning**."),
        ("what should i do before deep learning", "Before **Deep learning** comes **Supervised learning**."),
        ("what comes after production", "**Production systems** is the last stage."),
        ("what is before python", "**Python basics** is the first stage."),
        ("where does deep learning fit", "**Deep learning** is stage 4 of 6."),
        ("show me the roadmap", ""),
    ],
)
def test_a_stage_in_the_question_leads(text: str, words: str) -> None:
    role = KB.roles[MLE]
    assert asked_stage(text, role, role.stages) == words


def test_stages_are_ticked() -> None:
    profile = person(python="intermediate", statistics="beginner")
    lines = section(about(Intent.ROADMAP, profile), "")
    assert lines[0].startswith("1. **Python basics** (done): ✓ Python")
    assert lines[1].startswith("2. **Statistics** (now): All about statistics. ◐ Statistics")
    assert "(next)" in lines[2]
    assert all("(later)" in line for line in lines[3:6])
    assert lines[6] == "✓ reached, ◐ begun and needed at a higher level"


def test_an_alternative_ticks_a_stage() -> None:
    lines = section(about(Intent.ROADMAP, person(azure="beginner")), "")
    assert "5. **Cloud** (done): ✓ Cloud computing (inferred) and ✓ AWS" in lines


def test_the_roadmap_says_where_a_member_stands() -> None:
    reply = about(Intent.ROADMAP, person(python="advanced"))
    assert reply.text.startswith("1 of 6 stages done; you are at stage 2, **Statistics**.")
    assert not about(Intent.ROADMAP).private


def test_a_role_without_stages_gets_them_from_the_graph() -> None:
    lines = section(about(Intent.ROADMAP, role=ENGINEER), "")
    assert lines[0].startswith("1. **Core skills** (now)")
    assert lines[0].index("SQL") < lines[0].index("ETL")


def test_all_stages_done() -> None:
    skills = {skill for stage in KB.roles[MLE].stages for skill in stage.skills}
    reply = about(Intent.ROADMAP, person(**dict.fromkeys(skills, "advanced")))
    assert reply.text.startswith("By your own report you have been through all 6 stages.")


# Match


def test_roles_are_ranked_by_fit() -> None:
    reply = about(Intent.MATCH, person(python="intermediate", statistics="intermediate", pandas="beginner"))
    assert reply.target == SCIENTIST
    assert "**Data Scientist** best" in reply.text
    assert section(reply, "The skill that opens most")[0].startswith(
        "**SQL** at intermediate level raises your fit for 4"
    )


def test_skills_in_the_question_count_without_being_stored() -> None:
    assert about(Intent.MATCH, skills=("java", "rest-apis")).target == "software-engineer-backend"


@pytest.mark.parametrize(
    ("profile", "words"),
    [(NOBODY, "Tell me what you can do first"), (person(swift="advanced"), "None of my roles asks for Swift")],
)
def test_nothing_to_rank(profile: Profile, words: str) -> None:
    assert words in about(Intent.MATCH, profile).text


# Progress


def test_progress_tells_the_change() -> None:
    profile = person(on=TODAY - timedelta(days=30), python="beginner").with_skill("python", "advanced", TODAY)
    reply = about(Intent.PROGRESS, profile)
    assert "+7 points since Oct 22, 2026" in reply.text
    assert section(reply, "")[0] == "- Oct 22, 2026: 6%"
    assert section(reply, "Latest")[0] == "- Nov 21, 2026: Python: beginner → advanced"


def test_progress_is_right_again_after_the_clock_was_set_back_a_year() -> None:
    before = person(on=TODAY - timedelta(days=30), python="beginner")
    wrong = before.with_skill("python", "advanced", TODAY - timedelta(days=365))
    assert "since" not in about(Intent.PROGRESS, wrong).text
    right = about(Intent.PROGRESS, wrong.with_skill("python", "beginner", TODAY))
    assert "-7 points since Oct 22, 2026" in right.text
    assert "2025" not in str(right)


def test_progress_goes_down_when_a_skill_is_removed() -> None:
    profile = person(on=date(2026, 1, 1), python="advanced").without_skill("python", TODAY)
    reply = about(Intent.PROGRESS, profile)
    assert "**0%**, -13 points since Jan 1, 2026" in reply.text
    assert section(reply, "Latest")[0] == "- Nov 21, 2026: Python removed (was advanced)"


def test_the_first_day_shows_no_change() -> None:
    assert "Report again as you learn" in about(Intent.PROGRESS, person(python="advanced")).text


def test_no_progress_without_a_record() -> None:
    assert about(Intent.PROGRESS).text.startswith("Nothing to show yet")
