"""From pairs to people: who is one with whom, without chains of people who are not."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from reif.identify.matching.candidates import Pairs

_LARGEST = 30
_MOST_AGAINST = -25.0


def groups(
    size: int, pairs: Pairs, weights: NDArray[np.float64], least: float, judge: Callable[[int, int], float]
) -> list[list[int]]:
    """Groups of two and more positions, the smallest position first.

    The strongest pair comes first. Two groups become one only where what is said across them weighs at least `least`
    on average: who looks like two people joins one of them. `judge`: the log2 odds of any two positions.
    A group has at most 30 records.
    """
    known = {
        (int(one), int(other)): float(weight) for (one, other), weight in zip(pairs.tolist(), weights, strict=True)
    }
    group_of = list(range(size))
    members: dict[int, list[int]] = {}
    strong = np.flatnonzero(weights >= least)
    for row in strong[np.lexsort((pairs[strong, 1], pairs[strong, 0], -weights[strong]))]:
        one, other = (group_of[position] for position in pairs[row].tolist())
        ones, others = members.get(one, [one]), members.get(other, [other])
        if one == other or len(ones) + len(others) > _LARGEST:
            continue
        if _across(ones, others, known, judge) >= least:
            members[one] = sorted(ones + others)
            members.pop(other, None)
            for position in others:
                group_of[position] = one
    return sorted(members.values())


def _across(
    ones: Sequence[int],
    others: Sequence[int],
    known: dict[tuple[int, int], float],
    judge: Callable[[int, int], float],
) -> float:
    total = 0.0
    for one in ones:
        for other in others:
            pair = (min(one, other), max(one, other))
            if pair not in known:
                known[pair] = judge(*pair)
            total += max(known[pair], _MOST_AGAINST)
    return total / (len(ones) * len(others))
