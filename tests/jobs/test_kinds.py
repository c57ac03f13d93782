"""Kinds of jobs: when they come round, and how long a failed one waits."""

from datetime import UTC, datetime, timedelta

import pytest

from reif.jobs.kinds import Kind, pause_before


def test_what_comes_round_keeps_its_beat() -> None:
    daily = Kind("reif.jobs.tidying.tidy", every=timedelta(days=1))
    assert daily.next_after(datetime(2026, 11, 23, 0, 0, tzinfo=UTC)) == datetime(2026, 11, 24, tzinfo=UTC)
    assert daily.next_after(datetime(2026, 11, 23, 23, 59, tzinfo=UTC)) == datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("attempt", "seconds"), [(2, 10), (3, 40), (4, 160), (5, 640), (6, 2560), (7, 3600), (99, 3600)]
)
def test_each_pause_is_longer_up_to_an_hour(attempt: int, seconds: int) -> None:
    assert pause_before(attempt) == timedelta(seconds=seconds)


def test_a_handler_is_found_by_its_name() -> None:
    assert Kind("reif.jobs.kinds.pause_before").load() is pause_before
    with pytest.raises(ImportError):
        Kind("reif.jobs.kinds.nothing").load()
