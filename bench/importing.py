"""Measure importing a list of events, against bare inserts of the very rows that it leaves, in the same run.

.venv/bin/python bench/importing.py [--contacts N] [--database sqlite|postgresql] [--rounds N]

50,000 contacts with 20 events each, as CSV. The import reads, recognises and keeps them, 10,000 in a transaction, and
then brings all scores up to date; the time of both is told. The floor puts the same rows into the same table of a
system with the same contacts, in transactions of the same size, by the fastest way the database has: prepared INSERTs
in SQLite, COPY in PostgreSQL. Both databases keep what they were told before they say so.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
from world import EVENTS_PER_LEAD, World

HERE = Path(__file__).parent
REIF = Path(sys.executable).with_name("reif")
CONTACTS, QUICK_CONTACTS = 50_000, 5_000
LEAST_RATE = 1 / 3
ROWS_AT_ONCE = 10_000
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
        address = _database(admin, home.name, template=self.url.partition("@/")[2].partition("?")[0])
        return System(home, address)


@dataclass(frozen=True)
class Imported:
    """`events`: until all were kept; `current`: seconds then until all scores were; `peak_mib` of the process."""

    events: "Spent"
    current: float
    peak_mib: float


@dataclass(frozen=True)
class Spent:
    """`cpu`: seconds that the process worked, which move less when the machine has other work; not the server's."""

    seconds: float
    cpu: float


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="reif-bench-") as temporary:
        folder = Path(temporary)
        leads, events = _lists(folder, options.contacts)
        count = EVENTS_PER_LEAD * options.contacts
        for database in options.database:
            with _servers(database) as admin:
                for number in range(options.rounds):
                    _round(folder / f"{database}{number}", leads, events, count, admin)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--contacts", type=int, default=CONTACTS, help=f"how many, with 20 events each ({CONTACTS})")
    parser.add_argument("--database", action="append", choices=["sqlite", "postgresql"], help="both unless named")
    parser.add_argument("--rounds", type=int, default=1, help="how often each is measured (1)")
    options = parser.parse_args()
    options.database = options.database or ["sqlite", "postgresql"]
    return options


def _lists(folder: Path, contacts: int) -> tuple[Path, Path]:
    """The made-up world as people export it."""
    world = World(folder, contacts)
    world.make()
    leads, events = folder / "leads.csv", folder / "events.csv"
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute(f"copy (from read_parquet('{world.leads}')) to '{leads}'")
        times = "strftime(occurred_at, '%Y-%m-%dT%H:%M:%SZ') as occurred_at"
        rows = f"select * replace ({times}) from read_parquet('{world.events('columns')}')"  # noqa: S608 - our own names
        connection.execute(f"copy ({rows}) to '{events}'")
    return leads, events


@contextmanager
def _servers(database: str) -> Iterator[str]:
    """The address to make databases at, for PostgreSQL."""
    if database == "sqlite":
        yield ""
        return
    sys.path.insert(0, str(HERE.parent))
    from tests.postgresql import server

    with server(DURABLE) as address:
        yield address


def _round(home: Path, leads: Path, events: Path, count: int, admin: str) -> None:
    system = System(home, _database(admin, home.name) if admin else "")
    system.run("init")
    began = time.perf_counter()
    system.run("import", "--yes", "--leads", leads)
    first = time.perf_counter() - began
    bare = system.copy(home.with_name(f"{home.name}bare"), admin)
    found = _imported(system, events)
    floor = _bare(system, bare)
    share, share_of_cpu = floor.seconds / found.events.seconds, floor.cpu / found.events.cpu
    print(
        f"{home.name}: {count:,} events of {count // EVENTS_PER_LEAD:,} contacts\n"
        f"  contacts imported and scored {first:8.1f} s\n"
        f"  bare inserts of the events   {floor.seconds:8.1f} s   {count / floor.seconds:9,.0f} a second; "
        f"CPU {floor.cpu:.1f} s\n"
        f"  imported                     {found.events.seconds:8.1f} s   "
        f"{count / found.events.seconds:9,.0f} a second, {share:.2f} of the bare rate; "
        f"CPU {found.events.cpu:.1f} s, {share_of_cpu:.2f}\n"
        f"  then all scores current in   {found.current:8.1f} s\n"
        f"  peak of memory               {found.peak_mib:8.0f} MiB\n"
        f"  Goal: at least {LEAST_RATE:.2f} of the bare rate; it is {share:.2f}, "
        f"{'met' if share >= LEAST_RATE else 'missed'}",
        flush=True,
    )


def _imported(system: System, events: Path) -> Imported:
    """Import the list by the command; the lines that it prints say when each part is done."""
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own command
        [REIF, "import", "--yes", "--events", events],
        env=system.environment | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    told = [(line, Spent(time.perf_counter() - began, _cpu_of(process.pid))) for line in process.stdout]
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"the import ended with {status}")
    kept = next(at for line, at in told if " new, " in line)
    return Imported(kept, told[-1][1].seconds - kept.seconds, used.ru_maxrss / 1024)


def _cpu_of(process: int) -> float:
    """Seconds that it has worked so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _bare(full: System, empty: System) -> Spent:
    """What it takes to insert the event rows of one system into the other; reading them does not count."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, HERE / "bare_inserts.py", full.url or str(full.home / "reif.sqlite3"), str(ROWS_AT_ONCE)],
        env=empty.environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return Spent(*map(float, done.stdout.split()))


def _database(admin: str, name: str, template: str = "template1") -> str:
    import psycopg

    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    address, _, options = admin.partition("?")
    return f"{address.rpartition('/')[0]}/{name}?{options}"


if __name__ == "__main__":
    main()
