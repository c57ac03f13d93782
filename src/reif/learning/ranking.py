"""Whether better scores convert more: ROC-AUC, average precision and cumulative gains.

Plain numpy: importing `sklearn.metrics` takes longer than everything else a report does together. The tests hold each
figure against scikit-learn's.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reif.learning.intervals import Interval, Z

GAIN_STEPS = 100
TOP_SHARE = 0.1

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Gain:
    """What the best `leads` (a share, 0-1, by falling score) hold of all `conversions` (a share, 0-1)."""

    leads: float
    conversions: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well the score orders the leads with a known outcome.

    `auc_interval` is None where the sample cannot tell it: fewer than two of a kind, or no variance at all.
    `gains` holds 101 points, at each hundredth of the leads.
    """

    auc: float
    auc_interval: Interval | None
    average_precision: float
    top_tenth_lift: float
    gains: tuple[Gain, ...]


def rank(scores: Numbers, outcomes: Numbers) -> Ranking:
    """Figures of known outcomes (1 or 0), both of which must occur. Equal scores count half, whatever their order."""
    converted, lost = np.sort(scores[outcomes == 1]), np.sort(scores[outcomes == 0])
    above_lost, below_converted = _places(converted, lost), 1 - _places(lost, converted)
    auc = float(above_lost.mean())
    leads, conversions = _gains(scores, outcomes)
    shares = np.linspace(0, 1, GAIN_STEPS + 1)
    return Ranking(
        auc=auc,
        auc_interval=_delong(auc, above_lost, below_converted),
        average_precision=_average_precision(scores, outcomes),
        top_tenth_lift=float(np.interp(TOP_SHARE, leads, conversions)) / TOP_SHARE,
        gains=tuple(
            Gain(float(share), float(held))
            for share, held in zip(shares, np.interp(shares, leads, conversions), strict=True)
        ),
    )


def _places(scores: Numbers, others: Numbers) -> Numbers:
    """For each score the share of the (sorted) others below it, equal ones counting half."""
    below, not_above = np.searchsorted(others, scores, "left"), np.searchsorted(others, scores, "right")
    return (below + not_above) / (2 * len(others))


def _delong(auc: float, above_lost: Numbers, below_converted: Numbers) -> Interval | None:
    """DeLong, DeLong and Clarke-Pearson (1988), on the logit scale so that both ends stay within 0-1 (Pepe 2003)."""
    if min(len(above_lost), len(below_converted)) < 2:
        return None
    variance = above_lost.var(ddof=1) / len(above_lost) + below_converted.var(ddof=1) / len(below_converted)
    if variance == 0 or not 0 < auc < 1:
        return None
    half = Z * math.sqrt(variance) / (auc * (1 - auc))
    middle = math.log(auc / (1 - auc))
    return Interval(_logistic(middle - half), _logistic(middle + half))


def _logistic(x: float) -> float:
    """Without overflow at either end."""
    return 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))


def _thresholds(scores: Numbers, outcomes: Numbers) -> tuple[Numbers, Numbers]:
    """For each distinct score, best first: how many leads reach it, and how many of them converted."""
    order = np.argsort(-scores, kind="stable")
    last_of_ties = np.append(np.flatnonzero(np.diff(scores[order])), len(order) - 1)
    return last_of_ties + 1.0, np.cumsum(outcomes[order])[last_of_ties]


def _average_precision(scores: Numbers, outcomes: Numbers) -> float:
    """Precision at each distinct score, weighted by the recall that it adds."""
    leads, converted = _thresholds(scores, outcomes)
    return float(np.sum(np.diff(converted, prepend=0) * converted / leads) / converted[-1])


def _gains(scores: Numbers, outcomes: Numbers) -> tuple[Numbers, Numbers]:
    """Corners of the curve of gains. Straight lines between them are the mean over every order of equal scores."""
    leads, converted = _thresholds(scores, outcomes)
    return np.append(0.0, leads / leads[-1]), np.append(0.0, converted / converted[-1])
