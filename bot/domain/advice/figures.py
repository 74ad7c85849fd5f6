"""Figures in words: amounts, ranges, and claims with their source, scope and date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.levels import RoleLevel
from bot.domain.core.occupations import Occupation, OccupationLink, Outlook
from bot.domain.core.pay import PayUnit, Wages
from bot.domain.core.roles import Role, Rung
from bot.domain.core.sources import Claim
from bot.domain.core.wording import day, joined

GUIDE = "guide"
BLS_COVERAGE = "BLS counts straight-time gross pay: no bonus, equity or overtime."
PERIODS: Mapping[PayUnit, str] = {"year": "a year", "month": "a month", "hour": "an hour"}
UNITS = {"base": "base pay", "total": "total pay", "unspecified": "base or total not stated"}
_SIGNS = {"USD": "$", "GBP": "£"}


def sign(currency: str) -> str:
    """What stands before an amount: `$`, `£`, `EUR `."""
    return _SIGNS.get(currency, f"{currency} ")


def money(amount: float, currency: str = "USD") -> str:
    """A stated figure: `$165K` for whole thousands, `$120,230` otherwise."""
    shown = f"{amount / 1000:,.0f}K" if amount % 1000 == 0 else f"{amount:,.0f}"
    return f"{sign(currency)}{shown}"


def dollars(amount: float) -> str:
    """An official figure, or one computed from it, to the dollar: `$120,230`."""
    return f"${amount:,.0f}"


def dollar_range(low: float, high: float) -> str:
    return f"${low:,.0f}–{high:,.0f}"


def money_range(low: float | None, high: float | None, currency: str = "USD") -> str:
    """`$150–180K`; `above $200K` for a range that is open upwards."""
    if low is None:
        return f"up to {money(high or 0, currency)}"
    if high is None:
        return f"above {money(low, currency)}"
    if low == high:
        return money(low, currency)
    if low % 1000 == high % 1000 == 0:
        return f"{sign(currency)}{low / 1000:,.0f}–{high / 1000:,.0f}K"
    return f"{sign(currency)}{low:,.0f}–{high:,.0f}"


def hours_range(hours: tuple[int, int] | None) -> str:
    if hours is None:
        return "no hours figure"
    low, high = hours
    return f"{low:,} h" if low == high else f"{low:,}–{high:,} h"


def weeks_range(hours: tuple[int, int], per_week: float) -> str:
    """How many weeks that is, rounded up."""
    low, high = (max(1, -int(-value // per_week)) for value in hours)
    return f"{low:,} week{'s' if low > 1 else ''}" if low == high else f"{low:,}–{high:,} weeks"


def amount(claim: Claim) -> str:
    """The bare figure of a claim; an open end stays open."""
    if claim.unit != "percent":
        return money_range(*ends(claim), claim.currency)
    if claim.value is not None:
        return f"{claim.value:+g}%"
    if claim.low is None or claim.high is None:
        return f"up to {claim.high:g}%" if claim.low is None else f"above {claim.low:g}%"
    return f"{claim.low:g}–{claim.high:g}%"


def ends(claim: Claim) -> tuple[float | None, float | None]:
    """Low and high; a single value is both."""
    return (claim.low, claim.high) if claim.value is None else (claim.value, claim.value)


def has_figure(claim: Claim) -> bool:
    return any(part is not None for part in (claim.value, claim.low, claim.high))


def expiry(claim: Claim, today: date) -> str:
    """The label that stands before an expired figure."""
    return f"⌛ Expired {day(claim.until)}: " if claim.until and claim.expired(today) else ""


def cited(claim: Claim, kb: KnowledgeBase) -> str:
    """Source, section, date and basis of a claim, short: the guide's full name stands under the reply."""
    source = kb.sources[claim.source]
    name = "guide" if claim.source == GUIDE else source.name
    section = f"section “{claim.section}”" if claim.section else ""
    return ", ".join(part for part in (name, claim.as_of or source.as_of, section, _mark(claim)) if part)


def _mark(claim: Claim) -> str:
    if claim.basis == "statement":
        return "gives no source" if claim.source == GUIDE else "not official"
    return claim.basis if claim.basis in ("estimate", "proxy") else ""


def claim_line(claim: Claim, kb: KnowledgeBase, today: date) -> str:
    """One claim with all that belongs to it."""
    if not has_figure(claim):
        return f"{claim.measure}: {claim.text} ({cited(claim, kb)}, no figure)"
    kind = f"**{amount(claim)}** {claim.measure}".rstrip()
    words = [f"{kind}, {UNITS[claim.unit]}" if claim.unit in UNITS else kind]
    return f"{expiry(claim, today)}{'; '.join((*words, claim.text) if claim.text else words)} ({cited(claim, kb)})"


def growth_lines(claims: Iterable[Claim], kb: KnowledgeBase, today: date) -> tuple[str, ...]:
    """Growth claims; one figure that a source gives of several things is one line that names them all."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.source, amount(claim), claim.until, claim.as_of), []).append(claim)
    return tuple(_growth_line(group, kb, today) for group in groups.values())


def _growth_line(group: Sequence[Claim], kb: KnowledgeBase, today: date) -> str:
    first = group[0]
    through = f" through {first.until.year}" if first.until else ""
    once = "once " if len(group) > 1 else ""
    sections = [f" (section “{claim.section}”)" if claim.section else "" for claim in group]
    each = joined([f"{once}as {c.measure}{section}" for c, section in zip(group, sections, strict=True)])
    texts = "".join(f"; {text}" for text in dict.fromkeys(c.text for c in group if c.text))
    source = kb.sources[first.source]
    name = "guide" if first.source == GUIDE else source.name
    where = ", ".join(part for part in (name, first.as_of or source.as_of, _mark(first)) if part)
    return f"{expiry(first, today)}**{amount(first)}{through}**, given {each}{texts} ({where})"


def statements(claims: Sequence[Claim]) -> str:
    """Pay statements of one source, level and measure as one phrase; never averaged.

    Two that differ: first the union, then both in words with their sections (and where they agree). Open ranges stay
    open: the lower bound is shown as such, never closed by another statement's end.
    """
    if len({(ends(c), c.unit) for c in claims}) == 1:
        return f"**{amount(claims[0])}**{_detail(claims[0])}"
    lows, highs = zip(*(ends(claim) for claim in claims), strict=True)
    union = (None if None in lows else min(lows), None if None in highs else max(highs))
    each = "; ".join(f"section “{claim.section}” says {amount(claim)}{_detail(claim)}" for claim in claims)
    return f"**{money_range(*union, claims[0].currency)}** ({each}{_overlap(claims)})"


def _detail(claim: Claim) -> str:
    unit = f" {UNITS[claim.unit]}" if claim.unit in ("base", "total") else ""
    return unit + (f", {claim.text}" if claim.text else "")


def _overlap(claims: Sequence[Claim]) -> str:
    """Where closed ranges of the same unit overlap."""
    lows, highs = [ends(c)[0] for c in claims], [ends(c)[1] for c in claims]
    closed_lows, closed_highs = [v for v in lows if v is not None], [v for v in highs if v is not None]
    if len(closed_lows) < len(claims) or len(closed_highs) < len(claims) or len({c.unit for c in claims}) > 1:
        return ""
    low, high = max(closed_lows), min(closed_highs)
    return f"; {'both' if len(claims) == 2 else 'all'} agree on {money_range(low, high)}" if low < high else ""


def by_source(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Statements of one source with one remark and unit belong together."""
    groups: dict[tuple[str, str, str, str], list[Claim]] = {}
    for claim in claims:
        groups.setdefault((claim.source, claim.text, claim.unit, claim.as_of), []).append(claim)
    return list(groups.values())


def wages_of(occupation: Occupation, source: str = "") -> Wages | None:
    """The newest wages, or those of one source."""
    return next((w for w in occupation.wages if not source or w.source == source), None)


def official_wages(role: Role, kb: KnowledgeBase) -> Wages | None:
    """The newest ones of its primary occupation."""
    occupation = kb.occupation_of(role)
    return wages_of(occupation) if occupation else None


def level_name(role: Role, level: RoleLevel, kb: KnowledgeBase) -> str:
    """`Senior ML Engineer (5+ years)` where the role has a ladder, else `Senior`."""
    rung = next((rung for rung in role.ladder if rung.level == level), None)
    return f"{rung.name} ({years(rung)})" if rung else kb.role_levels[level].name


def years(rung: Rung) -> str:
    """`2–5 years`, `7+ years`"""
    low, high = rung.years
    return f"{low}+ years" if high is None else f"{low}–{high} years"


def title(link: OccupationLink, kb: KnowledgeBase) -> str:
    """The official occupation in a sentence, called a proxy where it is one."""
    name = kb.occupations[link.soc].title
    return f"the proxy {name}" if link.basis == "proxy" else name


def occupation_label(link: OccupationLink, kb: KnowledgeBase) -> str:
    """`proxy: Data Scientists`: how near the official occupation is to the role."""
    title = kb.occupations[link.soc].title
    if link.basis == "proxy":
        return f"proxy: {title}"
    return f"{title}, broader than the role" if link.broader else title


def official_line(link: OccupationLink, kb: KnowledgeBase) -> str:
    """`**$120,230** median, $85,660–158,880 for the middle half (Data Scientists …)`."""
    wages = wages_of(kb.occupations[link.soc])
    if wages is None:
        return ""
    high = " or more" if "p75" in wages.top_coded else ""
    top = " or more" if "median" in wages.top_coded else ""
    return (
        f"**{dollars(wages.median)}**{top} median, {dollar_range(wages.p25, wages.p75)}{high} for the middle half "
        f"({occupation_label(link, kb)}, {kb.source_line(wages.source)})"
    )


def outlook_line(outlook: Outlook) -> str:
    """`**+34.6%** 2025–2035, about 24,800 openings a year`: growth always with its period."""
    openings = f", about {outlook.openings:,} openings a year" if outlook.openings else ""
    return change_line(outlook) + openings


def change_line(outlook: Outlook) -> str:
    return f"**{outlook.change:+g}%** jobs {outlook.start}–{outlook.end}"


def sources_of(claims: Iterable[Claim], kb: KnowledgeBase) -> tuple[str, ...]:
    """Each source once, in order of appearance."""
    return tuple(dict.fromkeys(kb.source_line(c.source, as_of=c.as_of) for c in claims))


def merged(sources: Sequence[str], kb: KnowledgeBase) -> tuple[str, ...]:
    """Source lines without repeats, and without a bare source where one of its sections is named."""
    bare = {
        kb.source_line(source.id)
        for source in kb.sources.values()
        if any(line.startswith(f"{source.name}, section ") for line in sources)
    }
    return tuple(line for line in dict.fromkeys(sources) if line not in bare)
