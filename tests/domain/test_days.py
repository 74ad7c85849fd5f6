"""Days of a history stay in order, whatever the clock did."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest

from bot.domain.core.days import in_order

START = date(2026, 3, 1)


def days(*offsets: int) -> list[date]:
    return [START + timedelta(offset) for offset in offsets]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ((), ()),
        ((5,), (5,)),
        ((0, 3, 3, 9), (0, 3, 3, 9)),
        ((0, 5, -360, 8), (0, 5, 5, 8)),  # set back a year, and right again
        ((5, -360, -359, -358), (5, 5, 5, 5)),  # and nothing since
        ((0, 370, 5, 6), (0, 0, 5, 6)),  # ahead a year
        ((370, 5), (10, 5)),
    ],
)
def test_a_day_that_a_wrong_clock_gave_counts_as_the_last_right_one(written, shown) -> None:
    assert in_order(days(*written), START + timedelta(10)) == days(*shown)


def test_they_never_go_back_nor_ahead_of_today() -> None:
    random = Random(1)
    for _ in range(300):
        written = sorted(random.randint(-9, 0) for _ in range(9))
        wrong = [day + random.choice([0, 0, -400]) for day in written]
        found = in_order(days(*wrong), START)
        assert all(one <= other for one, other in pairwise(found))
        assert found[-1] <= START
