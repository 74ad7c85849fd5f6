"""Official cards: which questions they answer, what they say, and which questions they leave declined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.advisor import Advisor
from bot.domain.advice.official_figures import pay_line, pay_notes
from bot.domain.core.query import Intent
from bot.domain.core.query_key import key_of, query_of
from bot.domain.core.reply import Reply
from bot.domain.understanding.message import Understanding
from bot.storage.database import Database
from bot.storage.profiles import Profiles


async def asked(understanding: Understanding, *texts: str) -> Reply:
    """The reply to the last of the messages of one conversation."""
    async with Database(":memory:") as database:
        advisor = Advisor(lambda: understanding, Profiles(database))
        replies = [await advisor.ask("ana", "s", text) for text in texts]
    return replies[-1]


@pytest.mark.parametrize(
    ("question", "code", "told"),
    [
        ("statistician salary", "15-2041.00", "$105,650"),
        ("what do statisticians do", "15-2041.00", "statistical theory"),
        ("how much does a computer hardware engineer earn", "17-2061.00", "a year"),
        ("job outlook for actuaries", "15-2011.00", "2024–2034"),
        ("what education does a mechanical engineer need", "17-2141.00", "Job zone 4"),
        ("will AI replace civil engineers", "17-2051.00", "no forecast of job loss"),
        ("how do I become a photonics engineer", "17-2199.07", "no reviewed plan"),
        ("gis analyst pay", "15-1299.02", "O*NET lists"),
    ],
)
async def test_a_question_about_a_near_occupation_gets_its_card(
    question: str, code: str, told: str, understanding: Understanding
) -> None:
    reply = await asked(understanding, question)
    assert (reply.decision, reply.target) == ("answer", code)
    assert "Official data, no reviewed plan here." in reply.text
    assert told in reply.plain()
    assert any(source.startswith("O*NET") for source in reply.sources)


async def test_a_card_has_every_part(understanding: Understanding) -> None:
    reply = await asked(understanding, "official figures: statisticians")
    headings = {section.heading for section in reply.sections}
    assert headings >= {
        "Main tasks",
        "Pay, United States",
        "Education and preparation",
        "Outlook, United States",
        "Software",
        "AI exposure",
        "Related occupations",
    }
    assert "Data Scientist" in reply.plain()  # a reviewed role near it, with what it asks for
    assert any(suggestion.question.startswith("What am I missing") for suggestion in reply.suggestions)


@pytest.mark.parametrize(
    "question",
    [
        "how much does a baker make in tampa",
        "skills needed to be a dental hygienist",
        "do plumbers earn more than welders",
        "salary of a wildlife biologist",
    ],
)
async def test_an_occupation_far_from_the_field_stays_declined(question: str, understanding: Understanding) -> None:
    assert (await asked(understanding, question)).decision == "abstain"


async def test_a_declined_occupation_can_be_had_at_a_press(understanding: Understanding) -> None:
    declined = await asked(understanding, "how much does a dental hygienist earn")
    assert declined.decision == "abstain"
    (offer,) = declined.suggestions
    reply = await asked(understanding, offer.question)
    assert (reply.decision, reply.target) == ("answer", "29-1292.00")


@pytest.mark.parametrize(
    "question", ["what does a lawyer charge for a contract", "my neighbor the civil engineer parks like an idiot"]
)
async def test_what_asks_nothing_about_a_career_is_not_answered(question: str, understanding: Understanding) -> None:
    assert (await asked(understanding, question)).decision != "answer"


async def test_titles_of_our_roles_stay_ours(understanding: Understanding) -> None:
    for title in ("data analyst", "software developer", "web developer", "data scientists", "technical writer"):
        reply = await asked(understanding, f"what does a {title} earn")
        assert reply.target in understanding.kb.roles, title


async def test_a_title_of_several_occupations_is_asked_back(understanding: Understanding) -> None:
    reply = await asked(understanding, "official pay: buyers")
    assert reply.decision == "clarify"
    assert len(reply.suggestions) == 5
    chosen = await asked(understanding, reply.suggestions[0].question)
    assert (chosen.decision, chosen.kind) == ("answer", "salary")


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Penetration Testers", "BLS has pay for Computer Occupations, All Other as a whole only"),
        ("Home Health Aides", "counts it together with others, as Home Health and Personal Care Aides"),
        ("Actors", "BLS publishes hourly pay alone"),
        ("Fishing and Hunting Workers", "BLS publishes no pay"),
    ],
)
async def test_whose_pay_it_is_and_what_is_missing_is_said(title: str, told: str, understanding: Understanding) -> None:
    assert told in (await asked(understanding, f"official pay: {title}")).text


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"p90": 239_200.0, "top_coded": ("p90",)}, "a tenth $239,200 or more."),
        ({"median": 239_200.0, "top_coded": ("median",)}, "**$239,200 or more** median a year"),
        ({"median": None, "mean": 67_390.0}, "no estimate of the median; mean $67,390 a year"),
    ],
)
def test_missing_and_top_coded_figures_are_shown_as_what_they_mean(
    changes: dict[str, object], told: str, understanding: Understanding
) -> None:
    official = understanding.kb.official
    assert official
    card = official.cards["15-2041.00"]
    assert card.pay
    changed = replace(card, pay=replace(card.pay, **changes))  # type: ignore[arg-type]
    assert told in "\n".join((pay_line(changed, official), *pay_notes(changed)))


async def test_a_place_or_level_without_a_figure_is_named(understanding: Understanding) -> None:
    text = (await asked(understanding, "senior actuary salary in germany")).text
    assert text.startswith("I have no figure of this occupation for Germany")
    assert "not by level" in text


async def test_every_official_title_leads_to_its_own_card(understanding: Understanding) -> None:
    official = understanding.kb.official
    assert official
    for code, title in official.names.items():
        query = understanding.own.meant(f"Official figures: {title}")
        assert query
        assert query.occupation == code, title


@pytest.mark.parametrize(
    "question", ["official salary of dentists", "Official data on dentists", "official card: dentist"]
)
async def test_a_card_can_be_asked_for_in_other_words(question: str, understanding: Understanding) -> None:
    assert (await asked(understanding, question)).target == "29-1021.00"


async def test_more_of_a_card_can_be_asked_for_again(understanding: Understanding) -> None:
    query = (await asked(understanding, "statistician salary")).query
    assert query
    again = query_of(key_of(query), understanding.kb)
    assert again
    assert (again.intent, again.occupation, again.aspect) == (Intent.OCCUPATION, "15-2041.00", "pay")


@pytest.mark.parametrize(
    ("title", "target"),
    [("Statisticians", "15-2041.00"), ("dentist", "29-1021.00"), ("data analyst", "data-analyst"), ("zzzz", "")],
)
async def test_a_title_in_a_command(title: str, target: str, understanding: Understanding) -> None:
    async with Database(":memory:") as database:
        advisor = Advisor(lambda: understanding, Profiles(database))
        for intent in (Intent.ROLE, Intent.SALARY):
            assert (await advisor.ask_for("ana", "s", intent, role=title)).target == target


async def test_without_an_occupation_file_nothing_changes(load_small: Callable[[], object]) -> None:
    kb = load_small()
    understanding = Understanding.compile(kb)  # type: ignore[arg-type]
    assert (await asked(understanding, "Official pay: Statisticians")).decision != "answer"


async def test_a_community_without_careers_gets_no_cards(understanding: Understanding) -> None:
    kb = understanding.kb
    own = replace(kb, community=replace(kb.community, topics=False))
    quiet = replace(understanding, reader=replace(understanding.reader, kb=own))
    for question in ("statistician salary", "dentist salary", "official pay: statisticians"):
        reply = await asked(quiet, question)
        assert reply.decision != "answer"
        assert not any("Official" in suggestion.question for suggestion in reply.suggestions)
