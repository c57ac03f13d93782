"""Measure every page of the web application, and the time from an event to its score, on a large system.

REIF_HOME=FOLDER .venv/bin/python bench/pages.py [--rounds N] [--only WORD] [--slowest N]
DATABASE_URL=…   .venv/bin/python bench/pages.py …

The system is one that `bench/large_system.py` made; without REIF_HOME and DATABASE_URL one is made in SQLite for this
run (20 GB). The real server answers, with its worker beside it; each address is asked for once a round. Beside each
page stands the smallest query that fetches its rows, measured in the same round on a connection of its own.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bench.large_system import BUSY, BUSY_EVENTS, CONTACTS, TIMES, make  # noqa: E402 - found only now

MEDIAN_MS, SLOW_MS, VISIBLE_MS, BUSY_TIMES = 100.0, 300.0, 50.0, 2.0

if TYPE_CHECKING:
    from bench.addresses import Case


@dataclass
class Measured:
    """Milliseconds of the page and of its bare query, address by address, round by round.

    `cpu`: what the web processes worked for one, in the mean; it says more than time does while others work, too.
    """

    page: dict[str, list[float]] = field(default_factory=dict)
    bare: list[float] = field(default_factory=list)
    cpu: float = 0.0

    @property
    def all(self) -> list[float]:
        return [each for times in self.page.values() for each in times]


def main() -> None:
    options = _options()
    console = Console(width=None if sys.stdout.isatty() else 130)
    with tempfile.TemporaryDirectory(prefix="reif-bench-") as temporary:
        if not os.environ.get("REIF_HOME") and not os.environ.get("DATABASE_URL"):
            os.environ["REIF_HOME"] = temporary
            make(options.times, options.contacts, options.busy)
        _measure(options, console)


def _measure(options: argparse.Namespace, console: Console) -> None:
    from bench import visitor

    visitor.set_up()
    from django.db import connection

    from bench.addresses import cases
    from reif.jobs.operations import enqueue
    from reif.records.models import Contact, Event, User

    password = visitor.add_user()
    figures = enqueue(kind="figures", at=datetime.now(UTC)) if options.only.lower() in "insights" else None
    user = User.objects.get(email=visitor.EMAIL)
    wanted = [
        each for each in cases(user, Contact.objects.get(lead_id=BUSY)) if options.only.lower() in each.name.lower()
    ]
    console.print(
        f"{connection.vendor}: {Contact.objects.count():,} contacts, {Event.objects.count():,} events; "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {options.rounds} rounds"
    )
    if wanted:
        with visitor.serving() as server:
            asking = visitor.Visitor(server.port)
            asking.sign_in(visitor.EMAIL, password)
            for _ in range(8):  # each process has made its templates
                asking.seconds("/contacts/")
            _await(figures)
            found = {case.name: _of_case(case, server, asking, options.rounds) for case in wanted}
        _print(console, found, options.slowest)
    if options.only.lower() in "event":
        _print_visible(console)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="how often each address is asked for (3)")
    parser.add_argument("--only", default="", help="only the pages whose names hold this word; event: only events")
    parser.add_argument("--slowest", type=int, default=0, help="name so many of the slowest addresses of each page")
    for name, value in (("times", TIMES), ("contacts", CONTACTS), ("busy", BUSY_EVENTS)):
        parser.add_argument(f"--{name}", type=int, default=value, help=f"of a system made for this run ({value})")
    return parser.parse_args()


def _await(job: Any) -> None:
    """Until the worker has counted the figures, as it does every ten minutes."""
    while job is not None and job.state in ("waiting", "running"):
        time.sleep(0.2)
        job.refresh_from_db()


def _of_case(case: "Case", server: Any, asking: Any, rounds: int) -> Measured:
    addresses = case.find()
    measured, worked = Measured(), server.cpu_seconds()
    for _ in range(rounds):
        for asked in addresses:
            took = asking.seconds(asked.address, first_byte=case.first_byte) * 1000
            measured.page.setdefault(asked.address, []).append(took)
            measured.bare.append(_bare(asked.bare))
    measured.cpu = (server.cpu_seconds() - worked) * 1000 / len(measured.all)
    return measured


def _bare(rows: Any) -> float:
    """Milliseconds to fetch the rows, without any object made of them."""
    from django.core.exceptions import EmptyResultSet
    from django.db import connection

    try:
        statement, given = rows.query.sql_with_params()
    except EmptyResultSet:
        return 0.0
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        cursor.fetchall()
    return (time.perf_counter() - began) * 1000


def _print(console: Console, found: dict[str, Measured], slowest: int) -> None:
    table = Table(title="Pages, milliseconds", title_justify="left", title_style="bold")
    for column in ("", "addresses", "median", "95%", "slowest", "CPU mean", "bare median", "times bare", "goals"):
        table.add_column(column, justify="left" if column in ("", "goals") else "right")
    for name, measured in found.items():
        middle, high = statistics.median(measured.all), percentile(measured.all, 0.95)
        bare = statistics.median(measured.bare)
        ratio = f"{middle / bare:.1f}" if bare else ""
        times = [f"{each:.0f}" for each in (middle, high, max(measured.all), measured.cpu)]
        row = [f"{len(measured.page)}", *times, f"{bare:.2f}", ratio]
        table.add_row(name, *row, _verdict(middle <= MEDIAN_MS and high <= SLOW_MS))
    console.print(table)
    for name, measured in found.items() if slowest else ():
        worst = sorted(measured.page.items(), key=lambda each: -statistics.median(each[1]))[:slowest]
        console.print(name, style="bold")
        for address, times in worst:
            console.print(f"  {statistics.median(times):8.1f}  {address}", highlight=False, soft_wrap=True)
    console.print(f"Goals: median at most {MEDIAN_MS:g} ms, 95% at most {SLOW_MS:g} ms")


def _print_visible(console: Console) -> None:
    from bench.visible import BUSY_NAME, visible

    table = Table(title="Event stored to score visible, milliseconds", title_justify="left", title_style="bold")
    for column in ("", "events", "median", "95%", "goals"):
        table.add_column(column, justify="left" if column in ("", "goals") else "right")
    found = visible()
    usual = statistics.median(next(iter(found.values())))
    for name, times in found.items():
        middle = statistics.median(times)
        is_met = middle <= (BUSY_TIMES * usual if name == BUSY_NAME else VISIBLE_MS)
        table.add_row(name, f"{len(times)}", f"{middle:.1f}", f"{percentile(times, 0.95):.1f}", _verdict(is_met))
    console.print(table)
    console.print(
        f"Goals: median at most {VISIBLE_MS:g} ms; with 10,000 events at most {BUSY_TIMES:g} times that of others"
    )


def percentile(times: Sequence[float], share: float) -> float:
    """The time within which that share of all lies."""
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def _verdict(is_met: bool) -> str:
    return "[green]met[/]" if is_met else "[red]missed[/]"


if __name__ == "__main__":
    main()
