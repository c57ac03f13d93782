"""Times as lists have them."""

from datetime import UTC, datetime

import pytest

from reif.rules.written_times import written_time


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-23T09:30:00+01:00", datetime(2026, 11, 23, 8, 30, tzinfo=UTC)),
        ("23.11.2026", datetime(2026, 11, 23, tzinfo=UTC)),
        (" 1.2.2026 ", datetime(2026, 2, 1, tzinfo=UTC)),
        ("23.11.2026 09:30", datetime(2026, 11, 23, 9, 30, tzinfo=UTC)),
        ("23.11.2026, 9:30 Uhr", datetime(2026, 11, 23, 9, 30, tzinfo=UTC)),
        ("23.11.2026 09:30:15", datetime(2026, 11, 23, 9, 30, 15, tzinfo=UTC)),
    ],
)
def test_read(text: str, instant: datetime) -> None:
    assert written_time(text) == instant


@pytest.mark.parametrize(
    "text", ["", "11/23/2026", "32.11.2026", "23.11.26", "gestern", "23.11.2026 25:00", "1.1.0000"]
)
def test_refused(text: str) -> None:
    assert written_time(text) is None
