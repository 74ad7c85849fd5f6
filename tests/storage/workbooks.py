"""Rows of text → an Excel workbook as small as one can be, for tests of what reads workbooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_LINKS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def write(path: Path, sheets: Mapping[str, Sequence[Sequence[str]]]) -> None:
    """Numbers as numbers, texts shared, empty cells left out: as Excel writes them."""
    texts: dict[str, int] = {}
    with ZipFile(path, "w") as book:
        for number, rows in enumerate(sheets.values(), 1):
            lines = "".join(_row(at, row, texts) for at, row in enumerate(rows, 1))
            book.writestr(
                f"xl/worksheets/sheet{number}.xml", f"<worksheet {_MAIN}><sheetData>{lines}</sheetData></worksheet>"
            )
        names = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, name in enumerate(sheets, 1))
        links = "".join(f'<Relationship Id="r{n}" Target="worksheets/sheet{n}.xml"/>' for n, _ in enumerate(sheets, 1))
        shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in texts)
        book.writestr("xl/workbook.xml", f"<workbook {_MAIN} {_OFFICE}><sheets>{names}</sheets></workbook>")
        book.writestr("xl/_rels/workbook.xml.rels", f"<Relationships {_LINKS}>{links}</Relationships>")
        book.writestr("xl/sharedStrings.xml", f"<sst {_MAIN}>{shared}</sst>")


def _row(at: int, row: Sequence[str], texts: dict[str, int]) -> str:
    cells = (_cell(f"{_column(n)}{at}", text, texts) for n, text in enumerate(row) if text)
    return f'<row r="{at}">{"".join(cells)}</row>'


def _cell(place: str, text: str, texts: dict[str, int]) -> str:
    try:
        float(text)
    except ValueError:
        return f'<c r="{place}" t="s"><v>{texts.setdefault(text, len(texts))}</v></c>'
    return f'<c r="{place}"><v>{text}</v></c>'


def _column(number: int) -> str:
    return chr(65 + number) if number < 26 else chr(64 + number // 26) + chr(65 + number % 26)
