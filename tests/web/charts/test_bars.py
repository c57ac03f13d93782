"""Bars of a waterfall fit any width, and lead from one to the next."""

from reif.web.charts.bars import bar, joins, whole


def test_what_counts_begins_where_the_one_before_ended() -> None:
    drawn = bar("counts", 20.0, 30.0, 30.0, 100.0)
    assert 'class="counts" x="20.00%" y="10" width="10.00%"' in drawn
    assert 'x1="20.00%" x2="20.00%" y1="0" y2="10"' in drawn
    assert 'x1="30.00%" x2="30.00%" y1="21" y2="100%"' in drawn


def test_the_first_has_nothing_before_it() -> None:
    assert bar("counts", 0.0, 5.0, 5.0, 100.0, is_first=True).count("<line") == 1


def test_what_takes_away_goes_left_and_is_hatched() -> None:
    drawn = bar("takes", 30.0, 24.0, 24.0, 100.0)
    assert 'class="takes" fill="url(#hatch)" x="24.00%" y="10" width="6.00%"' in drawn


def test_what_has_faded_shows_what_it_was() -> None:
    assert 'class="faded" x="30.00%" y="10" width="8.00%"' in bar("counts", 20.0, 30.0, 38.0, 100.0)


def test_the_scale_grows_with_what_is_drawn() -> None:
    assert 'width="50.00%"' in whole(82.0, 164.0)
    assert 'x1="50.00%"' in joins(82.0, 164.0)
