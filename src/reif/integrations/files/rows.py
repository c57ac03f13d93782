"""The rows of a table, one by one, as cells that are not missing."""

import math
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from reif.integrations.files.kinds import FileError
from reif.integrations.files.table import Table

_BATCH_ROWS = 10_000


class Row(NamedTuple):
    """`number`: from 1. `cells`: by column, as JSON has them (times as RFC 3339 text); missing ones are left out."""

    number: int
    cells: Mapping[str, object]


def rows_of(table: Table, *, after: int = 0) -> Iterator[Row]:
    """The readable rows behind row number `after`, in their order. Raises FileError for damaged Parquet."""
    try:
        with pq.ParquetFile(table.path) as parquet:
            names = [name for name in parquet.schema_arrow.names if name != table.row_column and name.strip()]
            for batch, first in _batches(parquet, after if table.row_column is None else 0):
                yield from _rows(batch, names, table.row_column, first, after)
    except (pa.ArrowException, OSError) as error:
        if table.row_column is not None:
            raise
        raise FileError(table.file, f"is damaged; accepted is a Parquet file: {str(error).splitlines()[0]}") from None


def _batches(parquet: pq.ParquetFile, after: int) -> Iterator[tuple[pa.RecordBatch, int]]:
    """The batches and the numbers of their first rows, by position; groups of rows that lie before are not read."""
    first = 1
    for group in range(parquet.num_row_groups):
        end = first + parquet.metadata.row_group(group).num_rows
        if end > after + 1:
            number = first
            for batch in parquet.iter_batches(batch_size=_BATCH_ROWS, row_groups=[group]):
                yield batch, number
                number += batch.num_rows
        first = end


def _rows(batch: pa.RecordBatch, names: list[str], row_column: str | None, first: int, after: int) -> Iterator[Row]:
    numbers = batch[row_column].to_pylist() if row_column else range(first, first + batch.num_rows)
    columns = [_values(batch[name]) for name in names]
    for number, *values in zip(numbers, *columns, strict=True):
        if number > after:
            cells = {name: value for name, value in zip(names, values, strict=True) if value is not None}
            yield Row(number, cells)


def _values(column: pa.Array) -> list[object]:
    if pa.types.is_string(column.type):
        return [text or None for text in column.to_pylist()]
    if pa.types.is_timestamp(column.type):
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    return [_json_value(value) for value in column.to_pylist()]


def _json_value(value: object) -> object:
    match value:
        case bool() | int():
            return value
        case str():
            return value or None
        case float():
            return value if math.isfinite(value) else None
        case Decimal():
            return _json_value(float(value))
        case datetime():
            instant = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
            return instant.isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case dict():
            return {str(name): _json_value(member) for name, member in value.items()}
        case list():
            return [_json_value(item) for item in value]
        case bytes() | None:
            return None
    return str(value)
