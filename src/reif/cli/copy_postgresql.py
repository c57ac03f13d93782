"""Copies of a PostgreSQL database, by the tools that come with it."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reif.cli.copy_sqlite import LEFT_OUT
from reif.cli.platform import SystemRefuses, place

PART = "reif.dump"
_FOLDERS = "/usr/lib/postgresql"  # where Debian keeps them, by version
_VARIABLES = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}
_OURS = (
    "SELECT format('DROP TABLE IF EXISTS %I CASCADE;', tablename) FROM pg_tables WHERE schemaname = current_schema()"
)


def take(database: Mapping[str, Any], target: Path) -> None:
    """Dump the database as it is at one instant; writers go on meanwhile. Raises SystemRefuses."""
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    options = ["--format=custom", "--compress=0", "--no-owner", "--no-acl", "--no-comments", f"--file={target}"]
    options += [f"--exclude-table-data={table}" for table in LEFT_OUT]
    _run(database, "pg_dump", *options)
    _run(database, "pg_restore", "--list", str(target))


def put(database: Mapping[str, Any], copy: Path, work: Path) -> None:
    """Let the dump be the database, in one transaction. Raises SystemRefuses; then all is as it was."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_OURS)
        before = [statement for (statement,) in cursor.fetchall()]
    connection.close()
    script, clearing = work / "restore.sql", work / "clear.sql"
    _run(database, "pg_restore", "--no-owner", "--no-acl", f"--file={script}", str(copy))
    clearing.write_text("\n".join([*before, "DROP FUNCTION IF EXISTS reif_written_once() CASCADE;", ""]))
    quietly = ["--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1", "--single-transaction"]
    _run(database, "psql", *quietly, f"--file={clearing}", f"--file={script}")


def _run(database: Mapping[str, Any], tool: str, *arguments: str) -> None:
    done = subprocess.run(  # noqa: S603 - arguments of ours, and no shell
        [_found(tool), *arguments],
        env=os.environ | _environment(database),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["no reason given"])[0]
        raise SystemRefuses(f"{place()}: {tool} failed: {said}")


def _environment(database: Mapping[str, Any]) -> dict[str, str]:
    """How libpq is told where to go: nothing on a command line, which others could read."""
    named = {variable: str(database[key]) for key, variable in _VARIABLES.items() if database.get(key)}
    options = {f"PG{key.upper()}": str(value) for key, value in database["OPTIONS"].items() if key.startswith("ssl")}
    return {"PGCONNECT_TIMEOUT": "10", "PGCLIENTENCODING": "UTF8", **options, **named}


def _found(tool: str) -> str:
    """The newest there is: a server is dumped by tools of its version or a later one."""
    folders = Path(os.environ.get("REIF_POSTGRESQL") or _FOLDERS)
    kept = sorted(folders.glob(f"*/bin/{tool}"), key=lambda path: int(path.parts[-3]), reverse=True)
    found = str(kept[0]) if kept else shutil.which(tool)
    if found is None:
        raise SystemRefuses(f"{tool} is missing; it comes with PostgreSQL's client (on Debian: postgresql-client)")
    return found
