"""Kill processes at random moments, and ask what is left.

`REIF_TEST_ROUNDS` says how often each test is run, on a system of its own each time (a soak).
"""

import os
import random
import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import psycopg

from tests.cli.system import System

moments = random.Random()  # noqa: S311 - of no secret
_killed: list[int] = []


def kill_after(process: "subprocess.Popen[bytes]", seconds: float) -> bool:
    """Kill the process when that long has passed. Whether it was still there."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        _killed.append(process.pid)
        return True
    return False


def kill_now(process: int) -> None:
    """Kill a process by its number, if it is still there."""
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return
    _killed.append(process)


def killed() -> int:
    """How many processes were killed so far."""
    return len(_killed)


def ask(system: System, question: str) -> list[tuple[object, ...]]:
    """The rows that the database of the system answers with."""
    if system.url:
        with psycopg.connect(system.url) as connection:
            return list(connection.execute(question.encode()).fetchall())
    with closing(sqlite3.connect(system.database, timeout=30)) as records:
        return records.execute(question).fetchall()


def tell(system: System, *statements: str) -> None:
    """Run statements on the database of the system, in one transaction."""
    if system.url:
        with psycopg.connect(system.url) as connection:
            for statement in statements:
                connection.execute(statement.encode())
        return
    with closing(sqlite3.connect(system.database, timeout=30)) as records, records:
        for statement in statements:
            records.execute(statement)


def is_sound(system: System) -> bool:
    """SQLite: no page and no reference is damaged. PostgreSQL answers for itself."""
    if system.url:
        return ask(system, "SELECT 1") == [(1,)]
    return ask(system, "PRAGMA integrity_check") == [("ok",)] and ask(system, "PRAGMA foreign_key_check") == []


def left_beside(folder: Path) -> list[str]:
    """What commands that were killed have left."""
    return sorted(path.name for path in folder.glob(".reif-*"))
