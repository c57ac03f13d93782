"""The Wilson interval against scipy and a worked example."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from reif.learning.intervals import wilson


@given(st.integers(1, 5000).flatmap(lambda known: st.tuples(st.integers(0, known), st.just(known))))
def test_equals_scipy(counts: tuple[int, int]) -> None:
    converted, known = counts
    expected = binomtest(converted, known).proportion_ci(method="wilson")
    assert wilson(converted, known).low == pytest.approx(expected.low, abs=1e-12)
    assert wilson(converted, known).high == pytest.approx(expected.high, abs=1e-12)


def test_worked_example() -> None:
    """Newcombe (1998), table I: 81 of 263 gives 0.2553 to 0.3662."""
    assert wilson(81, 263).low == pytest.approx(0.2553, abs=5e-5)
    assert wilson(81, 263).high == pytest.approx(0.3662, abs=5e-5)


@pytest.mark.parametrize("known", [1, 2, 7, 1000])
def test_never_leaves_nought_to_one_nor_its_own_rate(known: int) -> None:
    assert wilson(0, known).low == 0
    assert wilson(known, known).high == 1
    assert 0 < wilson(0, known).high < 1
    assert 0 < wilson(known, known).low < 1
