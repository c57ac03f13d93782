"""A scored list against its outcomes: bands, the finding, and lists that cannot be measured."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from reif.learning.finding import Kind
from reif.learning.report import Report, UnusableFigures, measure

SCORES = st.one_of(st.floats(0, 100), st.sampled_from([0.0, 9.4, 9.5, 49.5, 89.49, 89.5, 100.0]))
LEADS = st.lists(
    st.tuples(
        SCORES, st.sampled_from([1.0, 0.0, math.nan]), st.integers(1, 4), st.sampled_from(["cold", "warm", "hot"])
    ),
    max_size=60,
)


@given(LEADS)
def test_bands_add_up(leads: list[tuple[float, float, int, str]]) -> None:
    scores, outcomes, levels, temperatures = ([lead[place] for lead in leads] for place in range(4))
    report = measure(scores, outcomes, levels=levels, temperatures=temperatures)
    total = report.total
    assert total.leads == len(leads)
    for bands in (report.score_bands, report.levels, report.temperatures):
        assert sum(band.leads for band in bands) == total.leads
        assert sum(band.known for band in bands) == total.known
        assert sum(band.converted for band in bands) == total.converted
        if total.converted:
            assert sum(band.captured or 0 for band in bands) == pytest.approx(1)
            assert sum((band.lift or 0) * band.known for band in bands) == pytest.approx(total.known)


@given(LEADS)
def test_nothing_known_is_nothing_said(leads: list[tuple[float, float, int, str]]) -> None:
    report = measure([lead[0] for lead in leads], [lead[1] for lead in leads])
    for band in (*report.score_bands, report.total):
        assert (band.rate is None) == (band.interval is None) == (band.known == 0)
        if band.interval is not None and band.rate is not None:
            assert band.interval.low <= band.rate <= band.interval.high
    assert (report.ranking is None) == (report.total.converted in (0, report.total.known))
    assert (report.levels, report.temperatures, report.calibration) == ((), (), None)


def test_a_band_holds_the_points_that_people_see() -> None:
    """Half a point rounds up: 9.5 shows as 10, 89.5 as 90."""
    report = measure([0, 9.49, 9.5, 89.49, 89.5, 100], [0] * 6)
    assert [band.name for band in report.score_bands][::9] == ["0-9", "90-100"]
    assert [band.leads for band in report.score_bands] == [2, 1, 0, 0, 0, 0, 0, 0, 1, 2]


def test_figures_of_a_band_by_hand() -> None:
    """Five leads, four known, two converted; of the two at 70 and above with an outcome both."""
    band = measure([75, 75, 75, 20, 20], [1, 1, math.nan, 0, 0]).score_bands[7]
    assert (band.leads, band.known, band.converted) == (3, 2, 2)
    assert (band.rate, band.lift, band.captured) == (1, 2, 1)


def _list(*groups: tuple[float, int, int]) -> Report:
    """A report on groups of (score, converted, lost)."""
    scores = np.repeat([score for score, *_ in groups], [won + lost for _, won, lost in groups])
    return measure(scores, np.concatenate([np.repeat([1.0, 0.0], counts) for _, *counts in groups]))


@pytest.mark.parametrize(
    ("groups", "kind", "cut"),
    [
        ([(85, 60, 40), (15, 90, 810)], Kind.BETTER, 80),
        ([(85, 15, 85), (15, 140, 760)], Kind.UNCLEAR, 80),
        ([(85, 2, 98), (15, 200, 700)], Kind.WORSE, 80),
        ([(15, 20, 80)], Kind.ONE_BAND, None),
        ([(15, 0, 80), (50, 0, 3)], Kind.NONE_CONVERTED, None),
        ([(15, 80, 0)], Kind.ALL_CONVERTED, None),
        ([(95, 3, 0), (75, 60, 40), (15, 90, 810)], Kind.BETTER, 70),
    ],
)
def test_finding(groups: list[tuple[float, int, int]], kind: Kind, cut: int | None) -> None:
    """The border nearest to a tenth; of borders that divide alike the highest."""
    finding = _list(*groups).finding
    assert (finding.kind, finding.cut) == (kind, cut)


def test_nothing_known() -> None:
    assert measure([50.0, 60.0], [math.nan, math.nan]).finding.kind == Kind.NOTHING_KNOWN
    assert measure([], []).finding.kind == Kind.NOTHING_KNOWN


def test_probabilities_count_where_they_and_the_outcome_are_known() -> None:
    report = measure([1, 2, 3, 4], [1, 0, math.nan, 1], probabilities=[0.5, 0.5, 0.5, math.nan])
    assert report.calibration is not None
    assert report.calibration.known == 2


def test_excluded_leads_are_counted_and_measured() -> None:
    report = measure([0, 0, 50], [0, 1, 1], excluded=[True, False, False])
    assert (report.excluded, report.total.known) == (1, 3)


@pytest.mark.parametrize(
    ("scores", "outcomes", "more", "message"),
    [
        ([math.nan], [1], {}, "score nan is not within 0 to 100"),
        ([100.5], [1], {}, "score 100.5 is not within 0 to 100"),
        ([50], [0.5], {}, "an outcome is neither 1, 0 nor NaN"),
        ([50, 60], [1], {}, "1 values for 2 scores"),
        ([50], [1], {"levels": [5]}, "a level is none of 1, 2, 3, 4"),
        ([50], [1], {"temperatures": ["tepid"]}, "a temperature is none of cold, warm, hot"),
        ([50], [1], {"probabilities": [1.2]}, "probability 1.2 is not within 0 to 1"),
    ],
)
def test_unusable_figures(scores: ArrayLike, outcomes: ArrayLike, more: dict[str, ArrayLike], message: str) -> None:
    with pytest.raises(UnusableFigures, match=message):
        measure(scores, outcomes, **more)
