"""How sure a rate is: the Wilson interval.

Written out from its formula because `scipy.stats`, which has it too, takes seconds to import; the tests hold the two
against each other.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

CONFIDENCE = 0.95
Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends of a 95 % interval."""

    low: float
    high: float


def wilson(converted: int, known: int) -> Interval:
    """95 % score interval of the rate `converted / known`, within 0-1 (Wilson 1927). `known` is at least 1."""
    rate = converted / known
    shrink = 1 + Z**2 / known
    centre = (rate + Z**2 / (2 * known)) / shrink
    half = Z / shrink * math.sqrt(rate * (1 - rate) / known + Z**2 / (4 * known**2))
    return Interval(
        low=0.0 if converted == 0 else max(0.0, centre - half),
        high=1.0 if converted == known else min(1.0, centre + half),
    )
