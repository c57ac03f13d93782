"""Chance that comes out the same for the same seed."""

import math
from random import Random


def chance(*parts: object) -> Random:
    """The random numbers that belong to these words and numbers; others have others."""
    return Random(" ".join(map(str, parts)))  # noqa: S311 - a made-up world keeps no secret


def lognormal(random: Random, median: float, spread: float) -> float:
    """Positive, half of the draws above the median."""
    return median * math.exp(random.gauss(0.0, spread))


def poisson(random: Random, mean: float) -> int:
    """How many of what happens so often on average (Knuth's way; for means up to some dozens)."""
    bound, drawn, count = math.exp(-mean), random.random(), 0
    while drawn > bound:
        drawn *= random.random()
        count += 1
    return count


def logistic(value: float) -> float:
    """0-1, 0.5 at 0."""
    return 1.0 / (1.0 + math.exp(-value))


def within_one(value: float) -> float:
    """The value, or the nearer of 0 and 1."""
    return min(max(value, 0.0), 1.0)
