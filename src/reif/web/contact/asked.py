"""The instant that somebody asked a page for."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime

_LONGEST = 60
_WRITTEN = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?(\d{1,2})[.\s]\s*"  # Do, 12.
    r"(?:(\d{1,2})\.|([^\W\d]{3,})\.?,?)\s*(\d{4})"  # 11. or Nov., and 2026
    r"(?:,?\s+(\d{1,2}):(\d{2}))?"  # 14:32
)
_MONTHS = {
    **{
        name: number
        for number, name in enumerate(
            ["jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"], 1
        )
    },
    **{
        name: number
        for number, name in enumerate(
            ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
        )
    },
}


@dataclass(frozen=True, slots=True)
class Asked:
    """`is_now`: no instant was asked for, or one that is not over. `wrong`: what was asked and cannot be read."""

    at: datetime
    is_now: bool
    wrong: str = ""


def asked(written: str, now: datetime, earliest: datetime) -> Asked:
    """The instant; without a zone it is meant in that of the reader. Nothing is known before `earliest`."""
    if not written:
        return Asked(now, is_now=True)
    at = instant(written) or as_people_write(written)
    if at is None:
        return Asked(now, is_now=True, wrong=written[:40])
    return Asked(now, is_now=True) if at >= now else Asked(max(at, earliest), is_now=False)


def as_people_write(written: str) -> datetime | None:
    """Do, 12. Nov. 2026, 14:32; 12.11.2026; 12 November 2026, 14:32, in either language. A day alone: its end."""
    found = _WRITTEN.fullmatch(written.strip()) if len(written) <= _LONGEST else None
    if found is None:
        return None
    day, number, name, year, hour, minute = found.groups()
    month = int(number) if number else _MONTHS.get(name[:3].lower(), 0)
    try:
        at = datetime(int(year), month, int(day), int(hour or 23), int(minute or 59))  # noqa: DTZ001 - made aware below
        return timezone.make_aware(at)
    except (ValueError, OverflowError):
        return None


def instant(written: str) -> datetime | None:
    """An aware time out of an address; None for what is none."""
    try:
        at = parse_datetime(written.replace(" ", "+") if written.count(" ") == 1 and "T" in written else written)
        if at is None:
            return None
        return timezone.make_aware(at) if timezone.is_naive(at) else at.astimezone(timezone.get_current_timezone())
    except (ValueError, OverflowError):
        return None
