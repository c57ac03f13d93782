"""Copies of a SQLite database: taken while others write, and put back in one step."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from reif.cli.platform import SystemRefuses, reason
from reif.records.refusal import Refusal, refusal

PART = "reif.sqlite3"
LEFT_OUT = ("records_salt",)


def take(source: Path, target: Path) -> None:
    """Copy the database as it is at one instant; writers go on meanwhile. Raises SystemRefuses."""
    try:
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as records:
            _make_private(target)
            with closing(sqlite3.connect(target)) as copy:
                records.backup(copy)  # in one go: in steps, each write of another would begin it anew
                copy.execute("PRAGMA journal_mode=DELETE")
                _leave_out(copy)
    except sqlite3.Error as error:
        raise SystemRefuses(f"{_at_fault(error, source, target)}: {reason(error)}; nothing was written") from None
    check(target, source)


def _leave_out(copy: sqlite3.Connection) -> None:
    """What is to be destroyed when the day is over must not outlive it in a file."""
    for table in LEFT_OUT:
        if copy.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [table]).fetchone():
            copy.execute("PRAGMA secure_delete=ON")
            copy.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    copy.commit()


def check(copy: Path, named: Path) -> None:
    """See that the database is sound. Raises SystemRefuses."""
    try:
        with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as records:
            found = records.execute("PRAGMA integrity_check(1)").fetchone()[0]
            dangling = records.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as error:
        raise SystemRefuses(f"{named}: {reason(error)}") from None
    if found != "ok" or dangling is not None:
        raise SystemRefuses(f"{named}: the database is damaged; restore a backup")


def put(copy: Path, target: Path) -> None:
    """Let the copy be the database: at no time is there half of one. Nobody else may use it meanwhile."""
    _finish_writing_ahead(target)
    copy.replace(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _finish_writing_ahead(target: Path) -> None:
    """What was written ahead of the old database must not be taken for the new one's."""
    if target.exists():
        try:
            with closing(sqlite3.connect(target)) as old:
                old.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.Error:
            pass  # it is damaged; what it had written ahead goes with it
    for ending in ("-wal", "-shm", "-journal"):
        target.with_name(target.name + ending).unlink(missing_ok=True)


def _at_fault(error: sqlite3.Error, source: Path, target: Path) -> Path:
    """Whose disk it is: the source is read only, so that it cannot be the one that is full."""
    written = refusal(error) is Refusal.FULL or error.sqlite_errorname == "SQLITE_IOERR_WRITE"
    return target.parent.parent if written else source


def _make_private(file: Path) -> None:
    os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
