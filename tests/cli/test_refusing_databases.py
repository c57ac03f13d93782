"""A database that is locked, read-only or full: a clear message, and nothing half done."""

import ctypes
import os
import resource
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing

import pytest

from reif.cli.platform import reason
from tests.cli.system import System

_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE = 24, 1
ADD = ("user", "add", "ann@example.com", "--role", "sales")


def run(system: System, prepare: Callable[[], None], *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a command in a process that was prepared so."""
    return subprocess.run(
        system.command(*arguments),
        env=system.environment(),
        preexec_fn=prepare,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        text=True,
    )


def as_anybody() -> None:
    """Let permissions hold for root too."""
    if os.getuid() == 0:
        ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE, 0, 0, 0)


def users(system: System) -> int:
    with closing(sqlite3.connect(system.database)) as records:
        return int(records.execute("SELECT count(*) FROM records_user").fetchone()[0])


def test_locked_by_another_program_for_too_long(made: System) -> None:
    with closing(sqlite3.connect(made.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert made("user", "list").code == 0
        refused = made(*ADD)
    assert (refused.code, refused.lines) == (
        1,
        [f"reif: {made.database}: the database is locked by another program; try again when that is done"],
    )
    assert made(*ADD).code == 0


def test_a_database_that_may_not_be_written(made: System) -> None:
    made.database.chmod(0o444)
    made.home.chmod(0o555)
    ended = run(made, as_anybody, *ADD)
    examined = run(made, as_anybody, "doctor")
    made.home.chmod(0o700)
    assert (ended.returncode, ended.stderr) == (
        1,
        f"reif: {made.database}: the database may not be written by this user\n",
    )
    assert f"{made.home}: may not be written by this user" in examined.stdout
    assert users(made) == 0


def on_a_full_disk() -> None:
    """No file grows beyond a page."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


@pytest.mark.parametrize("command", [ADD, ("init",)])
def test_a_disk_that_is_full(system: System, fresh: System, command: tuple[str, ...]) -> None:
    if command == ADD:
        fresh.copied_to(system.home)
    ended = run(system, on_a_full_disk, *command)
    assert (ended.returncode, ended.stderr) == (
        1,
        f"reif: {system.database}: the disk cannot be read or written; it is full, or failing\n",
    )
    with closing(sqlite3.connect(system.database)) as records:
        assert records.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert system(*command).code == 0
    assert users(system) == (1 if command == ADD else 0)


def test_a_full_disk_as_sqlite_says_it(made: System) -> None:
    with closing(sqlite3.connect(made.database)) as records:
        pages = records.execute("PRAGMA page_count").fetchone()[0]
        records.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(sqlite3.OperationalError) as refused:
            records.execute("CREATE TABLE t (x)")
    assert reason(refused.value) == "the disk is full"
