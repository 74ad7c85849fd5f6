"""The rows of one sheet of an Excel workbook, as text: what a statistical office's table needs, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from bot.errors import BotError

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LETTERS = re.compile(r"[A-Z]+")
Row = tuple[str, ...]


def sheet_names(path: Path) -> tuple[str, ...]:
    """Raises BotError for what is no workbook."""
    with _opened(path) as book:
        return tuple(_sheets(book))


def rows(path: Path, sheet: str = "") -> Iterator[Row]:
    """The rows of a sheet, the first one unless it is named. Raises BotError for what is no workbook."""
    with _opened(path) as book:
        sheets = _sheets(book)
        member = sheets[sheet] if sheet else next(iter(sheets.values()))
        shared = _shared(book)
        with book.open(member) as file:
            for _, element in ElementTree.iterparse(file):
                if element.tag == f"{_MAIN}row":
                    yield _row(element, shared)
                    element.clear()


def _opened(path: Path) -> ZipFile:
    try:
        return ZipFile(path)
    except (BadZipFile, OSError):
        raise BotError(f"{path}: this is no Excel workbook (.xlsx).") from None


def _sheets(book: ZipFile) -> dict[str, str]:
    """Name of each sheet → its file within the workbook."""
    links = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): str(link.get("Target")) for link in links}
    names = ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
    files = {str(sheet.get("name")): targets[sheet.get(_LINK)] for sheet in names}
    return {name: f"xl/{file}" if not file.startswith("/") else file[1:] for name, file in files.items()}


def _shared(book: ZipFile) -> list[str]:
    """Texts that cells refer to by their number."""
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    return [_text(item) for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]


def _text(element: ElementTree.Element) -> str:
    return "".join(part.text or "" for part in element.iter(f"{_MAIN}t"))


def _row(element: ElementTree.Element, shared: list[str]) -> Row:
    cells: list[str] = []
    for cell in element.iter(f"{_MAIN}c"):
        column = _column(cell.get("r", ""), len(cells))
        cells += [""] * (column - len(cells))
        cells.append(_value(cell, shared))
    return tuple(cells)


def _column(place: str, next_one: int) -> int:
    """`AB12` → 27; a cell that tells no place stands beside the one before it."""
    letters = _LETTERS.match(place)
    if letters is None:
        return next_one
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _value(cell: ElementTree.Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return _text(cell)
    value = cell.findtext(f"{_MAIN}v") or ""
    return shared[int(value)] if cell.get("t") == "s" and value else value
