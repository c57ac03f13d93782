"""Columns as instants, in microseconds since 1970: the batch engine's side of `reif.rules.times`."""

import ibis
import ibis.expr.types as ir

from reif.engines.dialect import Dialect
from reif.engines.instants import FIRST_MICROS, LAST_MICROS, SECOND_MICROS

_TIME_PATTERN = (
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?([Zz]|[+-][0-9]{2}:[0-9]{2})?)?\z"
)


def with_micros(table: ir.Table, source: str, target: str, dialect: Dialect) -> ir.Table:
    """The table with a column `target`: the instants of a column of times, dates or texts.

    Null where there is none, or none of the years 1 to 9999. Each step is a projection of its own, so that no engine
    computes a part twice.
    """
    kind = table[source].type()
    if kind.is_timestamp():
        timed = table.mutate(**{target: dialect.micros(table[source])})
    elif kind.is_date():
        timed = table.mutate(**{target: dialect.micros(table[source].cast("timestamp('UTC')"))})
    elif kind.is_string():
        timed = _with_parsed(table, source, target, dialect)
    else:
        return table.mutate(**{target: ibis.null("int64")})
    is_known = timed[target].between(FIRST_MICROS, LAST_MICROS)
    return timed.mutate(**{target: ibis.ifelse(is_known, timed[target], None)})


def _with_parsed(table: ir.Table, source: str, target: str, dialect: Dialect) -> ir.Table:
    texts = table.mutate(time_text=dialect.trimmed(table[source]))
    parts = texts.mutate(**_parts(texts.time_text))
    days = parts.mutate(
        time_days=_days_since_1970(parts.year, parts.month, parts.day), days_in_month=_days_in(parts.year, parts.month)
    )
    is_time = (
        days.has_form
        & (days.year >= 1)
        & days.month.between(1, 12)
        & days.day.between(1, days.days_in_month)
        & (days.hour <= 23)
        & (days.minute <= 59)
        & (days.second <= 59)
        & (days.offset_hours <= 23)
        & (days.offset_minutes <= 59)
    )
    offset = (days.offset_hours * 60 + days.offset_minutes) * days.offset_sign
    minutes = (days.time_days * 24 + days.hour) * 60 + days.minute - offset
    found = (minutes * 60 + days.second) * SECOND_MICROS + days.fraction
    return days.select(*table.columns, **{target: ibis.ifelse(is_time, found, None)})


def _parts(text: ir.StringColumn) -> dict[str, ir.Value]:
    """What stands at the places of a time; what the form leaves out is 0."""
    zone = text.right(len("+01:00"))
    has_zone = zone.substr(0, 1).isin(["+", "-"]) & (zone.substr(3, 1) == ":")
    has_time = text.length() > len("2026-11-23")
    has_seconds = has_time & (text.substr(16, 1) == ":")
    has_fraction = has_seconds & (text.substr(19, 1) == ".")
    fraction = text.re_extract(r"\.([0-9]{1,6})", 1).rpad(6, "0").try_cast("int64")
    return {
        "has_form": text.re_search(_TIME_PATTERN),
        "year": _digits(text, 0, 4),
        "month": _digits(text, 5, 2),
        "day": _digits(text, 8, 2),
        "hour": ibis.ifelse(has_time, _digits(text, 11, 2), 0),
        "minute": ibis.ifelse(has_time, _digits(text, 14, 2), 0),
        "second": ibis.ifelse(has_seconds, _digits(text, 17, 2), 0),
        "fraction": ibis.ifelse(has_fraction, fraction, 0),
        "offset_sign": ibis.ifelse(zone.substr(0, 1) == "-", -1, 1),
        "offset_hours": ibis.ifelse(has_zone, _digits(zone, 1, 2), 0),
        "offset_minutes": ibis.ifelse(has_zone, _digits(zone, 4, 2), 0),
    }


def _digits(text: ir.StringValue, start: int, length: int) -> ir.IntegerValue:
    return text.substr(start, length).try_cast("int64")


def _days_in(year: ir.IntegerValue, month: ir.IntegerValue) -> ir.IntegerValue:
    is_leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    return ibis.cases((month.isin([4, 6, 9, 11]), 30), (month != 2, 31), (is_leap, 29), else_=28)


def _days_since_1970(year: ir.IntegerValue, month: ir.IntegerValue, day: ir.IntegerValue) -> ir.IntegerValue:
    """Howard Hinnant, chrono-compatible low-level date algorithms, days_from_civil, for years from 0."""
    from_march = ibis.ifelse(month <= 2, year - 1, year)
    leap_days = from_march // 4 - from_march // 100 + from_march // 400
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return from_march * 365 + leap_days + day_of_year - 719_468
