"""A private PostgreSQL for the tests: made in a folder of its own, reached by a socket there, gone when they end.

    python -m tests.postgresql [ARGUMENTS OF PYTEST]

runs pytest on it. `TEST_SERVER` names its address to the settings of the tests.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import psycopg

TEST_SERVER = "REIF_TEST_SERVER"
DATABASE = "reif"
_USER = "reif"
_STARTS_WITHIN_SECONDS = 60
# Nothing here outlives the tests, so nothing needs to reach the disk.
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "log_min_messages": "fatal",
}


@contextlib.contextmanager
def server(settings: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    """A running server: the address of its empty database, `postgresql://…/reif?host=…`. Stopped at the end.

    `settings`: of the server, before those that are usual here.
    """
    folder = Path(tempfile.mkdtemp(prefix="reif-pg-"))
    runs_as = _somebody_else()
    try:
        if runs_as is not None:
            os.chown(folder, runs_as, -1)
        _run(f"initdb -D data -U {_USER} -A trust -E UTF8 --locale=C.UTF-8 -N", folder, runs_as)
        arguments = [f"-c{key}={value}" for key, value in {**_SETTINGS, **settings}.items()]
        with (folder / "log").open("wb") as log:
            command = [_binary("postgres"), "-D", "data", "-k", str(folder), *arguments]
            running = subprocess.Popen(command, cwd=folder, user=runs_as, stdout=log, stderr=log)
        try:
            _wait(running, folder, runs_as)
            _run(f"createdb -h {folder} -U {_USER} {DATABASE}", folder, runs_as)
            yield f"postgresql://{_USER}@/{DATABASE}?host={folder}"
        finally:
            running.send_signal(signal.SIGINT)  # a fast shutdown: connections are closed
            running.wait(60)
    finally:
        shutil.rmtree(folder)


def new_database(address: str) -> str:
    """The address of a new, empty database of the server."""
    name = f"reif_{uuid.uuid4().hex}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))
    return address.replace(f"@/{DATABASE}?", f"@/{name}?")


def _somebody_else() -> int | None:
    """PostgreSQL refuses to run as root: the user it runs as then; None where it may run as whoever this is."""
    if os.getuid() != 0:
        return None
    known = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall()}
    return known.get("postgres", known["nobody"])


def _binary(name: str) -> str:
    """A program of the newest PostgreSQL here; Debian keeps them out of PATH."""
    kept = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]), reverse=True
    )
    found = str(kept[0]) if kept else shutil.which(name)
    if found is None:
        sys.exit(f"PostgreSQL is missing ({name}); `script/setup test` installs it or says how")
    return found


def _run(command: str, folder: Path, runs_as: int | None) -> None:
    program, *arguments = command.split()
    done = subprocess.run(
        [_binary(program), *arguments], cwd=folder, user=runs_as, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{program}: {done.stderr.strip()}")


def _wait(running: subprocess.Popen[bytes], folder: Path, runs_as: int | None) -> None:
    ends_at = time.monotonic() + _STARTS_WITHIN_SECONDS
    ask = [_binary("pg_isready"), "-q", "-h", str(folder), "-U", _USER, "-d", "postgres"]
    while subprocess.run(ask, cwd=folder, user=runs_as, check=False).returncode:
        if running.poll() is not None or time.monotonic() > ends_at:
            sys.exit(f"PostgreSQL does not start: {(folder / 'log').read_text()}")
        time.sleep(0.05)


def main() -> int:
    """Run pytest on a server of its own."""
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    with server() as address:
        return subprocess.run(
            [sys.executable, "-m", "pytest", *sys.argv[1:]], env=os.environ | {TEST_SERVER: address}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
