"""Small words as members read them: articles, counts, lists, names in a sentence and dates."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

ECHOED = 80
"""Characters repeated of what somebody typed."""
MARKS = "\\`*_~|<>[]():@#"
"""What Discord may read as markdown, a mention or an address in the middle of a line."""
_MARK = re.compile(f"[{re.escape(MARKS)}]")
_INVISIBLE = re.compile(r"[^\S ]|[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\x00-\x1f\x7f]")
_ACRONYM = re.compile(r"[A-Z]{2,}")
_SPELLED_WITH_VOWEL = frozenset("AEFHILMNORSX")
"""Letters whose spoken name starts with a vowel: an MLOps Engineer, an SQL query."""
_SLOT = re.compile(r"(?P<article>\ban? )?\{(?P<slot>\w+)\}")
_TAKES_THE = re.compile(
    r"(?:United|Dominican|Democratic)\s|.*\b(?:Netherlands|Philippines|Bahamas|Maldives|Gambia|Balkans|Caribbean"
    r"|Midwest|Southwest|Northwest|Mountain West|Middle East|(?:East|West) Coast|Bay Area|Triangle)\Z"
)
_LIKE_YOU = re.compile(r"uni|use|ux", re.IGNORECASE)


def article(name: str) -> str:
    """`a` or `an`, by how the name is spoken."""
    if _ACRONYM.match(name):
        return "an" if name[0] in _SPELLED_WITH_VOWEL else "a"
    return "an" if name[:1].lower() in set("aeiou") and not _LIKE_YOU.match(name) else "a"


def a(name: str) -> str:
    """`an MLOps Engineer`"""
    return f"{article(name)} {name}"


def the(place: str) -> str:
    """`the Midwest`, `Ohio`: the name of a place in a sentence."""
    return f"the {place}" if _TAKES_THE.match(place) else place


def asking(question: str, role: str) -> str:
    """A question template filled in, with the article that the role's name takes."""
    return filled(question, {"role": role})


def filled(template: str, slots: Mapping[str, str]) -> str:
    """`template` with its `{slots}` filled in, each after the article that it takes."""

    def replaced(match: re.Match[str]) -> str:
        name = slots.get(match["slot"], match[0])
        return a(name) if match["article"] else name

    return _SLOT.sub(replaced, template)


def counted(number: int, noun: str) -> str:
    """`1 skill`, `2 skills`"""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def joined(names: Sequence[str], last: str = "and") -> str:
    """`A, B and C`"""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def listed(names: Sequence[str], most: int) -> str:
    """`A, B and 3 more`: never "1 more" in the place of a name."""
    if len(names) <= most + 1:
        return joined(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"


def quoted(typed: str) -> str:
    """“what was typed”, in one short line that pings nobody and shows every sign as it was typed."""
    line = " ".join(_INVISIBLE.sub(" ", typed).split())
    shown = line if len(line) <= ECHOED else f"{line[: ECHOED - 1].rstrip()}…"
    return f"“{_MARK.sub(_escaped, shown)}”"


def _escaped(mark: re.Match[str]) -> str:
    return f"\\{mark[0]}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def day(on: date) -> str:
    """`Nov 21, 2026`"""
    return f"{on:%b} {on.day}, {on.year}"
