"""Options that several commands have."""

import os
from datetime import UTC, datetime
from typing import Annotated, TypeAlias

import typer

from reif.rules import times
from reif.rules.languages import Language

STANDARD = "-"


def parse_at(text: str) -> datetime:
    """The instant that `--at` means, in UTC, in the syntax of files."""
    instant = times.parse_time(text)
    if instant is None:
        raise typer.BadParameter(f"{text!r} is not a time; accepted is {times.ACCEPTED}")
    return instant


def own_language() -> Language:
    """The language of the terminal, as the environment has it: German or else English."""
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return Language.DE if name.lower().startswith("de") else Language.EN


def check_inputs(leads: str, events: str | None, at: datetime | None, at_column: str | None) -> None:
    """Raise a usage error for options that exclude each other."""
    if leads == events == STANDARD:
        raise typer.BadParameter("leads and events cannot both be standard input")
    if at is not None and at_column is not None:
        raise typer.BadParameter("--at and --at-column exclude each other")


LeadsOption: TypeAlias = Annotated[
    str, typer.Option(help="lead_id and attributes: .csv, .jsonl, .parquet, or - for standard input.", metavar="FILE")
]
EventsOption: TypeAlias = Annotated[
    str | None,
    typer.Option(help="lead_id, event, occurred_at; optionally message_id, properties, more.", metavar="FILE"),
]
AtOption: TypeAlias = Annotated[
    datetime | None,
    typer.Option(help="The instant to score as of; now if left out.", metavar="TIME", parser=parse_at),
]
AtColumnOption: TypeAlias = Annotated[
    str | None, typer.Option(help="Score each lead as of its own time, in this column of the leads.", metavar="NAME")
]


def instant_or_now(at: datetime | None, at_column: str | None) -> datetime | None:
    """What all leads are scored as of; None if each has its own time."""
    return None if at_column is not None else at or datetime.now(UTC)
