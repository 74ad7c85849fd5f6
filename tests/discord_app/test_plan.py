"""From a wish to a plan, and the plan card, over the wire: taps counted, in place, after a restart."""

from __future__ import annotations

from pathlib import Path

import pytest
from local_discord import LocalDiscord, Person, Place, Server, Shown, running

KNOWN_WELL, USED, TRIED = (
    "I solve hard problems with it",
    "I use it without help",
    "I have tried it and need help",
)
HOURS, OTHERS = "Hours a week that you can learn", "Other skills, in your own words"
FILLED = {KNOWN_WELL: ["Python"], TRIED: ["Docker"], HOURS: "6 hours"}


@pytest.fixture
def folder(small_knowledge: Path) -> Path:
    """Where the bot keeps its things over a restart."""
    return small_knowledge.parent


def taps(discord: LocalDiscord) -> int:
    """What a member has sent to the bot so far: commands, presses, choices, forms."""
    return len(discord.state.interactions)


async def planned(place: Place, person: Person, role: str = "Data Engineer") -> Shown:
    """Through `/start` to the card."""
    form = await person.command(place, "start", role=role)
    return await person.submits(form, FILLED)


# From a wish to a plan


@pytest.mark.parametrize("begin", ["command", "panel"])
async def test_from_a_wish_to_a_plan_in_at_most_four_taps(
    begin: str, discord: LocalDiscord, general: Place, ana: Person, ada: Person
) -> None:
    async with running(discord):
        if begin == "panel":
            await ada.command(general, "settings panel")
        before = taps(discord)
        if begin == "panel":
            choice = await ana.press(general.visible_to(ana)[-1].message, "Make my plan")
        else:
            choice = await ana.command(general, "start")
        form = await ana.selects(choice, "Roles …", "Data Engineer")
        card = await ana.submits(form, FILLED)
        assert taps(discord) - before <= 4
    assert card.ephemeral
    assert "Your plan: Data Engineer" in card.text
    assert "I keep your skills" in card.text
    assert "Now: **SQL**" in card.text
    for noted in ("Python (advanced)", "Docker (beginner)", "6 hours a week", "Your goal: **Data Engineer**"):
        assert noted in card.text
    assert {"Done", "Skip", "Not now", "Swap", "Undo"} <= set(card.buttons)


async def test_a_role_may_be_typed(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        choice = await ana.command(general, "start")
        asked = await ana.press(choice, "Type its name instead")
        found = await ana.submits(asked, {"Role": "data enginer"})
        form = await ana.press(found, "Go on")
        assert form.modal.title == "Your plan: Data Engineer"
        again = await ana.command(general, "start", role="data enginer")
        assert again.modal.title == "Your plan: Data Engineer"
        unknown = await ana.submits(await ana.press(choice, "Type its name instead"), {"Role": "qqq"})
        assert "nothing reviewed on “qqq”" in unknown.text


async def test_the_form_shows_what_is_on_record_and_takes_off_nothing_unasked(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with running(discord):
        await ana.command(general, "skills add", skills="python advanced, sql basics")
        form = await ana.command(general, "start", role="Data Engineer")
        preset = {
            label: [option["label"] for option in field["options"] if option.get("default")]
            for label, field in form.modal.fields.items()
            if field.get("options")
        }
        assert preset[KNOWN_WELL] == ["Python"]
        assert preset[TRIED] == ["SQL"]
        card = await ana.submits(form, {KNOWN_WELL: [], USED: ["SQL"]})
        assert "SQL (intermediate, was beginner)" in card.text
        assert "Take Python off your record?" in card.text
        assert "Python (advanced)" in (await ana.command(general, "skills list")).text
        await ana.press(card, "No")
        assert "Python (advanced)" in (await ana.command(general, "skills list")).text


async def test_a_goal_is_answered_with_plan_skills_and_hours(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with running(discord):
        goal = await ana.command(general, "goal", role="Data Engineer")
        assert goal.buttons[:3] == ["My plan", "Add skills", "Hours"]
        form = await ana.press(goal, "Add skills")
        assert form.modal.title == "Your skills for Data Engineer"
        assert "Python (intermediate)" in (await ana.submits(form, {USED: ["Python"]})).text
        card = await ana.submits(await ana.press(goal, "Hours"), {HOURS: "10 hours"})
        assert "10 hours a week." in card.text
        assert "At your 10 h a week" in card.text
        assert "Now: **SQL**" in card.text


EMPTY = {
    "gap": "Make my plan",
    "next": "Make my plan",
    "plan": "Make my plan",
    "progress": "Make my plan",
    "match": "Add skills",
    "skills list": "Make my plan",
}


@pytest.mark.parametrize("name", EMPTY)
async def test_what_is_empty_carries_the_button_that_fills_it(
    name: str, discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with running(discord):
        empty = await ana.command(general, name)
        opened = await ana.press(empty, EMPTY[name])
        assert opened.opened_form or "Which role" in opened.text
        await ana.command(general, "goal", role="Data Engineer")
        with_goal = await ana.command(general, name)
        if name in ("gap", "progress", "match", "skills list"):
            assert (await ana.press(with_goal, "Add skills")).modal.fields


# The card


async def test_a_step_is_put_off_left_out_and_undone_in_place(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with running(discord):
        card = await planned(general, ana)
        changed = await ana.press(card, "Skip")
        assert changed.message is card.message, "the card itself changes"
        assert "SQL is left out of your plan." in changed.text
        assert "Now: **AWS**" in changed.text
        await ana.press(changed, "Undo")
        assert "Now: **SQL**" in (await ana.command(general, "plan")).text
        later = await ana.press(await ana.command(general, "plan"), "Not now")
        assert "Put off: SQL." in later.text


async def test_done_asks_the_level_records_it_and_shows_the_next_step(
    discord: LocalDiscord, general: Place, ana: Person
) -> None:
    async with running(discord):
        card = await planned(general, ana)
        form = await ana.press(card, "Done")
        assert form.modal.title == "Done: SQL"
        after = await ana.submits(form, {"How well can you do it now?": "Advanced"})
        assert after.message is card.message
        assert "SQL (advanced)" in after.text
        assert "Now: **AWS**" in after.text
        assert "SQL (advanced)" in (await ana.command(general, "skills list")).text


async def test_a_step_is_swapped_for_what_serves_alike(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        card = await planned(general, ana)
        card = await ana.submits(await ana.press(card, "Done"))
        assert "Now: **AWS**" in card.text
        form = await ana.press(card, "Swap")
        after = await ana.submits(form, {"What shall come first?": "Azure"})
        assert "Azure comes first now." in after.text
        assert "AWS" not in (await ana.command(general, "next")).text


async def test_the_card_works_after_a_restart_and_what_was_chosen_lasts(
    discord: LocalDiscord, general: Place, ana: Person, folder: Path
) -> None:
    async with running(discord, folder):
        card = await planned(general, ana)
        choice = await ana.command(general, "start")
    async with running(discord, folder):
        card = await ana.press(card, "Skip")
        form = await ana.press(card, "Done")
    async with running(discord, folder):
        after = await ana.submits(form)
        assert "AWS (beginner)" in after.text
        left = await ana.command(general, "plan")
        assert "what you left out: SQL" in left.text
        assert "Now: **SQL**" in (await ana.press(left, "Back: SQL")).text
        assert (await ana.selects(choice, "Roles …", "Data Analyst")).opened_form


async def test_the_card_follows_goal_and_hours(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        card = await planned(general, ana)
        await ana.press(card, "Skip")
        await ana.command(general, "goal", role="Data Analyst", hours=3)
        other = await ana.command(general, "plan")
        assert "Your plan: Data Analyst" in other.text
        assert "3 h a week" in other.text
        assert "Left out" not in other.text


async def test_the_card_is_for_its_asker_alone(
    discord: LocalDiscord, guild: Server, general: Place, ana: Person
) -> None:
    async with running(discord):
        await planned(general, ana)
        assert not [one for one in general.visible_to(discord.user("bo")) if "plan" in one.text]
        direct = await ana.command(ana.dm, "plan")
        assert not direct.ephemeral
        assert "Now: **AWS**" in (await ana.press(direct, "Skip")).text
