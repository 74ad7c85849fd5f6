"""Figures in words: amounts, ranges, and claims with their source, scope and date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.domain.model import Claim, KnowledgeBase, Occupation, OccupationLink, Wages

BLS_COVERAGE = "BLS counts straight-time gross pay: no bonus, equity or overtime."
_UNITS = {"base": "base pay", "total": "total pay", "unspecified": "base or total not stated"}


def money(amount: float) -> str:
    """`$165K` for whole thousands, `$120,230` otherwise."""
    return f"${amount / 1000:,.0f}K" if amount % 1000 == 0 else f"${amount:,.0f}"


def money_range(low: float | None, high: float | None) -> str:
    """`$150–180K`; `above $200K` for a range that is open upwards."""
    if low is None:
        return f"up to {money(high or 0)}"
    if high is None:
        return f"above {money(low)}"
    if low % 1000 == high % 1000 == 0:
        return f"${low / 1000:,.0f}–{high / 1000:,.0f}K"
    return f"${low:,.0f}–{high:,.0f}"


def hours_range(hours: tuple[int, int] | None) -> str:
    if hours is None:
        return "no hours figure"
    return f"{hours[0]} h" if hours[0] == hours[1] else f"{hours[0]}–{hours[1]} h"


def weeks_range(hours: tuple[int, int], per_week: float) -> str:
    """How many weeks that is, rounded up."""
    low, high = (max(1, -int(-value // per_week)) for value in hours)
    return f"{low} week{'s' if low > 1 else ''}" if low == high else f"{low}–{high} weeks"


def amount(claim: Claim) -> str:
    """The bare figure of a claim."""
    if claim.unit == "percent":
        if claim.value is not None:
            return f"{claim.value:+g}%"
        return f"{claim.low:g}–{claim.high:g}%"
    if claim.value is not None:
        return money(claim.value)
    return money_range(claim.low, claim.high)


def expiry(claim: Claim, today: date) -> str:
    """The label that stands before an expired figure."""
    return f"⌛ Expired ({claim.until:%d %b %Y}): " if claim.expired(today) else ""


def has_figure(claim: Claim) -> bool:
    return claim.value is not None or claim.low is not None or claim.high is not None


def claim_line(claim: Claim, kb: KnowledgeBase, today: date) -> str:
    """One claim with all that belongs to it."""
    figure = f"**{amount(claim)}**" if has_figure(claim) else "no figure"
    kind = " ".join(part for part in (claim.measure, _UNITS.get(claim.unit, "")) if part)
    text = f" – {claim.text}" if claim.text else ""
    source = kb.source_line(claim.source, section=claim.section, as_of=claim.as_of)
    return f"{expiry(claim, today)}{figure} {kind}{text} ({source}{_basis(claim)})".replace("  ", " ")


def _basis(claim: Claim) -> str:
    return {"statement": ", gives no source", "estimate": ", estimate", "proxy": ", proxy"}.get(claim.basis, "")


def statements(claims: Sequence[Claim], kb: KnowledgeBase) -> str:
    """Pay statements of one source, level and measure as one sentence; never averaged.

    Two that differ: first the union, then both in words with their sections (and where they agree). Open ranges stay
    open: the lower bound is shown as such, never closed by another statement's end.
    """
    if len(claims) == 1:
        only = claims[0]
        return f"**{amount(only)}**" + (f" {_UNITS[only.unit]}" if only.unit in ("base", "total") else "")
    each = "; ".join(
        f"section “{c.section}” says {amount(c)}" + (f" {_UNITS['base']}" if c.unit == "base" else "") for c in claims
    )
    lows = [c.low for c in claims if c.low is not None]
    highs = [c.high for c in claims if c.high is not None]
    if len(highs) < len(claims):
        return f"**{money_range(min(lows), None)}** ({each})"
    overlap = (max(lows), min(highs))
    both = f"; both agree on {money_range(*overlap)}" if overlap[0] < overlap[1] else ""
    return f"**{money_range(min(lows), max(highs))}** ({each}{both})"


def wages_of(occupation: Occupation, source: str = "") -> Wages | None:
    """The newest wages, or those of one source."""
    return next((w for w in occupation.wages if not source or w.source == source), None)


def official_line(link: OccupationLink, kb: KnowledgeBase) -> str:
    """`**$120,230** median, $85,660–158,880 for the middle half (Data Scientists …)`."""
    occupation = kb.occupations[link.soc]
    wages = wages_of(occupation)
    if wages is None:
        return ""
    proxy = "proxy: " if link.basis == "proxy" else ""
    return (
        f"**{money(wages.median)}** median, {money_range(wages.p25, wages.p75)} for the middle half "
        f"({proxy}{occupation.title}, {kb.source_line(wages.source)})"
    )


def sources_of(claims: Iterable[Claim], kb: KnowledgeBase) -> tuple[str, ...]:
    """Each source once, in order of appearance."""
    return tuple(dict.fromkeys(kb.source_line(c.source, as_of=c.as_of) for c in claims))
