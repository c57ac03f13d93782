"""Measure importing a list of events, against bare inserts of the very rows that it leaves, in the same run.

.venv/bin/python bench/importing.py [--contacts N] [--database sqlite|postgresql] [--rounds N]

50,000 contacts with 20 events each, as CSV. The import reads, recognises and keeps them, 10,000 in a transaction, and
then brings all scores up to date; the time of both is told. The floor puts the same rows into the same table of a
system with the same contacts, in transactions of the same size, by the fastest way the database has: prepared INSERTs
in SQLite, COPY in PostgreSQL. Both databases keep what they were told before they say so.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb
from systems import REIF, Spent, System, bare_inserts, new_database, servers
from world import EVENTS_PER_LEAD, World

CONTACTS, QUICK_CONTACTS = 50_000, 5_000
LEAST_RATE = 1 / 3
ROWS_AT_ONCE = 10_000


@dataclass(frozen=True)
class Imported:
    """`events`: until all were kept; `current`: seconds then until all scores were; `peak_mib` of the process."""

    events: Spent
    current: float
    peak_mib: float


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="reif-bench-") as temporary:
        folder = Path(temporary)
        leads, events = _lists(folder, options.contacts)
        count = EVENTS_PER_LEAD * options.contacts
        for database in options.database:
            with servers(database) as admin:
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


def _round(home: Path, leads: Path, events: Path, count: int, admin: str) -> None:
    system = System(home, new_database(admin, home.name) if admin else "")
    system.run("init")
    began = time.perf_counter()
    system.run("import", "--yes", "--leads", leads)
    first = time.perf_counter() - began
    bare = system.copy(home.with_name(f"{home.name}bare"), admin)
    found = _imported(system, events)
    floor = bare_inserts(system, bare, ROWS_AT_ONCE)
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


if __name__ == "__main__":
    main()
