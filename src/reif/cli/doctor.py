"""`reif doctor`: what is wrong with the system, and what to do."""

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime

import typer

from reif.cli.counting import counted
from reif.cli.platform import database, home, key_file, place, ready_system, reason

NOTE = "note: "


def doctor() -> None:
    """Say what is wrong with the system, and what to do.

    Changes nothing. The exit code is 1 if anything is wrong; a line that begins with `note:` is no fault.
    """
    with ready_system():
        lines = list(_findings())
    for line in lines:
        typer.echo(line)
    if not all(line.startswith(NOTE) for line in lines):
        raise typer.Exit(1)
    typer.echo("all is well")


def _findings() -> Iterator[str]:
    folder = home()
    if not folder.is_dir():
        yield f"{folder}: there is no such folder; `reif init` makes it"
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        yield f"{folder}: may not be written by this user; give it to the user who runs reif"
    yield from _problems_of_key()
    unreachable = _unreachable()
    if unreachable is None:
        yield from _problems_of_records()
    else:
        yield f"{place()}: {unreachable}"


def _problems_of_key() -> Iterator[str]:
    file = key_file()
    if not file.is_file():
        yield f"{file}: there is no secret key; `reif init` makes one"
    elif file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield f"{file}: others may read the secret key; chmod 600 {file}"


def _unreachable() -> str | None:
    """Why the database cannot be used, if it cannot; none is made by looking."""
    from pathlib import Path

    from django.db import Error, transaction

    connection = database()
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return "there is no database; `reif init` makes it"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE TABLE reif_doctor (n integer)")
            transaction.set_rollback(True)
    except Error as error:
        return reason(error)
    return None


def _problems_of_records() -> Iterator[str]:
    from reif.records.schema import schema

    found = schema()
    if found.newer:
        yield f"{place()}: belongs to a newer version of reif; install that version"
        return
    if found.missing:
        steps, verb = counted(len(found.missing), "step"), "is" if len(found.missing) == 1 else "are"
        yield f"{place()}: {steps} of tables {verb} missing; `reif init` brings them up to this version"
        return
    from reif.cli.checkup import findings

    yield from findings(datetime.now(UTC))
