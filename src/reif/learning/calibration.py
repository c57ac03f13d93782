"""Whether a probability can be taken at its word: Brier score, calibration error and the reliability table."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reif.learning.intervals import Interval, wilson

BINS = 10

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Bin:
    """About a tenth of the leads, by probability: the mean of what was said, and the rate that came true."""

    known: int
    converted: int
    said: float
    rate: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class Calibration:
    """Probabilities against known outcomes.

    `known` counts the leads that have both. `base_rate_brier` is the Brier score of saying their base rate to each.
    `error` is the expected calibration error. Equal probabilities share a bin, so there may be fewer than ten.
    """

    known: int
    said: float
    rate: float
    brier: float
    base_rate_brier: float
    error: float
    bins: tuple[Bin, ...]


def calibrate(probabilities: Numbers, outcomes: Numbers) -> Calibration:
    """Figures of at least one lead. Probabilities are within 0-1, outcomes 1 or 0; neither is NaN."""
    bins = _bins(probabilities, outcomes)
    rate = float(outcomes.mean())
    return Calibration(
        known=len(outcomes),
        said=float(probabilities.mean()),
        rate=rate,
        brier=float(np.mean((probabilities - outcomes) ** 2)),
        base_rate_brier=rate * (1 - rate),
        error=sum(part.known * abs(part.said - part.rate) for part in bins) / len(outcomes),
        bins=bins,
    )


def _bins(probabilities: Numbers, outcomes: Numbers) -> tuple[Bin, ...]:
    """Bins of equal mass. Each distinct probability goes whole to the bin of its middle rank: order does not matter."""
    _, of_value, counts = np.unique(probabilities, return_inverse=True, return_counts=True)
    middles = np.cumsum(counts) - counts / 2
    bin_of_lead = (BINS * middles // len(probabilities))[of_value]
    return tuple(_bin(probabilities[at], outcomes[at]) for at in (bin_of_lead == n for n in range(BINS)) if at.any())


def _bin(probabilities: Numbers, outcomes: Numbers) -> Bin:
    known, converted = len(outcomes), int(outcomes.sum())
    return Bin(known, converted, float(probabilities.mean()), converted / known, wilson(converted, known))
