"""Excel workbooks, written as Excel writes them: parts of XML in a ZIP archive."""

import io
from collections.abc import Sequence
from typing import TypeAlias
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

Written: TypeAlias = str | float | bool | None
Rows: TypeAlias = Sequence[Sequence[Written]]

DATE, TIME, DATE_AND_TIME, DURATION = "date", "time", "date and time", "duration"
_STYLES = (None, DATE, TIME, DATE_AND_TIME, DURATION)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


class Shown(float):
    """A number with a format, such as a date."""

    def __new__(cls, value: float, style: str) -> "Shown":
        number = super().__new__(cls, value)
        number.style = style
        return number

    style: str


class Raw(str):
    """A cell as XML, as it stands; `{at}` is its place."""


def workbook(*sheets: tuple[str, Rows | str], hidden: Sequence[str] = ()) -> bytes:
    """Sheets by name: rows of cells, or the XML of all rows."""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations(["officeDocument"], ["xl/workbook.xml"]),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{_sheets(sheets, hidden)}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relations(
            ["worksheet"] * len(sheets), [f"worksheets/sheet{number + 1}.xml" for number in range(len(sheets))]
        ),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{_MAIN}"><numFmts><numFmt numFmtId="164" formatCode="[h]:mm:ss"/></numFmts><cellXfs>'
            + "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 21, 22, 164))
            + "</cellXfs></styleSheet>"
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}"><si><r><t>Mül</t></r><r><t>ler</t></r></si></sst>',
    }
    for number, (_, rows) in enumerate(sheets, start=1):
        data = rows if isinstance(rows, str) else rows_of_cells(rows)
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData></worksheet>'
        )
    return zipped({name: (_HEAD + text).encode() for name, text in parts.items()})


def zipped(parts: dict[str, bytes]) -> bytes:
    """The parts as a ZIP archive."""
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return written.getvalue()


def rows_of_cells(rows: Rows) -> str:
    """The XML of rows; a row without cells is left out, as Excel does."""
    return "".join(f'<row r="{number}">{_cells(row, number)}</row>' for number, row in enumerate(rows, start=1) if row)


def column(place: int) -> str:
    """A, B, … AA, AB for 0, 1, …"""
    return (column(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _cells(row: Sequence[Written], number: int) -> str:
    return "".join(_cell(value, f"{column(place)}{number}") for place, value in enumerate(row))


def _cell(value: Written, at: str) -> str:
    match value:
        case None:
            return ""
        case Raw():
            return value.replace("{at}", at)
        case bool():
            return f'<c r="{at}" t="b"><v>{int(value)}</v></c>'
        case str():
            return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    style = _STYLES.index(value.style) if isinstance(value, Shown) else 0
    return f'<c r="{at}" s="{style}"><v>{float(value)!r}</v></c>'


def _sheets(sheets: Sequence[tuple[str, Rows | str]], hidden: Sequence[str]) -> str:
    state = {name: "hidden" if name in hidden else "visible" for name, _ in sheets}
    return "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}" state="{state[name]}"/>'
        for number, (name, _) in enumerate(sheets, start=1)
    )


def _relations(kinds: Sequence[str], targets: Sequence[str]) -> str:
    each = (
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(zip(kinds, targets, strict=True), start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(each)}</Relationships>'
