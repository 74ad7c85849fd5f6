"""Figures in words: nothing averaged, nothing closed, everything labelled."""

from __future__ import annotations

from datetime import date

import pytest
from domain.careers import CLAIMS, KB, MLE, TODAY

from bot.domain.advice import figures
from bot.domain.core.sources import Claim

GROWTH = [claim for claim in CLAIMS if claim.topic == "growth"]


def pay(section: str, low: float | None, high: float | None, unit: str = "unspecified") -> Claim:
    return Claim("pay", "guide", "statement", unit, low=low, high=high, section=section)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (150_000, 180_000, "$150–180K"),
        (85_660, 158_880, "$85,660–158,880"),
        (200_000, None, "above $200K"),
        (None, 90_000, "up to $90K"),
        (165_000, 165_000, "$165K"),
    ],
)
def test_ranges(low: float | None, high: float | None, words: str) -> None:
    assert figures.money_range(low, high) == words


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ([pay("a", 120_000, 140_000)], "**$120–140K**"),
        (
            [pay("a", 150_000, 180_000), pay("b", 160_000, 200_000)],
            "**$150–200K** (section “a” says $150–180K; section “b” says $160–200K; both agree on $160–180K)",
        ),
        (
            [pay("a", 100_000, 110_000), pay("b", 120_000, 130_000)],
            "**$100–130K** (section “a” says $100–110K; section “b” says $120–130K)",
        ),
        (
            [pay("a", 200_000, None), pay("b", 250_000, None, "base")],
            "**above $200K** (section “a” says above $200K; section “b” says above $250K base pay)",
        ),
        (
            [pay("a", 200_000, None), pay("b", 150_000, 180_000)],
            "**above $150K** (section “a” says above $200K; section “b” says $150–180K)",
        ),
        ([pay("a", 120_000, 140_000), pay("b", 120_000, 140_000)], "**$120–140K**"),
    ],
)
def test_statements_show_the_union_and_then_each(claims: list[Claim], words: str) -> None:
    assert figures.statements(claims) == words


def test_two_single_values_are_a_range_and_no_average() -> None:
    claims = [Claim("pay", "guide", "statement", "unspecified", value=value) for value in (100_000.0, 120_000.0)]
    assert figures.statements(claims).startswith("**$100–120K**")


@pytest.mark.parametrize(
    ("today", "label"), [(date(2026, 12, 31), ""), (date(2027, 1, 1), "⌛ Expired Dec 31, 2026: ")]
)
def test_the_guides_growth_expires_by_itself(today: date, label: str) -> None:
    (line,) = figures.growth_lines(GROWTH, KB, today)
    assert line.startswith(f"{label}**+40% through 2026**")


def test_one_figure_of_two_things_is_one_line() -> None:
    (line,) = figures.growth_lines(GROWTH, KB, TODAY)
    assert "once as job growth (section “introduction”) and once as salary growth (section “conclusion”)" in line
    assert "gives no source" in line


def test_an_official_line_calls_a_proxy_a_proxy() -> None:
    line = figures.official_line(KB.roles[MLE].occupations[0], KB)
    assert line == (
        "**$120,230** median, $85,660–158,880 for the middle half (proxy: Data Scientists, BLS OEWS, May 2025)"
    )


def test_an_official_line_says_that_it_is_broader() -> None:
    line = figures.official_line(KB.roles["software-engineer-backend"].occupations[0], KB)
    assert "(Software Developers, broader than the role, BLS OEWS, May 2025)" in line


@pytest.mark.parametrize(
    ("hours", "per_week", "words"),
    [
        ((10, 20), 8, "2–3 weeks"),
        ((1, 2), 8, "1 week"),
        ((8, 8), 8, "1 week"),
        ((8_000, 9_000), 1, "8,000–9,000 weeks"),
    ],
)
def test_weeks_are_rounded_up(hours: tuple[int, int], per_week: float, words: str) -> None:
    assert figures.weeks_range(hours, per_week) == words


def test_a_section_of_a_source_makes_the_bare_source_superfluous() -> None:
    lines = ("The guide, 2026", "The guide, section “salary”, 2026", "Editors' view, 2026", "Editors' view, 2026")
    assert figures.merged(lines, KB) == ("The guide, section “salary”, 2026", "Editors' view, 2026")
