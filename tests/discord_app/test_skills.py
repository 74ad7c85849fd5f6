"""A member's own skills, goal and advice, over the wire."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from local_discord import LocalDiscord, Person, Place, running

WELL, USED, TRIED, OTHERS = (
    "I solve hard problems with it",
    "I use it without help",
    "I have tried it and need help",
    "Other skills, in your own words",
)


@pytest.fixture
async def bot(discord: LocalDiscord, general: Place) -> AsyncIterator[None]:
    async with running(discord):
        yield


pytestmark = pytest.mark.usefixtures("bot")


async def test_skills_are_told_in_ones_own_words(general: Place, ana: Person) -> None:
    reply = await ana.command(general, "skills add", skills="python advanced, sql basics, foobarium")
    assert "Python (advanced), SQL (beginner)" in reply.text
    assert "I do not know “foobarium” as a skill." in reply.text
    assert reply.ephemeral
    assert "Share" not in reply.buttons
    listed = await ana.command(general, "skills list")
    assert "Python (advanced)" in listed.text
    assert listed.ephemeral


async def test_the_first_save_says_what_is_kept_and_how_to_delete_it_and_only_the_first(
    general: Place, ana: Person
) -> None:
    first = await ana.command(general, "skills add", skills="python advanced")
    assert "I keep your skills" in first.text
    assert "</privacy delete:" in first.text
    second = await ana.command(general, "skills add", skills="sql basics")
    assert "I keep your skills" not in second.text


async def test_skills_are_told_by_a_form_with_a_level_for_each(general: Place, ana: Person) -> None:
    await ana.command(general, "goal", role="Data Engineer")
    form = await ana.command(general, "skills add")
    assert form.modal.title == "Your skills for Data Engineer"
    assert list(form.modal.fields) == [WELL, USED, TRIED, OTHERS]
    reply = await ana.submits(form, {WELL: ["Python"], TRIED: ["AWS"], OTHERS: "git advanced, docker basics"})
    assert reply.ephemeral
    for stored in ("Python (advanced)", "AWS (beginner)", "Docker (beginner)", "Git (advanced)"):
        assert stored in reply.text


async def test_without_a_goal_the_form_has_what_most_roles_ask_for(general: Place, ana: Person) -> None:
    form = await ana.command(general, "skills add")
    assert form.modal.title == "Your skills"
    assert "SQL (intermediate)" in (await ana.submits(form, {USED: ["SQL"]})).text


async def test_the_form_shows_what_is_on_the_record(general: Place, ana: Person) -> None:
    await ana.command(general, "goal", role="Data Engineer")
    await ana.command(general, "skills add", skills="python advanced")
    form = await ana.command(general, "skills add")
    chosen = [option["label"] for option in form.modal.fields[WELL]["options"] if option.get("default")]
    assert chosen == ["Python"]
    assert "Python" not in (await ana.submits(form, {USED: ["SQL"]})).text, "what stays is not told again"


async def test_a_form_in_which_nothing_is_filled_stores_nothing(general: Place, ana: Person) -> None:
    form = await ana.command(general, "skills add")
    reply = await ana.submits(form, {})
    assert "I stored nothing" in reply.text


async def test_a_skill_is_taken_off(general: Place, ana: Person) -> None:
    await ana.command(general, "skills add", skills="python advanced, sql basics")
    assert "Off your record: SQL." in (await ana.command(general, "skills remove", skill="SQL")).text
    assert "SQL" not in (await ana.command(general, "skills list")).text


ADVICE: dict[str, tuple[dict[str, object], str]] = {
    "goal": ({"role": "data enginer", "hours": 6.5}, "6.5 h a week"),
    "gap": ({"role": "Data Engineer", "level": "junior"}, "core skills"),
    "next": ({"role": "Data Engineer", "hours": 6}, "6 h a week"),
    "match": ({}, "Your skills fit"),
    "progress": ({}, "core skills"),
}


@pytest.mark.parametrize("name", ADVICE)
async def test_what_concerns_ones_own_record_is_for_ones_own_eyes(name: str, general: Place, ana: Person) -> None:
    options, words = ADVICE[name]
    await ana.command(general, "skills add", skills="python advanced, sql basics")
    await ana.command(general, "goal", role="Data Engineer")
    reply = await ana.command(general, name, **options)
    assert words in reply.text
    assert reply.ephemeral
    assert not {"Share", "Solved", "Dismiss"} & set(reply.buttons)


async def test_without_a_role_the_goal_is_meant(general: Place, ana: Person) -> None:
    await ana.command(general, "goal", role="Data Engineer")
    for name in ("gap", "next", "progress"):
        assert "Data Engineer" in (await ana.command(general, name)).text


async def test_two_members_have_two_records(discord: LocalDiscord, general: Place, ana: Person) -> None:
    await ana.command(general, "skills add", skills="python advanced")
    listed = await discord.user("bo").command(general, "skills list")
    assert "I have no skills of yours yet" in listed.text


# Yes, no and undo


async def test_what_is_asked_is_answered_by_a_button(discord: LocalDiscord, general: Place, ana: Person) -> None:
    await ana.command(general, "skills add", skills="python advanced, sql basics")
    asked = await ana.command(general, "ask", question="forget everything about my skills")
    assert {"Yes, take it off", "No"} <= set(asked.buttons)
    assert "No" not in (await ana.press(asked, "No")).buttons
    assert "Python" in (await ana.command(general, "skills list")).text
    again = await ana.command(general, "ask", question="forget everything about my skills")
    await ana.press(again, "Yes, take it off")
    assert "no skills of yours yet" in (await ana.command(general, "skills list")).text


async def test_a_change_is_undone_by_its_button_while_it_is_the_last(general: Place, ana: Person) -> None:
    first = await ana.command(general, "skills add", skills="python advanced")
    second = await ana.command(general, "skills add", skills="sql basics")
    assert "has changed since" in (await ana.press(first, "Undo")).text
    undone = await ana.press(second, "Undo")
    assert "Undo" not in undone.buttons
    listed = await ana.command(general, "skills list")
    assert "Python" in listed.text
    assert "SQL" not in listed.text
