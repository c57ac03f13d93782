"""Instants and durations as whole microseconds since 1970: what is computed with, where no rounding may creep in."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SECOND_MICROS = 1_000_000
DAY_MICROS = 86_400 * SECOND_MICROS
WEEK_MICROS = 7 * DAY_MICROS
FIRST_MICROS = (datetime.min.replace(tzinfo=UTC) - EPOCH) // MICROSECOND
LAST_MICROS = (datetime.max.replace(tzinfo=UTC) - EPOCH) // MICROSECOND


def micros_of(instant: datetime) -> int:
    """Microseconds since 1970 of an aware instant."""
    return (instant - EPOCH) // MICROSECOND


def instant_of(micros: int) -> datetime:
    """The instant so many microseconds since 1970, in UTC."""
    return EPOCH + timedelta(microseconds=micros)
