"""Members' questions and what a right reply holds: guards every threshold and every phrase.

The tune halves are for tuning, their held-out halves were never looked at while tuning. The sets of conversations were
written when there were 67 entries and 21 roles; their labels, and those of people, were made anew for today's by
somebody who saw neither wordings nor replies.
"""

from __future__ import annotations

from pathlib import Path

import judge
import pytest
from asking import conversations
from unnamed_roles import Heard

from bot.domain.understanding.message import Understanding
from bot.terminal import as_json

LEAST_RIGHT = {
    "questions": 0.94,
    "questions_held_out": 0.88,
    "conversations_tune": 0.73,
    "conversations_held_out": 0.69,
    "people_tune": 0.88,
    "people_held_out": 0.81,
    "posts_tune": 0.51,
    "posts_held_out": 0.6,
    "chat_tune": 0.63,
    "chat_held_out": 0.47,
}
"""Of the conversations."""
MOST_WRONG = {
    "questions": 0.05,
    "questions_held_out": 0.09,
    "conversations_tune": 0.15,
    "conversations_held_out": 0.12,
    "people_tune": 0.05,
    "people_held_out": 0.1,
    "posts_tune": 0.18,
    "posts_held_out": 0.17,
    "chat_tune": 0.16,
    "chat_held_out": 0.13,
}
"""Of the turns in scope. Like the others what was reached, with room for two turns: to be tightened with every gain."""
MOST_OFF_TOPIC = {
    "questions": 0.06,
    "questions_held_out": 0.06,
    "conversations_tune": 0.16,
    "conversations_held_out": 0.14,
    "people_tune": 0.23,
    "people_held_out": 0.12,
    "posts_tune": 0.23,
    "posts_held_out": 0.1,
    "chat_tune": 0.17,
    "chat_held_out": 0.13,
}
"""Of the turns off topic, one more than was reached; the goal is 0.02."""
MOST_BESIDE = {
    "questions": 2,
    "questions_held_out": 1,
    "conversations_tune": 3,
    "conversations_held_out": 3,
    "people_tune": 3,
    "people_held_out": 2,
    "posts_tune": 5,
    "posts_held_out": 3,
    "chat_tune": 3,
    "chat_held_out": 3,
}
"""Entries of the FAQ about another role or its field alone (a PhD, a system design interview): one more than was
reached, to be lowered with every gain."""


async def outcomes(path: Path, understanding: Understanding) -> list[judge.Outcome]:
    asked = await conversations(path, understanding)
    return [judge.judge(item, [as_json(reply) for reply in replies]) for item, replies in asked]


@pytest.mark.parametrize("path", judge.FILES, ids=lambda path: path.stem)
async def test_questions_are_answered_rightly_or_declined(path: Path, understanding: Understanding) -> None:
    judged = await outcomes(path, understanding)
    total = judge.summary(judged)
    # Of the held-out file only the totals are told: questions once seen are no longer held out.
    told = "\n".join([str(total), *([] if "held_out" in path.stem else judge.worst(judged, 20))])
    assert total.accuracy >= LEAST_RIGHT[path.stem], told
    assert total.wrong_rate <= MOST_WRONG[path.stem], told
    assert total.off_topic_rate <= MOST_OFF_TOPIC[path.stem], told


@pytest.mark.parametrize("path", judge.FILES, ids=lambda path: path.stem)
async def test_no_answer_is_about_a_role_that_nobody_named(path: Path, understanding: Understanding) -> None:
    unnamed, beside = [], []
    for item, replies in await conversations(path, understanding):
        heard = Heard(understanding)
        for row, reply in zip(judge.requests(item), replies, strict=True):
            heard.asked(row["text"])
            unnamed += [(item.id, row["text"], role) for role in sorted(heard.unnamed(reply))]
            beside += [(item.id, row["text"], reply.target)] if heard.beside(reply) else []
            heard.told(reply)
    # Of a held-out file only numbers are told: questions once seen are no longer held out.
    told = "" if "held_out" in path.stem else f"{unnamed} {beside}"
    counts = len(unnamed), len(beside)
    assert counts[0] == 0, told
    assert counts[1] <= MOST_BESIDE[path.stem], told
