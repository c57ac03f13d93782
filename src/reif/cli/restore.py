"""`reif restore`: a system as a backup holds it."""

import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from reif.cli import archive, copy_postgresql, copy_sqlite
from reif.cli.archive import Manifest
from reif.cli.backup import KEY, SETTINGS
from reif.cli.platform import SystemRefuses, database, home, key_file, place, ready_system

Source: TypeAlias = Annotated[Path, typer.Argument(help="A file that `reif backup` wrote.", metavar="FILE")]
Force: TypeAlias = Annotated[bool, typer.Option("--force", help="Replace the system that is there.")]
_VENDORS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def restore(file: Source, force: Force = False) -> None:
    """Make the system what the backup holds: the records and the secret key; reif.toml only where there is none.

    The file is read and checked first; then all of the records change in one step, or nothing does. The system must
    be stopped.
    """
    with ready_system(alone=True), archive.opened(file) as (manifest, held):
        _require_fitting(manifest, file)
        if not force and _is_something_there():
            raise SystemRefuses(f"{place()}: holds a system already; --force replaces it by the backup")
        home().mkdir(mode=0o700, parents=True, exist_ok=True)
        with archive.workplace(_beside()) as work:
            _extract_all(manifest, held, work, file)
            _put(manifest, work)
        typer.echo(f"{place()}: as it was at {manifest.made_at[:19]}Z, with its secret key")
        _say_what_is_left(manifest)


def _require_fitting(manifest: Manifest, file: Path) -> None:
    """Raises SystemRefuses for a backup of another kind of database, or of a newer version."""
    from django.db.migrations.loader import MigrationLoader

    here = database().vendor
    if manifest.vendor != here:
        kinds = _VENDORS.get(manifest.vendor, manifest.vendor), _VENDORS[here]
        raise SystemRefuses(f"{file}: is a backup of {kinds[0]}, and the records here are kept in {kinds[1]}")
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    newer = [step for step in manifest.steps if step.startswith("records.") and step not in known]
    if newer:
        raise SystemRefuses(
            f"{file}: belongs to a newer version of reif ({manifest.version}: {', '.join(newer)}); install that version"
        )


def _is_something_there() -> bool:
    if database().vendor == "sqlite":
        return Path(database().settings_dict["NAME"]).exists()
    return bool(database().introspection.table_names())


def _beside() -> Path:
    """A folder on the disk where the database lies, so that putting it there is one step."""
    return Path(database().settings_dict["NAME"]).parent if database().vendor == "sqlite" else home()


def _extract_all(manifest: Manifest, held: zipfile.ZipFile, work: Path, file: Path) -> None:
    for name in manifest.hashes:
        if name not in (copy_sqlite.PART, copy_postgresql.PART, KEY, SETTINGS):
            raise SystemRefuses(f"{file}: is not a backup of reif, or is damaged")
        archive.extract(held, manifest, name, work / name, file)
    if (work / copy_sqlite.PART).exists():
        copy_sqlite.check(work / copy_sqlite.PART, file)


def _put(manifest: Manifest, work: Path) -> None:
    """The small files first: the records are what makes it the other system."""
    for name, target, is_kept in ((KEY, key_file(), False), (SETTINGS, home() / SETTINGS, True)):
        if name in manifest.hashes and not (is_kept and target.exists()):
            _move(work / name, target)
    if manifest.vendor == "sqlite":
        database().close()
        copy_sqlite.put(work / copy_sqlite.PART, Path(database().settings_dict["NAME"]))
    else:
        copy_postgresql.put(database().settings_dict, work / copy_postgresql.PART, work)


def _move(source: Path, target: Path) -> None:
    """Also from one disk to another: in one step, readable by its owner alone."""
    fresh = target.with_name(f"{target.name}.{os.getpid()}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
        stream.write(source.read_bytes())
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(target)


def _say_what_is_left(manifest: Manifest) -> None:
    from reif.records.models import AuditEntry
    from reif.records.schema import schema

    if schema().missing:
        typer.echo("the backup is of an older version; `reif init` brings its tables up to this one")
        return
    details = {"made_at": manifest.made_at, "version": manifest.version}
    AuditEntry.objects.create(action="backup restored", details=details, occurred_at=datetime.now(UTC))
