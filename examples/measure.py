"""Prepare, score and measure all five sets, and print the tables of docs/explanation/real-data.md.

    REIF_DATA=... python -m examples.measure build/real-data

Scores come from the command line, figures from the code behind `reif report`. The models are written by hand and the
same for every split: only what is fitted (the calibration, and the points learned for comparison) uses a split's
train part; every figure is of its test part.
"""

import sys
from pathlib import Path
from statistics import mean, stdev

import numpy as np
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from examples.rawdata import RawDataError
from examples.splits import newest, oldest, random_split
from examples.tasks import TASKS, Numbers, Scored, print_as_of, score
from reif.learning.report import measure

SEEDS = range(5)
FIGURES = ("ROC-AUC", "PR-AUC", "Brier", "ECE", "lift, top 10 %", "ROC-AUC, points learned")

Positions = list[int]


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
    scored = {task.title: score(task, build / task.folder) for task in TASKS}
    _print_random(scored)
    _print_by_time(scored)
    _print_rules(scored)
    for task in TASKS:
        if task.folder == "bpic2012":
            print_as_of(task, build / task.folder)


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


def _print_rules(scored: dict[str, Scored]) -> None:
    print(
        "\nEach rule on the newest 30 %: how many leads it gave points to or took them from, and what became of them\n"
    )
    _print_table_head("set", "rule", "points, mean", "leads", "won", "won, all others")
    for title, each in scored.items():
        test = list(newest(len(each.outcomes)))
        outcomes, values = each.outcomes[test], each.values[test]
        for rule, given in zip(each.rules, values.T, strict=True):
            met = given != 0
            if met.any():
                counts = (f"{given[met].mean():+.1f}", f"{met.sum():,}", _rate(outcomes[met]), _rate(outcomes[~met]))
                _print_row(title, f"`{rule}`", *counts)


def _rate(outcomes: Numbers) -> str:
    return f"{outcomes.mean():.1%}" if len(outcomes) else "-"


def _print_head(*counts: str) -> None:
    _print_table_head("set", *counts, *FIGURES)


def _print_table_head(*names: str) -> None:
    _print_row(*names)
    _print_row(*("---" for _ in names))


def _print_row(*cells: str) -> None:
    print("|", " | ".join(cells), "|")


if __name__ == "__main__":
    main()
