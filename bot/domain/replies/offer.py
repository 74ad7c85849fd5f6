"""A sum named in a question about pay, beside the distribution of official figures: where it lies, no verdict."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.advice import figures
from bot.domain.advice.abroad import PERCENTILES, Row
from bot.domain.core.knowledge import KnowledgeBase
from bot.domain.core.money import Sum
from bot.domain.core.roles import Role

_DOLLARS = {"CAD", "AUD"}


def abroad(offer: Sum, found: Sequence[Row], kb: KnowledgeBase) -> str:
    """Where it lies in the first table that counts by the same time."""
    lead = found[0]
    currency = lead.table.currency
    if not _is_in(offer, currency):
        return f"{_shown(offer)} is in another currency than the figures ({currency}); I do not convert."
    taken = _shown(offer, currency)
    row = next((row for row in found if row.table.unit == offer.unit), None)
    if row is None:
        return (
            f"{taken} {figures.PERIODS[offer.unit]} cannot be placed: {lead.table.office} publishes pay by the "
            f"{lead.table.unit}, and I do not convert."
        )
    known = [(f"the {name} ({row.exactly(amount)})", amount) for name, amount in row.percentiles()]
    alone = "; no percentiles are published" if len(known) == 1 else ""
    source = f"{row.table.office}, {kb.sources[row.table.source].as_of}{alone}"
    country = kb.locations[row.pay.place].name
    return f"{taken} {row.period} {_lies(offer, known)} for {row.stands_for}, {country}, all levels ({source})."


def in_the_states(offer: Sum, role: Role, kb: KnowledgeBase) -> str:
    """Where it lies in the national wages of the role's occupation."""
    wages = figures.official_wages(role, kb)
    if wages is None:
        return ""
    if offer.currency not in ("", "USD"):
        return f"{_shown(offer)} is in another currency than the figures of the United States; I do not convert."
    if offer.unit != "year":
        return f"{_shown(offer, 'USD')} {figures.PERIODS[offer.unit]} is not placed: the figures here are by the year."
    known = [
        (f"the {name} ({figures.dollars(getattr(wages, key))})", float(getattr(wages, key)))
        for key, name in PERCENTILES.items()
        if key not in wages.top_coded
    ]
    occupation = figures.title(role.occupations[0], kb)
    more = " Total pay holds bonus and equity, which the official figures leave out." if offer.total else ""
    of = f"for {occupation}, United States, all levels ({kb.source_line(wages.source)})"
    return f"{_shown(offer, 'USD')} {_lies(offer, known)} {of}.{more}"


def _is_in(offer: Sum, currency: str) -> bool:
    """A sum without a currency is in that of the place, as is one in dollars where other dollars are paid."""
    return offer.currency in ("", currency) or (offer.currency == "USD" and currency in _DOLLARS)


def _shown(offer: Sum, currency: str = "") -> str:
    """`**£45,000**`: in the currency that it is taken for."""
    ends = [f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}" for amount in offer.amounts]
    return f"**{figures.sign(currency or offer.currency)}{'–'.join(ends)}**"


def _lies(offer: Sum, known: Sequence[tuple[str, float]]) -> str:
    """`lies between the 25th percentile (£41,141) and the median (£55,587)`, for both ends of a range."""
    ends = list(dict.fromkeys(_position(amount, known) for amount in offer.amounts))
    if len(ends) == 1:
        return ends[0]
    return f"{ends[0]}, its upper end {ends[1].removeprefix('lies ')},"


def _position(amount: float, known: Sequence[tuple[str, float]]) -> str:
    equal = next((name for name, value in known if value == amount), "")
    if equal:
        return f"is {equal}"
    below = [name for name, value in known if value < amount]
    above = [name for name, value in known if value > amount]
    if below and above:
        return f"lies between {below[-1]} and {above[0]}"
    return f"lies above {below[-1]}" if below else f"lies below {above[0]}"
