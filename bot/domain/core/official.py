"""What official sources say of any occupation: one card each, found by its code or by a title."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from bot.domain.core.occupations import EducationShare, Exposure, Outlook, RatedTasks
from bot.domain.core.pay import PayUnit, Percentile, Percentiles
from bot.domain.core.sources import Source
from bot.domain.language.words import key

RowOf = Literal["own", "parent", "combined"]
"""Whose row a figure is taken from: the occupation's own, that of the occupation it is a part of, or one that counts
several occupations together."""
SHORTEST_PLURAL = 4
"""Letters from which on a word that ends in s may be a plural."""


@dataclass(frozen=True)
class OfficialRow:
    """The row of a table of the Bureau of Labor Statistics that stands for an O*NET occupation."""

    soc: str
    title: str
    of: RowOf


@dataclass(frozen=True)
class OfficialPay(Percentiles):
    """Pay in the United States as the table has it."""

    source: str
    row: OfficialRow
    unit: PayUnit
    """By the hour where the office publishes no annual pay."""
    employment: int | None = None
    top_coded: tuple[Percentile, ...] = ()
    """Figures that are the top code: the true value is at or above it."""


@dataclass(frozen=True)
class OfficialProspects:
    """Projections, newest first, and what is typically needed for entry."""

    row: OfficialRow
    rounds: tuple[Outlook, ...]
    education: str = ""
    experience: str = ""
    training: str = ""
    entry_source: str = ""


@dataclass(frozen=True)
class OfficialCard:
    """One O*NET occupation with all that official tables and exposure studies say of it."""

    code: str
    """O*NET-SOC code, e.g. `15-1299.08`."""
    title: str
    description: str
    tasks: tuple[str, ...]
    """The first core tasks, as the release orders them; the first of all where none is called core."""
    task_count: int
    """How many of this kind there are in all."""
    software: tuple[str, ...] = ()
    """In demand for the occupation first, then what many employers ask for."""
    in_demand: int = 0
    """How many of `software` are in demand."""
    software_named: int = 0
    """How many the release names in all."""
    job_zone: int = 0
    education: tuple[EducationShare, ...] = ()
    """What surveyed workers say that their job requires, most frequent first."""
    surveyed: str = ""
    respondents: int = 0
    also_called: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    """Codes, nearest first."""
    pay: OfficialPay | None = None
    prospects: OfficialProspects | None = None
    rated: RatedTasks | None = None
    exposure: tuple[Exposure, ...] = ()


@dataclass(frozen=True)
class JobZone:
    """How much preparation occupations of one zone need, in O*NET's words."""

    zone: int
    name: str
    experience: str
    education: str


@dataclass(frozen=True)
class AboutOfficial:
    """What holds for a whole occupation file."""

    version: Literal[1]
    notice: str
    """Licences, and what was changed."""
    sources: tuple[Source, ...]
    used: Mapping[str, str]
    """Part of a card → id of the source it is taken from."""
    zones: tuple[JobZone, ...]
    everybody: tuple[Outlook, ...] = ()
    """Projections of all occupations together, for scale."""


class Titles(Protocol):
    """All titles of all occupations."""

    def codes(self, title_key: str) -> tuple[str, ...]:
        """Of the occupations that a title stands under; the official title of one means that one."""

    def beginning(self, title_key: str, most: int) -> tuple[str, ...]:
        """Titles that begin so."""


@dataclass(frozen=True)
class Official:
    """The occupation file. Its parts are read when they are first asked for; the digest tells one file from another."""

    digest: str
    about: AboutOfficial = field(compare=False, repr=False)
    cards: Mapping[str, OfficialCard] = field(compare=False, repr=False)
    names: Mapping[str, str] = field(compare=False, repr=False)
    """Code → official title."""
    titles: Titles = field(compare=False, repr=False)

    def named(self, title: str) -> tuple[str, ...]:
        """The codes that a title stands under."""
        return self.titles.codes(title_key(title))

    def containing(self, start: str) -> list[str]:
        """Official titles with a word that begins so, those whose first one does at the head."""
        wanted = start.casefold().strip()
        spaced = {title: f" {title.casefold()}" for title in self.names.values()}
        found = [title for title, words in spaced.items() if f" {wanted}" in words]
        return sorted(found, key=lambda title: (not title.casefold().startswith(wanted), title))

    def source_line(self, source: str) -> str:
        """`BLS OEWS, May 2025`. Raises KeyError for an unknown id."""
        known = next((one for one in self.about.sources if one.id == source), None)
        if known is None:
            raise KeyError(source)
        return f"{known.name}, {known.as_of}"

    def zone(self, number: int) -> JobZone | None:
        return next((zone for zone in self.about.zones if zone.zone == number), None)


def title_key(title: str) -> str:
    """A title as it is looked up: its words with one space between, the last one singular."""
    *before, last = key(title).split(" ")
    return " ".join((*before, singular(last)))


def singular(word: str) -> str:
    if len(word) < SHORTEST_PLURAL:
        return word
    if word.endswith("ies"):
        return word.removesuffix("ies") + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word.removesuffix("es")
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ics")):
        return word.removesuffix("s")
    return word
