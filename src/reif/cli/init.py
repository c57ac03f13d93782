"""`reif init`: make the system, or bring it up to this version."""

import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

import typer

from reif.cli.platform import SystemRefuses, home, key_file, place, ready_system
from reif.rules.ready_models import ready_model

READY_MODEL = "b2b-default"


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
        made = _make_tables()
        typer.echo(f"{place()}: {f'{made} steps of tables made' if made else 'tables are up to date'}")
        typer.echo(_make_model(datetime.now(UTC)))


def _make_home(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _make_key(file: Path) -> bool:
    """Whether a key was made; one that is there stays. It is never seen half written."""
    if file.exists():
        return False
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(50) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        fresh.rename(file)
    finally:
        fresh.unlink(missing_ok=True)
    return True


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
