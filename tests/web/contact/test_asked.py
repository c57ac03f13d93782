"""The instant that somebody asked for."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from reif.web.contact.asked import as_people_write, asked, instant
from reif.web.wording.times import exact

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


@pytest.mark.parametrize(
    "written",
    [
        "Do, 12. Nov. 2026, 14:32",
        "Do., 12. Nov. 2026, 14:32",
        "12.11.2026 14:32",
        "12. November 2026, 14:32",
        "Thu, 12 Nov 2026, 14:32",
        "Thu 12 November 2026 14:32",
        "  12.11.2026, 14:32 ",
    ],
)
def test_times_as_people_write_them(written: str) -> None:
    with timezone.override(ZoneInfo("Europe/Berlin")):
        assert as_people_write(written) == datetime(2026, 11, 12, 13, 32, tzinfo=UTC)


@pytest.mark.parametrize("written", ["12.13.2026", "31. Feb. 2026", "12. Foo 2026", "12.11.26", "1" * 99, ""])
def test_what_people_cannot_mean(written: str) -> None:
    assert as_people_write(written) is None


def test_a_day_alone_is_meant_to_its_end() -> None:
    with timezone.override(UTC):
        assert as_people_write("1. März 2026") == datetime(2026, 3, 1, 23, 59, tzinfo=UTC)


@given(st.integers(0, 500_000_000), st.sampled_from(["de", "en"]))
def test_what_the_page_writes_it_reads(minutes: int, language: str) -> None:
    at = datetime(1970, 1, 2, tzinfo=UTC) + timedelta(minutes=minutes)
    with timezone.override(UTC):
        assert as_people_write(exact(at, at, language)) == at
