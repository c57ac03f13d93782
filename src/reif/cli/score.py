"""`reif score`: leads and what they did in, a score for each out."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from reif.cli.model_file import ModelArgument
from reif.cli.options import (
    STANDARD,
    AtColumnOption,
    AtOption,
    EventsOption,
    LeadsOption,
    check_inputs,
    instant_or_now,
)
from reif.rules.languages import Language


class Engine(StrEnum):
    """Where the model runs."""

    DUCKDB = "duckdb"
    STREAM = "stream"
    SPARK = "spark"


class StreamFormat(StrEnum):
    """What standard output carries."""

    CSV = "csv"
    JSONL = "jsonl"


def score(
    model: ModelArgument,
    leads: LeadsOption,
    out: Annotated[
        str, typer.Option(help="One row per lead: .csv, .jsonl, .parquet, or - for standard output.", metavar="FILE")
    ],
    events: EventsOption = None,
    at: AtOption = None,
    at_column: AtColumnOption = None,
    engine: Annotated[Engine, typer.Option(help="Where to run; all give the same scores.")] = Engine.DUCKDB,
    explain: Annotated[
        str | None, typer.Option(help="Write what each rule gave, one row per lead and contribution.", metavar="FILE")
    ] = None,
    rejects: Annotated[
        str | None, typer.Option(help="Write the rows that were left out: file, row, reason, raw.", metavar="FILE")
    ] = None,
    lang: Annotated[Language, typer.Option(help="Language of the labels that --explain writes.")] = Language.EN,
    stdout_format: Annotated[
        StreamFormat, typer.Option("--format", help="What standard output carries.")
    ] = StreamFormat.CSV,
) -> None:
    """Score leads as of an instant.

    Each by what is known of it then; its reasons and the rows that were left out on request.
    Output files appear together, whole, or not at all.
    """
    check_inputs(leads, events, at, at_column)
    _check_outputs(
        [file for file in (out, explain, rejects) if file], [file for file in (leads, events, model) if file]
    )
    from reif.cli.scoring import Request, run

    run(
        Request(
            model=model,
            leads=leads,
            events=events,
            at=instant_or_now(at, at_column),
            at_column=at_column,
            engine=engine.value,
            out=out,
            explain=explain,
            rejects=rejects,
            language=lang.value,
            stdout_format=stdout_format.value,
        )
    )


def _check_outputs(outputs: list[str], inputs: list[str]) -> None:
    if outputs.count(STANDARD) > 1:
        raise typer.BadParameter("only one output can be standard output")
    places = [Path(file).resolve() for file in outputs if file != STANDARD]
    if len(set(places)) < len(places):
        raise typer.BadParameter("two outputs are the same file")
    for file in inputs:
        if file != STANDARD and Path(file).resolve() in places:
            raise typer.BadParameter(f"{file} is read and cannot be written as well")
