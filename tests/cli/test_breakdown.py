"""Values that add up as they are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reif.cli.breakdown import apportioned, in_tenths

POINTS = st.floats(-200, 200, allow_nan=False)


@given(st.lists(POINTS, min_size=1, max_size=12))
def test_shown_values_add_up_and_are_off_by_less_than_a_tenth(values: list[float]) -> None:
    total = in_tenths(sum(values))
    shown = apportioned(values, total)
    assert sum(shown) == total
    assert all(abs(tenths - value * 10) < 1 + 1e-9 for tenths, value in zip(shown, values, strict=True))


def test_what_is_whole_stays() -> None:
    assert apportioned([20.0, 15.0, -0.3, 2.3], 370) == [200, 150, -3, 23]


def test_the_largest_remainder_gets_the_tenth() -> None:
    assert apportioned([1.04, 1.06, 1.04], 31) == [10, 11, 10]
    assert apportioned([0.05, 0.05], 1) == [1, 0]
    assert apportioned([], 0) == []


@pytest.mark.parametrize(("value", "tenths"), [(37.25, 373), (37.24, 372), (0.0, 0), (-0.05, 0), (-0.06, -1)])
def test_tenths_round_half_up(value: float, tenths: int) -> None:
    assert in_tenths(value) == tenths
