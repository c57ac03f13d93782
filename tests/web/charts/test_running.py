"""The bar of running time."""

import re

import pytest

from reif.web.charts.running import WIDTH, running


@pytest.mark.parametrize(
    ("minutes", "width", "is_over"),
    [(0, 4.0, False), (30, 30.0, False), (60, 60.0, False), (61, 61.0, True), (120, 120.0, True), (9999, 120.0, True)],
)
def test_the_goal_is_half_way(minutes: int, width: float, is_over: bool) -> None:
    drawn = str(running(minutes, 60))
    found = re.search(r'class="run" y="4" width="([0-9.]+)"', drawn)
    assert found is not None
    assert float(found[1]) == pytest.approx(width)
    assert ('class="running over"' in drawn) is is_over
    assert f'd="M{WIDTH // 2} 0V14"' in drawn
