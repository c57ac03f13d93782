"""The fruit: arcs count the level, the diameter of the core is the score."""

import re

import pytest

from reif.web.marks.ripeness import ripeness


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_arcs_count_the_level(level: int) -> None:
    drawn = ripeness(50, level, "warm")
    assert drawn.count('class="arc on"') == level
    assert drawn.count('class="arc') == 4


@pytest.mark.parametrize(("points", "radius"), [(0, "0.80"), (50, "3.35"), (100, "6.70")])
def test_the_diameter_is_the_score(points: int, radius: str) -> None:
    assert f'r="{radius}"' in ripeness(points, 1, "cold", 44)


def test_unknown_is_a_seed_and_never_0() -> None:
    drawn = ripeness(None, 1, "cold")
    assert "unknown" in drawn
    assert "core" not in drawn


def test_it_is_silent_and_has_no_style() -> None:
    drawn = ripeness(82, 4, "hot", 64)
    assert 'aria-hidden="true"' in drawn
    assert not re.search(r"style=|fill=|stroke=", drawn)
