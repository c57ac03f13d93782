"""Two distributions over the same bands."""

import re

from hypothesis import given
from hypothesis import strategies as st

from reif.web.charts.before_after import HEIGHT, WIDTH, before_after

counts = st.integers(0, 1_000_000)


@given(bands=st.lists(st.tuples(counts, counts), min_size=1, max_size=10))
def test_bars_stay_in_the_drawing_and_are_true_to_scale(bands: list[tuple[int, int]]) -> None:
    found = re.findall(
        r'<rect class="(before|after)" x="([0-9.]+)" y="([0-9.]+)" width="([0-9.]+)" height="([0-9.]+)"/>',
        str(before_after(bands, "label")),
    )
    most = max((count for band in bands for count in band), default=0) or 1
    expected = [(name, count) for before, after in bands for name, count in (("after", after), ("before", before))]
    assert len(found) == len(expected)
    for (name, x, y, wide, tall), (what, count) in zip(found, expected, strict=True):
        assert name == what
        assert float(x) >= 0
        assert float(x) + float(wide) <= WIDTH
        assert float(y) >= 0
        assert float(y) + float(tall) <= HEIGHT
        assert abs(float(tall) - 104 * count / most) < 0.06
