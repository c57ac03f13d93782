"""Bars of the last days."""

from reif.web.charts.days import days


def test_bars_are_true_to_scale() -> None:
    drawn = days([0, 5, 10], 10)
    assert drawn.count('class="some"') == 2
    assert 'y="10.0" width="7" height="10.0"' in drawn
    assert 'y="0.0" width="7" height="20.0"' in drawn


def test_a_single_call_beside_many_is_still_seen() -> None:
    assert 'height="1.5"' in days([1, 100_000], 100_000)


def test_nothing_came() -> None:
    assert "some" not in days([0, 0], 0)
