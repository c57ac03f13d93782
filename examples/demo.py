"""Score the shipped real samples by the real commands, and show the ripest, why, and whether the score told the truth.

make demo          or: .venv/bin/python examples/demo.py
"""

import csv
import shlex
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

ROOT = Path(__file__).parents[1]
OUT = Path(".demo")
REIF = Path(sys.executable).with_name("reif")
SHOWN = 4
EXPLAINED_LEAD = "26296"
PLAIN_WIDTH = 110
OTHER_COLUMNS_WIDTH = 50
STYLES = {"hot": "bold red", "warm": "yellow", "cold": "blue"}
COLUMNS: dict[str, dict[str, Any]] = {
    "lead": {"no_wrap": True},
    "points": {"no_wrap": True},
    "": {"no_wrap": True},
    "fit": {"no_wrap": True},
    "because": {"ratio": 1},
}

Row = dict[str, str]


@dataclass(frozen=True)
class Sample:
    """A shipped list: what it is, as of when it is scored, and who made it."""

    folder: str
    title: str
    story: str
    as_of: tuple[str, str]
    credit: str

    @property
    def data(self) -> Path:
        return Path("examples") / self.folder / "sample"

    @property
    def model(self) -> Path:
        return Path("examples") / self.folder / "model.yaml"


SAMPLES = (
    Sample(
        folder="uci_bank",
        title="Whom to call first: clients of a bank",
        story=(
            "9,495 clients whom a Portuguese bank called from August 2008 to April 2009 to offer a term deposit. Each "
            "is scored as of the morning of the call, from what the bank knew then and from calls of earlier campaigns."
        ),
        as_of=("--at-column", "scored_at"),
        credit="S. Moro, P. Rita, P. Cortez: Bank Marketing. UCI Machine Learning Repository, 2014. "
        "https://doi.org/10.24432/C5K306",
    ),
    Sample(
        folder="online_shoppers",
        title="Who is about to buy: visits to a web shop",
        story=(
            "3,699 visits in November and December, each by another visitor: who came, from where, and which kinds of "
            "pages they looked at for how long."
        ),
        as_of=("--at", "2000-01-01"),
        credit="C. O. Sakar, Y. Kastro: Online Shoppers Purchasing Intention Dataset. UCI Machine Learning Repository, "
        "2018. https://doi.org/10.24432/C5F88Q",
    ),
)


def main() -> None:
    """Show each sample, then where the files are and what to try next."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=PLAIN_WIDTH)
    console.print()
    console.print(Text("reif: how ripe is each lead, and why", style="bold"))
    console.print("Two real lists, each scored by a model that a person wrote and can read.")
    for sample in SAMPLES:
        _show(console, sample)
    _close(console)


def _show(console: Console, sample: Sample) -> None:
    _heading(console, sample.title)
    console.print(sample.story)
    out = OUT / sample.folder
    (ROOT / out).mkdir(parents=True, exist_ok=True)
    outputs = ("--explain", out / "reasons.csv", "--out", out / "scored.csv")
    _run(console, "score", sample.model, *_inputs(sample), *sample.as_of, *outputs)
    _print_ripest(console, _rows(out / "scored.csv"), _rows(out / "reasons.csv"))
    console.print()
    console.print(Text("Did the score tell? What became of them, by score:", style="bold"))
    _run(
        console,
        "report",
        out / "scored.csv",
        *("--outcomes", sample.data / "outcomes.csv", "--svg", out / "report.svg"),
    )


def _heading(console: Console, text: str) -> None:
    console.print()
    console.print(Rule(Text(text, style="bold"), align="left", characters="─" if console.is_terminal else "-"))


def _run(console: Console, *arguments: str | Path) -> None:
    """Run reif as a person would, its output in ours; leave with its exit code if it fails."""
    console.print()
    _print_command(console, *arguments)
    sys.stdout.flush()
    words = [str(argument) for argument in arguments]
    done = subprocess.run([str(REIF), *words], cwd=ROOT, check=False)  # noqa: S603 - our own command, fixed arguments
    if done.returncode:
        sys.exit(done.returncode)


def _inputs(sample: Sample) -> tuple[str | Path, ...]:
    return "--leads", sample.data / "leads.csv", "--events", sample.data / "events.csv"


def _print_command(console: Console, *arguments: str | Path) -> None:
    words = (str(argument) for argument in arguments)
    console.print(Text(f"$ {shlex.join(['reif', *words])}", style="dim"), soft_wrap=True)


def _rows(path: Path) -> list[Row]:
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _print_ripest(console: Console, scored: list[Row], reasons: list[Row]) -> None:
    """The ripest leads; those with the same reasons share a line."""
    width = console.width - OTHER_COLUMNS_WIDTH
    of_lead: dict[str, list[Row]] = defaultdict(list)
    for reason in reasons:
        of_lead[reason["lead_id"]].append(reason)
    alike: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(scored, key=lambda row: -float(row["score"])):
        alike[_because(of_lead[row["lead_id"]], width).plain].append(row)
    table = Table(box=box.SIMPLE_HEAD if console.is_terminal else None, pad_edge=False)
    for name, options in COLUMNS.items():
        table.add_column(name, **options)
    for leads in list(alike.values())[:SHOWN]:
        first = leads[0]
        who = first["lead_id"] + (f"\nand {len(leads) - 1} more" if len(leads) > 1 else "")
        points = Text(f"{first['points']:>3} {_bar(float(first['score']))}", style=STYLES[first["temperature"]])
        table.add_row(who, points, first["temperature"], first["grade"], _because(of_lead[first["lead_id"]], width))
    console.print()
    console.print(Text(f"The ripest of {len(scored):,}, with all their reasons:", style="bold"))
    console.print(Padding(table, (0, 0, 0, 2)))


def _bar(score: float) -> str:
    full = round(score / 10)
    return "█" * full + "░" * (10 - full)


def _because(reasons: list[Row], width: int) -> Text:
    """Every contribution, what all start with first, then the largest, whole in lines; they add up to the score."""
    ranked = sorted(reasons, key=lambda reason: (reason["rule"] != "base", -abs(float(reason["value"]))))
    lines = [Text()]
    for reason in ranked:
        value = float(reason["value"])
        part = Text(f"{value:+.1f}".removesuffix(".0"), style="green" if value > 0 else "red")
        part.append(f" {reason['label']}", style="default")
        if lines[-1] and len(lines[-1]) + len(part) + 3 > width:
            lines.append(Text())
        lines[-1].append_text(Text(" · ", style="dim") + part if lines[-1] else part)
    return Text("\n").join(lines)


def _close(console: Console) -> None:
    _heading(console, "The data, the files, and what next")
    console.print("Real and public, adapted under CC BY 4.0 (what was changed: examples/*/sample/CREDITS.md):")
    for sample in SAMPLES:
        console.print(Padding(sample.credit, (0, 0, 0, 2)))
    console.print(
        "Both are the newest 30 % of their set, kept whole; the models were written looking at the rest only."
    )
    files = {
        ".demo/*/scored.csv": "every lead: points, level, temperature, grade",
        ".demo/*/reasons.csv": "every reason of every lead",
        ".demo/*/report.svg": "the reports as pictures",
        "examples/*/model.yaml": "the models: change a number, run make demo again",
    }
    console.print()
    for file, meaning in files.items():
        console.print(f"  {file:<24}{meaning}")
    console.print()
    console.print("Any command above runs by hand with .venv/bin/reif. All about one lead, with times:")
    first = SAMPLES[0]
    lead = ("--lead", EXPLAINED_LEAD, *first.as_of)
    _print_command(console, "explain", first.model, *_inputs(first), *lead)
    console.print("A list of your own, in five minutes: README.md")
    console.print()


if __name__ == "__main__":
    main()
