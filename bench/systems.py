"""Systems to measure on, and the floor that storing events is measured against: bare inserts of the same rows."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
REIF = Path(sys.executable).with_name("reif")
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "shared_buffers": "512MB"}


@dataclass(frozen=True)
class System:
    """Where a system is: a home, and the address of its database in PostgreSQL (empty: SQLite in the home)."""

    home: Path
    url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        return kept | {"REIF_HOME": str(self.home)} | ({"DATABASE_URL": self.url} if self.url else {})

    def run(self, *arguments: str | Path) -> None:
        subprocess.run([REIF, *arguments], env=self.environment, check=True, capture_output=True)  # noqa: S603 - our own command

    def copy(self, home: Path, admin: str = "") -> "System":
        """One with the same rows."""
        shutil.copytree(self.home, home)
        if not self.url:
            return System(home)
        address = new_database(admin, home.name, template=self.url.partition("@/")[2].partition("?")[0])
        return System(home, address)


@dataclass(frozen=True)
class Spent:
    """`cpu`: seconds that the process worked, which move less when the machine has other work; not the server's."""

    seconds: float
    cpu: float


@contextmanager
def servers(database: str) -> Iterator[str]:
    """The address to make databases at, for PostgreSQL."""
    if database == "sqlite":
        yield ""
        return
    sys.path.insert(0, str(HERE.parent))
    from tests.postgresql import server

    with server(DURABLE) as address:
        yield address


def bare_inserts(full: System, empty: System, at_once: int) -> Spent:
    """What it takes to insert the event rows of one system into the other; reading them does not count."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, HERE / "bare_inserts.py", full.url or str(full.home / "reif.sqlite3"), str(at_once)],
        env=empty.environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return Spent(*map(float, done.stdout.split()))


def new_database(admin: str, name: str, template: str = "template1") -> str:
    import psycopg

    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    address, _, options = admin.partition("?")
    return f"{address.rpartition('/')[0]}/{name}?{options}"
