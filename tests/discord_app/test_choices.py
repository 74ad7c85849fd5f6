"""Autocomplete, over the wire and from memory."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from local_discord import LocalDiscord, Person, Place, running

from bot.discord_app.choices import ranked
from bot.domain.understanding.message import Understanding
from bot.storage.knowledge_files import load_knowledge

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
async def bot(discord: LocalDiscord, general: Place) -> AsyncIterator[None]:
    async with running(discord):
        yield


@pytest.mark.usefixtures("bot")
async def test_roles_that_begin_so_come_before_roles_that_look_so(general: Place, ana: Person) -> None:
    assert await ana.types(general, "salary", role="data") == ["Data Analyst", "Data Engineer"]
    assert (await ana.types(general, "salary", role="dta enginer"))[0] == "Data Engineer"
    assert await ana.types(general, "salary", role="") == ["Data Analyst", "Data Engineer", "Machine Learning Engineer"]


@pytest.mark.usefixtures("bot")
async def test_every_name_that_a_command_takes_is_offered(general: Place, ana: Person) -> None:
    role = {"role": "Data Engineer"}
    assert "Data Engineer" in await ana.types(general, "compare", first="Data Analyst", second="engin")
    assert "Data Engineer" in await ana.types(general, "roadmap", role="etl")
    assert await ana.types(general, "salary", **role, location="zzzz") == []
    assert await ana.types(general, "salary", **role, location="")
    assert await ana.types(general, "salary", **role, company="")
    assert await ana.types(general, "ask", question="which programming") == [
        "Which programming language should I learn first?"
    ]


async def test_places_with_pay_of_their_own_come_first(
    discord: LocalDiscord, general: Place, ana: Person, tmp_path: Path
) -> None:
    """The shipped places: hundreds are known by name only."""
    for name in ("knowledge", "faq.yaml"):
        (tmp_path / name).symlink_to(ROOT / name)
    kb = load_knowledge(ROOT / "knowledge", ROOT / "faq.yaml")
    far = {place.name: kb.pay_distance[place.id] for place in kb.locations.values()}
    async with running(discord, tmp_path):
        for typed in ("", "san", "ber", "new"):
            offered = await ana.types(general, "salary", role="Data Engineer", location=typed)
            assert [far[name] for name in offered] == sorted(far[name] for name in offered), typed
        assert (await ana.types(general, "salary", role="Data Engineer", location="santiago"))[0] == "Santiago"


@pytest.mark.usefixtures("bot")
async def test_beginnings_of_words_are_enough_and_bring_nothing_else(general: Place, ana: Person) -> None:
    assert await ana.types(general, "salary", role="dat eng") == ["Data Engineer"]
    await ana.command(general, "skills add", skills="python, pandas, kubernetes")
    assert await ana.types(general, "skills remove", skill="pyth") == ["Python"]


@pytest.mark.usefixtures("bot")
async def test_only_skills_on_the_record_can_be_taken_off(general: Place, ana: Person) -> None:
    assert await ana.types(general, "skills remove", skill="") == []
    await ana.command(general, "skills add", skills="python advanced, sql basics")
    assert await ana.types(general, "skills remove", skill="") == ["Python", "SQL"]
    assert await ana.types(general, "skills remove", skill="pyhton") == ["Python"]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("typed", ["🦆", "((", "x" * 100, "<@1>", "\\", "   "])
async def test_whatever_is_typed_gets_a_list(typed: str, general: Place, ana: Person) -> None:
    assert len(await ana.types(general, "salary", role=typed)) <= 25
    assert len(await ana.types(general, "ask", question=typed)) <= 25


def test_companies_are_found_by_what_people_call_them(understanding: Understanding) -> None:
    names = {one.name: (one.name, *one.aliases, *one.companies) for one in understanding.kb.employers.values()}
    assert ranked("goo", names)[0] == "Big tech"
    assert ranked("startp", names)[0] == "Startup"
    assert ranked("gov", names)[0] == "Government"
    assert ranked("gooogle", names) == ["Big tech"]
    assert ranked("goog", names) == ["Big tech"], "and not all whose short names look like a part of it"


@given(st.text(max_size=30), st.dictionaries(st.text(min_size=1), st.lists(st.text(), max_size=3).map(tuple)))
def test_names_that_begin_so_come_first(typed: str, names: dict[str, tuple[str, ...]]) -> None:
    found = ranked(typed, names)
    assert len(set(found)) == len(found)
    assert set(found) <= set(names)
