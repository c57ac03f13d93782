"""When things happen: working days and hours in Europe/Berlin, holidays, the summer dip, campaigns, fixed days."""

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from zoneinfo import ZoneInfo

from reif.simulation.words.offers import CAMPAIGNS, Occasion

ZONE = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)
YEAR_DAYS = 365
AFTER_DAYS = 400
"""So far the days go on behind the end: what is planned then is cut off, not squeezed in."""
_WEEKDAYS = (0.95, 1.1, 1.1, 1.05, 0.8, 0.1, 0.14)
_HOURS = (1, 0, 0, 0, 0, 1, 4, 14, 34, 48, 50, 40, 22, 34, 44, 42, 34, 22, 12, 9, 10, 10, 6, 2)
_HOURS_UP_TO = list(accumulate(_HOURS))
_OPENS, _CLOSES = 8, 18


class Rhythm:
    """A year of days that ends at `until` (aware), each with its weight, and the days behind."""

    def __init__(self, until: datetime) -> None:
        self.until = until.astimezone(UTC)
        last = until.astimezone(ZONE).date()
        self.days = [last - timedelta(days=YEAR_DAYS - number) for number in range(YEAR_DAYS + AFTER_DAYS)]
        self._midnights = [datetime.combine(day, time(), ZONE).astimezone(UTC) for day in self.days]
        self._years = sorted({day.year for day in self.days})
        self._free = {day for year in self._years for day in holidays(year)}
        self._occasions: dict[Occasion, list[date]] = {}
        self.newsletters = [(day, self.at(day, 9.5)) for day in self.days if day.weekday() == 1 and day.day <= 7]
        """Each month's first Tuesday, and when the newsletter is sent."""
        peaks = {day for campaign in CAMPAIGNS for first in self.days_of(campaign) for day in _days(first, campaign)}
        self._up_to = [0.0, *accumulate(self._weight(day) * (1.4 if day in peaks else 1.0) for day in self.days)]
        self.since = self._midnights[0]

    def _weight(self, day: date) -> float:
        weight = _WEEKDAYS[day.weekday()]
        if day in self._free:
            weight = min(weight, 0.12)
        if (day.month, day.day) >= (12, 23) or (day.month, day.day) <= (1, 6):
            weight *= 0.3
        if (7, 15) <= (day.month, day.day) <= (8, 31):
            weight *= 0.6
        return weight

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday, no holiday."""
        return day.weekday() < 5 and day not in self._free  # Saturday is 5

    def days_of(self, occasion: Occasion) -> list[date]:
        """The first days of the occasion within this year."""
        if occasion not in self._occasions:
            found = (_day_of(occasion, year) for year in self._years)
            self._occasions[occasion] = [day for day in found if self.days[0] <= day <= self.days[-1]]
        return self._occasions[occasion]

    def at(self, day: date, hour: float) -> datetime:
        """That hour of that day in Berlin, in UTC."""
        return datetime.combine(day, time(), ZONE).astimezone(UTC) + timedelta(hours=hour)

    def moment(self, random: Random, since: datetime, to: datetime) -> datetime:
        """An instant between the two when people are about."""
        since = max(since, self.since)
        if to <= since:
            return since
        low, high = self._up_to[self._number(since)], self._up_to[self._number(to) + 1]
        number = bisect_left(self._up_to, low + (high - low) * random.random(), lo=1) - 1
        hour = bisect_left(_HOURS_UP_TO, random.random() * _HOURS_UP_TO[-1])
        found = self._midnights[number] + timedelta(seconds=hour * 3600 + random.random() * 3600)
        return found if since <= found <= to else since + (to - since) * random.random()

    def _number(self, at: datetime) -> int:
        return min(max(0, (at - self.since) // DAY), len(self.days) - 1)

    def working(self, at: datetime, hours: float) -> datetime:
        """The instant so many hours of work later."""
        local = at.astimezone(ZONE)
        left = hours
        while True:
            day = local.date()
            if self.is_working_day(day):
                now = max(_OPENS, local.hour + local.minute / 60 + local.second / 3600)
                if now + left < _CLOSES:
                    return self.at(day, now + left)
                left -= max(0.0, _CLOSES - now)
            local = datetime.combine(day + DAY, time(), ZONE)


def holidays(year: int) -> tuple[date, ...]:
    """The days on which all of Germany rests."""
    easter = easter_sunday(year)
    moving = (easter + timedelta(days=days) for days in (-2, 1, 39, 50))
    return (*moving, *(date(year, month, day) for month, day in ((1, 1), (5, 1), (10, 3), (12, 25), (12, 26))))


def easter_sunday(year: int) -> date:
    """By the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _day_of(occasion: Occasion, year: int) -> date:
    first = date(year, occasion.month, 1)
    return first + timedelta(days=(occasion.weekday - first.weekday()) % 7 + 7 * (occasion.week - 1))


def _days(first: date, occasion: Occasion) -> list[date]:
    return [first + timedelta(days=number) for number in range(occasion.days)]
