"""The line of 30 days."""

from reif.web.charts.sparkline import sparkline


def test_steps_hold_until_the_next() -> None:
    drawn = sparkline([(0.0, 0), (0.5, 100)], "hot")
    assert 'd="M0 18.5H28.5V2.0H57"' in drawn
    assert 'cy="2.0"' in drawn


def test_nothing_is_nothing() -> None:
    assert sparkline([], "cold") == ""
