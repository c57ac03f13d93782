"""What a scored list was worth, now that outcomes are known."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from reif.learning.bands import LEVELS, Band, band_of, named_bands, score_bands
from reif.learning.calibration import Calibration, calibrate
from reif.learning.finding import Finding, find
from reif.learning.ranking import Ranking, rank
from reif.rules.maturity import TEMPERATURES

Numbers = NDArray[np.float64]


class UnusableFigures(ValueError):
    """The arrays cannot be measured: lengths differ, or a value is outside what is accepted."""


@dataclass(frozen=True, slots=True)
class Report:
    """Scores against outcomes.

    `total` is the band of all leads: its rate is the base rate. `excluded` counts leads that a rule excludes; they
    are in every figure, with score 0. `levels` and `temperatures` are empty if they were not given. `ranking` is None
    unless converted and lost leads both occur: without both there is nothing to rank, and no AUC. `calibration` is
    None if no lead with a known outcome has a probability.
    """

    finding: Finding
    total: Band
    excluded: int
    score_bands: tuple[Band, ...]
    levels: tuple[Band, ...]
    temperatures: tuple[Band, ...]
    ranking: Ranking | None
    calibration: Calibration | None


def measure(
    scores: ArrayLike,
    outcomes: ArrayLike,
    *,
    levels: ArrayLike | None = None,
    temperatures: ArrayLike | None = None,
    probabilities: ArrayLike | None = None,
    excluded: ArrayLike | None = None,
) -> Report:
    """Measure scores (0-100) by outcomes (1, 0, NaN = unknown), one of each for every lead, in one order.

    `levels` are 1-4, `temperatures` cold, warm or hot, `probabilities` 0-1 or NaN (none), `excluded` booleans.
    Raises UnusableFigures if the lengths differ or a value is none of these.
    """
    score, outcome = _numbers("score", scores, 0, 100), _numbers("outcome", outcomes, 0, 1, may_be_nan=True)
    level = None if levels is None else np.asarray(levels)
    temperature = None if temperatures is None else np.asarray(temperatures)
    chance = np.full(len(score), np.nan)
    if probabilities is not None:
        chance = _numbers("probability", probabilities, 0, 1, may_be_nan=True)
    is_excluded = np.zeros(len(score), dtype=bool) if excluded is None else np.asarray(excluded, dtype=bool)
    _check(outcome, score, level, temperature, chance, is_excluded)

    known = ~np.isnan(outcome)
    said = known & ~np.isnan(chance)
    points = np.floor(score + 0.5)
    total = band_of("total", np.ones(len(score), dtype=bool), outcome)
    return Report(
        finding=find(points[known], outcome[known], total),
        total=total,
        excluded=int(is_excluded.sum()),
        score_bands=score_bands(points, outcome),
        levels=() if level is None else named_bands(LEVELS, level, outcome),
        temperatures=() if temperature is None else named_bands(TEMPERATURES, temperature, outcome),
        ranking=rank(score[known], outcome[known]) if 0 < total.converted < total.known else None,
        calibration=calibrate(chance[said], outcome[said]) if said.any() else None,
    )


def _numbers(name: str, values: ArrayLike, low: float, high: float, *, may_be_nan: bool = False) -> Numbers:
    numbers = np.asarray(values, dtype=np.float64)
    fits = (numbers >= low) & (numbers <= high) | (may_be_nan & np.isnan(numbers))
    if not fits.all():
        raise UnusableFigures(f"{name} {numbers[~fits][0]} is not within {low} to {high}")
    return numbers


def _check(
    outcome: Numbers,
    score: Numbers,
    level: NDArray[np.generic] | None,
    temperature: NDArray[np.generic] | None,
    chance: Numbers,
    is_excluded: NDArray[np.bool_],
) -> None:
    for column in (outcome, level, temperature, chance, is_excluded):
        if column is not None and column.shape != score.shape:
            raise UnusableFigures(f"{len(column)} values for {len(score)} scores")
    if not np.isin(outcome[~np.isnan(outcome)], (0, 1)).all():
        raise UnusableFigures("an outcome is neither 1, 0 nor NaN")
    if level is not None and not np.isin(level, LEVELS).all():
        raise UnusableFigures("a level is none of 1, 2, 3, 4")
    if temperature is not None and not np.isin(temperature, TEMPERATURES).all():
        raise UnusableFigures("a temperature is none of cold, warm, hot")
