"""A file of rows that has been read: Parquet on disk, and what was found on the way."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from reif.integrations.files.rejects import Rejects

Pick: TypeAlias = Callable[[Iterable[int]], Iterator[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class Table:
    """`path`: Parquet with those `wanted` columns that the file has, all text unless the file itself is Parquet.

    `row_column` holds the number of each row, from 1; None: its position is its number. `columns`: the names that the
    file has (of JSON lines, the first hundred). `rows`: all of them, `rejects` among them. `detected`: what was found
    out about the format, in words.
    """

    file: str
    path: Path
    row_column: str | None
    columns: tuple[str, ...]
    rows: int
    rejects: Rejects
    detected: str
    pick: Pick

    def raw(self, rows: Iterable[int]) -> Iterator[tuple[int, str]]:
        """(row, its text as the file has it) for row numbers that rise; reads the file again. Parquet: as JSON."""
        return self.pick(rows)


def picked(records: Iterator[bytes], rows: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Those records, counted from 1, whose numbers are asked for; the numbers rise."""
    number = 0
    for row in rows:
        while number < row:
            number, record = number + 1, next(records)
        yield row, record.decode(errors="backslashreplace")
