"""Open a file of rows, whatever kind it is of."""

import shutil
import sys
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from reif.integrations.files.columns import AnyName
from reif.integrations.files.kinds import LISTS, STANDARD, FileError, check_content, kind_of, kind_of_stream
from reif.integrations.files.progress import Progress, unseen
from reif.integrations.files.table import Table

_START_BYTES = 1 << 16


def open_table(
    file: str,
    *,
    spool: Path,
    wanted: Collection[str] | None,
    required: Collection[str] = (),
    nested: str | None = None,
    kinds: Sequence[str] = LISTS,
    progress: Progress = unseen,
) -> Table:
    """Read the wanted columns of a file of one of the `kinds`, or of standard input (`-`), in bounded memory.

    `wanted` None: all that have a name; nested values of JSON lines are then kept as JSON, as they were written.

    All but Parquet is written as text columns to Parquet in the folder `spool`, which must last as long as the table is
    used, and is for this table alone; Parquet is used in place. Standard input is CSV or JSON lines. `nested`: the
    member of JSON lines in which an object is kept, as JSON. Rows that cannot be read are the table's rejects. Raises
    FileError for a file that cannot be used: missing, empty, of another kind than its name says, cut off, too large,
    without a required column.
    """
    named_kind = None if file == STANDARD else kind_of(file, kinds)
    source = Path(file) if named_kind else _spooled_input(spool)
    start = _start_of(file, source)
    kind = named_kind or kind_of_stream(start)
    check_content(file, kind, start)
    named = AnyName() if wanted is None else wanted
    if kind == "parquet":
        from reif.integrations.files.read_parquet import read_parquet

        return read_parquet(file, source, wanted=named, required=required)
    if kind == "jsonl":
        from reif.integrations.files.read_jsonl import read_all_jsonl, read_jsonl

        if wanted is None:
            return read_all_jsonl(file, source, spool / "rows.parquet", required=required, progress=progress)
        return read_jsonl(
            file, source, spool / "rows.parquet", wanted=wanted, required=required, nested=nested, progress=progress
        )
    if kind == "xlsx":
        from reif.integrations.files.read_xlsx import read_xlsx

        return read_xlsx(file, source, spool / "rows.parquet", wanted=named, required=required, progress=progress)
    if kind == "vcf":
        from reif.integrations.files.read_vcard import read_vcard

        return read_vcard(file, source, spool / "rows.parquet", wanted=named, required=required, progress=progress)
    from reif.integrations.files.attendance import as_list, is_report
    from reif.integrations.files.read_csv import read_csv

    if kinds is LISTS and is_report(start):
        listed = spool / "attendance.csv"
        system = as_list(file, source, listed)
        table = read_csv(file, listed, spool / "rows.parquet", wanted=named, required=required, progress=progress)
        return replace(table, detected=f"a {system} report of attendance, a row for each person")
    return read_csv(file, source, spool / "rows.parquet", wanted=named, required=required, progress=progress)


def _spooled_input(spool: Path) -> Path:
    path = spool / "input"
    with path.open("wb") as copy:
        shutil.copyfileobj(sys.stdin.buffer, copy)
    return path


def _start_of(file: str, source: Path) -> bytes:
    try:
        if not source.is_file():
            raise FileError(file, "is a folder, not a file" if source.is_dir() else "there is no such file")
        with source.open("rb") as stream:
            return stream.read(_START_BYTES)
    except PermissionError:
        raise FileError(file, "may not be read by this user") from None
