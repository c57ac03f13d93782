"""Prepare, score and measure all five sets, and print the tables of docs/explanation/real-data.md.

    REIF_DATA=... python -m examples.measure build/real-data

Scores come from the command line, figures from the code behind `reif report`. The models are written by hand and the
same for every split: only what is fitted (the calibration, and the points learned for comparison) uses a split's
train part; every figure is of its test part.
"""

import csv
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, stdev

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from examples.bpic2012.prepare import prepare as prepare_bpic2012
from examples.olist_funnel.prepare import prepare as prepare_olist_funnel
from examples.online_shoppers.prepare import prepare as prepare_online_shoppers
from examples.rawdata import RawDataError
from examples.splits import newest, oldest, random_split
from examples.uci_bank.prepare import prepare as prepare_uci_bank
from examples.xeducation.prepare import prepare as prepare_xeducation
from reif.learning.report import measure

HERE = Path(__file__).parent
SEEDS = range(5)
FIGURES = ("ROC-AUC", "PR-AUC", "Brier", "ECE", "lift, top 10 %", "ROC-AUC, points learned")

Numbers = NDArray[np.float64]
Positions = list[int]


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
    """Known leads in order of time: their scores, outcomes, and what each rule gave them."""

    scores: Numbers
    outcomes: Numbers
    values: Numbers


def main() -> None:
    """Measure all sets in the folder that the command line names."""
    if len(sys.argv) != 2:
        print("usage: python -m examples.measure FOLDER", file=sys.stderr)
        sys.exit(2)
    try:
        _measure_all(Path(sys.argv[1]))
    except (RawDataError, OSError) as error:
        print(error, file=sys.stderr)
        sys.exit(1)


def _measure_all(build: Path) -> None:
    for prepare, folder in dict.fromkeys((task.prepare, task.folder) for task in TASKS):
        (build / folder).mkdir(parents=True, exist_ok=True)
        prepare(build / folder)
    scored = {task.title: _score(task, build / task.folder) for task in TASKS}
    _print_random(scored)
    _print_by_time(scored)
    for task in TASKS:
        if task.folder == "bpic2012":
            _print_as_of(task, build / task.folder)


def _score(task: Task, folder: Path) -> Scored:
    leads, out = folder / f"leads{task.suffix}.csv", folder / f"scored{task.suffix}.csv"
    reasons = folder / f"reasons{task.suffix}.csv"
    _reif_score(task, leads, folder / "events.csv", out, "--explain", str(reasons))
    outcomes = {row["lead_id"]: row["outcome"] for row in _rows(folder / "outcomes.csv")}
    known = [row for row in _rows(out) if outcomes[row["lead_id"]]]
    _write_newest(folder / f"outcomes_newest{task.suffix}.csv", known, outcomes)
    return Scored(
        scores=np.array([float(row["score"]) for row in known]),
        outcomes=np.array([float(outcomes[row["lead_id"]]) for row in known]),
        values=_rule_values(reasons, [row["lead_id"] for row in known]),
    )


def _reif_score(task: Task, leads: Path, events: Path, out: Path, *more: str) -> None:
    model = HERE / task.folder / "model.yaml"
    inputs = ("--leads", str(leads), "--events", str(events), *task.as_of)
    command = [str(Path(sys.executable).with_name("reif")), "score", str(model), *inputs, *more, "--out", str(out)]
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


def _rule_values(reasons: Path, leads: list[str]) -> Numbers:
    """Leads by rules: what each rule gave, without base and bounds."""
    rows = [row for row in _rows(reasons) if row["rule"] != "base" and not row["rule"].endswith("_bound")]
    column_of = {rule: column for column, rule in enumerate(dict.fromkeys(row["rule"] for row in rows))}
    line_of = {lead: line for line, lead in enumerate(leads)}
    values = np.zeros((len(leads), len(column_of)))
    for row in rows:
        if row["lead_id"] in line_of:
            values[line_of[row["lead_id"]], column_of[row["rule"]]] = float(row["value"])
    return values


def _figures(scored: Scored, train: Positions, test: Positions) -> tuple[float, ...]:
    """In the order of FIGURES, all of the test part."""
    outcomes = scored.outcomes[test]
    report = measure(scored.scores[test], outcomes, probabilities=_calibrated(scored, train, test))
    learned = measure(_learned(scored, train, test), outcomes)
    assert report.ranking is not None
    assert report.calibration is not None
    assert learned.ranking is not None
    return (
        report.ranking.auc,
        report.ranking.average_precision,
        report.calibration.brier,
        report.calibration.error,
        report.ranking.top_tenth_lift,
        learned.ranking.auc,
    )


def _calibrated(scored: Scored, train: Positions, test: Positions) -> Numbers:
    """Probabilities by isotonic regression on the train part: rising pairs as a model's `calibration` holds them."""
    fitted = IsotonicRegression(y_min=0, y_max=1).fit(scored.scores[train], scored.outcomes[train])
    said = np.interp(scored.scores[test], fitted.X_thresholds_, fitted.y_thresholds_)
    return np.asarray(said, dtype=np.float64)


def _learned(scored: Scored, train: Positions, test: Positions) -> Numbers:
    """The same rules with points learned by logistic regression on the train part, as scores 0-100."""
    scaler = StandardScaler().fit(scored.values[train])
    fitted = LogisticRegression(max_iter=1000).fit(scaler.transform(scored.values[train]), scored.outcomes[train])
    probabilities = fitted.predict_proba(scaler.transform(scored.values[test]))[:, 1]
    return np.asarray(100 * probabilities, dtype=np.float64)


def _print_random(scored: dict[str, Scored]) -> None:
    print("\nFive random splits 70/30, stratified, seeds 0-4: mean ± standard deviation over the test parts\n")
    _print_head("leads", "won")
    for title, each in scored.items():
        splits = [random_split([int(outcome) for outcome in each.outcomes], seed) for seed in SEEDS]
        runs = [_figures(each, train, test) for train, test in splits]
        cells = (f"{mean(values):.3f} ± {stdev(values):.3f}" for values in zip(*runs, strict=True))
        _print_row(title, f"{len(each.outcomes):,}", f"{each.outcomes.mean():.1%}", *cells)


def _print_by_time(scored: dict[str, Scored]) -> None:
    print("\nBy time: oldest 70 % to look at, newest 30 % measured\n")
    _print_head("test leads", "won in train", "won in test")
    for title, each in scored.items():
        train, test = list(oldest(len(each.outcomes))), list(newest(len(each.outcomes)))
        rates = (f"{each.outcomes[part].mean():.1%}" for part in (train, test))
        _print_row(title, f"{len(test):,}", *rates, *(f"{value:.3f}" for value in _figures(each, train, test)))


def _print_head(*counts: str) -> None:
    _print_row("set", *counts, *FIGURES)
    _print_row(*("---" for _ in ("set", *counts, *FIGURES)))


def _print_row(*cells: str) -> None:
    print("|", " | ".join(cells), "|")


def _print_as_of(task: Task, folder: Path) -> None:
    """Score again without the events after the as-of instants: nothing may change."""
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


if __name__ == "__main__":
    main()
