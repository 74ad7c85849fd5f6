"""Hours of study as a span of time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from domain.careers import KB, MLE

from bot.domain.advice.timing import Pace, remark, span
from bot.domain.core.faq_entry import FaqEntry
from bot.domain.core.profile import Profile
from bot.domain.core.query import Intent, Query


@pytest.mark.parametrize(
    ("hours", "per_week", "words"),
    [
        ((10, 20), 8, "2–3 weeks"),
        ((10, 10), 8, "2 weeks"),
        ((100, 200), 8, "about 3–6 months"),
        ((150, 150), 8, "about 4 months"),
        ((2_251, 3_837), 8, "about 5.5–9 years"),
        ((2_251, 3_837), 40, "about 13–22 months"),
    ],
)
def test_a_span_is_told_in_the_unit_that_people_use(hours: tuple[int, int], per_week: float, words: str) -> None:
    assert span(hours, per_week) == words


def test_hours_said_now_go_before_those_on_record() -> None:
    member = Profile("m", hours=5)
    assert Pace.of(Query(Intent.NEXT, hours=3), member).hours == 3
    assert Pace.of(Query(Intent.NEXT), member).words == "at your 5 h a week"
    assert "assumed" in Pace.of(Query(Intent.NEXT), Profile("m")).words


def test_years_at_an_assumed_pace_are_explained_beside_the_faqs_months() -> None:
    entry = FaqEntry("time-to-become", "How long?", "A year or so.", tags=("time",), roles=(MLE,))
    told = replace(KB, faq={entry.id: entry})
    said = remark((2_251, 3_837), Pace(8, assumed=True), KB.roles[MLE], told)
    assert "people who already program" in said
    assert "20 h a week would make it about 2–3.5 years" in said
    assert remark((50, 90), Pace(8), KB.roles[MLE], told) == ""
