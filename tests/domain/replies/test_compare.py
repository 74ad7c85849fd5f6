"""Two roles side by side: the same facts in either order."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

import pytest
from domain.careers import ENGINEER, KB, MLE, SCIENTIST, asked, section

from bot.domain.core.query import Aspect, Intent, Query
from bot.domain.core.reply import Reply


def compared(first: str, second: str, text: str = "") -> Reply:
    return asked(Query(Intent.COMPARE, text, role=KB.roles[first], other_role=KB.roles[second]))


@pytest.mark.parametrize(
    ("first", "second"), list(combinations((MLE, SCIENTIST, ENGINEER, "software-engineer-backend"), 2))
)
def test_either_order_gives_the_same_facts(first: str, second: str) -> None:
    def facts(reply: Reply) -> tuple[list[str], Counter[str], list[str]]:
        lines = sorted(line for part in reply.sections for line in part.lines if line.startswith("- "))
        return lines, Counter(re.findall(r"[\w$%]+", reply.text)), sorted(reply.sources)

    assert facts(compared(first, second)) == facts(compared(second, first))


def test_figures_of_one_occupation_are_not_shown_as_a_difference() -> None:
    reply = compared(MLE, SCIENTIST)
    assert "they show no difference" in reply.plain()
    assert reply.plain().count("+34.6%") == 1


def test_both_medians_stand_official_first() -> None:
    mle, scientist = section(compared(MLE, SCIENTIST), "Pay")[:2]
    assert "official **$120,230** median (proxy: Data Scientists, BLS OEWS, May 2025); guide **$165K**" in mle
    assert "guide **$140K** median (guide, 2026, section “FAQ”, gives no source)" in scientist


def test_asked_for_pay_the_pay_leads() -> None:
    text = compared(MLE, SCIENTIST, "mle vs ds salary").text
    assert "$165K" in text
    assert "$140K" in text


@pytest.mark.parametrize("second", [MLE, None])
def test_one_role_is_said_and_neighbors_offered(second: str | None) -> None:
    other = KB.roles[second] if second else None
    reply = asked(Query(Intent.COMPARE, role=KB.roles[MLE], other_role=other))
    assert reply.decision == "clarify"
    assert "That is one role" in reply.text
    assert reply.suggestions[0].question == (
        "What is the difference between a Machine Learning Engineer and a Data Scientist?"
    )


def test_a_role_without_neighbors_still_offers_some() -> None:
    assert len(asked(Query(Intent.COMPARE, role=KB.roles["qa-test-engineer"])).suggestions) >= 2


@pytest.mark.parametrize(
    ("aspect", "least", "first_sentence"),
    [
        (
            "pay",
            False,
            "**Software Engineer (Backend)** has the higher official",
        ),
        ("pay", True, "**Data Scientist** has the lower official US median"),
        ("growth", False, "**Data Scientist** stands on the faster growing occupation"),
        ("math", False, "**Data Scientist** asks for more mathematics"),
        ("coding", False, "**Software Engineer (Backend)** asks for more coding"),
    ],
)
def test_the_aspect_asked_for_decides_first(aspect: Aspect, least: bool, first_sentence: str) -> None:
    both = {"role": KB.roles[SCIENTIST], "other_role": KB.roles["software-engineer-backend"]}
    reply = asked(Query(Intent.COMPARE, aspect=aspect, least=least, **both))  # type: ignore[arg-type]
    assert reply.text.startswith(first_sentence)


def test_one_occupation_tells_two_roles_not_apart() -> None:
    reply = asked(Query(Intent.COMPARE, role=KB.roles[MLE], other_role=KB.roles[SCIENTIST], aspect="pay"))
    assert reply.text.startswith("No official figure tells")
    assert "$165K for Machine Learning Engineer" in reply.text


def test_three_roles_stand_side_by_side() -> None:
    roles = [KB.roles[role] for role in (SCIENTIST, ENGINEER, "software-engineer-backend")]
    query = Query(Intent.COMPARE, role=roles[0], other_role=roles[1], further_roles=(roles[2],))
    reply = asked(query)
    assert reply.target == f"{SCIENTIST}/{ENGINEER}/software-engineer-backend"
    assert all(role.name in reply.text for role in roles)
    assert len(section(reply, "What they do")) == 3
    most = asked(query.replace(aspect="pay"))
    assert "has the higher official US median" in most.text  # of the two that have one
    assert "I have no such figure for Data Engineer." in most.text


def test_beside_a_title_of_none_of_ours_the_known_one_is_told() -> None:
    reply = asked(Query(Intent.COMPARE, role=KB.roles[SCIENTIST], role_given=True, named_roles=("actuary",)))
    assert reply.text.startswith("“actuary” is not among my roles.")
    assert (reply.kind, reply.decision, reply.target) == ("role", "answer", SCIENTIST)


def test_pay_in_a_place_is_compared_there_or_said_to_be_unknown() -> None:
    both = {"role": KB.roles[MLE], "other_role": KB.roles[SCIENTIST]}
    there = asked(Query(Intent.COMPARE, location=KB.locations["seattle"], **both))  # type: ignore[arg-type]
    assert [line.count("Seattle:") for line in there.text.splitlines()[:2]] == [1, 1]
    nowhere = asked(Query(Intent.COMPARE, unknown_place="Narnia", **both))  # type: ignore[arg-type]
    assert nowhere.text.startswith("I have no pay figures for “Narnia”")
    assert "$" not in nowhere.plain()


def test_pay_in_another_country_is_compared_in_its_currency() -> None:
    both = {"role": KB.roles[ENGINEER], "other_role": KB.roles[SCIENTIST]}
    there = asked(Query(Intent.COMPARE, location=KB.locations["london"], **both))  # type: ignore[arg-type]
    assert there.kind == "compare"
    engineer, scientist, decided = there.text.splitlines()
    assert ("Data Engineer" in engineer, "£56K" in engineer) == (True, True)
    assert ("Data Scientist" in scientist, "£60K" in scientist) == (True, True)
    assert "highest" in decided
    assert "Data Scientist" in decided
    assert "$" not in there.plain()
