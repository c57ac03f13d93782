"""Rows that say again what an earlier row of the file has said."""

from collections.abc import Sequence

import duckdb
import numpy as np
import numpy.typing as npt

from reif.integrations.files.table import Table

_MEMORY = "400MB"


class Repeats:
    """For each row how many earlier ones are equal to it; twelve bytes are kept per row that has some."""

    def __init__(self, rows: npt.NDArray[np.int64], counts: npt.NDArray[np.int64]) -> None:
        self._rows, self._counts = rows, counts.astype(np.int32)

    def between(self, first: int, last: int) -> dict[int, int]:
        """By row, from the first to the last, how many rows before it are equal to it; those with none are left out."""
        start, end = np.searchsorted(self._rows, [first, last + 1])
        return dict(zip(self._rows[start:end].tolist(), self._counts[start:end].tolist(), strict=True))


def repeats(table: Table, columns: Sequence[str], *, fold: bool = False) -> Repeats:
    """The rows equal to an earlier one in those columns, blanks around texts aside; null and empty are equal.

    `fold`: rows are compared whatever their case, and those in which all of the columns are blank are no repeats.
    """
    number = _quoted(table.row_column) if table.row_column else "file_row_number + 1"
    # Not as a parameter: with one DuckDB loads pandas wherever it is installed.
    source = f"read_parquet({_literal(str(table.path))}, file_row_number = {table.row_column is None})"
    texts = [f"trim(coalesce(CAST({_quoted(name)} AS VARCHAR), ''))" for name in columns] or ["'1'"]
    cells = ", ".join(f"lower({text})" if fold else text for text in texts)
    said = f"concat({', '.join(texts)}) <> ''" if fold else "true"
    query = f"""
        SELECT number, earlier FROM (
            SELECT {number} AS number, row_number() OVER (PARTITION BY {cells} ORDER BY {number}) - 1 AS earlier
            FROM {source} WHERE {said}
        ) WHERE earlier > 0 ORDER BY number
    """  # noqa: S608 - names and path are quoted
    with duckdb.connect(config={"memory_limit": _MEMORY, "threads": "2"}) as connection:
        found = connection.execute(query).fetchnumpy()
    return Repeats(np.asarray(found["number"], np.int64), np.asarray(found["earlier"], np.int64))


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _quoted(name: str | None) -> str:
    return '"' + str(name).replace('"', '""') + '"'
