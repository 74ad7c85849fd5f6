"""Pay outside the United States: the office's figures in its own currency, or one sentence that there are none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from domain.careers import ENGINEER, KB, MLE, SCIENTIST, TODAY, asked

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.query_key import key_of, query_of
from bot.domain.core.reply import Reply
from bot.domain.core.sources import Claim
from bot.domain.replies.answer import answer

BACKEND = "software-engineer-backend"


def pay(role: str, *places: str, typed: str = "", kb: KnowledgeBase = KB, **fields: object) -> Reply:
    spots = [kb.locations[place] for place in places]
    query = Query(
        Intent.SALARY,
        typed,
        role=kb.roles[role],
        location=spots[0] if spots else None,
        further_locations=tuple(spots[1:]),
    )
    return answer(query.replace(**fields), Profile("test"), kb, today=TODAY)


@pytest.mark.parametrize(
    ("role", "place", "words"),
    [
        (ENGINEER, "united-kingdom", ["a year", "£41–75K", "median **£56K**", "ONS, 2025", "proxy: programmers"]),
        (BACKEND, "united-kingdom", ["£41–75K", "(ONS, 2025, programmers and software"]),
        (ENGINEER, "germany", ["a year", "median **EUR 76K**", "Destatis"]),
        (SCIENTIST, "norway", ["a month", "NOK 64,230–91,390", "median **NOK 76,330**"]),
        (BACKEND, "canada", ["an hour", "CAD 43.75–72.12", "median **CAD 56.49**"]),
        (BACKEND, "vancouver", ["Vancouver (Lower Mainland)", "CAD 34.62–99.04** for the middle 80%", "CAD 62.50"]),
        (ENGINEER, "berlin", ["Berlin (no figure of its own; Germany as a whole)", "EUR 76K"]),
    ],
)
def test_the_first_line_answers(role: str, place: str, words: list[str]) -> None:
    reply = pay(role, place)
    first = reply.text.splitlines()[0]
    assert KB.roles[role].name in first
    assert all(word in first for word in words), first
    assert "$" not in reply.plain()
    assert reply.sources


def test_the_footnote_gives_what_was_published_exactly_and_of_whom() -> None:
    text = pay(ENGINEER, "london").plain()
    for part in ("£30,752", "£41,141", "£55,587", "£75,077", "£101,172", "mean £62,387", "SOC code 2134"):
        assert part in text
    assert "Gross pay of all employees." in text
    assert "this occupation is the nearest" in text


@pytest.mark.parametrize(
    ("role", "place", "named"),
    [(ENGINEER, "poland", "Poland"), (MLE, "krakow", "Kraków"), (MLE, "germany", "Germany"), (MLE, "europe", "Europe")],
)
def test_no_open_figure_is_one_sentence_and_no_dollars(role: str, place: str, named: str) -> None:
    reply = pay(role, place, level="senior", employer=KB.employers["startup"])
    first = reply.text.splitlines()[0]
    assert first.startswith("I have no pay figures for")
    assert named in first
    assert KB.roles[role].name in first
    assert "$" not in reply.plain()
    assert any(offer.question.endswith("in the United States?") for offer in reply.suggestions)


def test_an_unknown_place_is_named_back() -> None:
    reply = pay(MLE, unknown_place="Atlantis")
    assert reply.text.startswith("I have no pay figures for “Atlantis”")
    assert "$" not in reply.plain()


def test_what_has_no_figure_comes_first_and_every_place_has_its_line() -> None:
    first, *lines = pay(ENGINEER, "london", "poland", "berlin").text.splitlines()
    assert first.startswith("I have no pay figures for Poland")
    assert ["London" in lines[0], "Berlin" in lines[1]] == [True, True]


def test_the_united_states_stand_beside_another_country() -> None:
    text = pay(BACKEND, "united-states", "united-kingdom").text
    ours, theirs, note = text.splitlines()
    assert "United States, a year: official **$135,980**" in ours
    assert "£56K" in theirs
    assert "nothing is converted" in note


def test_two_roles_in_two_places_are_four_lines() -> None:
    text = pay(ENGINEER, "united-kingdom", "canada", other_role=KB.roles[BACKEND]).text
    lines = [line for line in text.splitlines() if line.startswith("- ")]
    assert len(lines) == 4
    assert sum("£" in line for line in lines) == 2


@pytest.mark.parametrize(
    ("place", "level", "words"),
    [
        ("london", "junior", "£31–41K, the 10th to 25th percentile"),
        ("london", "senior", "£75–101K"),
        ("berlin", "junior", "no percentiles near this one"),
    ],
)
def test_a_level_is_an_estimate_from_the_percentiles(place: str, level: str, words: str) -> None:
    first, second = pay(ENGINEER, place, level=level).text.splitlines()
    assert "Junior" not in first, "the figure is of all levels"
    assert words in second


def test_places_without_figures_of_their_own_share_a_line() -> None:
    first, *more = pay(ENGINEER, "berlin", "germany").text.splitlines()
    assert "Berlin and Germany" in first
    assert more == []


def test_the_best_paid_of_a_country_are_its_own_occupations() -> None:
    reply = asked(Query(Intent.RANK, aspect="pay", location=KB.locations["united-kingdom"]))
    heading, first, second, _ = reply.text.splitlines()
    assert "United Kingdom" in heading
    assert ("£60K" in first, "£56K" in second) == (True, True)
    assert "$" not in reply.plain()


def test_what_moves_pay_there_is_answered_by_what_is_paid_there() -> None:
    reply = asked(Query(Intent.FACTORS, role=KB.roles[ENGINEER], factor="location", location=KB.locations["berlin"]))
    assert "EUR 76K" in reply.text


def test_a_button_that_asks_again_keeps_the_sum() -> None:
    query = Query(Intent.SALARY, "is £45k low?", role=KB.roles[ENGINEER], location=KB.locations["london"])
    again = query_of(key_of(query), KB)
    assert again
    assert asked(again).text == asked(query).text
    assert key_of(query) != key_of(query.replace(text="what is paid?"))


def test_without_a_role_the_occupations_of_the_country_are_told() -> None:
    reply = asked(Query(Intent.SALARY, location=KB.locations["london"]))
    assert "Programmers" in reply.text
    assert "£56K" in reply.text
    assert all("London" in offer.question for offer in reply.suggestions)
    nowhere = asked(Query(Intent.SALARY, location=KB.locations["poland"]))
    assert nowhere.text == "I have no pay figures for Poland: I know of no open official ones."


@pytest.mark.parametrize(
    ("typed", "place", "words"),
    [
        ("i got £45k", "london", ["**£45,000** a year lies between the 25th percentile (£41,141) and the median"]),
        ("they offer 50-60k", "london", ["**£50,000–60,000**", "(£41,141)", "its upper end between the median"]),
        ("is 120k ok", "united-kingdom", ["lies above the 90th percentile (£101,172)"]),
        ("is 50k eur ok", "berlin", ["**EUR 50,000** a year lies below the median (EUR 75,854)", "no percentiles"]),
        ("5000 eur a month?", "berlin", ["**EUR 5,000** a month lies below the median (EUR 5,851)"]),
        ("£45k in berlin?", "berlin", ["another currency", "do not convert"]),
        ("$60 an hour", "canada", ["**CAD 60** an hour lies between the median (CAD 56.49) and"]),
        ("90k cad", "canada", ["cannot be placed", "by the hour", "do not convert"]),
    ],
)
def test_a_sum_is_placed_in_the_distribution_first(typed: str, place: str, words: list[str]) -> None:
    reply = pay(ENGINEER, place, typed=typed)
    first = reply.text.splitlines()[0]
    assert all(word in first for word in words), first
    assert "$" not in reply.plain()


def test_a_sum_in_the_united_states_is_placed_too() -> None:
    first = pay(MLE, typed="135K TC at 1.5 years, low?", years=1.5).text.splitlines()[0]
    assert "**$135,000** lies between the median ($120,230) and the 75th percentile ($158,880)" in first
    assert "bonus and equity" in first


def claimed(**fields: object) -> KnowledgeBase:
    """With one more claim of the scientist's pay."""
    claim = Claim("pay", "board", "statement", "base", low=60_000, high=80_000, measure="range", **fields)  # type: ignore[arg-type]
    scientist = KB.roles[SCIENTIST]
    more = replace(scientist, claims=(*scientist.claims, claim))
    return replace(KB, roles={**KB.roles, SCIENTIST: more})


def test_a_claim_of_another_country_is_told_there_with_area_and_currency() -> None:
    kb = claimed(area="Germany", currency="EUR")
    told = [line for line in pay(SCIENTIST, "berlin", kb=kb).text.splitlines() if "60–80K" in line]
    assert len(told) == 1
    assert "**EUR 60–80K**" in told[0]
    assert "Germany" in told[0]


@pytest.mark.parametrize("place", ["seattle", "united-states", "london", "poland"])
def test_a_claim_of_another_country_is_told_nowhere_else(place: str) -> None:
    kb = claimed(area="Germany", currency="EUR")
    assert "60–80K" not in pay(SCIENTIST, place, kb=kb).plain()


def test_a_claim_of_a_city_is_told_for_that_city_only() -> None:
    kb = claimed(area="Seattle")
    assert "**$60–80K** range, Seattle" in pay(SCIENTIST, "seattle", kb=kb).text
    assert "$60–80K" not in pay(SCIENTIST, kb=kb).plain()
