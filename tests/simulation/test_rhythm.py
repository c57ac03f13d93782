"""When things happen: holidays, working hours, instants when people are about."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from reif.simulation.chance import chance
from reif.simulation.rhythm import ZONE, Rhythm, easter_sunday, holidays
from reif.simulation.words.offers import FAIRS

RHYTHM = Rhythm(datetime(2026, 11, 23, 17, 30, tzinfo=ZONE))


@pytest.mark.parametrize(
    ("year", "day"),
    [(2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (2026, date(2026, 4, 5)), (2038, date(2038, 4, 25))],
)
def test_easter(year: int, day: date) -> None:
    assert easter_sunday(year) == day


def test_holidays_of_2026() -> None:
    assert set(holidays(2026)) == {
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 10, 3),
        date(2026, 12, 25),
        date(2026, 12, 26),
    }


@pytest.mark.parametrize(
    ("at", "hours", "expected"),
    [
        ((2026, 11, 23, 10, 0), 2.0, (2026, 11, 23, 12, 0)),
        ((2026, 11, 23, 17, 0), 2.0, (2026, 11, 24, 9, 0)),
        ((2026, 11, 20, 17, 30), 1.0, (2026, 11, 23, 8, 30)),  # over a week-end
        ((2026, 12, 24, 17, 0), 2.0, (2026, 12, 28, 9, 0)),  # over Christmas
        ((2026, 3, 28, 12, 0), 1.0, (2026, 3, 30, 9, 0)),  # clocks were put forward
        ((2026, 11, 23, 3, 0), 0.5, (2026, 11, 23, 8, 30)),
    ],
)
def test_hours_of_work(at: tuple[int, ...], hours: float, expected: tuple[int, ...]) -> None:
    done = RHYTHM.working(datetime(*at, tzinfo=ZONE), hours)  # type: ignore[misc, arg-type]  # five numbers of a time
    assert done == datetime(*expected, tzinfo=ZONE)  # type: ignore[misc, arg-type]  # five numbers of a time


def test_moments_lie_between() -> None:
    since, to = datetime(2026, 6, 1, 9, tzinfo=UTC), datetime(2026, 6, 1, 10, tzinfo=UTC)
    random = chance(1)
    assert all(since <= RHYTHM.moment(random, since, to) <= to for _ in range(200))
    assert RHYTHM.moment(random, to, since) == to


def test_there_is_less_in_august_and_on_sundays() -> None:
    random = chance(1)
    drawn = [RHYTHM.moment(random, RHYTHM.since, RHYTHM.until) for _ in range(5000)]
    months, weekdays = Counter(at.month for at in drawn), Counter(at.weekday() for at in drawn)
    assert months[8] < 0.8 * months[6]
    assert weekdays[6] < 0.2 * weekdays[2]


def test_occasions_are_on_their_days() -> None:
    stuttgart = RHYTHM.days_of(FAIRS[0])
    assert stuttgart[0] == date(2026, 3, 10)
    assert all(day.weekday() == 1 for day in stuttgart)
    assert RHYTHM.newsletters[0] == (date(2025, 12, 2), datetime(2025, 12, 2, 8, 30, tzinfo=UTC))


def test_newsletters_come_out_once_a_month() -> None:
    days = [day for day, _ in RHYTHM.newsletters if day <= RHYTHM.until.date()]
    assert len(days) == 12
    assert all(timedelta(days=27) < after - before < timedelta(days=36) for before, after in pairwise(days))
