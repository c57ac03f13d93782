"""Where the batch expression runs: DuckDB in this process, or Spark."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
import sqlglot

from reif.engines.dialect import CANONICAL_JSON, TRIMMED_MACRO, Dialect, DuckDBDialect, SparkDialect
from reif.engines.interruption import heard
from reif.engines.raw_table import RawTable
from reif.engines.sources import AnySource, InputError, Source
from reif.rules.json_values import canonical_object

ROW = "row"
MEMORY_LIMIT = "1500MB"
"""What DuckDB may hold in memory before it moves data to disk; `REIF_MEMORY` says otherwise."""


SMALL = 200_000
"""Rows up to which DuckDB computes a settled table at once, which takes less time than to plan each use of it anew."""


class Backend(Protocol):
    """A place to run the batch expression."""

    dialect: Dialect

    def open(self, source: AnySource) -> RawTable:
        """The source as a table of this backend."""

    def settle(self, table: ir.Table) -> ir.Table:
        """The table under a name of its own: no use compiles it again, nor computes it again where that is dear."""

    def keep(self, table: ir.Table, *, is_cheap: bool = False) -> ir.Table:
        """The table, computed now, for several uses in the order it has.

        `is_cheap`: what it uses several times within is made of columns as they are, without taking texts apart.
        """

    def batches(self, table: ir.Table, *, is_cheap: bool = False) -> pa.RecordBatchReader:
        """The rows, as they become ready. `is_cheap`: as in `keep`."""

    def few(self, table: ir.Table) -> list[dict[str, Any]]:
        """The rows of a table that is known to be small, by column name."""


class DuckDBBackend:
    """DuckDB in this process; what does not fit into memory goes to a temporary folder."""

    def __init__(self, folder: Path) -> None:
        self.dialect: Dialect = DuckDBDialect()
        self._is_small = True
        self._connection = ibis.duckdb.connect(
            temp_directory=str(folder), memory_limit=os.environ.get("REIF_MEMORY", MEMORY_LIMIT)
        )
        # A bar would be drawn on standard output, into the data that may go there.
        self._connection.con.execute("SET enable_progress_bar = false")
        self._connection.con.execute(TRIMMED_MACRO)
        self._connection.con.create_function(
            CANONICAL_JSON, canonical_object, ["VARCHAR"], "VARCHAR", null_handling="special"
        )

    def open(self, source: AnySource) -> RawTable:
        if isinstance(source, Source):
            table = self._connection.read_parquet(
                source.path, table_name=ibis.util.gen_name("reif"), file_row_number=True
            )
            position = table["file_row_number"] + 1
            rows = pq.read_metadata(source.path).num_rows
        else:
            numbered = _numbered(source.table)
            table = self._connection.create_view(ibis.util.gen_name("reif"), ibis.memtable(numbered))
            position = table[ROW]
            rows = source.table.num_rows
        self._is_small = self._is_small and rows <= SMALL
        return _raw(source, table, position)

    def settle(self, table: ir.Table) -> ir.Table:
        return self._create("TABLE" if self._is_small else "VIEW", table)

    def keep(self, table: ir.Table, *, is_cheap: bool = False) -> ir.Table:
        return self._create("TABLE", table, is_cheap=is_cheap)

    def _create(self, kind: str, table: ir.Table, *, is_cheap: bool = False) -> ir.Table:
        name = ibis.util.gen_name("reif")
        query = _compiled(self._connection, table, is_cheap=is_cheap)
        self._connection.con.execute(f'CREATE {kind} "{name}" AS {query}')
        return _named(self._connection, name, table)

    def batches(self, table: ir.Table, *, is_cheap: bool = False) -> pa.RecordBatchReader:
        return self._run(table, is_cheap=is_cheap).to_arrow_reader(100_000)

    def few(self, table: ir.Table) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._run(table).to_arrow_table().to_pylist()
        return rows

    def _run(self, table: ir.Table, *, is_cheap: bool = False) -> Any:
        # Not by `to_pyarrow`, which loads pandas wherever it is installed: half a second.
        return self._connection.con.execute(_compiled(self._connection, table, is_cheap=is_cheap))

    def interrupt(self) -> None:
        """End what is being computed, from another thread."""
        self._connection.con.interrupt()

    def close(self) -> None:
        self._connection.disconnect()


class SparkBackend:
    """The running Spark session, or a new one as Spark is set up here."""

    def __init__(self, folder: Path) -> None:
        self.dialect: Dialect = SparkDialect()
        self._folder = folder
        self._session = _spark_session()
        self._connection = ibis.pyspark.connect(self._session)
        self._session.udf.register(CANONICAL_JSON, canonical_object)
        self._kept: list[Any] = []

    def open(self, source: AnySource) -> RawTable:
        path = source.path if isinstance(source, Source) else self._spool(source.table)
        frame = self._session.read.parquet(str(path)).selectExpr("*", "_metadata.row_index + 1")
        count = len(frame.columns) - 1
        frame = frame.toDF(*(f"c{index}" for index in range(count)), ROW)
        frame = frame.selectExpr(*_with_nanoseconds_cut(pq.read_schema(path)), ROW)
        name = ibis.util.gen_name("reif")
        frame.createOrReplaceTempView(name)
        table = self._connection.table(name)
        return _raw(source, table, table[ROW])

    def settle(self, table: ir.Table) -> ir.Table:
        return self.keep(table)

    def keep(self, table: ir.Table, *, is_cheap: bool = False) -> ir.Table:
        del is_cheap  # Spark plans that by itself
        name = ibis.util.gen_name("reif")
        frame = self._session.sql(_compiled(self._connection, table)).persist()
        self._kept.append(frame)
        frame.createOrReplaceTempView(name)
        return _named(self._connection, name, table)

    def batches(self, table: ir.Table, *, is_cheap: bool = False) -> pa.RecordBatchReader:
        """The rows come partition by partition, each packed on its worker: the driver never holds them all."""
        del is_cheap
        schema = table.schema().to_pyarrow()
        packed = self._session.sql(_compiled(self._connection, table)).mapInArrow(_packed, "batch binary")
        messages = (row["batch"] for row in packed.toLocalIterator(prefetchPartitions=True))
        unpacked = (batch for message in messages for batch in pa.ipc.open_stream(message))
        return pa.RecordBatchReader.from_batches(schema, (batch.cast(schema) for batch in unpacked))

    def few(self, table: ir.Table) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = table.to_pyarrow().to_pylist()
        return rows

    def interrupt(self) -> None:
        """PySpark ends its jobs by itself."""

    def close(self) -> None:
        for frame in self._kept:
            frame.unpersist()

    def _spool(self, table: pa.Table) -> Path:
        path = self._folder / f"{ibis.util.gen_name('arrow')}.parquet"
        pq.write_table(table, path)
        return path


@contextmanager
def backend(engine: str) -> Iterator[DuckDBBackend | SparkBackend]:
    """The backend of that name (duckdb or spark), with a temporary folder that goes with it."""
    with tempfile.TemporaryDirectory(prefix="reif-") as folder:
        opened = SparkBackend(Path(folder)) if engine == "spark" else DuckDBBackend(Path(folder))
        try:
            with heard(opened.interrupt):
                yield opened
        finally:
            opened.close()


def _compiled(connection: Any, table: ir.Table, *, is_cheap: bool = False) -> str:
    """The query with each projection left where it is: merged, an expression stands wherever it is used, and is
    computed there again (JSON cost nearly twice as much), and merging alone takes Ibis a third of its time.

    What stands twice is cheaper read from the file twice than kept, if it is cheap: kept, it moves to disk.
    """
    options = ibis.options.sql
    was, options.fuse_selects = options.fuse_selects, False
    try:
        query = connection.compiler.to_sqlglot(table)
    finally:
        options.fuse_selects = was
    for part in query.find_all(sqlglot.exp.CTE) if is_cheap else ():
        part.set("materialized", False)
    return str(query.sql(dialect=connection.dialect, copy=False, unsupported_level=sqlglot.ErrorLevel.RAISE))


def _named(connection: Any, name: str, table: ir.Table) -> ir.Table:
    """What stands under that name, made of this table: to ask the backend for its columns takes a query each time."""
    return ops.DatabaseTable(name, schema=table.schema(), source=connection).to_expr()


def _raw(source: AnySource, table: ir.Table, position: ir.IntegerColumn) -> RawTable:
    """Names are taken by position: backends fold or rename such as differ only in case."""
    names = source.column_names()
    positions = dict(zip(reversed(names), reversed(table.columns[: len(names)]), strict=True))
    if source.row_column is not None:
        position = table[positions.pop(source.row_column)]
    columns = {name: positions[name] for name in names if name in positions}
    named = table.select(*(table[each].name(f"c{index}") for index, each in enumerate(columns.values())), row=position)
    return RawTable(source.name, named, {name: f"c{index}" for index, name in enumerate(columns)})


def _with_nanoseconds_cut(schema: pa.Schema) -> Iterator[str]:
    """The columns c0 … as Spark's own, which knows microseconds at most and reads finer times as whole numbers."""
    for index, field in enumerate(schema):
        if not (pa.types.is_timestamp(field.type) and field.type.unit == "ns"):
            yield f"c{index}"
        elif field.type.tz is None:
            yield f"CAST(timestamp_micros(c{index} DIV 1000) AS TIMESTAMP_NTZ) AS c{index}"
        else:
            yield f"timestamp_micros(c{index} DIV 1000) AS c{index}"


def _numbered(table: pa.Table) -> pa.Table:
    renamed = table.rename_columns([f"c{index}" for index in range(table.num_columns)])
    return renamed.append_column(ROW, pa.array(range(1, table.num_rows + 1), pa.int64()))


def _packed(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Each batch as a message in Arrow's stream format."""
    for batch in batches:
        buffer = pa.BufferOutputStream()
        with pa.ipc.new_stream(buffer, batch.schema) as stream:
            stream.write_batch(batch)
        yield pa.record_batch([pa.array([buffer.getvalue().to_pybytes()], pa.binary())], names=["batch"])


def _spark_session() -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise InputError("the engine spark needs PySpark: install reif[spark]") from None
    session = SparkSession.builder.appName("reif").getOrCreate().newSession()
    session.conf.set("spark.sql.session.timeZone", "UTC")
    session.conf.set("spark.sql.caseSensitive", "true")
    session.conf.set("spark.sql.legacy.parquet.nanosAsLong", "true")
    return session
