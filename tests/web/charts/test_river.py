"""The river: widths true to scale, nothing drawn for nobody, no words upon each other."""

import re
from itertools import pairwise

import pytest

from reif.web.charts.river import BASE, COLUMN, TALLEST, Band, cropping, flow_top, heights, river

DRAWN = [
    [Band(1106, 1794, 512, "8,2 %"), Band(402, 556, 148, "32 %"), Band(127, 214, 61), Band(31, 0, 96), Band(0, 0, 31)],
    [Band(1, 0, 0), Band(0, 1, 0), Band(0, 0, 0), Band(0, 0, 0), Band(0, 0, 0)],
    [Band(1_000_000, 0, 0, "100 %")] * 4 + [Band(0, 0, 1_000_000, "100 %")],
    [Band(0, 0, 0)] * 5,
]


@pytest.mark.parametrize("bands", DRAWN)
def test_in_lost_and_under_way_are_the_stage_true_to_scale(bands: list[Band]) -> None:
    measured = heights(bands)
    for band, height in zip(bands, measured, strict=True):
        assert height.whole * max(bands[0].count, 1) == pytest.approx(band.count * TALLEST)
    for before, after in pairwise(measured):
        assert after.whole <= TALLEST
        assert before.on == pytest.approx(after.whole)


@pytest.mark.parametrize("bands", DRAWN)
def test_a_shape_for_each_part_that_somebody_is_in(bands: list[Band]) -> None:
    drawn = str(river(0, bands, "label"))
    for name, parts in (("on", [each.on for each in bands]), ("lost", [each.lost for each in bands])):
        assert drawn.count(f'class="{name}"') == sum(part > 0 for part in parts)


@pytest.mark.parametrize("bands", DRAWN)
def test_rates_stand_each_in_its_own_column(bands: list[Band]) -> None:
    drawn = str(river(9, bands, "label"))
    found = re.findall(r'class="rate[^"]*" x="(.+?)" y="(.+?)".*?>(.*?)<', drawn)
    ends = [(float(x), float(y), text) for x, y, text in found]
    assert [text for *_, text in ends] == [each.rate for each in bands if each.rate]
    for x, y, text in ends:
        assert 8 * len(text) < COLUMN - 8
        assert x % COLUMN == pytest.approx(COLUMN - 8)
        assert 14 <= y < BASE


def test_a_rate_stands_above_the_flow_that_comes_down_beside_it() -> None:
    bands = [Band(500, 0, 500, "32 %"), Band(0, 0, 500, "50 %"), *DRAWN[3][2:]]
    y = float(re.findall(r'class="rate" x=".+?" y="(.+?)"', str(river(9, bands, "label")))[0])
    left = COLUMN - 8 - 8 * len("50 %")
    assert y < flow_top(left, BASE - TALLEST, BASE - TALLEST / 2) < flow_top(0, BASE, BASE - TALLEST / 2)
    assert flow_top(0, 5, 50) == pytest.approx(5, abs=0.01)
    assert flow_top(COLUMN / 2, 5, 50) == pytest.approx(27.5, abs=0.01)
    assert flow_top(COLUMN, 5, 50) == pytest.approx(50, abs=0.01)


def test_what_is_seen_before_is_cropped_at_the_first_stage() -> None:
    assert cropping(41_380, DRAWN[0]) == pytest.approx(41_380 / 3412)
    assert cropping(9, DRAWN[0]) == 1
    tall = re.search(r'class="before".*?height="([0-9.]+)"', str(river(41_380, DRAWN[0], "label")))
    assert tall is not None
    assert float(tall[1]) == TALLEST


def test_what_is_said_is_escaped() -> None:
    assert "<b>" not in str(river(1, [Band(1, 0, 0, "<b>"), *DRAWN[3][1:]], '"<b>'))
