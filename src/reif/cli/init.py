"""`reif init`: make the system, or bring it up to this version."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import typer

from reif.cli.counting import counted
from reif.cli.platform import SystemRefuses, database, home, key_file, place, ready_system
from reif.rules.ready_models import ready_model

READY_MODEL = "b2b-default"
_LOCK = 0x72656966  # "reif"


def init() -> None:
    """Make the system, or bring it up to this version.

    Makes the folder REIF_HOME, the secret key, the database with its tables and the first scoring model. What is there
    stays: running it again is safe.
    """
    with ready_system():
        _make_home(home())
        typer.echo(f"{home()}: holds everything")
        if _make_key(key_file()):
            typer.echo(f"{key_file()}: new secret key; keep it to yourself")
        with _one_at_a_time():
            at = datetime.now(UTC)
            made = _make_tables()
            typer.echo(f"{place()}: {counted(made, 'step') + ' of tables made' if made else 'tables are up to date'}")
            typer.echo(_make_model(at))
            if made:
                _remember(made, at)


def _make_home(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _make_key(file: Path) -> bool:
    """Whether a key was made; one that is there stays, also if another made it meanwhile. It is never half written."""
    if file.exists():
        return False
    fresh = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(50) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        file.hardlink_to(fresh)
    except FileExistsError:
        return False
    finally:
        fresh.unlink(missing_ok=True)
    return True


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Tables are made by one process at a time: of this machine, and on PostgreSQL of all machines."""
    with key_file().open("rb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        if database().vendor != "postgresql":
            yield
            return
        with database().cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            with database().cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _make_tables() -> int:
    from django.core.management import call_command

    from reif.records.schema import schema

    found = schema()
    if found.newer:
        raise SystemRefuses(
            f"{place()}: belongs to a newer version of reif ({', '.join(found.newer)}); install that version, "
            "or name another database"
        )
    if found.missing:
        call_command("migrate", interactive=False, verbosity=0)
    return len(found.missing)


def _make_model(at: datetime) -> str:
    from django.db import transaction

    from reif.records.enums import ModelState
    from reif.records.models import ScoringModel

    text = ready_model(READY_MODEL).read_text(encoding="utf-8")
    with transaction.atomic():
        if ScoringModel.objects.exists():
            live = ScoringModel.objects.filter(state=ModelState.LIVE).first()
            return "no scoring model is live" if live is None else f"{live.name}: live, version {live.number}"
        ScoringModel.objects.create(
            number=1, name=READY_MODEL, text=text, state=ModelState.LIVE, created_at=at, published_at=at
        )
    return f"{READY_MODEL}: published as version 1"


def _remember(steps: int, at: datetime) -> None:
    from reif.records.models import AuditEntry

    details = {"version": version("reif"), "steps": steps}
    AuditEntry.objects.create(action="tables made", details=details, occurred_at=at)
