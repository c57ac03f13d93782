"""Order of the leads: figures against scikit-learn, by hand, and what must not change them."""

import math
from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, roc_auc_score

from reif.learning.ranking import Gain, rank

Sample = tuple[NDArray[np.float64], NDArray[np.float64]]


@st.composite
def samples(draw: st.DrawFn) -> Sample:
    """Scores in tenths, so that ties are common, with both outcomes."""
    rows = draw(st.lists(st.tuples(st.integers(0, 1000), st.booleans()), min_size=2, max_size=80))
    scores, outcomes = np.array([row[0] / 10 for row in rows]), np.array([float(row[1]) for row in rows])
    assume(0 < outcomes.sum() < len(outcomes))
    return scores, outcomes


@given(samples())
def test_equals_scikit_learn(sample: Sample) -> None:
    scores, outcomes = sample
    assert rank(scores, outcomes).auc == pytest.approx(roc_auc_score(outcomes, scores), abs=1e-12)
    assert rank(scores, outcomes).average_precision == pytest.approx(
        average_precision_score(outcomes, scores), abs=1e-12
    )


@given(samples())
def test_turning_the_scores_round_turns_the_auc_round(sample: Sample) -> None:
    scores, outcomes = sample
    there, back = rank(scores, outcomes), rank(-scores, outcomes)
    assert there.auc + back.auc == pytest.approx(1, abs=1e-12)
    assert (there.auc_interval is None) == (back.auc_interval is None)
    if there.auc_interval and back.auc_interval:
        assert there.auc_interval.low + back.auc_interval.high == pytest.approx(1, abs=1e-9)


@given(samples())
def test_only_the_order_of_the_scores_counts(sample: Sample) -> None:
    scores, outcomes = sample
    assert rank(scores**3 + scores, outcomes) == rank(scores, outcomes)


@given(samples(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_count(sample: Sample, random: Random) -> None:
    scores, outcomes = sample
    order = np.arange(len(scores))
    random.shuffle(order)
    shuffled, straight = rank(scores[order], outcomes[order]), rank(scores, outcomes)
    assert shuffled.auc == pytest.approx(straight.auc, abs=1e-12)
    assert shuffled.gains == straight.gains
    assert shuffled.top_tenth_lift == straight.top_tenth_lift


@given(samples())
def test_gains_rise_from_nothing_to_everything(sample: Sample) -> None:
    gains = rank(*sample).gains
    assert (gains[0], gains[-1]) == (Gain(0, 0), Gain(1, 1))
    assert all(before.conversions <= after.conversions for before, after in pairwise(gains))


def test_interval_by_hand() -> None:
    """Scores 4 2 converted, 3 1 lost: three of four pairs in order; DeLong's placements are (1, .5) and (1, .5)."""
    ranking = rank(np.array([4.0, 2, 3, 1]), np.array([1.0, 1, 0, 0]))
    standard_error = math.sqrt(0.125 / 2 + 0.125 / 2)
    half = 1.959963984540054 * standard_error / (0.75 * 0.25)
    assert ranking.auc == 0.75
    assert ranking.auc_interval is not None
    assert ranking.auc_interval.low == pytest.approx(1 / (1 + math.exp(-(math.log(3) - half))), abs=1e-12)
    assert ranking.auc_interval.high == pytest.approx(1 / (1 + math.exp(-(math.log(3) + half))), abs=1e-12)


def test_interval_holds_the_truth_as_often_as_it_says() -> None:
    """Normal scores one standard deviation apart: the true AUC is Φ(1/√2) = 0.7602."""
    truth = 0.5 * (1 + math.erf(0.5))
    random = np.random.default_rng(1)
    held = 0
    for _ in range(400):
        scores = np.append(random.normal(1, 1, 40), random.normal(0, 1, 120))
        interval = rank(scores, np.repeat([1.0, 0.0], [40, 120])).auc_interval
        held += interval is not None and interval.low <= truth <= interval.high
    assert 0.92 <= held / 400 <= 0.98


@pytest.mark.parametrize(
    ("scores", "outcomes", "auc"),
    [
        ([9.0, 8, 2, 1], [1.0, 1, 0, 0], 1.0),
        ([9.0, 8, 2, 1], [0.0, 0, 1, 1], 0.0),
        ([5.0, 5, 5, 5], [1.0, 0, 1, 0], 0.5),
        ([9.0, 8, 2], [1.0, 0, 0], 1.0),
    ],
    ids=["perfect", "upside down", "all tied", "one conversion"],
)
def test_no_interval_where_the_sample_cannot_tell_it(scores: list[float], outcomes: list[float], auc: float) -> None:
    ranking = rank(np.array(scores), np.array(outcomes))
    assert (ranking.auc, ranking.auc_interval) == (auc, None)


def test_lift_of_the_top_tenth() -> None:
    """Of 20 leads 4 converted, one of the best two among them: 1/2 against 4/20."""
    outcomes = np.zeros(20)
    outcomes[[0, 5, 9, 12]] = 1
    assert rank(np.arange(20.0, 0, -1), outcomes).top_tenth_lift == pytest.approx(2.5)


def test_ties_across_the_top_tenth_are_shared() -> None:
    """Four leads tie for the best two places and one of them converted: half a conversion is in the top tenth."""
    scores, outcomes = np.append(np.full(4, 50.0), np.arange(16.0)), np.zeros(20)
    outcomes[[3, 10, 11, 12]] = 1
    assert rank(scores, outcomes).top_tenth_lift == pytest.approx((0.5 / 2) / (4 / 20))
