"""Read a file of rows and say what it is."""

from collections.abc import Collection
from pathlib import Path

from reif.cli.screen import Screen
from reif.integrations.files.kinds import TABLES
from reif.integrations.files.reading import open_table
from reif.integrations.files.table import Table


def read_file(
    file: str,
    spool: Path,
    *,
    wanted: Collection[str],
    required: Collection[str],
    screen: Screen,
    nested: str | None = None,
) -> Table:
    """The table, read into the folder `spool`, with a bar while it lasts and a line on what was found.

    Raises FileError for a file that cannot be used.
    """
    spool.mkdir()
    with screen.task(f"Reading {shown(file)}") as advance:
        table = open_table(
            file, spool=spool, wanted=wanted, required=required, nested=nested, kinds=TABLES, progress=advance
        )
    screen.say(f"{shown(file)}: {table.detected}; {counted(table.rows, 'row')}")
    return table


def shown(file: str, stream: str = "standard input") -> str:
    """The file as messages name it."""
    return stream if file == "-" else file


def counted(number: int, noun: str) -> str:
    """`1 row`, `2,000 rows`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
