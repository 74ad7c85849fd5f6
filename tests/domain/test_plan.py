"""The skill graph: what is reached, what follows from what, in which order to learn, and the fewest projects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

import pytest
from domain.careers import ENGINEER, KB, MLE
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.advice.plan import (
    Standing,
    hours_between,
    implied,
    rank,
    readiness,
    standings,
    steps,
    total_hours,
)
from bot.domain.advice.projects import practiced, smallest_cover
from bot.domain.core.levels import SKILL_LEVELS, RoleLevel, SkillLevel
from bot.domain.core.roles import Role, RoleSkill, Stage
from bot.domain.core.skills import Project

Held = Mapping[str, SkillLevel]
LEVELS = st.sampled_from(SKILL_LEVELS)
HELD = st.dictionaries(st.sampled_from(sorted(KB.skills)), LEVELS, max_size=12)
ROLES = st.sampled_from([role for role in KB.roles.values() if role.skills])
ROLE_LEVELS = st.sampled_from(sorted(KB.role_levels))


def row(role: str, skill: str, held: Held, level: RoleLevel = "junior") -> Standing:
    return next(row for row in standings(KB.roles[role], level, held, KB) if row.skill == skill)


def test_a_skill_counts_for_what_it_builds_on() -> None:
    assert implied({"pytorch": "intermediate"}, KB)["python"] == ("beginner", "pytorch")
    assert implied({"pytorch": "advanced"}, KB)["machine-learning"] == ("intermediate", "pytorch")


def test_a_stack_counts_for_what_it_contains() -> None:
    stack = replace(KB.skills["java"], contains={"docker": "advanced", "pytorch": "beginner"})
    kb = replace(KB, skills={**KB.skills, "java": stack})
    found = implied({"java": "intermediate"}, kb)
    assert found["docker"] == ("intermediate", "java")
    assert found["pytorch"] == ("beginner", "java")
    assert found["python"] == ("beginner", "java")


def test_a_skill_the_knowledge_no_longer_has_is_skipped() -> None:
    assert implied({"fortran-66": "advanced"}, KB) == {}


def test_an_alternative_counts_as_the_skill_itself() -> None:
    found = row(MLE, "aws", {"azure": "intermediate"})
    assert (found.reached, found.by, found.implied, found.share) == ("intermediate", "azure", False, 1.0)


def test_the_skill_itself_is_named_before_an_equal_alternative() -> None:
    assert row(MLE, "aws", {"azure": "beginner", "aws": "beginner"}).by == ""


def test_half_the_level_is_half_the_share() -> None:
    assert row(MLE, "python", {"python": "beginner"}).share == 0.5
    assert row(MLE, "python", {"python": "advanced"}).share == 1.0


def test_a_role_without_requirements_has_no_readiness() -> None:
    assert readiness(()) == 0.0


@given(ROLES, ROLE_LEVELS, HELD)
def test_readiness_is_a_share_and_repeats_itself(role: Role, level: RoleLevel, held: Held) -> None:
    score = readiness(standings(role, level, held, KB))
    assert 0 <= score <= 1
    assert score == readiness(standings(role, level, dict(reversed(held.items())), KB))


@given(ROLES, ROLE_LEVELS, HELD, st.sampled_from(sorted(KB.skills)), LEVELS)
def test_learning_more_never_lowers_readiness(
    role: Role, level: RoleLevel, held: Held, skill: str, new: SkillLevel
) -> None:
    more = {**held, skill: max(new, held.get(skill), key=rank)}
    before, after = (readiness(standings(role, level, known, KB)) for known in (held, more))
    assert after >= before - 1e-12


@given(ROLES, ROLE_LEVELS, HELD)
def test_steps_keep_the_order_of_prerequisites(role: Role, level: RoleLevel, held: Held) -> None:
    order = [step.skill for step in steps(standings(role, level, held, KB), held, KB)]
    assert len(order) == len(set(order))
    for place, skill in enumerate(order):
        assert not KB.builds_on[skill] & set(order[place:])


@given(ROLES, ROLE_LEVELS, HELD)
def test_no_step_teaches_what_is_already_there(role: Role, level: RoleLevel, held: Held) -> None:
    for step in steps(standings(role, level, held, KB), held, KB):
        assert rank(step.after) > rank(held.get(step.skill))
        assert rank(step.after) > rank(step.before)


@given(ROLES, ROLE_LEVELS, HELD)
def test_taking_all_steps_leads_to_full_readiness(role: Role, level: RoleLevel, held: Held) -> None:
    learned = {step.skill: step.after for step in steps(standings(role, level, held, KB), held, KB)}
    rows = standings(role, level, {**held, **learned}, KB)
    assert readiness(rows) == pytest.approx(1)
    assert steps(rows, {**held, **learned}, KB) == ()


def test_a_skill_that_an_alternative_covers_is_no_step() -> None:
    held: Held = {"google-cloud": "beginner"}
    assert "aws" not in [step.skill for step in steps(standings(KB.roles[ENGINEER], "junior", held, KB), held, KB)]


def test_a_requirement_begun_through_an_alternative_is_finished_through_it() -> None:
    held: Held = {"azure": "beginner"}
    names = {step.skill: step for step in steps(standings(KB.roles[MLE], "mid", held, KB), held, KB)}
    assert (names["azure"].before, names["azure"].after) == ("beginner", "intermediate")
    assert "aws" not in names


def test_a_missing_prerequisite_comes_in_as_a_step_of_its_own() -> None:
    todo = steps(standings(KB.roles[MLE], "junior", {}, KB), {}, KB)
    linux = next(step for step in todo if step.skill == "linux")
    assert (linux.after, linux.requirement, linux.opens) == ("beginner", False, ("docker",))


def asking(*rows: RoleSkill, stages: tuple[str, ...] = ()) -> Role:
    """A role that asks for `rows`, with one stage a skill."""
    way = tuple(Stage(skill, (skill,), "", "guide") for skill in stages)
    return Role("tester", "Tester", "Tests.", "guide", skills=rows, stages=way)


def ask_for(skill: str, **fields: object) -> RoleSkill:
    return RoleSkill(skill, 1.0, "core", "guide", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("level", "needed"), [("junior", None), ("mid", "beginner"), ("senior", "advanced"), ("staff", "advanced")]
)
def test_a_skill_is_needed_from_the_first_role_level_that_names_it(level: RoleLevel, needed: str | None) -> None:
    role = asking(ask_for("docker", levels={"mid": "beginner", "senior": "advanced"}))
    assert [row.needed for row in standings(role, level, {}, KB)] == [needed] * bool(needed)


@pytest.mark.parametrize(
    ("held", "learned"), [({}, "aws"), ({"azure": "beginner"}, "azure"), ({"sql": "beginner"}, "etl")]
)
def test_of_skills_that_serve_alike_the_one_begun_or_nearest_is_learned(held: Held, learned: str) -> None:
    role = asking(ask_for("aws", alternatives=("azure", "etl")))
    assert standings(role, "mid", held, KB)[0].target == learned


def test_an_alternative_may_follow_from_another_skill() -> None:
    found = standings(asking(ask_for("java", alternatives=("python",))), "mid", {"pytorch": "advanced"}, KB)[0]
    assert (found.reached, found.by, found.implied, found.target) == ("intermediate", "pytorch", True, "python")


def test_steps_follow_the_stages() -> None:
    role = asking(ask_for("sql"), ask_for("java"), ask_for("docker"), stages=("docker", "java", "sql"))
    order = [step.skill for step in steps(standings(role, "mid", {}, KB), {}, KB) if step.requirement]
    assert order == ["docker", "java", "sql"]


def test_what_helps_comes_before_but_never_by_itself() -> None:
    helped = replace(KB.skills["java"], helps=("sql", "rust"))
    kb = replace(KB, skills={**KB.skills, "java": helped})
    rows = standings(asking(ask_for("java"), ask_for("sql")), "mid", {}, kb)
    assert [step.skill for step in steps(rows, {}, kb)] == ["sql", "java"]


def test_the_stages_outrank_what_helps() -> None:
    helped = replace(KB.skills["java"], helps=("sql",))
    kb = replace(KB, skills={**KB.skills, "java": helped})
    rows = standings(asking(ask_for("java"), ask_for("sql"), stages=("java", "sql")), "mid", {}, kb)
    assert [step.skill for step in steps(rows, {}, kb)] == ["java", "sql"]


@pytest.mark.parametrize(
    ("before", "after", "hours"),
    [
        (None, "beginner", (10, 20)),
        ("beginner", "intermediate", (40, 70)),
        ("intermediate", "advanced", (150, 210)),
        ("intermediate", "intermediate", None),
    ],
)
def test_hours_between_two_levels(before: SkillLevel | None, after: SkillLevel, hours: tuple[int, int] | None) -> None:
    assert hours_between(KB.skills["python"], before, after) == hours


def test_a_level_without_a_figure_has_no_hours() -> None:
    assert hours_between(KB.skills["xgboost"], None, "advanced") is None


def test_total_hours_leave_out_what_has_no_figure() -> None:
    todo = steps(standings(KB.roles[MLE], "senior", {}, KB), {}, KB)
    unknown = [step for step in todo if step.hours is None]
    assert [step.skill for step in unknown] == ["xgboost"]
    assert total_hours(todo)[0] == sum(step.hours[0] for step in todo if step.hours)


GAPS = [f"skill-{n}" for n in range(6)]
RANDOM_PROJECTS = st.lists(
    st.tuples(st.dictionaries(st.sampled_from(GAPS), LEVELS, max_size=4), st.integers(1, 50)), max_size=7
).map(
    lambda rows: [
        Project(f"p{n}", f"P{n}", "", skills, ("done",), (hours, hours)) for n, (skills, hours) in enumerate(rows)
    ]
)
RANDOM_GAPS = st.dictionaries(st.sampled_from(GAPS), st.sampled_from([None, *SKILL_LEVELS]))


@given(RANDOM_GAPS, RANDOM_PROJECTS)
def test_no_other_choice_of_projects_is_smaller(gaps: dict[str, SkillLevel | None], projects: list[Project]) -> None:
    def covered(chosen: tuple[Project, ...]) -> frozenset[str]:
        return frozenset().union(*(practiced(project, gaps) for project in chosen))

    def cost(chosen: tuple[Project, ...]) -> tuple[int, int]:
        return len(chosen), sum(sum(project.hours) for project in chosen)

    best = smallest_cover(gaps, projects)
    possible = covered(tuple(projects))
    assert covered(best) == possible
    every = (c for size in range(len(projects) + 1) for c in combinations(projects, size) if covered(c) == possible)
    assert cost(best) == min(map(cost, every))


def test_a_project_covers_only_what_it_lifts() -> None:
    project = Project("p", "P", "", {"a": "intermediate", "b": "beginner", "c": "advanced"}, ("done",), (1, 2))
    assert practiced(project, {"a": "intermediate", "b": None, "d": None}) == {"b"}
