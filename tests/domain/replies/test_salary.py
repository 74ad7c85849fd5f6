"""Pay: official first, statements as stated, places with their arithmetic, factors kept apart."""

from __future__ import annotations

import pytest
from domain.careers import ENGINEER, KB, MLE, SCIENTIST, asked, section

from bot.domain.core.levels import RoleLevel
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Reply
from bot.domain.core.sources import Factor


def pay(role: str = MLE, *, place: str = "", employer: str = "", **fields: object) -> Reply:
    query = Query(
        Intent.SALARY,
        role=KB.roles[role],
        location=KB.locations[place] if place else None,
        employer=KB.employers[employer] if employer else None,
    )
    return asked(query.replace(**fields))


def test_the_official_figure_stands_before_the_guides() -> None:
    text = pay().text
    assert text.index("$120,230") < text.index("$165K")
    assert "proxy: Data Scientists" in text
    assert "gives no source" in text
    assert "base or total not stated" in text


def test_the_notes_say_what_stands_in_for_what() -> None:
    assert "There is no series of its own." in pay().plain()
    assert "no bonus, equity or overtime" in pay().plain()


def test_every_level_of_the_ladder_has_a_line() -> None:
    junior, mid, senior, staff = section(pay(), "By level")
    assert junior == "- Junior ML Engineer (0–2 years): **$120–140K**"
    assert "**$150–200K** (section “career” says $150–180K; section “salary” says $160–200K" in mid
    assert "**above $200K**" in senior
    assert "above $250K base pay, before equity" in senior
    assert staff.endswith("the guide gives no pay figure")


@pytest.mark.parametrize(
    ("level", "words"),
    [
        ("junior", ["$120–140K", "$67,240–85,660 is the 10th to 25th percentile"]),
        ("mid", ["$150–200K", "$85,660–158,880 is the 25th to 75th percentile"]),
        ("senior", ["above $200K", "$158,880–199,130 is the 75th to 90th percentile"]),
        ("staff", ["the guide gives no pay figure", "75th to 90th percentile"]),
    ],
)
def test_one_level(level: RoleLevel, words: list[str]) -> None:
    text = pay(level=level).text
    assert all(word in text for word in words)
    assert "estimate" in text
    assert "the proxy Data Scientists" in text


def test_a_level_without_any_figure_says_so() -> None:
    assert "Senior: I have no pay figure for this level" in pay(SCIENTIST, level="senior").text


def test_a_metro_shows_its_arithmetic_and_year() -> None:
    text = pay(place="seattle").text
    assert "about **$168,000** median" in text
    assert "$157,290 / $112,590 = 1.397" in text
    assert "$120,230 national (May 2025) × 1.397" in text
    assert "estimate" in text
    assert "(BLS OEWS metropolitan, May 2024)" in text


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("kansas", ["no figure for Kansas itself; the nearest is the Midwest", "$89,500–120,300", "Lansing"]),
        ("palo-alto", ["no figure for Palo Alto itself; the nearest is San Francisco"]),
        ("california", ["San Francisco $166,300 / $112,590 = 1.48", "Los Angeles $124,270 / $112,590 = 1.10"]),
        ("oregon", ["I have no pay figures for Oregon; the United States figures are:", "$120,230"]),
        ("remote", ["no series on remote pay", "depends on the employer"]),
    ],
)
def test_a_place_says_what_it_was_widened_to(place: str, words: list[str]) -> None:
    text = pay(place=place).text
    assert all(word in text for word in words), text


@pytest.mark.parametrize("place", ["seattle", "kansas", "california", "remote", "midwest"])
def test_the_guides_word_on_places_is_always_there(place: str) -> None:
    reply = pay(place=place)
    assert "**30–50%** more than Midwest cities" in reply.text
    assert "$165K" in reply.plain()


def test_the_country_of_the_figures_is_no_special_place() -> None:
    assert pay(place="united-states").text == pay().text


@pytest.mark.parametrize(
    ("employer", "words"),
    [
        ("big-tech", ["$137,600 / $112,590 = 1.222 of the national median (BLS OEWS by sector, May 2024)"]),
        ("government", ["$94,400 / $112,590 = 0.838"]),
        ("startup", ["no series by employer"]),
    ],
)
def test_an_employer(employer: str, words: list[str]) -> None:
    text = pay(employer=employer).text
    assert all(word in text for word in [*words, "**20–40%** above market average"])


def test_what_was_asked_together_is_not_multiplied() -> None:
    reply = pay(place="seattle", level="senior")
    assert "do not multiply them" in reply.plain()
    assert "above $200K" in reply.text
    assert "$168,000" in reply.text


def test_specialization_is_said_without_a_figure() -> None:
    assert (
        "how much more is not said (guide, 2026, section “salary”, gives no source, no figure)"
        in pay(factor="specialization").text
    )


def test_a_role_without_figures_says_so() -> None:
    reply = pay(ENGINEER, place="seattle", level="mid")
    assert "no pay figure" in reply.text
    assert "I have no reviewed pay figure for this role." in reply.plain()


def test_other_sources_are_folded_and_called_not_official() -> None:
    (_, line) = section(pay(), "Other figures")
    assert "**$279K** median, total pay; self-reported (A job board, 2026, not official)" in line


@pytest.mark.parametrize("factor", ["location", "company", "experience", "specialization"])
def test_one_factor(factor: Factor) -> None:
    reply = asked(Query(Intent.FACTORS, role=KB.roles[MLE], factor=factor))
    assert reply.kind == "salary"
    assert reply.sections[0].lines
    assert reply.sources


def test_all_factors_stand_apart() -> None:
    reply = asked(Query(Intent.FACTORS, role=KB.roles[MLE]))
    headings = [part.heading for part in reply.sections]
    assert headings[:3] == ["Place", "Company", "Specialization"]
    assert "These are separate statements: do not multiply them." in reply.plain()
    assert "30–50%" in reply.plain()
    assert "20–40%" in reply.plain()


def test_factors_of_a_role_without_figures() -> None:
    reply = asked(Query(Intent.FACTORS, role=KB.roles[ENGINEER]))
    assert "I have no reviewed figure on place, company, experience or specialization" in reply.plain()


def test_several_roles_have_a_line_each() -> None:
    text = pay(SCIENTIST, other_role=KB.roles["software-engineer-backend"], further_roles=(KB.roles[ENGINEER],)).text
    for name, figure in (("Data Scientist", "$120,230"), ("Software Engineer (Backend)", "$135,980")):
        assert any(f"**{name}**" in line and figure in line for line in text.splitlines())
    assert "**Data Engineer**: I have no reviewed pay figure" in text


def test_several_places_have_a_line_each() -> None:
    _, *lines = pay(place="seattle", further_locations=(KB.locations["chicago"],)).text.splitlines()
    assert ["Seattle" in lines[0], "Chicago" in lines[1]] == [True, True]


def test_two_levels_have_a_line_each() -> None:
    _, junior, senior = pay(levels=("junior", "senior")).text.splitlines()
    assert "$120–140K" in junior
    assert "above $200K" in senior


@pytest.mark.parametrize(("years", "levels"), [(1, ["Junior"]), (3, ["Mid-level"]), (8, ["Senior", "Staff"])])
@pytest.mark.parametrize("role", [MLE, SCIENTIST])
def test_years_alone_mean_levels_and_that_is_said(years: float, levels: list[str], role: str) -> None:
    text = pay(role, years=years).text
    assert text.startswith(f"By years alone, {years} fit {' or '.join(levels).lower()} (an estimate")
    assert all(f"**{level} " in text for level in levels)
