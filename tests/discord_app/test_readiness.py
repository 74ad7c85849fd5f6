"""/readiness over the wire: two forms, a button between them, and a result for the member alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from local_discord import LocalDiscord, Person, Place, Shown, running

from bot.discord_app.questionnaire import DESCRIPTION
from bot.discord_app.rate_limits import MEMBER_MOST

ROOT = Path(__file__).parent.parent.parent
"""The shipped knowledge has ten statements, the small one two."""


async def fill_in(person: Person, form: Shown, answers: str) -> Shown:
    names = {"1": "1: not at all", "2": "2: hardly", "3": "3: partly", "4": "4: mostly", "5": "5: fully"}
    fields = list(form.modal.fields)
    return await person.submits(form, {field: names[answer] for field, answer in zip(fields, answers, strict=True)})


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A folder with the shipped content that a bot can be started on twice."""
    (tmp_path / "knowledge").symlink_to(ROOT / "knowledge")
    (tmp_path / "faq.yaml").symlink_to(ROOT / "faq.yaml")
    return tmp_path


async def test_ten_statements_in_two_forms_with_a_restart_between(
    discord: LocalDiscord, general: Place, ana: Person, shipped: Path
) -> None:
    async with running(discord, shipped):
        form = await ana.command(general, "readiness")
        assert len(form.modal.fields) == 5
        half = await fill_in(ana, form, "55544")
        assert half.ephemeral
        assert "5 of 10" in half.text
    async with running(discord, shipped):
        form = await ana.press(half, "Go on")
    async with running(discord, shipped):
        result = await fill_in(ana, form, "43211")
        assert result.ephemeral
        assert "/ 5" in result.text
        assert "readiness: 10" in (await ana.command(general, "privacy show")).text


async def test_a_form_that_was_begun_is_never_refused_as_too_much_at_once(
    discord: LocalDiscord, general: Place, ana: Person, shipped: Path
) -> None:
    async with running(discord, shipped):
        form = await ana.command(general, "readiness")
        for _ in range(MEMBER_MOST + 1):
            hurried = await ana.command(general, "help")
        assert "a lot at once" in hurried.text
        half = await fill_in(ana, form, "55544")
        assert "5 of 10" in half.text
        assert "/ 5" in (await fill_in(ana, await ana.press(half, "Go on"), "43211")).text


async def test_all_in_one_form_where_they_fit(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        result = await fill_in(ana, await ana.command(general, "readiness"), "51")
        assert "/ 5" in result.text


async def test_equal_answers_have_a_result_too(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        result = await fill_in(ana, await ana.command(general, "readiness"), "44")
        assert "4.0" in result.text
        assert "Next steps" in result.text


async def test_a_statement_too_long_for_a_description_stands_whole_above_its_answers(
    discord: LocalDiscord, general: Place, ana: Person, small_knowledge: Path
) -> None:
    file = small_knowledge / "readiness.yaml"
    long = "I give an AI tool the goal, the context and an example, and I ask again " + "and again " * 9
    statements = yaml.safe_load(file.read_text("utf-8"))
    statements["statements"][1]["text"] = long.strip()
    file.write_text(yaml.safe_dump(statements), "utf-8")
    async with running(discord, small_knowledge.parent):
        form = await ana.command(general, "readiness")
        assert long.strip() in form.modal.text
        assert "/ 5" in (await fill_in(ana, form, "51")).text


def test_the_shipped_statements_fit_their_place() -> None:
    shipped = yaml.safe_load((ROOT / "knowledge" / "readiness.yaml").read_text("utf-8"))
    assert all(len(one["text"]) <= DESCRIPTION for one in shipped["statements"])
