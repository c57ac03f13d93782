"""Comma-separated values that spreadsheets open without running what stands in them."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """A file that gives back what is written."""

    def write(self, text: str) -> str:
        return text


def lines(heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The heading, then a line per row, in bounded memory. Begins with a byte order mark, which Excel needs."""
    writer = csv.writer(_Line())
    yield "\ufeff" + str(writer.writerow(heading))
    for row in rows:
        yield str(writer.writerow([harmless(cell) for cell in row]))


def harmless(cell: Any) -> Any:
    """The cell; a text that a spreadsheet would run begins with an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RUN_BY_SPREADSHEETS) else cell
