"""Conversion by band: the leads of one range of points, one level or one temperature, and what became of them."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reif.learning.intervals import Interval, wilson

BAND_WIDTH = 10
BAND_STARTS = tuple(range(0, 100, BAND_WIDTH))
LEVELS = (1, 2, 3, 4)

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Band:
    """Leads of one band. Without a known outcome there is no `rate`, `interval`, `lift` or `captured`: None,
    never 0.

    `lift` is the band's rate over the rate of all, `captured` the band's share of all conversions; both are None
    as long as nothing converted at all.
    """

    name: str
    leads: int
    known: int
    converted: int
    rate: float | None
    interval: Interval | None
    lift: float | None
    captured: float | None


def band_of(name: str, members: Mask, outcomes: NDArray[np.float64]) -> Band:
    """The band of the `members` among all `outcomes` (1, 0, NaN = unknown)."""
    of_all, mine = outcomes[~np.isnan(outcomes)], outcomes[members]
    of_mine = mine[~np.isnan(mine)]
    known, converted, all_converted = len(of_mine), int(of_mine.sum()), int(of_all.sum())
    rate = converted / known if known else None
    return Band(
        name=name,
        leads=len(mine),
        known=known,
        converted=converted,
        rate=rate,
        interval=wilson(converted, known) if known else None,
        lift=rate / (all_converted / len(of_all)) if rate is not None and all_converted else None,
        captured=converted / all_converted if known and all_converted else None,
    )


def score_bands(points: NDArray[np.float64], outcomes: NDArray[np.float64]) -> tuple[Band, ...]:
    """Ten bands of the points that people see: 0-9, 10-19 … 90-100."""
    place = np.minimum(points // BAND_WIDTH, len(BAND_STARTS) - 1)
    return tuple(band_of(_range_of(start), place == number, outcomes) for number, start in enumerate(BAND_STARTS))


def named_bands(
    names: Iterable[int | str], values: NDArray[np.generic], outcomes: NDArray[np.float64]
) -> tuple[Band, ...]:
    """One band for each of the names, in their order."""
    return tuple(band_of(str(name), values == name, outcomes) for name in names)


def _range_of(start: int) -> str:
    """`70-79`; the last band holds 100 too."""
    return f"{start}-{100 if start == BAND_STARTS[-1] else start + BAND_WIDTH - 1}"
