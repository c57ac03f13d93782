"""What an engine reads: Parquet files and anything that speaks Arrow."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq


class InputError(ValueError):
    """The leads or events cannot be scored at all; the message names the place and what would be accepted."""


class SpeaksArrow(Protocol):
    """Anything with the Arrow C stream: pandas, polars, pyarrow, DuckDB."""

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...


@dataclass(frozen=True, slots=True)
class Source:
    """A Parquet file. `row_column` holds each row's number; without one a row's position, from 1, is its number."""

    path: Path
    name: str
    row_column: str | None = None

    def column_names(self) -> tuple[str, ...]:
        """The names as the file has them, in order."""
        return tuple(pq.read_schema(self.path).names)


@dataclass(frozen=True, slots=True)
class ArrowSource:
    """A table in memory; a row's position, from 1, is its number."""

    table: pa.Table
    name: str
    row_column: None = None

    def column_names(self) -> tuple[str, ...]:
        """The names as the table has them, in order."""
        return tuple(self.table.column_names)


AnySource: TypeAlias = Source | ArrowSource


def source_of(data: SpeaksArrow | AnySource, name: str) -> AnySource:
    """The data as a source. Raises InputError for what is neither a Source nor speaks Arrow."""
    if isinstance(data, Source | ArrowSource):
        return data
    if not hasattr(data, "__arrow_c_stream__"):
        raise InputError(
            f"{name}: {type(data).__name__} has no __arrow_c_stream__; accepted are pandas, polars, pyarrow and "
            "DuckDB tables and reif.engines.sources.Source"
        )
    return ArrowSource(pa.RecordBatchReader.from_stream(data).read_all(), name)
