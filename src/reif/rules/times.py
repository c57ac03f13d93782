"""Instants as the field writes them: RFC 3339, seconds and zone optional, or a date alone."""

import re
from datetime import UTC, datetime, timedelta, timezone

_TIME = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?"
    r"(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))?)?"
)
ACCEPTED = "a time such as 2026-11-23T09:30:00Z or 2026-11-23 10:30+01:00, or a date such as 2026-11-23"


def parse_time(text: str) -> datetime | None:
    """The instant in UTC, in microseconds (further digits are cut); None if the text is not a time.

    Without a zone it is UTC, a date alone is 00:00 UTC. Blanks around it do not count. Years 0001 to 9999, also
    after conversion to UTC; a 60th second is not a time.
    """
    if _is_usual(text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            return None
    found = _TIME.fullmatch(text.strip(" \t\n\r\u00a0"))
    if found is None:
        return None
    year, month, day, hour, minute, second, fraction, sign, offset_hours, offset_minutes = found.groups()
    try:
        local = datetime(
            int(year),
            int(month),
            int(day),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
            int((fraction or "").ljust(6, "0")[:6]),
            tzinfo=_zone(sign, offset_hours, offset_minutes),
        )
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _is_usual(text: str) -> bool:
    """Whether the text may be a time in UTC to the second, as most are, which Python reads ten times as fast.

    Some Pythons take hour 24 for a time.
    """
    return (
        len(text) == 20
        and text[19] == "Z"
        and text[10] in "T "
        and text[4] == text[7] == "-"
        and text[13] == text[16] == ":"
        and text[11:13] != "24"
    )


def _zone(sign: str | None, hours: str | None, minutes: str | None) -> timezone:
    if sign is None or hours is None or minutes is None:
        return UTC
    if int(hours) > 23 or int(minutes) > 59:
        raise ValueError("offset out of range")
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if sign == "-" else offset)
