"""Parquet, used where it lies."""

import json
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from reif.integrations.files.columns import present
from reif.integrations.files.kinds import FileError
from reif.integrations.files.rejects import Rejects
from reif.integrations.files.table import Table

_BATCH_ROWS = 10_000


def read_parquet(file: str, source: Path, *, wanted: Collection[str], required: Collection[str]) -> Table:
    """The file itself, of which only the footer is read. Raises FileError if there is none, or a column is missing."""
    try:
        footer = pq.ParquetFile(source)
    except (pa.ArrowException, OSError) as error:
        raise FileError(file, f"is cut off or not a Parquet file: {str(error).splitlines()[0]}") from None
    with footer:
        names = tuple(footer.schema_arrow.names)
        rows = footer.metadata.num_rows
    present(file, names, wanted=wanted, required=required)
    return Table(
        file=file,
        path=source,
        row_column=None,
        columns=names,
        rows=rows,
        rejects=Rejects(),
        detected="Parquet",
        pick=lambda wanted_rows: _picked(source, wanted_rows),
    )


def check_pages(file: str, source: Path) -> None:
    """Read all of it. Raises FileError if some cannot be read."""
    try:
        with pq.ParquetFile(source) as parquet:
            for _ in parquet.iter_batches(batch_size=_BATCH_ROWS):
                pass
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise FileError(file, f"is damaged; accepted is a Parquet file: {str(error).splitlines()[0]}") from None


def _picked(source: Path, rows: Iterable[int]) -> Iterator[tuple[int, str]]:
    waiting = iter(rows)
    row = next(waiting, None)
    first = 1
    with pq.ParquetFile(source) as parquet:
        for group in range(parquet.num_row_groups):
            end = first + parquet.metadata.row_group(group).num_rows
            if row is not None and row < end:
                for batch in parquet.iter_batches(batch_size=_BATCH_ROWS, row_groups=[group]):
                    while row is not None and row < first + batch.num_rows:
                        yield row, _json_row(batch, row - first)
                        row = next(waiting, None)
                    first += batch.num_rows
            first = end


def _json_row(batch: pa.RecordBatch, index: int) -> str:
    row = {name: _plain(column[index]) for name, column in zip(batch.schema.names, batch.columns, strict=True)}
    return json.dumps(row, ensure_ascii=False, default=str)


def _plain(scalar: Any) -> object:
    """As Python has it; what Python has no type for, such as nanoseconds, as text."""
    try:
        return scalar.as_py()
    except ValueError:
        return str(scalar)
