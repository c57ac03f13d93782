"""Commands of the running system: make Django ready, and say in words what its database refuses."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from reif.records.refusal import Refusal, refusal

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

SETTINGS = "reif.config.settings"
_NO_TABLES = "the database has no tables yet, or not those of this version; `reif init` makes them"
_REASONS = {
    Refusal.LOCKED: "the database is locked by another program; try again when that is done",
    Refusal.GAVE_WAY: "others wrote the same at the same time; try again",
    Refusal.READ_ONLY: "the database may not be written by this user",
    Refusal.FULL: "the disk is full",
    Refusal.FAILING: "the disk cannot be read or written; it is full, or failing",
    Refusal.DAMAGED: "the database is damaged; restore a backup",
    Refusal.NO_DATABASE: "the file is not a database of reif, or is damaged",
    Refusal.OTHER_TABLES: _NO_TABLES,
    Refusal.CANNOT_OPEN: (
        "the database cannot be opened; its folder must exist and be writable by this user (`reif init` makes it)"
    ),
    Refusal.NOT_ADMITTED: "the database does not accept the user or password of DATABASE_URL",
    Refusal.GONE: "the database server does not answer, or does not let this user in; see DATABASE_URL",
}


class SystemRefuses(ValueError):
    """The system is not in a state to do what was asked; the message says what to do."""


@contextmanager
def ready_system(*, alone: bool = False) -> Iterator[None]:
    """Django, set up from the environment; what its database refuses becomes SystemRefuses. Raises WrongSetting.

    `alone`: nobody else may use the system meanwhile. Raises SystemRefuses if somebody does.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import django
    from django.db import Error

    django.setup()
    with held(home(), alone=alone):
        try:
            if alone:
                _require_nobody_connected()
            yield
        except Error as error:
            raise SystemRefuses(f"{place()}: {reason(error)}") from error


@contextmanager
def held(folder: Path, *, alone: bool) -> Iterator[None]:
    """Share the system of the folder with others of this machine, or have it alone; the end of a process frees it.

    Raises SystemRefuses where that cannot be. A folder that is not there, or not this user's, is not held.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        yield
        return
    try:
        _lock(descriptor, folder, alone)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, folder: Path, alone: bool) -> None:
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        if alone:
            raise SystemRefuses(f"{folder}: is in use; stop `reif serve` and whatever else runs first") from None
        raise SystemRefuses(f"{folder}: a backup is being restored; try again when that is done") from None


def _require_nobody_connected() -> None:
    """On PostgreSQL others may come from other machines."""
    if database().vendor == "postgresql":
        with database().cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone()[0]:
                raise SystemRefuses(f"{place()}: is in use; stop every `reif serve` and `reif work` first")


def require_tables() -> None:
    """Go on only with a key and with the tables of this version. Raises SystemRefuses."""
    from reif.records.schema import schema

    if database().vendor == "sqlite" and not Path(database().settings_dict["NAME"]).exists():
        raise SystemRefuses(f"{place()}: there is no database; `reif init` makes it")
    found = schema()
    if found.newer:
        raise SystemRefuses(f"{place()}: belongs to a newer version of reif; install that version")
    if found.missing:
        raise SystemRefuses(f"{place()}: the tables are not those of this version; `reif init` brings them up to it")
    if not key_file().is_file():
        raise SystemRefuses(f"{key_file()}: there is no secret key; `reif init` makes one")


def home() -> Path:
    """The folder that holds everything."""
    from django.conf import settings

    return Path(settings.REIF_HOME)


def key_file() -> Path:
    """Where the secret key lies."""
    from django.conf import settings

    return Path(settings.REIF_SECRET_KEY_FILE)


def database() -> "BaseDatabaseWrapper":
    """The connection to the records."""
    from django.db import connections

    return connections["default"]


def place() -> str:
    """The database as messages name it, without user and password."""
    description = database().settings_dict
    if database().vendor == "sqlite":
        return str(description["NAME"])
    return f"PostgreSQL {description['NAME']} on {description['HOST'] or 'this machine'}"


def reason(error: Exception) -> str:
    """What the database refuses, in words."""
    return _REASONS.get(refusal(error), str(error).strip().split("\n", 1)[0])
