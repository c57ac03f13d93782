"""Files of rows that appear together, whole, or not at all."""

import errno
import os
import secrets
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import pyarrow as pa
import pyarrow.parquet as pq

from reif.integrations.files.kinds import STANDARD, FileError, kind_of
from reif.integrations.files.text_rows import csv_header, csv_rows, jsonl_rows


class Output:
    """A file that is being written beside the place where it will stand; standard output is kept back likewise."""

    def __init__(self, file: str, kind: str, target: Path | None, staged: Path) -> None:
        self.file, self.kind, self.target, self.staged = file, kind, target, staged
        self.older = staged.with_name(f"{staged.name}.old")
        self.had_older = False

    def write(self, rows: pa.RecordBatchReader, progress: Callable[[int], None] = lambda rows: None) -> int:
        """Write all rows; `progress` is told how many there are so far. The number of rows.

        Raises OSError that names the file, not the place where it is written meanwhile.
        """
        try:
            with self.staged.open("wb") as stream:
                count = _write_rows(stream, self.kind, rows, progress)
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            if error.errno is None:
                raise
            raise OSError(error.errno, os.strerror(error.errno), self.file) from None
        return count


class Outputs:
    """A context: what is opened and written within it appears at its end, or, if it ends by an error, nothing does.

    A file that stood there stays until then, and stays if anything fails.
    """

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._opened: list[Output] = []

    def open(self, file: str, *, stream_kind: str = "csv") -> Output:
        """Make sure that the file can be written. `stream_kind`: of standard output (`-`), csv or jsonl.

        Raises FileError for a name of no known kind, a folder that is missing or may not be written to.
        """
        if file == STANDARD:
            output = Output(file, stream_kind, None, self._scratch / f"output-{len(self._opened)}")
        else:
            target = Path(os.path.realpath(file))
            output = Output(file, kind_of(file), target, target.with_name(f".reif-{secrets.token_hex(6)}"))
            _reserve(output, target)
        self._opened.append(output)
        return output

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._publish()
        finally:
            for output in self._opened:
                output.staged.unlink(missing_ok=True)
                output.older.unlink(missing_ok=True)

    def _publish(self) -> None:
        for output in self._opened:
            if output.target is None:
                _deliver(output.staged)
        placed: list[Output] = []
        try:
            for output in self._opened:
                if output.target is not None:
                    placed.append(output)
                    _place(output, output.target)
        except BaseException:
            for output in placed:
                _take_back(output)
            raise


def _write_rows(stream: IO[bytes], kind: str, rows: pa.RecordBatchReader, progress: Callable[[int], None]) -> int:
    if kind == "parquet":
        with pq.ParquetWriter(stream, rows.schema, compression="zstd") as writer:
            return _each(rows, writer.write_batch, progress)
    if kind == "jsonl":
        return _each(rows, lambda batch: stream.write(jsonl_rows(batch)), progress)
    stream.write(csv_header(rows.schema))
    return _each(rows, lambda batch: stream.write(csv_rows(batch)), progress)


def _each(
    rows: pa.RecordBatchReader, write: Callable[[pa.RecordBatch], object], progress: Callable[[int], None]
) -> int:
    count = 0
    for batch in rows:
        write(batch)
        count += batch.num_rows
        progress(count)
    return count


def _reserve(output: Output, target: Path) -> None:
    if not target.parent.is_dir():
        raise FileError(output.file, "its folder is not there")
    if target.exists() and not target.is_file():
        raise FileError(output.file, "is a folder or a device; accepted is the name of a file")
    try:
        output.staged.touch(exist_ok=False)
        if target.exists():
            output.staged.chmod(target.stat().st_mode & 0o777)
    except PermissionError:
        raise FileError(output.file, "this user may not write there") from None


def _place(output: Output, target: Path) -> None:
    output.had_older = target.exists()
    if output.had_older:
        with suppress(OSError):  # Where a file system has no second names, the older file cannot be kept beside.
            output.older.hardlink_to(target)
    output.staged.replace(target)


def _take_back(output: Output) -> None:
    assert output.target is not None
    if output.older.exists():
        output.older.replace(output.target)
    elif not output.had_older and not output.staged.exists():
        output.target.unlink(missing_ok=True)


def _deliver(staged: Path) -> None:
    """Copy to standard output. A reader who has had enough and left is no error."""
    try:
        with staged.open("rb") as rows:
            shutil.copyfileobj(rows, sys.stdout.buffer)
        sys.stdout.flush()
    except OSError as error:
        _forget_standard_output()
        if error.errno != errno.EPIPE:
            raise OSError(error.errno, error.strerror, "standard output") from None


def _forget_standard_output() -> None:
    """What could not be written must not be tried again when the program ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
