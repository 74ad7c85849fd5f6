"""What is kept of statements by people who had seen neither the labelled sentences nor each other's.

The thresholds follow what was reached, with two items of room.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from statement_judge import items, judged

from bot.domain.understanding.message import Understanding

REACHED = {"tune": (0.73, 0.06), "held_out": (0.60, 0.14)}
"""Records that are exactly right, at least; with something stored or removed wrongly, at most."""


@pytest.mark.parametrize("half", REACHED)
def test_records_hold_what_was_said(half: str, understanding: Understanding) -> None:
    verdicts = judged(items(Path(__file__).parent / f"statements_{half}.jsonl"), understanding)
    exact, wrong = REACHED[half]
    shown = "\n".join(verdicts.failures) if half == "tune" else ""  # nobody may tune on the other half
    rates = verdicts.exact_rate, verdicts.wrong_rate  # plain numbers: a failure shows no sentence
    assert rates[0] >= exact, shown
    assert rates[1] <= wrong, shown
