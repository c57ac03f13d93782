"""What a score means: points, level, temperature, grade and probability."""

import math
from bisect import bisect_right

from reif.rules.scoring_model import ScoringModel

TEMPERATURES = ("cold", "warm", "hot")
GRADES = ("A", "B", "C", "D")


def clamp(value: float, low: float, high: float) -> float:
    """The value, or the bound that it passes."""
    return min(max(value, low), high)


def points_of(score: float) -> int:
    """The 0-100 that people see: halves round up."""
    return math.floor(score + 0.5)


def level_of(model: ScoringModel, score: float) -> int:
    """1 to 4: one more for each of the model's levels at or below the score."""
    return 1 + bisect_right(model.levels, score)


def temperature_of(model: ScoringModel, score: float) -> str:
    """hot, warm or cold."""
    if score >= model.hot:
        return "hot"
    return "warm" if score >= model.warm else "cold"


def grade_of(model: ScoringModel, fit: float) -> str:
    """A to D by the share of the most that fit can give; D where it can give nothing."""
    if model.fit.max <= 0:
        return "D"
    share = fit / model.fit.max
    for grade, threshold in zip("ABC", model.grades, strict=True):
        if share >= threshold:
            return grade
    return "D"


def probability_of(model: ScoringModel, score: float) -> float | None:
    """Calibrated probability: linear between the model's pairs, constant outside; None without calibration."""
    pairs = model.calibration
    if not pairs:
        return None
    after = bisect_right(pairs, score, key=lambda pair: pair[0])
    if after == 0:
        return pairs[0][1]
    if after == len(pairs):
        return pairs[-1][1]
    (low, from_), (high, to) = pairs[after - 1], pairs[after]
    return from_ + (to - from_) * (score - low) / (high - low)
