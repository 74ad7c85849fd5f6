"""Members' questions and what a right reply holds: guards every threshold and every phrase.

questions.yaml is for tuning, questions_held_out.yaml was never looked at while tuning.
"""

from __future__ import annotations

from pathlib import Path

import judge
import pytest

from bot.advisor import Advisor
from bot.domain.understanding.message import Understanding
from bot.storage.database import Database
from bot.storage.profiles import Profiles
from bot.terminal import as_json

LEAST_RIGHT = 0.92
MOST_WRONG = {"questions": 0.04, "questions_held_out": 0.065}
"""Of the turns in scope. What was reached, with room for two turns: to be lowered with every gain; the goal is 0.03."""
MOST_OFF_TOPIC = {"questions": 0.09, "questions_held_out": 0.09}
"""Of some 35 turns each: three of them, one more than was reached; the goal is 0.02."""


async def outcomes(path: Path, understanding: Understanding) -> list[judge.Outcome]:
    found = []
    async with Database(":memory:") as database:
        advisor = Advisor(lambda: understanding, Profiles(database))
        for item in judge.load(path):
            asked = judge.requests(item)
            replies = [as_json(await advisor.ask(row["user"], row["session"], row["text"])) for row in asked]
            found.append(judge.judge(item, replies))
    return found


@pytest.mark.parametrize("path", judge.FILES, ids=lambda path: path.stem)
async def test_questions_are_answered_rightly_or_declined(path: Path, understanding: Understanding) -> None:
    judged = await outcomes(path, understanding)
    total = judge.summary(judged)
    # Of the held-out file only the totals are told: questions once seen are no longer held out.
    told = "\n".join([str(total), *([] if "held_out" in path.stem else judge.worst(judged, 20))])
    assert total.accuracy >= LEAST_RIGHT, told
    assert total.wrong_rate <= MOST_WRONG[path.stem], told
    assert total.off_topic_rate <= MOST_OFF_TOPIC[path.stem], told
