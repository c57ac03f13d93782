"""Times as they are said in German and in English."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from reif.web.wording.times import days, exact, heading_of, lasting, long_day, said, short_day

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 12, 14, 32, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("ago", "german", "english"),
    [
        (timedelta(seconds=20), "gerade eben", "just now"),
        (timedelta(minutes=12), "vor\u00a012\u00a0Min.", "12\u00a0min ago"),
        (timedelta(minutes=98), "vor\u00a098\u00a0Min.", "98\u00a0min ago"),
        (timedelta(hours=2, minutes=5), "vor\u00a02\u00a0Std.", "2\u00a0h ago"),
        (timedelta(hours=8, minutes=27), "heute, 06:05", "today, 06:05"),
        (timedelta(days=1), "gestern", "yesterday"),
        (timedelta(days=2), "Di, 10. Nov.", "Tue, 10 Nov"),
        (timedelta(days=400), "8. Okt. 2025", "8 Oct 2025"),
        (timedelta(days=-1), "morgen", "tomorrow"),
        (timedelta(minutes=-5), "heute", "today"),
        (timedelta(days=-14), "Do, 26. Nov.", "Thu, 26 Nov"),
    ],
)
def test_said(ago: timedelta, german: str, english: str) -> None:
    for language, expected in (("de", german), ("en", english)):
        with translation.override(language):
            assert said((NOW - ago).astimezone(UTC), NOW, language) == expected


def test_days() -> None:
    with translation.override("de"):
        assert heading_of(date(2026, 11, 12), NOW.date(), "de") == "Heute, 12.\u00a0November"
        assert heading_of(date(2026, 11, 11), NOW.date(), "de") == "Gestern"
        assert heading_of(date(2026, 10, 29), NOW.date(), "de") == "29.\u00a0Oktober"
        assert heading_of(date(2025, 10, 29), NOW.date(), "de") == "29.\u00a0Oktober 2025"
    assert (short_day(date(2026, 10, 29), "de"), short_day(date(2026, 10, 29), "en")) == ("29. Okt.", "29 Oct")
    assert long_day(date(2026, 11, 12), "en") == "12\u00a0November 2026"


def test_a_span_of_days_says_once_what_both_share() -> None:
    first, last = date(2026, 7, 1), date(2026, 9, 30)
    assert days(first, last, "de") == "1. Juli\u2009\u2013\u200930. Sept. 2026"
    assert days(first.replace(year=2025), last, "en") == "1 Jul 2025\u2009\u2013\u200930 Sept 2026"


def test_the_exact_time_is_that_of_the_reader() -> None:
    assert exact(NOW.astimezone(UTC), NOW, "de") == "Do, 12. Nov. 2026, 14:32"
    assert exact(NOW.astimezone(UTC), NOW, "en") == "Thu, 12 Nov 2026, 14:32"


@pytest.mark.parametrize(
    ("span", "german"),
    [
        (timedelta(days=14), "14\u00a0Tage"),
        (timedelta(days=1, hours=23), "47\u00a0Stunden"),
        (timedelta(hours=2), "2\u00a0Stunden"),
        (timedelta(minutes=1), "1\u00a0Minute"),
        (timedelta(minutes=-5), "0\u00a0Minuten"),
    ],
)
def test_how_long(span: timedelta, german: str) -> None:
    with translation.override("de"):
        assert lasting(span) == german
