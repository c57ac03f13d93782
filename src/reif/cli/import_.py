"""`reif import`: lists of leads and events into the records."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from reif.cli.options import STANDARD
from reif.cli.platform import ready_system, require_tables
from reif.rules.headers import SOURCE


def import_(
    leads: Annotated[
        str | None,
        typer.Option(help="Contacts: .csv, .jsonl, .parquet, .xlsx, .vcf, or - for standard input.", metavar="FILE"),
    ] = None,
    events: Annotated[
        str | None, typer.Option(help="What they did, by lead_id or e-mail; after the leads.", metavar="FILE")
    ] = None,
    changes: Annotated[
        str | None,
        typer.Option(help="What became known when: attribute_changes of an export.", metavar="FILE"),
    ] = None,
    objections: Annotated[
        str | None,
        typer.Option(help="Who objected to profiling, and no longer did: objections of an export.", metavar="FILE"),
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(help="YAML: header: field, or null to leave a column out.", metavar="FILE")
    ] = None,
    source: Annotated[str, typer.Option(help="The name of where the lists come from.", metavar="NAME")] = SOURCE,
    preview: Annotated[bool, typer.Option("--preview", help="Show what would be read, and change nothing.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Do all of it, count what it made and changed, and take it back.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Import contacts and events.

    What each column holds is detected and shown. Running it again changes nothing; an interrupted import goes on where
    it stopped. Rows that cannot be used are kept with the reason.
    """
    files = [file for file in (leads, events, changes, objections) if file is not None]
    if not files:
        raise typer.BadParameter("name --leads FILE, --events FILE or both")
    if files.count(STANDARD) > 1:
        raise typer.BadParameter("only one of the lists can be standard input")
    if not source.strip() or len(source) > 200:
        raise typer.BadParameter("--source takes a name of at most 200 characters")
    with ready_system():
        require_tables()
        from reif.cli.importing import Request, run

        asks = not (yes or dry_run) and sys.stdin.isatty() and STANDARD not in files
        run(
            Request(
                leads,
                events,
                changes,
                objections,
                mapping,
                source.strip(),
                is_preview=preview,
                is_dry_run=dry_run,
                asks=asks,
            )
        )
