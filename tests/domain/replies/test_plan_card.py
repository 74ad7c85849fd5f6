"""The plan card: one plan for all replies, what a member does with a step, and that every choice can be undone."""

from __future__ import annotations

from datetime import date

import pytest
from domain.careers import KB, MLE, NOBODY, TODAY, asked, person, section

from bot.domain.advice import timing
from bot.domain.advice.member_plan import MemberPlan
from bot.domain.core.profile import PlanChoice, Profile
from bot.domain.core.query import Intent, Query, StepAct
from bot.domain.core.reply import Reply

ROLE = KB.roles[MLE]
PLAN = Query(Intent.PLAN, role=ROLE, role_given=True)
ANA = person(python="intermediate", statistics="intermediate").with_goal(MLE, TODAY, hours=10.0)


def plan(profile: Profile) -> list[str]:
    return [step.skill for step in MemberPlan.of(ROLE, PLAN, profile, KB).steps]


def wants(profile: Profile, act: StepAct, skill: str) -> Profile:
    return profile.updated_by(PLAN.replace(step=act, skills=(skill,)), KB, TODAY)


def card(profile: Profile = ANA, **fields: object) -> Reply:
    return asked(PLAN.replace(**fields), profile)


def test_the_first_two_lines_say_the_step_and_how_far_it_is() -> None:
    now, progress = card().text.split("\n")
    first = KB.skills[plan(ANA)[0]]
    assert now.startswith(f"Now: **{first.name}**, ")
    assert " h" in now
    assert "▰" in progress
    assert f"{len(plan(ANA))} steps left" in progress


def test_next_and_roadmap_and_gap_speak_of_the_same_plan() -> None:
    swaps = MemberPlan.of(ROLE, PLAN, ANA, KB).swaps(plan(ANA)[0])
    waiting = next(swap.skill for swap in swaps if swap.kind == "before")
    changed = wants(ANA, "first", waiting)
    name = KB.skills[waiting].name
    ends = timing.by_when(MemberPlan.of(ROLE, PLAN, changed, KB).hours(), 10.0, TODAY)
    assert f"Now: **{name}**" in card(changed).text
    assert f"Learn **{name}** next." in asked(Query(Intent.NEXT, role=ROLE), changed).text
    assert f"Best first step: **{name}**" in asked(Query(Intent.GAP, role=ROLE), changed).text
    assert f"Your plan: **{name}** next" in asked(Query(Intent.ROADMAP, role=ROLE), changed).plain()
    assert ends in asked(Query(Intent.ROADMAP, role=ROLE), changed).plain()
    assert ends in card(changed).plain()


def test_a_step_put_off_comes_last_and_one_left_out_does_not_come() -> None:
    first = plan(ANA)[0]
    later, skipped = wants(ANA, "later", first), wants(ANA, "skip", first)
    assert plan(later)[0] != first
    assert first in plan(later)
    assert first not in plan(skipped)
    assert f"Left out: {KB.skills[first].name}." in card(skipped).plain()


def test_what_builds_on_a_step_comes_after_it_also_where_it_is_put_off() -> None:
    for skill in plan(NOBODY):
        order = plan(wants(NOBODY, "later", skill))
        for place, one in enumerate(order):
            assert not KB.builds_on[one].intersection(order[place + 1 :])


@pytest.mark.parametrize("act", ["skip", "later", "first"])
def test_every_choice_is_undone(act: PlanChoice) -> None:
    once = wants(ANA, "first", "docker")
    twice = wants(once, act, "java")
    assert twice != once
    assert twice.undone() == once
    assert once.undone() == ANA


def test_a_choice_made_twice_is_one_change() -> None:
    once = wants(ANA, "skip", "docker")
    assert wants(once, "skip", "docker") == once


def test_of_skills_that_serve_alike_the_one_chosen_last_is_learned() -> None:
    alike = next(one for one in ROLE.skills if one.alternatives)
    offers = card(step="swap", skills=(alike.skill,)).step
    assert offers is not None
    assert alike.alternatives[0] in [offer.skill for offer in offers.swaps]
    changed = wants(ANA, "first", alike.alternatives[0])
    assert plan(changed)[0] == alike.alternatives[0] or KB.builds_on[alike.alternatives[0]]
    assert alike.skill not in plan(changed)
    back = wants(changed, "first", alike.skill)
    assert alike.alternatives[0] not in plan(back)


def test_another_goal_has_its_own_choices() -> None:
    changed = wants(ANA, "skip", "docker")
    assert changed.plan_choices(MLE, KB) == {"docker": "skip"}
    assert changed.plan_choices("data-engineer", KB) == {}


def test_done_asks_the_level_and_the_level_is_recorded() -> None:
    first = plan(ANA)[0]
    question = card(step="done", skills=(first,))
    assert [offer.label for offer in question.suggestions] == ["Beginner", "Intermediate", "Advanced"]
    assert question.step
    assert question.step.skill == first


def test_fewer_hours_move_the_dates_and_a_skill_learned_brings_them_nearer() -> None:
    slower = ANA.with_goal(MLE, TODAY, hours=2.0)
    assert section(card(slower), "By when") != section(card(), "By when")
    learned = MemberPlan.of(ROLE, PLAN, ANA.with_skill(plan(ANA)[0], "advanced", TODAY), KB)
    assert learned.hours() < MemberPlan.of(ROLE, PLAN, ANA, KB).hours()


def test_of_a_role_that_is_not_the_goal_nothing_can_be_chosen() -> None:
    reply = card(person(python="intermediate"))
    assert reply.step is None
    assert not [offer for offer in reply.suggestions if offer.act]
    assert "Make it my goal" in [offer.label for offer in reply.suggestions]


def test_with_all_left_out_it_can_be_brought_back() -> None:
    profile = ANA
    for _ in range(30):
        if steps := plan(profile):
            profile = wants(profile, "skip", steps[0])
    reply = card(profile)
    assert "what you left out" in reply.text
    assert reply.suggestions


BY_WHEN = {
    ((8, 16), 8.0): "Nov 28 – Dec 5, 2026",
    ((24, 40), 8.0): "Dec 12–26, 2026",
    ((8, 8), 8.0): "Nov 28, 2026",
    ((160, 200), 8.0): "Apr–May 2027",
    ((160, 500), 8.0): "Apr 2027 – Feb 2028",
    ((1, 9_000_000), 0.5): "Dec 2026 – Sep 2076",
}


@pytest.mark.parametrize("case", BY_WHEN)
def test_ends_are_told_as_dates(case: tuple[tuple[int, int], float]) -> None:
    assert timing.by_when(*case, date(2026, 11, 21)) == BY_WHEN[case]
