"""Probabilities held against outcomes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss

from reif.learning.calibration import calibrate

ROWS = st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=1, max_size=200)


@given(ROWS)
def test_equals_scikit_learn_and_bins_add_up(rows: list[tuple[int, bool]]) -> None:
    probabilities, outcomes = np.array([row[0] / 20 for row in rows]), np.array([float(row[1]) for row in rows])
    calibration = calibrate(probabilities, outcomes)
    assert calibration.brier == pytest.approx(brier_score_loss(outcomes, probabilities, pos_label=1), abs=1e-12)
    assert sum(bin.known for bin in calibration.bins) == calibration.known == len(rows)
    assert sum(bin.converted for bin in calibration.bins) == outcomes.sum()
    assert 0 <= calibration.error <= 1
    assert abs(calibration.said - calibration.rate) <= calibration.error + 1e-12


@given(ROWS)
def test_the_order_of_the_rows_does_not_count(rows: list[tuple[int, bool]]) -> None:
    probabilities, outcomes = np.array([row[0] / 20 for row in rows]), np.array([float(row[1]) for row in rows])
    there, back = calibrate(probabilities, outcomes), calibrate(probabilities[::-1], outcomes[::-1])
    assert [(bin.known, bin.converted) for bin in there.bins] == [(bin.known, bin.converted) for bin in back.bins]
    assert there.error == pytest.approx(back.error, abs=1e-12)


def test_ten_bins_of_equal_mass() -> None:
    calibration = calibrate(np.arange(50) / 50, np.zeros(50))
    assert [bin.known for bin in calibration.bins] == [5] * 10


def test_by_hand() -> None:
    """Two probabilities, so two bins: said .2 and .8, came 1/4 and 2/4. ECE = (|.2-.25| + |.8-.5|) / 2."""
    calibration = calibrate(np.repeat([0.2, 0.8], 4), np.array([1.0, 0, 0, 0, 1, 1, 0, 0]))
    assert [(bin.known, bin.converted) for bin in calibration.bins] == [(4, 1), (4, 2)]
    assert [bin.said for bin in calibration.bins] == pytest.approx([0.2, 0.8])
    assert calibration.error == pytest.approx((0.05 + 0.3) / 2)
    assert calibration.brier == pytest.approx((0.64 + 3 * 0.04 + 2 * 0.04 + 2 * 0.64) / 8)
    assert calibration.base_rate_brier == pytest.approx(3 / 8 * 5 / 8)


def test_saying_the_truth_has_no_error() -> None:
    assert calibrate(np.full(4, 0.25), np.array([1.0, 0, 0, 0])).error == 0
