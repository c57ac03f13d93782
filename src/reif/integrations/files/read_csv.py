"""CSV read in blocks, by Arrow, and spooled to Parquet: every cell is text, every row keeps its number."""

from collections import deque
from collections.abc import Collection, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import csv

from reif.integrations.files.byte_stream import ByteStream
from reif.integrations.files.columns import present, unnamed
from reif.integrations.files.csv_text import Header, records, take_header
from reif.integrations.files.encodings import encoding_of, utf8_chunks
from reif.integrations.files.kinds import FileError
from reif.integrations.files.progress import Progress, unseen
from reif.integrations.files.rejects import Rejects
from reif.integrations.files.spool import Spool
from reif.integrations.files.table import Table, picked

MAX_ROW_MB = 32
# Arrow reads 32 blocks ahead, so large ones take much memory: only a file with rows that need them is read by them.
_BLOCK_BYTES = (1 << 22, MAX_ROW_MB << 20)
_END = b"\0end of file\0"


def read_csv(
    file: str, source: Path, spool: Path, *, wanted: Collection[str], required: Collection[str], progress: Progress
) -> Table:
    """The wanted columns as text. Raises FileError if a required one is missing or a quote is never closed."""
    encoding = encoding_of(source)
    for block_bytes in _BLOCK_BYTES:
        header, rest = take_header(file, utf8_chunks(file, source, encoding, progress))
        columns = present(file, header.names, wanted=wanted, required=required)
        rows = _Rows(file, header, [header.names.index(column) for column in columns], block_bytes)
        with suppress(_RowTooLong), Spool(spool, columns) as out:
            for cells, numbers in rows.blocks(rest):
                out.write(cells, _as_arrow(numbers))
            break
    else:
        raise FileError(
            file,
            f"a row after row {rows.count} opens a quote that is never closed, or is longer than {MAX_ROW_MB} MB",
        )

    def raw_records() -> Iterator[bytes]:
        again = utf8_chunks(file, source, encoding, unseen)
        return records(take_header(file, again)[1], header.delimiter)

    return Table(
        file=file,
        path=spool,
        row_column=out.row_column,
        columns=header.names,
        rows=rows.count,
        rejects=rows.rejects,
        detected=f"CSV, {encoding}, {header}{unnamed(header.names)}",
        pick=lambda wanted_rows: picked(raw_records(), wanted_rows),
    )


class _RowTooLong(Exception):
    """A row does not fit into a block."""


class _Rows:
    """The rows after the header. `count` and `rejects` are complete when all blocks have been taken."""

    def __init__(self, file: str, header: Header, positions: list[int], block_bytes: int) -> None:
        self.file, self.header, self.block_bytes = file, header, block_bytes
        self.rejects = Rejects()
        self.count = 0
        self._columns = [str(position) for position in positions]
        self._flawed: deque[int] = deque()
        self._never_closed: int | None = None

    def blocks(self, rest: Iterator[bytes]) -> Iterator[tuple[list[Any], npt.NDArray[np.int64]]]:
        """The cells of each column as text, and the numbers of the rows."""
        has_end = False
        for batch in self._batches(rest):
            numbers = self._numbers(batch.num_rows)
            has_end = batch.num_rows > 0 and batch[0][-1].as_py() == _END
            sound = batch.num_rows - has_end
            self.count = int(numbers[-1]) - has_end if batch.num_rows else self.count
            yield self._texts(batch.slice(0, sound), numbers[:sound])
        if not has_end:
            row = self._never_closed or self.count
            raise FileError(self.file, f"row {row} opens a quote that is never closed, or the file is cut off")

    def _batches(self, rest: Iterator[bytes]) -> Iterator[Any]:
        end = b"\n" + self.header.delimiter.encode().join([_END] * len(self.header.names)) + b"\n"
        names = [str(index) for index in range(len(self.header.names))]
        try:
            yield from csv.open_csv(
                pa.PythonFile(ByteStream(chain(rest, [end])), mode="r"),
                read_options=csv.ReadOptions(use_threads=False, block_size=self.block_bytes, column_names=names),
                parse_options=csv.ParseOptions(
                    delimiter=self.header.delimiter, newlines_in_values=True, invalid_row_handler=self._reject
                ),
                convert_options=csv.ConvertOptions(
                    include_columns=self._columns,
                    column_types=dict.fromkeys(self._columns, pa.binary()),
                    strings_can_be_null=False,
                ),
            )
        except pa.ArrowInvalid as error:
            if "straddl" in str(error):
                raise _RowTooLong from None
            raise FileError(self.file, f"cannot be read as CSV after row {self.count}: {error}") from None

    def _reject(self, row: csv.InvalidRow) -> str:
        if _END.decode() in row.text:
            self._never_closed = row.number
        else:
            cells = "1 cell" if row.actual_columns == 1 else f"{row.actual_columns} cells"
            self.rejects.add(row.number, f"{cells} where the header has {row.expected_columns}")
            self._flawed.append(row.number)
        return "skip"

    def _numbers(self, count: int) -> npt.NDArray[np.int64]:
        """The numbers of the next rows, those skipped that have been rejected."""
        start = end = self.count + 1
        end += count
        skipped = []
        while self._flawed and self._flawed[0] < end:
            skipped.append(self._flawed.popleft() - start)
            end += 1
        return np.delete(np.arange(start, end, dtype=np.int64), skipped)

    def _texts(self, batch: Any, numbers: npt.NDArray[np.int64]) -> tuple[list[Any], npt.NDArray[np.int64]]:
        try:
            return [column.cast(pa.string()) for column in batch.columns], numbers
        except pa.ArrowInvalid:
            is_text = np.logical_and.reduce([_is_utf8(column) for column in batch.columns])
        for row in numbers[~is_text]:
            self.rejects.add(int(row), "not UTF-8, as the rest of the file")
        sound = batch.filter(pa.array(is_text))
        return [column.cast(pa.string()) for column in sound.columns], numbers[is_text]


def _as_arrow(numbers: npt.NDArray[np.int64]) -> pa.Int64Array:
    """The same. Not by `pa.array`, which loads pandas wherever it is installed: a fifth of a second."""
    return pa.Int64Array.from_buffers(pa.int64(), len(numbers), [None, pa.py_buffer(numbers)])


def _is_utf8(column: Any) -> npt.NDArray[np.bool_]:
    return np.array([_decodes(cell) for cell in column.to_pylist()], dtype=np.bool_)


def _decodes(cell: bytes) -> bool:
    try:
        cell.decode()
    except UnicodeDecodeError:
        return False
    return True
