"""/readiness over the wire: two forms, a button between them, and a result for the member alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from local_discord import LocalDiscord, Person, Place, Shown, running

from bot.discord_app.questionnaire import DESCRIPTION, HEADING, label_of

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


async def test_all_in_one_form_where_they_fit(discord: LocalDiscord, general: Place, ana: Person) -> None:
    async with running(discord):
        result = await fill_in(ana, await ana.command(general, "readiness"), "51")
        assert "/ 5" in result.text


@given(st.text(alphabet="abc ", min_size=1, max_size=400))
def test_a_statement_is_cut_between_words_to_what_discord_takes(text: str) -> None:
    heading, description = label_of(text, "1 of 2")
    assert 0 < len(heading) <= HEADING
    assert len(description) <= DESCRIPTION
    assert text.startswith(heading) or heading == "1 of 2"
