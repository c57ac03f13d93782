"""`reif report`: how a scored list did, now that outcomes are known."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from reif.learning.pairing import RejectedRows
    from reif.learning.report import Report
    from reif.learning.wording import Wording

SHOWN_ROWS = 5


class Language(StrEnum):
    """What the report speaks."""

    EN = "en"
    DE = "de"


def report(
    scored: Annotated[
        str, typer.Argument(help="What `reif score` wrote: .csv, .parquet, .jsonl or -.", metavar="SCORED")
    ],
    outcomes: Annotated[
        str, typer.Option(help="lead_id and outcome: 1 or true, 0 or false, empty = unknown.", metavar="FILE")
    ],
    svg: Annotated[
        Path | None, typer.Option(help="Write the report as a picture to this file.", metavar="FILE")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    lang: Annotated[Language, typer.Option(help="Language of the report.")] = Language.EN,
) -> None:
    """Hold a scored list against known outcomes: conversion by score band, lift, ROC-AUC, calibration."""
    if scored == outcomes == "-":
        raise typer.BadParameter("only one file can be standard input", param_hint="--outcomes")
    from reif.cli.report_files import read_known
    from reif.integrations.files.kinds import FileError
    from reif.learning.cells import UnusableColumn
    from reif.learning.wording import Wording

    try:
        known = read_known(scored, outcomes)
    except (FileError, UnusableColumn) as error:
        raise _failed(str(error)) from None
    _tell(scored, known.scored_rejects)
    _tell(outcomes, known.outcome_rejects)

    measured, wording = known.pairs.measure(), Wording(lang.value)
    if svg is not None:
        _draw(svg, measured, wording)
    if as_json:
        from reif.cli.report_json import report_json

        typer.echo(report_json(measured, wording, known.scored_rejects, known.outcome_rejects))
    else:
        _show(measured, wording)


def _tell(file: str, rejects: "Iterable[RejectedRows]") -> None:
    """Count the rows that were set aside, and name the first, on standard error."""
    for rejected in rejects:
        count = len(rejected.rows)
        named = ", ".join(str(row) for row in rejected.rows[:SHOWN_ROWS]) + (" …" if count > SHOWN_ROWS else "")
        rows, which = (f"{count:,} rows", "rows") if count > 1 else ("1 row", "row")
        typer.echo(f"{file}: {rows} not counted: {rejected.reason} ({which} {named})", err=True)


def _draw(file: Path, measured: "Report", wording: "Wording") -> None:
    """Write the picture beside its place and move it there, so that it appears whole or not at all."""
    from reif.learning.picture import draw

    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        unfinished.write_text(draw(measured, wording), encoding="utf-8")
        unfinished.replace(file)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise _failed(f"{file}: cannot be written: {error.strerror}") from None


def _show(measured: "Report", wording: "Wording") -> None:
    """In colour on a terminal; else plain, as wide as it takes, without blanks at the end of lines."""
    from rich.console import Console

    from reif.cli.report_text import WIDTH, print_report

    console = Console(highlight=False)
    if console.is_terminal:
        print_report(console, measured, wording)
        return
    plain = Console(highlight=False, width=WIDTH, no_color=True, color_system=None)
    with plain.capture() as captured:
        print_report(plain, measured, wording)
    typer.echo("\n".join(line.rstrip() for line in captured.get().rstrip().splitlines()))


def _failed(message: str) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(1)
