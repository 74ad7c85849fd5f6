"""Days and moments as moderators write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain.faq.moments import MomentError, moment

NOW = datetime(2026, 11, 28, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("yesterday", "2026-11-27 23:59:59"),
        ("Yesterday ", "2026-11-27 23:59:59"),
        ("2026-11-20", "2026-11-20 23:59:59"),
        ("2026-11-28 09:15", "2026-11-28 09:15:00"),
        ("2026-11-28T09:15+01:00", "2026-11-28 08:15:00"),
        ("2026-11-28 09:15 UTC", "2026-11-28 09:15:00"),
        ("3 days ago", "2026-11-25 23:59:59"),
        ("a week ago", "2026-11-21 23:59:59"),
        ("2 hours ago", "2026-11-28 08:30:00"),
    ],
)
def test_a_day_means_its_end_and_a_time_itself(typed: str, meant: str) -> None:
    assert f"{moment(typed, NOW):%Y-%m-%d %H:%M:%S}" == meant


@pytest.mark.parametrize("typed", ["", "soon", "27.11.2026", "2026-13-01", "2026-11-28", "2026-12-24", "tomorrow"])
def test_what_is_no_moment_that_has_passed_is_said(typed: str) -> None:
    with pytest.raises(MomentError):
        moment(typed, NOW)
