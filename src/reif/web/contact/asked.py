"""The instant that somebody asked a page for."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime


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
    at = instant(written)
    if at is None:
        return Asked(now, is_now=True, wrong=written[:40])
    return Asked(now, is_now=True) if at >= now else Asked(max(at, earliest), is_now=False)


def instant(written: str) -> datetime | None:
    """An aware time out of an address; None for what is none."""
    try:
        at = parse_datetime(written.replace(" ", "+") if written.count(" ") == 1 and "T" in written else written)
        if at is None:
            return None
        return timezone.make_aware(at) if timezone.is_naive(at) else at.astimezone(timezone.get_current_timezone())
    except (ValueError, OverflowError):
        return None
