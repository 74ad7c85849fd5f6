"""Replies as messages: every page within Discord's limits, nothing lost, nothing cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.discord_app import ids
from bot.discord_app.limits import CUSTOM_ID, FENCE, LABEL, MESSAGE_TEXT, ROW, cut, pages, preview, units, words_within
from bot.discord_app.render import FIRST_PAGE, NEXT_PAGES, ONE_PAGE, Audience, Place, layout, layouts, paged
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query
from bot.domain.core.reply import Kind, Reply, Section, Suggestion
from bot.domain.replies.answer import answer
from bot.domain.understanding.message import Understanding

ANA = 2**63 - 1
COMPONENTS = 40
TODAY = date(2026, 11, 21)
READING = Query(Intent.ROLES)
"""One that a button can ask again."""


def place(audience: Audience = "everyone", *, feedback: bool = False) -> Place:
    return Place(ANA, lambda name: f"</{name}:1573585559614390296>", audience, feedback)


def parts(message: Any) -> list[dict[str, Any]]:
    """The texts, rows and buttons of a message as they are sent."""

    def walk(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for component in components:
            yield component
            yield from walk(component.get("components", []))

    return list(walk(message.to_components()))


def text_of(message: Any) -> str:
    return "\n".join(part["content"] for part in parts(message) if part["type"] == 10)


def labels(message: Any) -> list[str]:
    return [part["label"] for part in parts(message) if part["type"] == 2]


# Any reply

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=400)
notes = words | st.just("“delete my data” " + "some words " * 200)
lines = st.lists(words, max_size=12).map("\n".join)
sections = st.builds(Section, words, st.lists(lines, max_size=20).map(tuple), st.booleans())
suggestions = st.builds(Suggestion, words.filter(str.strip), words.filter(str.strip))
replies = st.builds(
    Reply,
    st.sampled_from(["faq", "none", "salary", "next"]),
    lines,
    title=words,
    sections=st.lists(sections, max_size=6).map(tuple),
    suggestions=st.lists(suggestions, max_size=8).map(tuple),
    sources=st.lists(words, max_size=6).map(tuple),
    decision=st.sampled_from(["answer", "clarify", "abstain"]),
    target=words,
    private=st.booleans(),
    note=notes,
    query=st.sampled_from([None, READING, Query(Intent.GOAL, "my goal")]),
)
audiences = st.sampled_from(["everyone", "asker", "direct"])


@given(replies, audiences, st.booleans())
def test_every_message_keeps_discords_limits(reply: Reply, audience: Audience, feedback: bool) -> None:
    shown = [*layouts(reply, place(audience, feedback=feedback))]
    shown += [layout(reply, place(audience), number) for number in range(1, len(paged(reply)) + 2)]
    for message in shown:
        found = parts(message)
        texts = [part["content"] for part in found if part["type"] == 10]
        buttons = [part for part in found if part["type"] == 2]
        assert len(found) <= COMPONENTS
        assert all(texts), "no text is empty"
        assert sum(map(units, texts)) <= MESSAGE_TEXT
        assert all(0 < len(part["components"]) <= ROW for part in found if part["type"] == 1)
        assert all(0 < units(one["label"]) <= LABEL for one in buttons)
        assert all(0 < units(one["custom_id"]) <= CUSTOM_ID for one in buttons)
        assert len({one["custom_id"] for one in buttons}) == len(buttons)


# Pages

LINK = "[a course on everything](https://example.org/a/very/long/address?with=parts)"


@given(st.lists(lines, max_size=8), st.integers(60, 200), st.integers(200, 400))
@example([f"{'word ' * 30}{LINK} {'word ' * 30}`some code` **bold words here**"], 60, 200)
def test_pages_fit_and_lose_nothing(blocks: list[str], first: int, most: int) -> None:
    made = pages(blocks, first=first, most=most)
    assert all(units(page) <= most for page in made)
    if FENCE not in "".join(blocks):
        assert "".join("".join(made).split()) == "".join("".join(blocks).split())


@given(st.lists(st.lists(st.sampled_from(["word", "a", LINK, "`let x = 1`", "**two words**"]), min_size=1), max_size=5))
def test_no_page_begins_or_ends_within_a_word_a_link_or_code(blocks: list[list[str]]) -> None:
    made = pages([" ".join(block) for block in blocks], first=100, most=120)
    whole = [piece for block in blocks for piece in block]
    assert [piece for page in made for piece in re.findall(r"\[.*?\]\(.*?\)|`.*?`|\*\*.*?\*\*|\w+", page)] == whole


def test_a_code_block_is_whole_on_each_page() -> None:
    code = "\n".join(f"print({number})" for number in range(60))
    made = pages([f"Try this:\n{FENCE}python\n{code}\n{FENCE}\nand look."], first=200, most=300)
    assert len(made) > 1
    for page in made:
        assert page.count(FENCE) % 2 == 0
        assert page.count(FENCE + "python") == page.count(FENCE) / 2
    printed = re.findall(r"print\((\d+)\)", "".join(made))
    assert printed == [str(number) for number in range(60)]


def test_a_heading_stays_with_its_first_line() -> None:
    made = pages(["x " * 40, "**Heading**\n- first\n- second"], first=95, most=300)
    assert made[1].startswith("**Heading**\n- first")


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("short enough", 80, "short enough"),
        ("one two three", 9, "one two…"),
        ("  two\nlines ", 80, "two lines"),
        ("abcdefghij", 5, "abcd…"),
        ("🎉" * 10, 9, "🎉🎉🎉🎉…"),
    ],
)
def test_labels_are_cut_between_words(text: str, most: int, short: str) -> None:
    assert cut(text, most) == short


@given(words, st.integers(2, 100))
def test_what_is_cut_fits(text: str, most: int) -> None:
    assert units(cut(text, most)) <= most
    assert units(words_within(text, most)) <= most
    assert " ".join(text.split()).startswith(words_within(text, most))


# The look

LONG = tuple(f"- **Point {number}**: {'some words that explain it. ' * 4}" for number in range(40))


def test_a_long_reply_shows_one_screen_and_more() -> None:
    reply = Reply("roadmap", "The way in one sentence.", sections=(Section("Steps", LONG),), query=READING)
    (first,) = layouts(reply, place("asker"))
    assert units(paged(reply)[0].text) <= FIRST_PAGE
    assert labels(first) == ["More", "Share"]
    second = layout(reply, place("asker"), 2)
    assert "Page 2 of" in text_of(second)
    assert labels(second)[:2] == ["Back", "More"]
    last = layout(reply, place("asker"), 99)
    assert labels(last) == ["Back", "Share"]
    together = "".join(text_of(layout(reply, place(), n)) for n in range(1, len(paged(reply)) + 1))
    assert all(together.count(line) == 1 for line in LONG)


def test_what_is_folded_waits_behind_more() -> None:
    small_print = Section("Other figures", ("- more of them",), folded=True)
    reply = Reply("salary", "It pays.", sections=(small_print, Section("", ("And this.",))), query=READING)
    first, second = layout(reply, place()), layout(reply, place(), 2)
    assert "And this." in text_of(first)
    assert "Other figures" not in text_of(first)
    assert "Other figures" in text_of(second)


def test_a_reply_that_cannot_be_asked_again_is_sent_whole() -> None:
    reply = Reply("goal", "Yours.", sections=(Section("Steps", LONG),), query=Query(Intent.GOAL))
    sent = layouts(reply, place("direct"))
    assert len(sent) > 1
    assert all(label not in labels(message) for message in sent for label in ("More", "Back"))
    assert all(line in "".join(map(text_of, sent)) for line in LONG)


def test_the_answer_comes_first_and_the_source_last() -> None:
    reply = Reply("faq", "No.", title="Do I need a PhD?", sources=("The guide, 2026", "BLS, 2025"), query=READING)
    assert text_of(layout(reply, place())) == "### Do I need a PhD?\nNo.\n-# Source: The guide, 2026; BLS, 2025"


def test_commands_named_in_words_can_be_clicked() -> None:
    text = text_of(layout(Reply("skills", "“delete my data” removes it."), place("asker")))
    assert text == "</privacy delete:1573585559614390296> removes it."


@pytest.mark.parametrize(
    ("kind", "asked", "hint"), [("salary", "what does it pay", True), ("salary", "", False), ("role", "", True)]
)
def test_one_hint_and_none_to_the_command_just_used(kind: Kind, asked: str, hint: bool) -> None:
    shown = text_of(layout(Reply(kind, "So.", query=Query(Intent.ROLES, asked)), place()))
    assert shown.count("</") == hint


# Buttons


def buttons(audience: Audience, **changes: Any) -> list[str]:
    reply = Reply("faq", "No.", target="phd-required", query=Query(Intent.ROLES, "do i need a phd"))
    return labels(layout(replace(reply, **changes), place(audience, feedback=True)))


def test_each_place_has_the_buttons_that_make_sense_there() -> None:
    assert buttons("everyone") == ["Solved", "Not what I meant", "Dismiss"]
    assert buttons("asker") == ["Solved", "Not what I meant", "Share"]
    assert buttons("direct") == ["Solved", "Not what I meant"]
    assert buttons("asker", private=True, kind="gap") == []
    assert buttons("everyone", kind="chat") == []


def test_what_is_not_known_can_be_put_before_the_moderators() -> None:
    assert buttons("asker", kind="none", decision="abstain") == ["Show it to the moderators"]


def test_readings_are_whole_questions_and_three_at_most() -> None:
    readings = tuple(Suggestion(f"Question {n}?", f"Question {n}?") for n in range(5))
    shown = buttons("everyone", kind="none", decision="clarify", suggestions=readings)
    assert shown == ["Question 0?", "Question 1?", "Question 2?", "None of these", "Dismiss"]


def test_a_question_too_long_for_a_button_is_listed() -> None:
    long = "What does a " + "very " * 20 + "senior engineer do?"
    reply = Reply("role", "It works.", suggestions=(Suggestion("Long", long), Suggestion("Pay", "What does it pay?")))
    shown = layout(reply, place())
    assert long in text_of(shown)
    assert labels(shown)[0] == "Pay"


@given(st.integers(0, 2**64 - 1), words)
def test_an_id_says_who_asked_and_what(asker: int, asked: str) -> None:
    for pattern, made in ((ids.NEITHER, ids.neither(asker, asked)), (ids.WRONG, ids.wrong(asker, "x", asked))):
        found = re.fullmatch(pattern, made)
        assert found
        assert int(found["asker"], 36) == asker
        assert " ".join(asked.split()).startswith(found["question"])


# The advisor's own replies

QUESTIONS = [
    "what does a data engineer do",
    "how much does a senior ml engineer earn in seattle at a startup",
    "roadmap to machine learning engineer",
    "data engineer vs data scientist",
    "what affects the salary of a data scientist",
    "what am i missing to become a data engineer",
    "what should i learn next",
    "which roles fit my skills",
    "what skills does an ml engineer need",
    "will ai replace data engineers",
    "which roles do you know",
    "do i need a phd to become an ml engineer",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_the_advisor_says_fits_a_phone(question: str, understanding: Understanding) -> None:
    query = understanding.understand(question)
    reply = answer(query, Profile("ana"), understanding.kb, today=TODAY)
    first, *others = (page.text for page in paged(replace(reply, query=query)))
    assert units(first) <= ONE_PAGE
    assert all(units(page) <= NEXT_PAGES for page in others)
    assert all(before.count("**") % 2 == 0 for before, _ in pairwise((first, *others)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Often not.\n- Look at projects\n- Ask in here", "Often not. · Look at projects · Ask in here"),
        ("### Steps\n1. Read\n2. Write\nThat is all.", "Steps · Read · Write That is all."),
        ("- a\n- b", "a · b"),
        ("in 2024 - maybe\n\n*later* it is", "in 2024 - maybe *later* it is"),
        ("", ""),
    ],
)
def test_a_preview_has_no_raw_bullets(text: str, shown: str) -> None:
    assert preview(text, 100) == shown
