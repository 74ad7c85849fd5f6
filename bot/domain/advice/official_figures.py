"""Figures of an official card in words: each with its scope, its date, and what a missing or top-coded one means."""

from __future__ import annotations

from bot.domain.advice import figures
from bot.domain.core.locations import NATION
from bot.domain.core.official import Official, OfficialCard, OfficialPay, OfficialRow
from bot.domain.core.pay import Percentile
from bot.domain.core.query import Query
from bot.domain.core.wording import joined, the

SHARES_SHOWN = 3
ZONES = 5


def pay_line(card: OfficialCard, official: Official) -> str:
    """`Statisticians, United States: **$103,300** median a year, $78,760–134,800 for the middle half (…)`."""
    pay = card.pay
    if pay is None:
        return f"BLS publishes no pay for {card.title}."
    where = f"{pay.row.title}, United States"
    unit, source = figures.PERIODS[pay.unit], official.source_line(pay.source)
    if pay.median is None:
        mean = f"; mean {_amount(pay, 'mean')} {unit}" if pay.mean is not None else ""
        return f"{where}: BLS has no estimate of the median{mean} ({source})."
    spread = _spread(pay)
    middle = f", {spread}" if spread else ""
    return f"{where}: **{_amount(pay, 'median')}** median {unit}{middle} ({source})."


def _spread(pay: OfficialPay) -> str:
    if pay.p25 is None or pay.p75 is None:
        return ""
    return f"{_amount(pay, 'p25')} to {_amount(pay, 'p75')} for the middle half"


def _amount(pay: OfficialPay, name: Percentile) -> str:
    """A top-coded figure is the least that it may be."""
    value: float | None = getattr(pay, name)
    if value is None:
        return "no estimate"
    shown = f"${value:,.2f}" if pay.unit == "hour" else figures.dollars(value)
    return f"{shown} or more" if name in pay.top_coded else shown


def pay_notes(card: OfficialCard) -> tuple[str, ...]:
    """The ends of the range, whose row it is, and what counts as pay."""
    pay = card.pay
    if pay is None:
        return ()
    ends = f"A tenth earn {_amount(pay, 'p10')} or less, a tenth {_high_end(pay)}."
    notes = [ends] if pay.p10 is not None and pay.p90 is not None else []
    if pay.unit == "hour":
        notes.append("BLS publishes hourly pay alone: a year of it has no fixed number of hours.")
    counted = "Straight-time gross pay without bonus, equity or overtime; the self-employed are not counted."
    return (*notes, *row_note(pay.row, "pay"), counted)


def _high_end(pay: OfficialPay) -> str:
    high = _amount(pay, "p90")
    return high if "p90" in pay.top_coded else f"{high} or more"


def row_note(row: OfficialRow, what: str) -> tuple[str, ...]:
    """Whose figures these are, where they are not the occupation's own."""
    if row.of == "parent":
        return (f"BLS has {what} for {row.title} as a whole only: this occupation is one part of it.",)
    if row.of == "combined":
        return (f"BLS counts it together with others, as {row.title}: the {what} are of all of them.",)
    return ()


def not_answered(query: Query) -> list[str]:
    """What a question on pay names and no figure here is specific to."""
    spots = [spot for spot in (query.location, *query.further_locations) if spot and spot.id != NATION]
    named = [the(spot.name) for spot in spots] + ([query.unknown_place] if query.unknown_place else [])
    lines = (
        [f"I have no figure of this occupation for {joined(named, 'or')}; these are of the United States."]
        if named
        else []
    )
    if query.level or query.levels:
        lines.append("Official figures are not by level; the ends of the range say how far pay spreads.")
    return lines


def zone_line(card: OfficialCard, official: Official) -> str:
    """`Job zone 4 of 5, considerable preparation needed (O*NET 29.3, May 2025).`"""
    zone = official.zone(card.job_zone)
    if not card.job_zone:
        return ""
    name = f", {zone.name.lower()}" if zone and zone.name else ""
    source = official.about.used.get("zones", "")
    dated = f" ({official.source_line(source)})" if source else ""
    return f"Job zone {card.job_zone} of {ZONES}{name}{dated}."


def education_lines(card: OfficialCard, official: Official) -> tuple[str, ...]:
    lines = []
    if card.education:
        shown = card.education[:SHARES_SHOWN]
        shares = ", ".join(f"{share.education.lower()} {share.percent:.0f}%" for share in shown)
        asked = f"{card.respondents} asked, {card.surveyed}" if card.respondents else card.surveyed
        lines.append(f"Workers say that their job requires: {shares} ({asked}).")
    known = card.prospects
    if known and known.education:
        whose = "" if known.row.of == "own" else f", for {known.row.title}"
        lines.append(
            f"Typical for entry, by BLS: {known.education}; related experience: {known.experience}; "
            f"training on the job: {known.training} ({official.source_line(known.entry_source)}{whose})."
        )
    zone = official.zone(card.job_zone)
    experience = zone.experience.partition(" For example")[0] if zone else ""
    return (*lines, experience) if experience else tuple(lines)


def outlook_line(card: OfficialCard, official: Official) -> str:
    known = card.prospects
    if known is None or not known.rounds:
        return f"BLS publishes no projections for {card.title}."
    newest = known.rounds[0]
    everybody = next((one for one in official.about.everybody if one.source == newest.source), None)
    scale = f" All occupations: {everybody.change:+g}%." if everybody else ""
    return f"{known.row.title}: {figures.outlook_line(newest)} ({official.source_line(newest.source)}).{scale}"
