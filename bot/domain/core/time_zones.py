"""Time zones by the names that people choose or type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from zoneinfo import available_timezones

COMMON: Mapping[str, str] = {
    "Pacific/Honolulu": "Honolulu",
    "America/Anchorage": "Anchorage",
    "America/Los_Angeles": "Los Angeles, Seattle, Vancouver",
    "America/Denver": "Denver",
    "America/Chicago": "Chicago, Austin",
    "America/Mexico_City": "Mexico City",
    "America/New_York": "New York, Toronto",
    "America/Bogota": "Bogotá, Lima",
    "America/Sao_Paulo": "São Paulo",
    "America/Argentina/Buenos_Aires": "Buenos Aires",
    "UTC": "UTC",
    "Europe/London": "London, Dublin, Lisbon",
    "Africa/Lagos": "Lagos",
    "Europe/Berlin": "Berlin, Paris, Madrid, Rome",
    "Africa/Johannesburg": "Johannesburg",
    "Africa/Cairo": "Cairo",
    "Europe/Kyiv": "Kyiv, Helsinki, Bucharest",
    "Europe/Istanbul": "Istanbul",
    "Africa/Nairobi": "Nairobi",
    "Asia/Dubai": "Dubai",
    "Asia/Karachi": "Karachi",
    "Asia/Kolkata": "India",
    "Asia/Singapore": "Singapore, Manila, Perth",
    "Asia/Tokyo": "Tokyo, Seoul",
    "Australia/Sydney": "Sydney, Melbourne",
}
"""Those that are offered, as they are called; as many as a list takes."""
_LANGUAGES: Mapping[str, str] = {
    "en-GB": "Europe/London",
    "de": "Europe/Berlin",
    "fr": "Europe/Berlin",
    "it": "Europe/Berlin",
    "es-ES": "Europe/Berlin",
    "hi": "Asia/Kolkata",
    "pt-BR": "America/Sao_Paulo",
    "ja": "Asia/Tokyo",
    "ko": "Asia/Tokyo",
    "tr": "Europe/Istanbul",
    "uk": "Europe/Kyiv",
}
_OFFSET = re.compile(r"(?:utc|gmt)\s*([+-])\s*(\d{1,2})(?::?00)?", re.IGNORECASE)


def likely(language: str) -> str:
    """Where most who use Discord in a language live at one hour; nothing where they do not."""
    return _LANGUAGES.get(language, "")


def find(typed: str) -> str:
    """`Europe/Vienna`, `vienna`, `UTC+2` → the zone's name; nothing where there is none."""
    wanted = "_".join(typed.split()).casefold()
    if offset := _OFFSET.fullmatch(typed.strip()):
        sign = "-" if offset[1] == "+" else "+"  # the database counts these westwards
        wanted = f"etc/gmt{sign}{int(offset[2])}"
    return _by_name().get(wanted, "")


@cache
def names() -> tuple[str, ...]:
    """Of regions and cities; the common ones first."""
    real = [name for name in _every() if "/" in name and not name.startswith("Etc/")]
    return tuple(dict.fromkeys((*COMMON, *real)))


@cache
def _every() -> tuple[str, ...]:
    return tuple(sorted(available_timezones()))


@cache
def _by_name() -> dict[str, str]:
    """Whole names and cities, each as typed in lower case; a whole name before a city of that name."""
    every = _every()
    cities = {name.rpartition("/")[2].casefold(): name for name in every if "/" in name}
    called = {one.strip().replace(" ", "_").casefold(): zone for zone, of in COMMON.items() for one in of.split(",")}
    return {**cities, **called, **{name.casefold(): name for name in every}}
