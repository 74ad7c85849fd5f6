"""A sum that a question about pay names: how much, in which currency, by which time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.core.pay import PayUnit

_SIGNS = {
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "$": "USD",
    "ca$": "CAD",
    "c$": "CAD",
    "au$": "AUD",
    "a$": "AUD",
    "euro": "EUR",
    "euros": "EUR",
    "pound": "GBP",
    "pounds": "GBP",
    "quid": "GBP",
    "dollar": "USD",
    "dollars": "USD",
    "bucks": "USD",
    "rupees": "INR",
    "francs": "CHF",
    "kr": "",
    **{code.lower(): code for code in ("AUD", "CAD", "CHF", "DKK", "EUR", "GBP", "INR", "NOK", "SEK", "USD")},
}
"""How a currency is written → its code; a crown is that of the country spoken of."""
_SIGN = "|".join(
    re.escape(sign) + (r"\b" if sign[-1].isalpha() else "") for sign in sorted(_SIGNS, key=len, reverse=True)
)
_NUMBER = r"\d{1,3}(?:[,.]\d{3})+(?!\d)|\d{1,6}(?:\.\d{1,2})?(?!\d)"
_SUM = re.compile(
    rf"(?<![\w.,])(?P<before>(?:{_SIGN})\s?)?(?P<low>{_NUMBER})(?P<k>\s?k\b)?"
    rf"(?:\s?(?:-|–|to)\s?(?:{_SIGN})?\s?(?P<high>{_NUMBER})(?P<high_k>\s?k\b)?)?\s?(?P<after>{_SIGN})?"
)
_PERIODS: dict[PayUnit, str] = {
    "year": r"(?:a|per|every|each|/)\s?(?:year|yr|annum)\b|annually\b|yearly\b|p\.?a\b",
    "month": r"(?:a|per|every|each|/)\s?(?:month|mo|mth)\b|monthly\b",
    "hour": r"(?:an|a|per|every|each|/)\s?(?:hour|hr|h)\b|hourly\b",
}
_AFTER = {unit: re.compile(rf"\s?(?:(?:gross|net|base|salary|tc)\s)?(?:{words})") for unit, words in _PERIODS.items()}
_PAY_AFTER = re.compile(r"\s?(?:tc|total comp\w*|base|salary|pay|gross|net)\b")
_PAY_BEFORE = re.compile(r"\b(?:tc|total comp\w*|base|salary|pay)\s?(?:is|of|:)?\s?\Z")
_TOTAL = re.compile(r"\btc\b|\btotal comp")
_GROUPED = re.compile(r"\d{2,3}[,.]\d{3}\Z")
_LOOK_BACK = 20
_LEAST_BARE = 1000
"""A number without a sign of money or thousands is a sum only from here on."""


@dataclass(frozen=True)
class Sum:
    """What somebody is or would be paid."""

    amounts: tuple[float, ...]
    """One, or both ends of a range."""
    currency: str
    """Code, as far as it is said."""
    unit: PayUnit
    total: bool = False
    """Whether it is said to hold bonus and equity too."""

    def words(self) -> str:
        """The sum alone, in words that are read as the same sum."""
        ends = " to ".join(f"{amount:g}" if amount < _LEAST_BARE else f"{amount:.0f}" for amount in self.amounts)
        total = " tc" if self.total else ""
        return f"{self.currency} {ends}{total} {'an' if self.unit == 'hour' else 'a'} {self.unit}".strip()


def named_sum(text: str) -> Sum | None:
    """The first sum of money of a text."""
    lowered = text.lower()
    total = _TOTAL.search(lowered) is not None
    for match in _SUM.finditer(lowered):
        unit: PayUnit | None = next((unit for unit, after in _AFTER.items() if after.match(lowered, match.end())), None)
        if _is_money(match, lowered, unit):
            sign = (match["before"] or match["after"] or "").strip()
            return Sum(_amounts(match), _SIGNS.get(sign, ""), unit or "year", total)
    return None


def _is_money(match: re.Match[str], lowered: str, unit: PayUnit | None) -> bool:
    if match["before"] or match["after"]:
        return True
    if match["k"] or match["high_k"] or _GROUPED.match(match["low"]):
        return len(match["low"]) > 1
    before = lowered[max(0, match.start() - _LOOK_BACK) : match.start()]
    of_pay = unit or _PAY_AFTER.match(lowered, match.end()) or _PAY_BEFORE.search(before)
    return bool(of_pay) and _value(match["low"]) >= _LEAST_BARE


def _amounts(match: re.Match[str]) -> tuple[float, ...]:
    """`50-60k` means thousands at both ends."""
    thousands = match["k"] or match["high_k"]
    ends = [_value(match[name]) for name in ("low", "high") if match[name]]
    return tuple(end * 1000 if thousands and end < _LEAST_BARE else end for end in ends)


def _value(number: str) -> float:
    if re.search(r"[,.]\d{3}\Z", number):
        return float(re.sub(r"[,.]", "", number))
    return float(number)
