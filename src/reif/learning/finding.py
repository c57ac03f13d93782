"""The one thing to say about a scored list, chosen by rule and not by how good it looks."""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from reif.learning.bands import BAND_STARTS, Band, band_of

TOP_SHARE = 0.1


class Kind(StrEnum):
    """What can be said at all."""

    NOTHING_KNOWN = "nothing_known"
    NONE_CONVERTED = "none_converted"
    ALL_CONVERTED = "all_converted"
    ONE_BAND = "one_band"
    BETTER = "better"
    UNCLEAR = "unclear"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Finding:
    """`top` holds the leads with `cut` points and more; both are None where nothing can be compared."""

    kind: Kind
    cut: int | None = None
    top: Band | None = None


def find(points: NDArray[np.float64], outcomes: NDArray[np.float64], total: Band) -> Finding:
    """The finding on leads with known outcomes.

    The best leads are those from the border between two score bands up that comes nearest to a tenth of the list (by
    ratio); of borders that divide it alike, the highest. They are better, or worse, if their whole 95 % interval lies
    above, or below, the base rate.
    """
    if total.known == 0 or total.rate is None:
        return Finding(Kind.NOTHING_KNOWN)
    if total.converted == 0:
        return Finding(Kind.NONE_CONVERTED)
    if total.converted == total.known:
        return Finding(Kind.ALL_CONVERTED)
    cut = _cut(points)
    if cut is None:
        return Finding(Kind.ONE_BAND)
    top = band_of(f"{cut}-100", points >= cut, outcomes)
    return Finding(_compare(top, total.rate), cut, top)


def _cut(points: NDArray[np.float64]) -> int | None:
    """The border that divides the list nearest to its best tenth; None if no border divides it."""
    shares = {cut: float((points >= cut).mean()) for cut in BAND_STARTS}
    dividing = [cut for cut, share in shares.items() if 0 < share < 1]
    return min(dividing, key=lambda cut: (abs(math.log(shares[cut] / TOP_SHARE)), -cut), default=None)


def _compare(top: Band, base_rate: float) -> Kind:
    if top.interval is None or top.interval.low <= base_rate <= top.interval.high:
        return Kind.UNCLEAR
    return Kind.BETTER if top.interval.low > base_rate else Kind.WORSE
