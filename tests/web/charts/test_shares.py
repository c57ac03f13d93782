"""Bars of shares."""

import re

import pytest

from reif.web.charts.shares import GAP, SPAN, length, share, span


def test_a_share_and_the_tick_of_the_whole() -> None:
    assert 'class="run" y="2" width="36.0"' in str(share(0.5, 0.25))
    assert 'd="M18.0 0V14"' in str(share(0.5, 0.25))
    assert "tick" not in str(share(None, None))


def test_a_length_is_as_long_as_the_share_and_never_nothing() -> None:
    assert 'width="32.0" height="8"' in str(length(0.5, 64))
    assert 'width="2.0" height="8"' in str(length(0.0, 64))


def spanned(parts: tuple[float, ...]) -> str:
    return str(span(parts, [(f"{part:g} days", "to <there>") for part in parts], "days"))


@pytest.mark.parametrize("parts", [(9.0, 21.0, 47.0), (0.0, 0.0, 5.0), (0.0, 0.0, 0.0)])
def test_parts_are_true_to_scale(parts: tuple[float, ...]) -> None:
    widths = [float(each) for each in re.findall(r'y="0" width="([0-9.]+)%"', spanned(parts))]
    whole = sum(parts) or 1
    assert widths == pytest.approx([(SPAN - 2 * GAP) * part / whole for part in parts], abs=0.1)


def test_labels_stand_at_the_begin_of_their_part_and_never_upon_each_other() -> None:
    labels = re.findall(r'<text x="([0-9.]+)%" y="(\d+)">', spanned((40.0, 1.0, 40.0)))
    begins = re.findall(r'x="([0-9.]+)%" y="0"', spanned((40.0, 1.0, 40.0)))
    assert [x for x, _y in labels] == begins
    assert labels[0][1] == labels[1][1] != labels[2][1]
    assert "<there>" not in spanned((1.0, 2.0))
