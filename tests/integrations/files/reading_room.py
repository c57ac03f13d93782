"""Read bytes as a file of some name, and look at what came of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import pyarrow.parquet as pq

from reif.integrations.files.reading import open_table
from reif.integrations.files.table import Table


@dataclass(frozen=True)
class Room:
    """A folder to put files into and read them from."""

    folder: Path

    def put(self, name: str, data: bytes) -> str:
        path = self.folder / name
        path.write_bytes(data)
        return str(path)

    def read(
        self,
        name: str,
        data: bytes,
        wanted: Collection[str] = ("lead_id", "x"),
        required: Collection[str] = (),
        nested: str | None = None,
    ) -> Table:
        spool = Path(mkdtemp(dir=self.folder))
        return open_table(self.put(name, data), spool=spool, wanted=wanted, required=required, nested=nested)


def rows_of(table: Table) -> list[dict[str, object]]:
    """The rows that could be read, without their numbers."""
    columns = [name for name in pq.read_schema(table.path).names if name != table.row_column]
    rows: list[dict[str, object]] = pq.read_table(table.path, columns=columns).to_pylist()
    return rows


def column_of(table: Table, name: str) -> list[object]:
    return [row[name] for row in rows_of(table)]


def numbers_of(table: Table) -> Sequence[int]:
    numbers: list[int] = pq.read_table(table.path, columns=[table.row_column])[0].to_pylist()
    return numbers


def all_raw(table: Table) -> Mapping[int, str]:
    return dict(table.raw(range(1, table.rows + 1)))
