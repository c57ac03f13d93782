"""Bars of shares."""

import re

import pytest

from reif.web.charts.shares import GAP, SPAN, share, span


def test_a_share_and_the_tick_of_the_whole() -> None:
    assert 'class="run" y="2" width="36.0"' in str(share(0.5, 0.25))
    assert 'd="M18.0 0V14"' in str(share(0.5, 0.25))
    assert "tick" not in str(share(None, None))


@pytest.mark.parametrize("parts", [(9.0, 21.0, 47.0), (0.0, 0.0, 5.0), (0.0, 0.0, 0.0)])
def test_parts_are_true_to_scale(parts: tuple[float, ...]) -> None:
    widths = [float(each) for each in re.findall(r'y="0" width="([0-9.]+)"', str(span(parts, "days")))]
    whole = sum(parts) or 1
    assert widths == pytest.approx([(SPAN - 2 * GAP) * part / whole for part in parts], abs=0.1)
