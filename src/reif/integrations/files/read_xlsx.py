"""Excel workbooks: the rows of one sheet as text, spooled to Parquet."""

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from reif.integrations.files.columns import present, unnamed
from reif.integrations.files.kinds import FileError
from reif.integrations.files.progress import Progress
from reif.integrations.files.rejects import Rejects
from reif.integrations.files.spool import Spool
from reif.integrations.files.table import Table, picked
from reif.integrations.files.workbook_size import check_size
from reif.rules.problems import shown

Cell: TypeAlias = str | float | bool | datetime | date | time | timedelta

_BATCH_ROWS = 10_000
_DIGITS = ".15g"  # those that Excel keeps and shows
_LARGEST_WHOLE = 1e21


def read_xlsx(
    file: str, source: Path, spool: Path, *, wanted: Collection[str], required: Collection[str], progress: Progress
) -> Table:
    """The wanted columns of the first visible sheet that holds something, as text.

    The first row that is not blank names the columns; blank rows are none, empty cells are empty texts. Raises
    FileError for a workbook that is damaged, too large or blank, or lacks a required column.
    """
    check_size(file, source, progress)
    sheet, place = _first_sheet(file, source)
    rows = _rows(sheet)
    names = tuple(next(rows))
    columns = present(file, names, wanted=wanted, required=required)
    positions = [names.index(column) for column in columns]
    count = 0
    with Spool(spool, columns) as out:
        while batch := list(islice(rows, _BATCH_ROWS)):
            texts = [pa.array([row[position] for row in batch], pa.string()) for position in positions]
            out.write(texts, pa.array(range(count + 1, count + len(batch) + 1), pa.int64()))
            count += len(batch)
    return Table(
        file=file,
        path=spool,
        row_column=out.row_column,
        columns=names,
        rows=count,
        rejects=Rejects(),
        detected=f"Excel, {place}{unnamed(names)}",
        pick=lambda wanted_rows: picked(_raw_rows(file, source), wanted_rows),
    )


def text_of_cell(cell: Cell) -> str:
    """The cell as a person sees it: whole numbers without a point, times as ISO 8601, booleans as `true`, `false`.

    Numbers have 15 digits, as Excel does; how a format shows them, such as zeros in front, is not known. What is no
    number, as an error is, is empty.
    """
    match cell:
        case str():
            return cell
        case bool():
            return "true" if cell else "false"
        case timedelta():
            seconds = round(cell.total_seconds())
            return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        case datetime() | date() | time():
            return cell.isoformat()
    if not isfinite(cell):
        return ""
    return str(int(cell)) if cell == int(cell) and abs(cell) < _LARGEST_WHOLE else format(cell, _DIGITS)


def _first_sheet(file: str, source: Path) -> tuple[CalamineSheet, str]:
    """The sheet, and which of how many it is."""
    try:
        with CalamineWorkbook.from_path(source) as workbook:
            sheets = workbook.sheets_metadata
            for index, each in enumerate(sheets):
                if each.typ == SheetTypeEnum.WorkSheet and each.visible == SheetVisibleEnum.Visible:
                    sheet = workbook.get_sheet_by_index(index)
                    if next(_rows(sheet), None) is not None:
                        of = f" ({index + 1} of {len(sheets)})" if len(sheets) > 1 else ""
                        return sheet, f"sheet {shown(each.name)}{of}"
    except (CalamineError, OSError) as error:
        raise FileError(file, f"is damaged or no Excel workbook (.xlsx): {shown(str(error), 200)}") from None
    raise FileError(file, "no sheet holds anything; accepted is a sheet with a row of column names")


def _rows(sheet: CalamineSheet) -> Iterator[Sequence[str]]:
    """The rows that are not blank."""
    for cells in sheet.iter_rows():
        texts = [text_of_cell(cell) for cell in cells]
        if any(text.strip() for text in texts):
            yield texts


def _raw_rows(file: str, source: Path) -> Iterator[bytes]:
    """The rows behind the column names, as JSON."""
    rows = _rows(_first_sheet(file, source)[0])
    names = next(rows)
    return (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False).encode() for row in rows)
