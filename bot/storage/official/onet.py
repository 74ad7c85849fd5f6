"""The tables of the O*NET text release, each from the newest release in a folder that has it."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.domain.core.sources import Source
from bot.errors import BotError

TextRow = Mapping[str, str]
_TABLES: Mapping[str, tuple[str, ...]] = {
    "occupations": ("Occupation Data.txt",),
    "tasks": ("Task Statements.txt",),
    "software": ("Software Skills.txt", "Technology Skills.txt"),
    "zones": ("Job Zones.txt",),
    "zone names": ("Job Zone Reference.txt",),
    "education": ("Education.txt", "Education, Training, and Experience.txt"),
    "education names": (
        "Education Categories.txt",
        "Education, Training, and Experience Categories.txt",
    ),
    "related": ("Related Occupations.txt",),
    "titles": ("Job Titles.txt", "Alternate Titles.txt"),
    "reported titles": ("Sample of Reported Titles.txt",),
}
"""Table → the names its file has had, the newest first."""
CODE = "O*NET-SOC Code"
_NEEDED = {"occupations": (CODE, "Title", "Description"), "tasks": (CODE, "Task ID", "Task")}
"""Tables that nothing goes without → columns that they must have."""
_RELEASE = re.compile(r"(?<!\d)(\d{2})\.(\d)(?!\d)")
_PUBLISHED = re.compile(r"(\w+ \d{4}) Release")
_UNOFFICIAL = "not an official release"
_SEASONS = {0: "August", 1: "late", 2: "February", 3: "May"}
_NEXT_YEAR = 2
LICENCE = "CC BY 4.0"
ADDRESS = "https://www.onetcenter.org/license_db.html"


@dataclass(frozen=True, order=True)
class _Release:
    """One folder of tables."""

    official: bool
    number: tuple[int, int]
    folder: Path
    published: str

    @property
    def name(self) -> str:
        return f"{self.number[0]}.{self.number[1]}"


@dataclass(frozen=True)
class Onet:
    """The tables, and the source of each."""

    tables: Mapping[str, Sequence[TextRow]]
    sources: Mapping[str, Source]

    def rows(self, table: str) -> Sequence[TextRow]:
        return self.tables.get(table, ())


def read(folder: Path) -> Onet:
    """Raises BotError where the tables that nothing goes without are missing."""
    names = {name for names in _TABLES.values() for name in names}
    files = [path for path in sorted(folder.rglob("*.txt")) if path.name in names]
    releases = sorted({_release(path.parent) for path in files}, reverse=True)
    if any(release.official for release in releases):
        releases = [release for release in releases if release.official]
    tables, sources = {}, {}
    for table, alternatives in _TABLES.items():
        found = _newest(alternatives, releases)
        if found:
            release, path = found
            tables[table], sources[table] = _rows(path), _source(release)
    missing = [_TABLES[table][0] for table in _NEEDED if table not in tables]
    if missing:
        raise BotError(
            f"{folder}: there is no {' and no '.join(missing)} in it; "
            "unpack the text files of the O*NET database there."
        )
    for table, columns in _NEEDED.items():
        lacking = [column for column in columns if column not in next(iter(tables[table]), {})]
        if lacking:
            raise BotError(f"{folder}: {_TABLES[table][0]} has no column {' and no '.join(lacking)}.")
    return Onet(tables, sources)


def _newest(names: Sequence[str], releases: Sequence[_Release]) -> tuple[_Release, Path] | None:
    for release in releases:
        for name in names:
            if (path := release.folder / name).is_file():
                return release, path
    return None


def _release(folder: Path) -> _Release:
    """By its Read Me, else by the folder's name."""
    read_me = folder / "Read Me.txt"
    told = read_me.read_text("utf-8-sig", "replace") if read_me.is_file() else ""
    number = _RELEASE.search(told) or _RELEASE.search(folder.name)
    published = _PUBLISHED.search(told)
    return _Release(
        _UNOFFICIAL not in told.lower(),
        (int(number[1]), int(number[2])) if number else (0, 0),
        folder,
        published[1] if published else "",
    )


def _source(release: _Release) -> Source:
    if release.number == (0, 0):
        name, as_of = "O*NET", "release not stated"
    else:
        name = f"O*NET {release.name}" if release.official else f"O*NET {release.name}, not an official release"
        as_of = release.published or _dated(release.number)
    return Source(
        id=f"onet-{release.name}",
        name=name,
        as_of=as_of,
        licence=LICENCE,
        url=ADDRESS,
        note="U.S. Department of Labor, Employment and Training Administration; content changed by us.",
    )


def _dated(number: tuple[int, int]) -> str:
    """When a release came out, for a folder without its Read Me: four a year, 30.0 in August 2025."""
    whole, part = number
    year = 1995 + whole if part < _NEXT_YEAR else 1996 + whole
    return f"{_SEASONS.get(part, 'in')} {year}"


def _rows(path: Path) -> list[TextRow]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def value(row: TextRow, *columns: str) -> str:
    """The first of these columns that the release has; empty for its `n/a`."""
    found = next((row[column] for column in columns if row.get(column) is not None), "")
    return "" if found == "n/a" else found.strip()
