"""`reif export`: all of what the system knows, as files."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from reif.cli.platform import ready_system, require_tables
from reif.cli.screen import screen


class Format(StrEnum):
    """Kinds of files."""

    CSV = "csv"
    PARQUET = "parquet"


def export(
    folder: Annotated[Path, typer.Argument(help="A folder; it is made if need be.", metavar="DIR")],
    file_format: Annotated[Format, typer.Option("--format", help="What kind of files.")] = Format.CSV,
) -> None:
    """Write contacts, events, changes of attributes, scores, reasons and changes of stage into files.

    `reif import` reads the contacts and events again. All files appear together, whole, or none does.
    """
    with ready_system(), screen() as told:
        require_tables()
        from reif.cli.exporting import run

        for line in run(folder, file_format.value, told):
            typer.echo(line)
