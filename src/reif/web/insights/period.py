"""Which leads are looked at: what the address says, or the last 12 months."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

PRESET = ("quarter", "12months", "year")
NAMES = (*PRESET, "days")
_EARLIEST, _LATEST = date(1970, 1, 2), date(2999, 12, 31)


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both included. `name`: one of NAMES, `days` for days of one's own."""

    name: str
    first: date
    last: date

    def instants(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """The begin of the first day and the end of the last, in a time zone."""
        end = self.last + timedelta(days=1)
        return datetime.combine(self.first, time(), zone), datetime.combine(end, time(), zone)


def period(asked: Mapping[str, str], today: date) -> Period:
    """The period of the address; the last 12 months for what cannot be read."""
    name = asked.get("period", "")
    first, last = _day(asked.get("from", "")), _day(asked.get("to", ""))
    if name == "days" and first is not None and last is not None and first <= last:
        return Period(name, first, last)
    if name == "quarter":
        return _last_quarter(today)
    if name == "year":
        return Period(name, date(today.year, 1, 1), today)
    before = today.replace(year=today.year - 1, day=min(today.day, 28) if today.month == 2 else today.day)
    return Period("12months", before + timedelta(days=1), today)


def _last_quarter(today: date) -> Period:
    """The last one that is over."""
    last = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1) - timedelta(days=1)
    return Period("quarter", date(last.year, last.month - 2, 1), last)


def _day(written: str) -> date | None:
    try:
        found = date.fromisoformat(written)
    except ValueError:
        return None
    return found if _EARLIEST <= found <= _LATEST else None
