"""`reif backup`: all of the system in one file."""

from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from reif.cli import archive, copy_postgresql, copy_sqlite
from reif.cli.platform import SystemRefuses, database, home, key_file, ready_system, require_tables
from reif.cli.sizes import size_of

Target: TypeAlias = Annotated[Path, typer.Argument(help="The file to write.", metavar="FILE")]
SETTINGS = "reif.toml"
KEY = "secret-key"


def backup(file: Target) -> None:
    """Write all of the system into one file: the records, the secret key, the settings in reif.toml.

    The system may be in use meanwhile: what the file holds is one instant. It appears whole, after it was read again,
    or not at all, and only its owner may read it: whoever has it has everything.
    """
    with ready_system():
        require_tables()
        if not file.absolute().parent.is_dir():
            raise SystemRefuses(f"{file.parent}: there is no such folder")
        if file.is_dir():
            raise SystemRefuses(f"{file}: is a folder; accepted is a file")
        at = datetime.now(UTC)
        with archive.workplace(file.absolute().parent) as work:
            archive.write(
                file,
                {**_records(work), **_settings()},
                work,
                version=version("reif"),
                made_at=at.isoformat(),
                vendor=database().vendor,
                steps=_steps(),
            )
        _remember(at, file.stat().st_size)
        typer.echo(f"{file}: {size_of(file.stat().st_size)}, read again and whole")


def _records(work: Path) -> dict[str, Path]:
    if database().vendor == "sqlite":
        copy_sqlite.take(Path(database().settings_dict["NAME"]), work / copy_sqlite.PART)
        return {copy_sqlite.PART: work / copy_sqlite.PART}
    copy_postgresql.take(database().settings_dict, work / copy_postgresql.PART)
    return {copy_postgresql.PART: work / copy_postgresql.PART}


def _settings() -> dict[str, Path]:
    there = {KEY: key_file(), SETTINGS: home() / SETTINGS}
    return {name: file for name, file in there.items() if file.is_file()}


def _steps() -> tuple[str, ...]:
    from django.db.migrations.recorder import MigrationRecorder

    return tuple(sorted(f"{app}.{name}" for app, name in MigrationRecorder(database()).applied_migrations()))


def _remember(at: datetime, size: int) -> None:
    from reif.records.models import AuditEntry

    AuditEntry.objects.create(action="backup made", details={"bytes": size}, occurred_at=at)
