"""`reif doctor`: what is wrong with the system, and what to do."""

import os
import stat
from collections.abc import Iterator

import typer

from reif.cli.platform import database, home, key_file, place, ready_system, reason


def doctor() -> None:
    """Say what is wrong with the system, and what to do.

    Changes nothing. The exit code is 1 if anything is wrong.
    """
    with ready_system():
        problems = list(_problems())
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise typer.Exit(1)
    typer.echo("all is well")


def _problems() -> Iterator[str]:
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
        yield f"{place()}: {len(found.missing)} steps of tables are missing; `reif init` makes them"
        return
    from reif.records.enums import ModelState, Role
    from reif.records.models import ScoringModel, User

    if not ScoringModel.objects.filter(state=ModelState.LIVE).exists():
        yield "no scoring model is live; publish one"
    if not User.objects.filter(role=Role.ADMIN, is_active=True).exists():
        yield "nobody may administer; `reif user add EMAIL --role admin` adds somebody"
