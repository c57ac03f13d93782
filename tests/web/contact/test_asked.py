"""The instant that somebody asked for."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from reif.web.contact.asked import asked, instant

NOW = datetime(2026, 11, 12, 13, tzinfo=UTC)
EARLIEST = NOW - timedelta(days=90)


def test_without_an_instant_it_is_now() -> None:
    assert asked("", NOW, EARLIEST).is_now


def test_a_time_is_meant_in_the_zone_of_the_reader() -> None:
    with timezone.override(ZoneInfo("Europe/Berlin")):
        found = asked("2026-11-01T09:30", NOW, EARLIEST)
    assert not found.is_now
    assert found.at == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)


def test_what_is_not_over_is_now_and_before_the_beginning_is_the_beginning() -> None:
    assert asked("2099-01-01T00:00", NOW, EARLIEST).is_now
    assert asked("1999-01-01T00:00", NOW, EARLIEST).at == EARLIEST


@pytest.mark.parametrize("written", ["yesterday", "2026-13-40T99:99", "\x00", "9" * 400, "0001-01-01T00:00+23:59"])
def test_what_is_no_time_is_told(written: str) -> None:
    found = asked(written, NOW, EARLIEST)
    assert found.is_now
    assert found.wrong == written[:40]


def test_a_plus_that_an_address_made_a_blank_is_read() -> None:
    assert instant("2026-11-01T09:30:00 01:00") == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
