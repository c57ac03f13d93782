"""Text columns on their way to a Parquet file."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

_GROUP_BYTES = 1 << 25


def row_column_beside(columns: Sequence[str]) -> str:
    """A name for the column of row numbers that none of the columns bears."""
    name = "__row"
    while name in columns:
        name += "_"
    return name


class Spool:
    """Writes batches of text columns and their row numbers to Parquet."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self.row_column = row_column_beside(columns)
        self._schema = pa.schema({**dict.fromkeys(columns, pa.string()), self.row_column: pa.int64()})
        self._writer = pq.ParquetWriter(path, self._schema, compression="lz4")
        self._pending: list[pa.RecordBatch] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._write_pending()
        self._writer.close()

    def write(self, columns: Sequence[Any], rows: Any) -> None:
        """Append text arrays in the order of the columns, and the array of their row numbers."""
        self._pending.append(pa.record_batch([*columns, rows], schema=self._schema))
        if sum(batch.nbytes for batch in self._pending) >= _GROUP_BYTES:
            self._write_pending()

    def _write_pending(self) -> None:
        self._writer.write_table(pa.Table.from_batches(self._pending, self._schema))
        self._pending = []
