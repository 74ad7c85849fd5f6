"""The tables of the Bureau of Labor Statistics: pay from OEWS workbooks, prospects from the Employment Projections."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import get_args

from bot.domain.core.occupations import Outlook
from bot.domain.core.official import (
    OfficialPay,
    OfficialProspects,
    OfficialRow,
    RowOf,
)
from bot.domain.core.pay import Percentile
from bot.domain.core.sources import Source
from bot.storage.official.workbook import Row, rows, sheet_names

COMBINED: Mapping[str, tuple[str, ...]] = {
    "13-1020": ("13-1021", "13-1022", "13-1023"),
    "13-2020": ("13-2022", "13-2023"),
    "21-1018": ("21-1011", "21-1014"),
    "25-2052": ("25-2055", "25-2056"),
    "25-9045": ("25-9042", "25-9043"),
    "29-2010": ("29-2011", "29-2012"),
    "31-1120": ("31-1121", "31-1122"),
    "39-7010": ("39-7011", "39-7012"),
    "47-4090": ("47-4091", "47-4099"),
    "51-2028": ("51-2022", "51-2023"),
    "51-2090": ("51-2092", "51-2099"),
    "53-1047": ("53-1042", "53-1043", "53-1044"),
}
"""A code of BLS's own → the occupations that it counts together."""
NO_ESTIMATE, TOP_CODED = "*", "#"
ALL = "00-0000"
"""All occupations together."""
_COUNTED_IN = {part: code for code, parts in COMBINED.items() for part in parts}
_TOP_CODE = re.compile(r"\$([\d.,]+) per hour or \$([\d,]+) per year")
_PERIOD = re.compile(r"May (20\d\d) OEWS")
_SPAN = re.compile(r"(20\d\d)[–-](\d\d)\b")
_COLUMNS: Mapping[Percentile, str] = {
    "p10": "PCT10",
    "p25": "PCT25",
    "median": "MEDIAN",
    "p75": "PCT75",
    "p90": "PCT90",
    "mean": "MEAN",
}
_THOUSAND = 1000
_NEWER = re.compile(r"percent_change_(20\d\d)_(\d\d)")
Cells = Mapping[str, str]


@dataclass(frozen=True)
class Bls:
    """What was found, the newest table first."""

    pay: tuple[_PayTable, ...]
    projections: tuple[_Projections, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        return (*(table.source for table in self.pay), *(table.source for table in self.projections))

    @property
    def everybody(self) -> tuple[Outlook, ...]:
        """Each round of projections for all occupations together."""
        return tuple(table.rounds[ALL] for table in self.projections if ALL in table.rounds)

    def pay_of(self, code: str) -> OfficialPay | None:
        """From the newest table that has a row for the O*NET occupation."""
        for table in self.pay:
            row = _row_of(code, table.titles)
            if row:
                return table.pay(row)
        return None

    def prospects_of(self, code: str) -> OfficialProspects | None:
        """By the tables that have the same row for the O*NET occupation."""
        found = ((table, _row_of(code, table.titles)) for table in self.projections)
        with_row = [(table, row) for table, row in found if row]
        if not with_row:
            return None
        whole, row = next((pair for pair in with_row if pair[0].entry), with_row[0])
        rounds = tuple(table.rounds[row.soc] for table, one in with_row if one.soc == row.soc)
        education, experience, training = whole.entry.get(row.soc, ("", "", ""))
        source = whole.source.id if education else ""
        return OfficialProspects(row, rounds, education, experience, training, source)


def read(folder: Path) -> Bls:
    """From every workbook and projections extract in the folder and below it."""
    books = sorted(folder.rglob("*.xlsx"))
    pay = [wages for path in books if (wages := _pay_table(path))]
    projections = [projected for path in books if (projected := _projections(path))]
    extracts = sorted(folder.rglob("*.csv"))
    projections += [projected for path in extracts if (projected := _extract(path))]
    # Of two tables of one round the one with more occupations is kept.
    newest = {table.source.id: table for table in sorted(projections, key=_size)}
    return Bls(
        tuple(sorted(pay, key=lambda table: table.source.as_of, reverse=True)),
        tuple(sorted(newest.values(), key=lambda table: table.source.as_of, reverse=True)),
    )


def _size(table: _Projections) -> int:
    return len(table.rounds)


def _row_of(code: str, titles: Mapping[str, str]) -> OfficialRow | None:
    """The row that stands for an O*NET occupation: its own, that of what it is a part of, or a combined one."""
    soc, _, part = code.partition(".")
    if soc in titles:
        return OfficialRow(soc, titles[soc], "own" if part == "00" else "parent")
    combined = _COUNTED_IN.get(soc, "")
    of: RowOf = "combined"
    return OfficialRow(combined, titles[combined], of) if combined in titles else None


# --- pay


@dataclass(frozen=True)
class _PayTable:
    source: Source
    cells: Mapping[str, Cells]
    """Code → the row of its detailed occupation."""
    top_code: tuple[float, float]
    """By the hour, by the year."""

    @property
    def titles(self) -> Mapping[str, str]:
        return {code: cells["OCC_TITLE"] for code, cells in self.cells.items()}

    def pay(self, row: OfficialRow) -> OfficialPay:
        cells = self.cells[row.soc]
        by_the_hour = cells["A_MEAN"] == NO_ESTIMATE and cells["H_MEAN"] != NO_ESTIMATE
        sign, top = ("H", self.top_code[0]) if by_the_hour else ("A", self.top_code[1])
        values = {name: cells[f"{sign}_{column}"] for name, column in _COLUMNS.items()}
        figures = {name: top if text == TOP_CODED else number(text) for name, text in values.items()}
        employment = number(cells["TOT_EMP"])
        return OfficialPay(
            self.source.id,
            row,
            "hour" if by_the_hour else "year",
            employment=None if employment is None else int(employment),
            top_coded=tuple(name for name in get_args(Percentile) if values[name] == TOP_CODED),
            **figures,
        )


def _pay_table(path: Path) -> _PayTable | None:
    """None for a workbook of something else, or of parts of the country or its industries."""
    table = rows(path)
    columns = next(table, ())
    if "OCC_CODE" not in columns or "A_MEDIAN" not in columns:
        return None
    found = [dict(zip(columns, row, strict=False)) for row in table]
    national = {row["OCC_CODE"]: row for row in found if _is_national(row)}
    notes = " ".join(chain.from_iterable(rows(path, "Field Descriptions"))) if _has_notes(path) else ""
    period, top = _PERIOD.search(notes), _TOP_CODE.search(notes)
    if not national or not period or not top:
        return None
    source = Source(
        id=f"oews-{period[1]}",
        name="BLS OEWS",
        as_of=f"May {period[1]}",
        licence="public domain",
        url="https://www.bls.gov/oes/tables.htm",
        note="Straight-time gross pay without bonus, equity or overtime; a rolling three-year sample.",
    )
    hourly, annual = (float(part.replace(",", "").rstrip(".")) for part in top.groups())
    return _PayTable(source, national, (hourly, annual))


def _is_national(row: Cells) -> bool:
    whole = row["AREA_TYPE"] == "1" and row["I_GROUP"] == "cross-industry"
    return whole and row["O_GROUP"] == "detailed"


def _has_notes(path: Path) -> bool:
    return "Field Descriptions" in sheet_names(path)


def number(text: str) -> float | None:
    """A figure without an estimate is none; hourly ones have two decimals."""
    try:
        return round(float(text), 2)
    except ValueError:
        return None


# --- prospects


@dataclass(frozen=True)
class _Projections:
    source: Source
    titles: Mapping[str, str]
    rounds: Mapping[str, Outlook]
    entry: Mapping[str, tuple[str, str, str]]
    """Code → education, experience and training that are typically needed."""


def _projections(path: Path) -> _Projections | None:
    """Of the sheet that also tells the education needed for entry."""
    for sheet in sheet_names(path) if "occupation" in path.name.lower() else ():
        table = list(rows(path, sheet))
        at = next((n for n, row in enumerate(table[:5]) if _tells_entry(row)), -1)
        if at >= 0:
            return _of_table(table[at], table[at + 1 :])
    return None


def _tells_entry(row: Row) -> bool:
    return any(cell.startswith("Typical education needed") for cell in row)


def _of_table(columns: Row, table: Sequence[Row]) -> _Projections:
    def column(start: str) -> int:
        return next(n for n, name in enumerate(columns) if name.startswith(start))

    code, kind, title = column_ending(columns, "code"), column("Occupation type"), 0
    change, openings = column("Employment change, percent"), column("Occupational openings")
    education, experience = column("Typical education"), column("Work experience")
    training = column("Typical on-the-job training")
    span = _SPAN.search(columns[change])
    start, end = _years(span[1], span[2]) if span else (0, 0)
    source = _round_source(start, end)
    whole = [row for row in table if len(row) > training]
    lines = {row[code]: row for row in whole if row[kind] == "Line item" or row[code] == ALL}
    return _Projections(
        source,
        {soc: row[title].strip() for soc, row in lines.items()},
        {
            soc: Outlook(source.id, start, end, number(row[change]) or 0.0, _people(row[openings]))
            for soc, row in lines.items()
        },
        {soc: (row[education], row[experience], row[training]) for soc, row in lines.items()},
    )


def column_ending(columns: Row, end: str) -> int:
    return next(n for n, name in enumerate(columns) if name.endswith(end))


def _people(thousands: str) -> int | None:
    found = number(thousands)
    return None if found is None else round(found * _THOUSAND)


def _extract(path: Path) -> _Projections | None:
    """A newer round of selected occupations, as a table with `soc`, `title` and `percent_change_2025_35`."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        columns = reader.fieldnames or ()
        changes = [column for column in columns if _NEWER.fullmatch(column)]
        if not changes or "soc" not in columns:
            return None
        table = list(reader)
    change = changes[0]
    start, end = _years(*change.rsplit("_", 2)[1:])
    source = _round_source(start, end)
    openings = change.replace("percent_change", "annual_openings")
    known = {row["soc"]: row for row in table if row[change]}
    rounds = {
        soc: Outlook(source.id, start, end, float(row[change]), _whole(row.get(openings, "")))
        for soc, row in known.items()
    }
    return _Projections(source, {soc: row["title"] for soc, row in known.items()}, rounds, {})


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdigit() else None


def _years(start: str, end: str) -> tuple[int, int]:
    return int(start), int(start[:2] + end)


def _round_source(start: int, end: int) -> Source:
    return Source(
        id=f"ep-{start}-{end % 100}",
        name="BLS Employment Projections",
        as_of=f"{start}-{end % 100}",
        licence="public domain",
        url="https://www.bls.gov/emp/tables.htm",
    )
