"""Members' questions and what a right reply holds: guards every threshold and every phrase.

The tune halves are for tuning, their held-out halves were never looked at while tuning. The sets of conversations were
written when there were 67 entries and 21 roles; their labels, and those of people, were made anew for today's by somebody
who saw neither wordings nor replies.
"""

from __future__ import annotations

from pathlib import Path

import judge
import pytest
from asking import conversations

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
