"""Days of a history that were written one after the other, also where the clock was wrong in between."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date


def in_order(days: Iterable[date], today: date) -> list[date]:
    """The same days, none before the one in front of it and none to come: what a clock that was set back or ahead
    says counts as the last day before that."""
    last: date | None = None
    result = []
    for day in days:
        if day <= today:
            last = max(last or day, day)
        result.append(last or today)
    return result
