"""Columns as instants, in microseconds since 1970: the batch engine's side of `reif.rules.times`."""

from datetime import UTC, datetime, timedelta

import ibis
import ibis.expr.types as ir

from reif.engines.dialect import Dialect, trimmed

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SECOND_MICROS = 1_000_000
DAY_MICROS = 86_400 * SECOND_MICROS
FIRST_MICROS = (datetime.min.replace(tzinfo=UTC) - EPOCH) // MICROSECOND
LAST_MICROS = (datetime.max.replace(tzinfo=UTC) - EPOCH) // MICROSECOND

_TIME_PATTERN = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?([Zz]|[+-][0-9]{2}:[0-9]{2})?)?\z"
)


def micros_of(instant: datetime) -> int:
    """Microseconds since 1970 of an aware instant."""
    return (instant - EPOCH) // MICROSECOND


def instant_of(micros: int) -> datetime:
    """The instant so many microseconds since 1970, in UTC."""
    return EPOCH + timedelta(microseconds=micros)


def micros(column: ir.Value, dialect: Dialect) -> ir.IntegerValue:
    """The instants of a column of times, dates or texts; null where it holds none of the years 1 to 9999."""
    kind = column.type()
    if kind.is_timestamp():
        found = dialect.micros(column)
    elif kind.is_date():
        found = dialect.micros(column.cast("timestamp('UTC')"))
    elif kind.is_string():
        found = _parsed(trimmed(column))
    else:
        return ibis.null("int64")
    return ibis.ifelse(found.between(FIRST_MICROS, LAST_MICROS), found, None)


def _parsed(text: ir.StringValue) -> ir.IntegerValue:
    has_time = text.length() > len("2026-11-23")
    has_seconds = has_time & (text.substr(16, 1) == ":")
    year, month, day = _digits(text, 0, 4), _digits(text, 5, 2), _digits(text, 8, 2)
    hour = ibis.ifelse(has_time, _digits(text, 11, 2), 0)
    minute = ibis.ifelse(has_time, _digits(text, 14, 2), 0)
    second = ibis.ifelse(has_seconds, _digits(text, 17, 2), 0)
    offset = _offset_minutes(text)
    is_time = (
        text.re_search(_TIME_PATTERN)
        & (year >= 1)
        & month.between(1, 12)
        & day.between(1, _days_in(year, month))
        & (hour <= 23)
        & (minute <= 59)
        & (second <= 59)
        & offset.notnull()
    )
    minutes = (_days_since_1970(year, month, day) * 24 + hour) * 60 + minute - offset
    return ibis.ifelse(is_time, (minutes * 60 + second) * SECOND_MICROS + _fraction(text, has_seconds), None)


def _digits(text: ir.StringValue, start: int, length: int) -> ir.IntegerValue:
    return text.substr(start, length).try_cast("int64")


def _fraction(text: ir.StringValue, has_seconds: ir.BooleanValue) -> ir.IntegerValue:
    has_fraction = has_seconds & (text.substr(19, 1) == ".")
    digits = text.re_extract(r"\.([0-9]{1,6})", 1)
    return ibis.ifelse(has_fraction, digits.rpad(6, "0").try_cast("int64"), 0)


def _offset_minutes(text: ir.StringValue) -> ir.IntegerValue:
    zone = text.right(len("+01:00"))
    hours, minutes = _digits(zone, 1, 2), _digits(zone, 4, 2)
    size = ibis.ifelse((hours <= 23) & (minutes <= 59), hours * 60 + minutes, None)
    has_zone = (zone.substr(0, 1).isin(["+", "-"])) & (zone.substr(3, 1) == ":")
    return ibis.ifelse(has_zone, ibis.ifelse(zone.substr(0, 1) == "-", -size, size), 0)


def _days_in(year: ir.IntegerValue, month: ir.IntegerValue) -> ir.IntegerValue:
    is_leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    return ibis.cases(
        (month.isin([4, 6, 9, 11]), 30), (month != 2, 31), (is_leap, 29), else_=28
    )


def _days_since_1970(year: ir.IntegerValue, month: ir.IntegerValue, day: ir.IntegerValue) -> ir.IntegerValue:
    """Howard Hinnant, chrono-compatible low-level date algorithms, days_from_civil, for years from 0."""
    from_march = ibis.ifelse(month <= 2, year - 1, year)
    leap_days = from_march // 4 - from_march // 100 + from_march // 400
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return from_march * 365 + leap_days + day_of_year - 719_468
