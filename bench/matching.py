"""How well reif finds who is who on labelled sets, beside splink with the settings of its own tutorials.

    REIF_DATA=~/data .venv/bin/python -m bench.matching

The threshold is chosen on half of the people and measured on the other half: mean of ten splits.
splink is measured by its pairs and by the groups that its pairs make (connected components).
"""

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from time import perf_counter

from bench.labelled_sets import NAMES, Labelled, labelled
from bench.splink_tutorial import Weighed, weighed_pairs
from reif.identify.matching.finding import find

THRESHOLDS = [step / 2 for step in range(-24, 41)]
SPLITS = 10
Found = set[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Quality:
    precision: float
    recall: float
    f1: float


def quality(found: Iterable[tuple[int, int]], people: Sequence[str], among: set[str]) -> Quality:
    """Of the pairs of which the first is among these people: half of all, right or wrong, where these are half."""
    of_those = [pair for pair in found if people[pair[0]] in among]
    right = sum(people[one] == people[other] for one, other in of_those)
    there = sum(count * (count - 1) // 2 for person, count in Counter(people).items() if person in among)
    precision, recall = right / max(len(of_those), 1), right / max(there, 1)
    return Quality(precision, recall, 2 * right / max(len(of_those) + there, 1))


def measured(by_threshold: Mapping[float, Found], people: Sequence[str]) -> Quality:
    """Means over the splits."""
    everybody = sorted(set(people))
    results = []
    for seed in range(SPLITS):
        chosen = set(random.Random(seed).sample(everybody, len(everybody) // 2))  # noqa: S311 a split, no secret
        best = max(by_threshold, key=lambda least: quality(by_threshold[least], people, chosen).f1)
        results.append(quality(by_threshold[best], people, set(everybody) - chosen))
    means = (sum(getattr(each, name) for each in results) / SPLITS for name in ("precision", "recall", "f1"))
    return Quality(*means)


def of_reif(data: Labelled) -> tuple[dict[float, Found], float]:
    """The pairs by threshold, and the seconds of finding and grouping them once."""
    start = perf_counter()
    found = find(data.records, data.specification)
    found.groups()
    seconds = perf_counter() - start
    return {least: _within(found.groups(least)) for least in THRESHOLDS}, seconds


def of_splink(data: Labelled) -> tuple[Weighed, float]:
    """Its weighed pairs, and the seconds."""
    start = perf_counter()
    found = weighed_pairs(data.name, data.rows)
    return found, perf_counter() - start


def _within(groups: Iterable[Sequence[int]]) -> Found:
    return {pair for group in groups for pair in combinations(group, 2)}


def _components(size: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    root = list(range(size))

    def find_root(node: int) -> int:
        while root[node] != node:
            root[node] = root[root[node]]
            node = root[node]
        return node

    for one, other in pairs:
        root[find_root(one)] = find_root(other)
    members = defaultdict(list)
    for node in range(size):
        members[find_root(node)].append(node)
    return list(members.values())


def main(names: Sequence[str]) -> None:
    weighed_pairs("febrl1", labelled("febrl1").rows)  # what is loaded the first time is not measured
    print(f"{'set':10} {'system':16} {'precision':>9} {'recall':>7} {'F1':>7} {'seconds':>8}")
    for name in names:
        data = labelled(name)
        ours, seconds = of_reif(data)
        theirs, their_seconds = of_splink(data)
        pairs = {least: {(one, other) for one, other, w in theirs if w >= least} for least in THRESHOLDS}
        grouped = {least: _within(_components(len(data.rows), found)) for least, found in pairs.items()}
        lines = (
            ("reif", ours, seconds),
            ("splink, pairs", pairs, their_seconds),
            ("splink, groups", grouped, their_seconds),
        )
        for system, found, took in lines:
            each = measured(found, data.people)
            print(f"{name:10} {system:16} {each.precision:9.4f} {each.recall:7.4f} {each.f1:7.4f} {took:8.2f}")


if __name__ == "__main__":
    main(sys.argv[1:] or NAMES)
