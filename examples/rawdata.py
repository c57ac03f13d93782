"""What the five examples share: where the raw files are, and how the prepared ones are written."""

import csv
import gzip
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TextIO


class RawDataError(Exception):
    """The raw files are not where `REIF_DATA` says, or they are not the files that the example knows."""


def raw_file(folder: str, name: str) -> Path:
    """The raw file of a set, below the folder that the environment variable `REIF_DATA` names."""
    root = os.environ.get("REIF_DATA")
    if not root:
        raise RawDataError(f"set REIF_DATA to the folder that holds {folder}/{name}")
    path = Path(root) / folder / name
    if not path.is_file():
        raise RawDataError(f"REIF_DATA is {root}, but there is no file {path}")
    return path


def read_rows(path: Path, columns: Sequence[str], *, delimiter: str = ",") -> Iterator[dict[str, str]]:
    """The rows of a CSV file, gzip or not, as texts by column name; it must have at least the columns."""
    with _open_text(path) as file:
        rows = csv.DictReader(file, delimiter=delimiter)
        absent = [name for name in columns if name not in (rows.fieldnames or ())]
        if absent:
            raise RawDataError(f"{path.name}: no column {', '.join(absent)}")
        yield from rows


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> int:
    """Write a CSV file of these columns; how many rows it has."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow(row)
            count += 1
    print(f"{path}: {count:,} rows")
    return count


def run(prepare: Callable[[Path], None]) -> None:
    """Prepare a set into the folder that the command line names; exit code 1 if the raw data is missing."""
    if len(sys.argv) != 2:
        print("usage: python -m examples.SET.prepare FOLDER", file=sys.stderr)
        sys.exit(2)
    folder = Path(sys.argv[1])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        prepare(folder)
    except (RawDataError, OSError) as error:
        print(error, file=sys.stderr)
        sys.exit(1)


def _open_text(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8", newline="")
    return path.open(encoding="utf-8-sig", newline="")
