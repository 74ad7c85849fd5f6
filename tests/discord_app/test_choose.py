"""/choose over the wire: two forms of three questions, restarts between them, three roles for the member alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from local_discord import LocalDiscord, Person, Place, Shown, running

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A folder with the shipped content that a bot can be started on twice."""
    (tmp_path / "knowledge").symlink_to(ROOT / "knowledge")
    (tmp_path / "faq.yaml").symlink_to(ROOT / "faq.yaml")
    return tmp_path


async def fill_in(person: Person, form: Shown, answers: list[str]) -> Shown:
    return await person.submits(form, dict(zip(form.modal.fields, answers, strict=True)))


async def test_three_roles_after_two_forms_with_restarts_between(
    discord: LocalDiscord, general: Place, ana: Person, shipped: Path
) -> None:
    async with running(discord, shipped):
        form = await ana.command(general, "choose")
        half = await fill_in(
            ana,
            form,
            ["Find out what figures and facts say", "Check something until every detail is right", "A little"],
        )
        assert half.ephemeral
        assert "3 of 6" in half.text
    async with running(discord, shipped):
        form = await ana.press(half, "Go on")
    async with running(discord, shipped):
        answers = [
            "It is fine, as a tool",
            "Work with figures or files: accounts, office, logistics",
            "In a year or so",
        ]
        result = await fill_in(ana, form, answers)
        assert result.ephemeral
        assert "Data Analyst" in result.text


async def test_the_question_in_a_channel_opens_the_form(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        asked = await ana.command(general, "match")
        result = await fill_in(ana, await ana.press(asked, "Answer in a form"), ["Figures", "Much"])
        assert "Data Engineer" in result.text or "Data Analyst" in result.text
