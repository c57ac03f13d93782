"""The lists of leads that are measured: prepared, scored by the command line, read back."""

import csv
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from examples.bpic2012.prepare import prepare as prepare_bpic2012
from examples.olist_funnel.prepare import prepare as prepare_olist_funnel
from examples.online_shoppers.prepare import prepare as prepare_online_shoppers
from examples.splits import newest
from examples.uci_bank.prepare import prepare as prepare_uci_bank
from examples.xeducation.prepare import prepare as prepare_xeducation
from reif import load_model

HERE = Path(__file__).parent

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Task:
    """One list of leads to score: of which set, which file, as of when."""

    title: str
    folder: str
    prepare: Callable[[Path], None]
    as_of: tuple[str, str]
    suffix: str = ""


BY_COLUMN = ("--at-column", "scored_at")
PLACEHOLDER = ("--at", "2000-01-01")
TASKS = (
    Task("BPIC 2012 at 24 h", "bpic2012", prepare_bpic2012, BY_COLUMN, "_24h"),
    Task("BPIC 2012 at 72 h", "bpic2012", prepare_bpic2012, BY_COLUMN, "_72h"),
    Task("X Education", "xeducation", prepare_xeducation, PLACEHOLDER),
    Task("Olist", "olist_funnel", prepare_olist_funnel, BY_COLUMN),
    Task("Bank", "uci_bank", prepare_uci_bank, BY_COLUMN),
    Task("Online shoppers", "online_shoppers", prepare_online_shoppers, PLACEHOLDER),
)


@dataclass(frozen=True)
class Scored:
    """Leads with a known outcome, in order of time: scores, outcomes (1, 0), what each rule gave each of them."""

    scores: Numbers
    outcomes: Numbers
    rules: tuple[str, ...]
    values: Numbers


def score(task: Task, folder: Path) -> Scored:
    """Score the prepared leads by `reif score` and read scores and reasons back."""
    leads, out = folder / f"leads{task.suffix}.csv", folder / f"scored{task.suffix}.csv"
    reasons = folder / f"reasons{task.suffix}.csv"
    _reif_score(task, leads, folder / "events.csv", out, "--explain", str(reasons))
    outcomes = {row["lead_id"]: row["outcome"] for row in _rows(folder / "outcomes.csv")}
    known = [row for row in _rows(out) if outcomes[row["lead_id"]]]
    _write_newest(folder / f"outcomes_newest{task.suffix}.csv", known, outcomes)
    rules, values = _rule_values(task, reasons, [row["lead_id"] for row in known])
    return Scored(
        scores=np.array([float(row["score"]) for row in known]),
        outcomes=np.array([float(outcomes[row["lead_id"]]) for row in known]),
        rules=rules,
        values=values,
    )


def _reif_score(task: Task, leads: Path, events: Path, out: Path, *more: str) -> None:
    inputs = ("--leads", str(leads), "--events", str(events), *task.as_of)
    command = [
        str(Path(sys.executable).with_name("reif")),
        "score",
        str(_model_of(task)),
        *inputs,
        *more,
        "--out",
        str(out),
    ]
    print(*command)
    subprocess.run(command, check=True)  # noqa: S603 - our own command with fixed arguments


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write_newest(path: Path, known: list[dict[str, str]], outcomes: dict[str, str]) -> None:
    """The outcomes of the newest 30 % alone, for `reif report` on the split by time."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("lead_id", "outcome"))
        writer.writerows((known[at]["lead_id"], outcomes[known[at]["lead_id"]]) for at in newest(len(known)))


def _rule_values(task: Task, reasons: Path, leads: list[str]) -> tuple[tuple[str, ...], Numbers]:
    """The model's rules, and leads by rules what each gave, without base and bounds."""
    rules = load_model(_model_of(task)).rules
    names = tuple(rule.id for rule in (*rules.fit.rules, *rules.engagement.rules))
    column_of = {name: column for column, name in enumerate(names)}
    line_of = {lead: line for line, lead in enumerate(leads)}
    values = np.zeros((len(leads), len(names)))
    for row in _rows(reasons):
        if row["rule"] in column_of and row["lead_id"] in line_of:
            values[line_of[row["lead_id"]], column_of[row["rule"]]] = float(row["value"])
    return names, values


def _model_of(task: Task) -> Path:
    return HERE / task.folder / "model.yaml"


def print_as_of(task: Task, folder: Path) -> None:
    """Score again without the events after the as-of instants, and say how many scores that changes."""
    leads = folder / f"leads{task.suffix}.csv"
    cut, out = folder / f"events_until{task.suffix}.csv", folder / f"scored_until{task.suffix}.csv"
    until = {row["lead_id"]: row["scored_at"] for row in _rows(leads)}
    events = _rows(folder / "events.csv")
    kept = [row for row in events if row["occurred_at"] <= until.get(row["lead_id"], "")]
    with cut.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, events[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)
    _reif_score(task, leads, cut, out)
    changed = sum(a != b for a, b in zip(_rows(folder / f"scored{task.suffix}.csv"), _rows(out), strict=True))
    later = sum(row["occurred_at"] > until[row["lead_id"]] for row in events if row["lead_id"] in until)
    print(f"{task.title}: {later:,} later events taken away, {changed} of {len(until):,} scores changed")
