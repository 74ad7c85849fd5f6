"""Sums of money in a question."""

from __future__ import annotations

import pytest

from bot.domain.core.money import named_sum

SUMS = {
    "is 50k eur ok for a junior": ((50_000,), "EUR", "year"),
    "£45k in london": ((45_000,), "GBP", "year"),
    "135K TC at 1.5 years, low?": ((135_000,), "", "year"),
    "offer of $135,000 base": ((135_000,), "USD", "year"),
    "they said 50-60k": ((50_000, 60_000), "", "year"),
    "€50k–€60k": ((50_000, 60_000), "EUR", "year"),
    "5000 euros a month": ((5_000,), "EUR", "month"),
    "i earn 50.000 € gross": ((50_000,), "EUR", "year"),
    "600000 sek per year": ((600_000,), "SEK", "year"),
    "52000 kr/month": ((52_000,), "", "month"),
    "$62.50/hr contract": ((62.5,), "USD", "hour"),
    "ca$90k": ((90_000,), "CAD", "year"),
    "my salary is 48000": ((48_000,), "", "year"),
    "72,000 a year": ((72_000,), "", "year"),
}
NONE = [
    "how much does a data engineer earn",
    "3 years of experience",
    "salaries in 2026",
    "does k8s pay more",
    "h1b salary",
    "top 10 paid roles",
    "i have 1.5 years, 2 offers",
    "40 hours a week",
]


@pytest.mark.parametrize("typed", SUMS)
def test_a_sum_is_read_with_its_currency_and_time(typed: str) -> None:
    found = named_sum(typed)
    assert found
    assert (found.amounts, found.currency, found.unit) == SUMS[typed]


@pytest.mark.parametrize("typed", NONE)
def test_other_numbers_are_no_sums(typed: str) -> None:
    assert named_sum(typed) is None


@pytest.mark.parametrize("typed", SUMS)
def test_its_own_words_are_read_as_the_same_sum(typed: str) -> None:
    found = named_sum(typed)
    assert found
    assert named_sum(found.words()) == found
