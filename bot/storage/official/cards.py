"""The official releases in a folder → one card an occupation, and the titles that lead to it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree
from zipfile import BadZipFile

from bot.domain.core.occupations import EducationShare
from bot.domain.core.official import (
    AboutOfficial,
    JobZone,
    OfficialCard,
    title_key,
)
from bot.errors import BotError
from bot.storage.official import bls, exposure, onet
from bot.storage.official.onet import CODE, Onet, TextRow, value

TASKS = 8
SOFTWARE = 16
RELATED = 10
ALSO_CALLED = 6
LEAST_PERCENT = 5.0
"""Smaller shares of an education are left out."""
NOTICE = (
    "This file includes information from the O*NET Database by the U.S. Department of Labor, Employment and Training "
    "Administration (USDOL/ETA), used under the CC BY 4.0 license (https://creativecommons.org/licenses/by/4.0/). "
    "O*NET is a trademark of USDOL/ETA. The information was changed: selected, shortened and joined with figures of "
    "the U.S. Bureau of Labor Statistics (public domain) and with studies of exposure to AI. USDOL/ETA has not "
    "approved, endorsed or tested these changes."
)
_UNREADABLE = (KeyError, ValueError, StopIteration, csv.Error, ElementTree.ParseError, BadZipFile)
_PARENTHESES = re.compile(r"\(([^)]*)\)")
_NEAREST = "Primary"
_EDUCATION = "RL"


@dataclass(frozen=True)
class Compiled:
    """What an occupation file is to hold."""

    about: AboutOfficial
    cards: Mapping[str, OfficialCard]
    titles: Mapping[str, tuple[str, ...]]
    """Title as it is looked up → codes, best first."""


def compiled(folder: Path) -> Compiled:
    """Raises BotError where the folder lacks what nothing goes without, or has tables of another layout."""
    if not folder.is_dir():
        raise BotError(f"{folder}: there is no such folder.")
    try:
        return _compiled(folder)
    except _UNREADABLE as error:
        raise BotError(
            f"{folder}: a table in it has another layout than the releases this program knows "
            f"({type(error).__name__}: {error})."
        ) from None


def _compiled(folder: Path) -> Compiled:
    tables = onet.read(folder)
    official = bls.read(folder)
    tasks = _by_code(tables.rows("tasks"))
    texts = {(code, value(row, "Task ID")): value(row, "Task") for code, rows in tasks.items() for row in rows}
    studies = exposure.read(folder, texts)
    made = {card.code: card for card in _cards(tables, tasks)}
    cards = {code: _with_figures(card, official, studies) for code, card in made.items()}
    sources = {source.id: source for source in tables.sources.values()}
    sources |= {source.id: source for source in (*official.sources, *studies.sources)}
    about = AboutOfficial(
        1,
        NOTICE,
        tuple(sources.values()),
        {table: source.id for table, source in tables.sources.items()},
        tuple(_zones(tables.rows("zone names"))),
        official.everybody,
    )
    return Compiled(about, cards, _titles(tables, cards))


def summary(made: Compiled) -> Iterator[str]:
    """What was found and what was not, as lines for whoever imports."""
    cards = made.cards.values()
    paid = Counter(card.pay.row.of for card in cards if card.pay)
    yield f"{len(cards)} occupations, {len(made.titles):,} titles"
    yield (
        f"pay: {paid['own']} of their own, {paid['parent']} of the occupation they are a part of, "
        f"{paid['combined']} counted with others, {len(cards) - paid.total()} without"
    )
    yield f"projections: {sum(card.prospects is not None for card in cards)}"
    yield f"tasks rated for exposure to AI: {sum(card.rated is not None for card in cards)}"
    for source in made.about.sources:
        yield f"from {source.name}, {source.as_of} ({source.licence})"


def _by_code(rows: Iterable[TextRow]) -> dict[str, list[TextRow]]:
    found: dict[str, list[TextRow]] = {}
    for row in rows:
        found.setdefault(row[CODE], []).append(row)
    return found


def _with_figures(card: OfficialCard, official: bls.Bls, studies: exposure.ExposureTables) -> OfficialCard:
    return replace(
        card,
        pay=official.pay_of(card.code),
        prospects=official.prospects_of(card.code),
        rated=studies.rated.get(card.code),
        exposure=studies.measures.get(card.code.partition(".")[0], ()),
    )


def _cards(tables: Onet, tasks: Mapping[str, Sequence[TextRow]]) -> Iterator[OfficialCard]:
    """One for each occupation that somebody described tasks of: "all other" groups have none."""
    software, zones = _by_code(tables.rows("software")), _by_code(tables.rows("zones"))
    education, related = _by_code(tables.rows("education")), _by_code(tables.rows("related"))
    reported = _by_code(tables.rows("reported titles"))
    names = {
        value(row, "Category"): value(row, "Category Description").partition(" - ")[0]
        for row in tables.rows("education names")
        if value(row, "Scale ID") == _EDUCATION
    }
    for row in tables.rows("occupations"):
        code = row[CODE]
        if code not in tasks:
            continue
        core = [value(task, "Task") for task in tasks[code] if value(task, "Task Type") == "Core"]
        core = core or [value(task, "Task") for task in tasks[code]]
        asked = [one for one in education.get(code, ()) if value(one, "Scale ID") == _EDUCATION]
        named, in_demand = _software(software.get(code, ()))
        zone = next((value(one, "Job Zone") for one in zones.get(code, ())), "")
        yield OfficialCard(
            code,
            value(row, "Title"),
            value(row, "Description"),
            tuple(core[:TASKS]),
            len(core),
            tuple(named[:SOFTWARE]),
            min(in_demand, SOFTWARE),
            len(named),
            int(zone) if zone.isdigit() else 0,
            _shares(asked, names),
            _surveyed(asked),
            max((int(value(one, "N")) for one in asked if value(one, "N").isdigit()), default=0),
            tuple(_shown_titles(reported.get(code, ()))),
            tuple(_related(related.get(code, ()))),
        )


def _software(rows: Sequence[TextRow]) -> tuple[list[str], int]:
    """All names, those in demand first, then those that many employers ask for; and how many are in demand."""
    named = {value(row, "Workplace Example", "Example"): row for row in rows}
    ordered = sorted(named, key=lambda name: (not _marked(named[name], "In Demand"),
                                              not _marked(named[name], "Hot Technology")))  # fmt: skip
    return ordered, sum(_marked(row, "In Demand") for row in named.values())


def _marked(row: TextRow, column: str) -> bool:
    return value(row, column) == "Y"


def _shares(rows: Sequence[TextRow], names: Mapping[str, str]) -> tuple[EducationShare, ...]:
    """Without shares that O*NET recommends to suppress, and without small ones."""
    kept = [row for row in rows if not _marked(row, "Recommend Suppress")]
    shares = [
        EducationShare(names[value(row, "Category")], float(value(row, "Data Value")))
        for row in kept
        if value(row, "Category") in names
    ]
    shares.sort(key=lambda share: -share.percent)
    return tuple(share for share in shares if share.percent >= LEAST_PERCENT)


def _surveyed(rows: Sequence[TextRow]) -> str:
    """`August 2023`"""
    stated = next((value(row, "Date") for row in rows), "")
    return f"{datetime.strptime(stated, '%m/%Y'):%B %Y}" if stated else ""


def _shown_titles(rows: Sequence[TextRow]) -> list[str]:
    shown = [row for row in rows if value(row, "Shown in My Next Move") == "Y"]
    return [value(row, "Reported Job Title") for row in (shown or rows)[:ALSO_CALLED]]


def _related(rows: Sequence[TextRow]) -> list[str]:
    near = [row for row in rows if value(row, "Relatedness Tier").startswith(_NEAREST)]
    near.sort(key=lambda row: int(value(row, "Index")))
    return [value(row, "Related O*NET-SOC Code") for row in near[:RELATED]]


def _zones(rows: Sequence[TextRow]) -> Iterator[JobZone]:
    for row in rows:
        name = value(row, "Name").partition(": ")[2]
        experience, education = value(row, "Experience"), value(row, "Education")
        if value(row, "Job Zone").isdigit():
            yield JobZone(int(value(row, "Job Zone")), name, experience, education)


# --- titles


def _titles(tables: Onet, cards: Mapping[str, OfficialCard]) -> dict[str, tuple[str, ...]]:
    """An official title means its occupation alone; of others those that workers report come first."""
    own = {title_key(title): code for code, card in cards.items() for title in _own_titles(card.title)}
    found: dict[str, list[str]] = {}
    reported = ((row, value(row, "Reported Job Title"), "") for row in tables.rows("reported titles"))
    others = (
        (row, value(row, "Job Title", "Alternate Title"), value(row, "Short Title")) for row in tables.rows("titles")
    )
    for row, title, short in chain(reported, others):
        code = row[CODE]
        for one in (*_readings(title), short) if code in cards else ():
            codes = found.setdefault(title_key(one), [])
            if code not in codes:
                codes.append(code)
    found.pop("", None)
    return {**{title: tuple(codes) for title, codes in found.items()},
            **{title: (code,) for title, code in own.items()}}  # fmt: skip


def _own_titles(title: str) -> Iterator[str]:
    """`Dentists, General` is also `General Dentists`."""
    yield title
    head, comma, rest = title.partition(", ")
    if comma and " " not in rest:
        yield f"{rest} {head}"


def _readings(title: str) -> tuple[str, ...]:
    """`CEO (Chief Executive Officer)` is two titles."""
    inner = _PARENTHESES.search(title)
    return (_PARENTHESES.sub(" ", title), inner[1]) if inner else (title,)
