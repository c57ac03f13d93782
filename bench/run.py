"""Measure speed: batch scoring against a bare scan and group of the same columns, start-up, one lead at a time.

make bench          or: .venv/bin/python bench/run.py [--quick] [--rounds N]

What is compared is measured in turns, round after round, each in a process of its own; the best round counts. CPU
seconds are those of all cores together: they say how much work it is, and move less when the machine has other work.
Files to measure on are kept in the folder REIF_BENCH_DATA, or made for this run (2 GB).
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table
from world import AT, World

HERE = Path(__file__).parent
REIF = Path(sys.executable).with_name("reif")
FULL_LEADS, QUICK_LEADS, SMALL_LEADS = 1_000_000, 100_000, 1_000

TIMES_BARE, GROWTH, PEAK_MIB = 6.0, 10.0, 2048.0
HELP_SECONDS, SMALL_SECONDS = 0.5, 2.0

BARE_OF = {
    "scored columns": "bare columns",
    "explained columns": "bare columns",
    "scored messages": "bare messages",
    "scored documents": "bare documents",
    "bare members": "bare documents",
}
GROWING = ("bare columns", "scored columns")
STAGES = ("before the scores", "scores", "contributions")
MEANING = {
    "bare columns": "columns: bare",
    "scored columns": "columns: score",
    "explained columns": "columns: score, explain",
    "bare messages": "with message ids: bare",
    "scored messages": "with message ids: score",
    "bare documents": "JSON text: bare",
    "bare members": "JSON text: bare, each member",
    "scored documents": "JSON text: score",
}

Case = tuple[str, World]


@dataclass(frozen=True)
class Measured:
    """The best round of a case: seconds in all and by stage, and the highest peak of memory of any round."""

    seconds: Mapping[str, float]
    peak_mib: float

    @property
    def total(self) -> float:
        return self.seconds["total"]


def main() -> None:
    options = _options()
    console = Console(width=None if sys.stdout.isatty() else 120)
    with tempfile.TemporaryDirectory(prefix="reif-bench-") as temporary:
        folder = Path(os.environ.get("REIF_BENCH_DATA", temporary))
        folder.mkdir(parents=True, exist_ok=True)
        large = World(folder, QUICK_LEADS if options.quick else FULL_LEADS)
        tenth, small = World(folder, large.lead_count // 10), World(folder, SMALL_LEADS)
        for world in track((large, tenth, small), "Making files", console=console, transient=True):
            _child("make", world)
        console.print(f"{_machine()}; {datetime.now(UTC):%Y-%m-%d}. Best of {options.rounds}, measured in turns.")
        cases = [(case, tenth) for case in GROWING] + [(case, large) for case in MEANING]
        measured = _rounds(console, "Batch", cases, options.rounds)
        _print_batch(console, large, measured)
        _print_growth(console, measured, large, tenth)
        _print_start(console, _starts(console, small, Path(temporary)), small)
        _print_lead_by_lead(console, _child("lead by lead", small))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="100,000 leads and 2 million events, not ten times these")
    parser.add_argument("--rounds", type=int, default=3, help="how often each case is measured (3)")
    return parser.parse_args()


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"


def _rounds(console: Console, title: str, cases: Sequence[Case], rounds: int) -> dict[Case, Measured]:
    found: dict[Case, list[Measured]] = defaultdict(list)
    for case in track(list(cases) * rounds, title, console=console, transient=True):
        found[case].append(_child(*case))
    return {
        case: Measured(min(each, key=lambda one: one.total).seconds, max(one.peak_mib for one in each))
        for case, each in found.items()
    }


def _child(case: str, world: World) -> Measured:
    arguments: list[str | Path] = [sys.executable, HERE / "child.py", case, world.folder, str(world.lead_count)]
    printed = subprocess.run(arguments, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own program
    return Measured(**json.loads(printed.stdout))


def _starts(console: Console, world: World, folder: Path) -> dict[str, float]:
    """The best of ten whole processes each, in seconds."""
    files: list[str | Path] = [
        "--leads",
        world.leads,
        "--events",
        world.events("columns"),
        "--out",
        folder / "scores.csv",
    ]
    commands: dict[str, list[str | Path]] = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "import ibis, duckdb, pyarrow": [sys.executable, "-c", "import ibis, duckdb, pyarrow"],
        "reif --help": [REIF, "--help"],
        "reif score": [REIF, "score", HERE / "model.yaml", "--at", AT.isoformat(), *files],
    }
    best = dict.fromkeys(commands, float("inf"))
    for name in track(list(commands) * 10, "Start-up", console=console, transient=True):
        began = time.perf_counter()
        subprocess.run(commands[name], check=True, capture_output=True)  # noqa: S603 - our own program
        best[name] = min(best[name], time.perf_counter() - began)
    return best


def _print_batch(console: Console, world: World, measured: Mapping[Case, Measured]) -> None:
    title = f"{world.lead_count:,} leads, {world.event_count:,} events, 30 rules, DuckDB"
    table = _table(title, "", "seconds", "times bare", "CPU seconds", "times bare", "peak MiB", "of the seconds")
    for case, meaning in MEANING.items():
        one, floor = measured[case, world], measured[BARE_OF.get(case, case), world]
        work = one.seconds["of all cores"]
        ratios = [f"{one.total / floor.total:.1f}", f"{work / floor.seconds['of all cores']:.1f}"]
        stages = ", ".join(f"{one.seconds[stage]:.1f} {stage}" for stage in STAGES if stage in one.seconds)
        table.add_row(meaning, f"{one.total:.2f}", ratios[0], f"{work:.2f}", ratios[1], f"{one.peak_mib:.0f}", stages)
    console.print(table)
    scored, bare = measured["scored columns", world], measured["bare columns", world]
    _print_goal(console, "score columns against bare", scored.total / bare.total, TIMES_BARE, "times")
    _print_goal(console, "memory", scored.peak_mib, PEAK_MIB, "MiB")


def _print_growth(console: Console, measured: Mapping[Case, Measured], large: World, tenth: World) -> None:
    title = "Ten times the leads and events"
    table = _table(title, "", f"{tenth.event_count:,} events", f"{large.event_count:,} events", "times")
    growth = {case: measured[case, large].total / measured[case, tenth].total for case in GROWING}
    for case, times in growth.items():
        seconds = (measured[case, world].total for world in (tenth, large))
        table.add_row(MEANING[case], *(f"{each:.2f} s" for each in seconds), f"{times:.1f}")
    console.print(table)
    _print_goal(console, "growth of the time to score", growth["scored columns"], GROWTH, "times")


def _print_start(console: Console, best: Mapping[str, float], world: World) -> None:
    table = _table("Start-up, whole processes", "", "seconds", "times python -c pass", "times the imports")
    for name, seconds in best.items():
        ratios = (seconds / best[floor] for floor in ("python -c pass", "import ibis, duckdb, pyarrow"))
        table.add_row(name, f"{seconds:.2f}", *(f"{ratio:.1f}" for ratio in ratios))
    console.print(table)
    _print_goal(console, "reif --help", best["reif --help"], HELP_SECONDS, "s")
    what = f"reif score of {world.lead_count:,} leads with {world.event_count:,} events (Parquet to CSV)"
    _print_goal(console, what, best["reif score"], SMALL_SECONDS, "s")


def _print_lead_by_lead(console: Console, measured: Measured) -> None:
    seconds = measured.seconds
    table = _table("Stream engine, one lead with 100 events", "", "microseconds a lead", "times the loop")
    table.add_row("a plain loop: newest event by name", f"{seconds['loop'] * 1e6:.0f}", "1.0")
    table.add_row("30 rules with reasons", f"{seconds['total'] * 1e6:.0f}", f"{seconds['total'] / seconds['loop']:.1f}")
    console.print(table)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    for column in columns:
        is_text = column in ("", "of the seconds")
        table.add_column(column, justify="left" if is_text else "right")
    return table


def _print_goal(console: Console, goal: str, found: float, limit: float, unit: str) -> None:
    verdict = "[green]met[/]" if found <= limit else "[red]missed[/]"
    console.print(f"Goal: {goal} at most {limit:g} {unit}; it is {found:.2f}, {verdict}", highlight=False)


if __name__ == "__main__":
    main()
