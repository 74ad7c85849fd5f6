"""When the bot speaks: a table of what was heard → how it speaks, and what counts as a question."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.listening import Heard, Manner, is_question, manner, pauses, post_question, sure, without_mention
from bot.domain.understanding.message import Understanding

QUESTION = "what does a data engineer earn?"


@pytest.mark.parametrize(
    ("how", "facts"),
    [
        # somebody speaks to the bot
        (Manner.ANSWER, {"direct": True}),
        (Manner.ANSWER, {"direct": True, "text": "python advanced"}),
        (Manner.HELP, {"direct": True, "text": ""}),
        (Manner.ANSWER, {"mentioned": True}),
        (Manner.ANSWER, {"mentioned": True, "replies_to": "another"}),
        (Manner.ANSWER, {"mentioned": True, "names_others": True}),
        (Manner.ANSWER, {"mentioned": True, "answer_channel": True, "in_human_hands": True}),
        (Manner.HELP, {"mentioned": True, "text": ""}),
        (Manner.ANSWER, {"replies_to": "me"}),
        (Manner.ANSWER, {"replies_to": "me", "text": "thanks"}),
        (Manner.UNREADABLE, {"replies_to": "me", "text": ""}),
        # nobody does, in an answer channel
        (Manner.IF_SURE, {"answer_channel": True}),
        (Manner.IF_SURE, {"answer_channel": True, "text": "hi all. How do I become a data scientist"}),
        (Manner.SILENT, {"answer_channel": True, "text": "salary?"}),
        (Manner.SILENT, {"answer_channel": True, "text": "I earn well as a data engineer"}),
        (Manner.SILENT, {"answer_channel": True, "text": ""}),
        (Manner.SILENT, {"answer_channel": True, "replies_to": "another"}),
        (Manner.SILENT, {"answer_channel": True, "names_others": True}),
        (Manner.SILENT, {"answer_channel": True, "in_human_hands": True}),
        # nobody does, elsewhere
        (Manner.SILENT, {}),
        # never
        (Manner.SILENT, {"mentioned": True, "paused": True}),
        (Manner.SILENT, {"answer_channel": True, "paused": True}),
        (Manner.SILENT, {"direct": True, "by_program": True}),
        (Manner.SILENT, {"mentioned": True, "by_program": True}),
        (Manner.SILENT, {"replies_to": "me", "by_program": True}),
    ],
)
def test_when_the_bot_speaks(how: Manner, facts: dict[str, Any]) -> None:
    assert manner(Heard(**{"text": QUESTION, **facts})) is how


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("how much does a data engineer earn", True),
        ("Hello everyone. Is a PhD needed?", True),
        ("do i need a degree", True),
        ("why?", False),
        ("sql?", False),
        ("I finally got the job", False),
        ("", False),
        ("???", False),
    ],
)
def test_a_full_question(text: str, expected: bool) -> None:
    assert is_question(text) is expected


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<@42> what does a data engineer earn?", "what does a data engineer earn?"),
        ("hey <@!42>, what now?", "hey what now?"),
        ("what\nnow <@42>\nplease", "what\nnow \nplease"),
        ("what now <@42>", "what now"),
        ("<@42>", ""),
        ("ask <@43> about it", "ask <@43> about it"),
    ],
)
def test_the_mention_is_taken_out_wherever_it_stands(written: str, read: str) -> None:
    assert without_mention(written, 42) == read


@pytest.mark.parametrize(
    ("facts", "order"),
    [
        ({"mentioned": True, "text": "pause"}, True),
        ({"mentioned": True, "text": "Resume!"}, False),
        ({"mentioned": True, "text": "pause what"}, None),
        ({"text": "pause"}, None),
        ({"mentioned": True, "text": "pause", "by_program": True}, None),
    ],
)
def test_the_order_to_keep_quiet(facts: dict[str, Any], order: bool | None) -> None:
    assert pauses(Heard(**facts)) is order


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    assert manner(Heard(text=without_mention(text, 42), answer_channel=True)) in Manner


@pytest.mark.parametrize(
    ("title", "tags", "question"),
    [
        ("How much does it pay", ["Data Engineer", "Solved"], "How much does it pay (Data Engineer)"),
        ("How much does a data analyst earn", ["Data Engineer"], "How much does a data analyst earn"),
        ("How much does it pay", ["Solved"], "How much does it pay"),
        ("How much does it pay", [], "How much does it pay"),
    ],
)
def test_tags_say_what_a_title_leaves_out(
    title: str, tags: list[str], question: str, understanding: Understanding
) -> None:
    assert post_question(title, tags, understanding) == question


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what does a data engineer earn?", True),
        ("who won the football world cup?", False),
        ("hello", False),
        ("I know python", False),
        ("my goal is data engineer", False),
        ("Yes, delete everything you keep about me", False),
    ],
)
def test_what_nobody_asked_the_bot_is_answered_only_if_it_is_sure(
    text: str, expected: bool, understanding: Understanding
) -> None:
    assert sure(understanding.understand(text)) is expected
