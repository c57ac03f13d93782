"""Pauses grow, and end at an hour."""

from datetime import timedelta

import pytest

from reif.rules.pauses import pause_before


@pytest.mark.parametrize(("attempt", "seconds"), [(2, 10), (3, 40), (4, 160), (6, 2560), (7, 3600), (1000, 3600)])
def test_pauses(attempt: int, seconds: int) -> None:
    assert pause_before(attempt) == timedelta(seconds=seconds)
