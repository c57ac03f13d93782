"""Text columns on their way to a Parquet file."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq


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

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writer.close()

    def write(self, columns: Sequence[Any], rows: Any) -> None:
        """Append text arrays in the order of the columns, and the array of their row numbers."""
        self._writer.write_batch(pa.record_batch([*columns, rows], schema=self._schema))
