"""Times as they are said: vor 12 Min., heute, 11:05, gestern, Do, 12. Nov., 12. November 2026.

All take aware times; what is shown is in the zone of `now`.
"""

from datetime import date, datetime, timedelta

from babel.dates import format_date, format_interval
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

FIXED = "\u00a0"
_SOON, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_NEAR_HOURS = 6
_THIS_YEAR_DAYS = 300


def said(at: datetime, now: datetime, language: str) -> str:
    """How long ago, or when: the nearer, the finer. What is to come is said by its date."""
    at = at.astimezone(now.tzinfo)
    ago = now - at
    if ago < timedelta(0):
        return day_of(at.date(), now.date(), language)
    if ago < _SOON:
        return _("just now")
    if ago < 2 * _HOUR:
        return _("%(count)s\u00a0min ago") % {"count": int(ago / timedelta(minutes=1))}
    if ago < _NEAR_HOURS * _HOUR:
        return _("%(count)s\u00a0h ago") % {"count": int(ago / _HOUR)}
    if at.date() == now.date():
        return _("today, %(clock)s") % {"clock": clock(at)}
    return day_of(at.date(), now.date(), language)


def day_of(day: date, today: date, language: str) -> str:
    """gestern, heute, morgen; else Do, 12. Nov., with the year where it is not plain."""
    apart = (today - day).days
    near = {1: _("yesterday"), 0: _("today"), -1: _("tomorrow")}
    if apart in near:
        return near[apart]
    if abs(apart) <= _THIS_YEAR_DAYS:
        return format_date(day, "EEE, d. MMM" if language == "de" else "EEE, d MMM", language).replace(".,", ",")
    return format_date(day, "d. MMM yyyy" if language == "de" else "d MMM yyyy", language)


def short_day(day: date, language: str) -> str:
    """29. Okt., 29 Oct."""
    return format_date(day, "d. MMM" if language == "de" else "d MMM", language)


def days(first: date, last: date, language: str) -> str:
    """1. Juli – 30. Sept. 2026, 27 Nov 2025 – 26 Nov 2026: what both share is said once."""
    return str(format_interval(first, last, "yMMMd", locale="en_GB" if language == "en" else language))


def long_day(day: date, language: str, *, with_year: bool = True) -> str:
    """12. November 2026, 12 November 2026."""
    pattern = ("d. MMMM" if language == "de" else "d MMMM") + (" yyyy" if with_year else "")
    return format_date(day, pattern, language).replace(" ", FIXED, 1)


def heading_of(day: date, today: date, language: str) -> str:
    """The heading of a day: Heute, 12. November; Gestern; 29. Oktober."""
    apart = (today - day).days
    with_year = day.year != today.year
    if apart == 0:
        return _("Today, %(day)s") % {"day": long_day(day, language, with_year=with_year)}
    return _("Yesterday") if apart == 1 else long_day(day, language, with_year=with_year)


def weekday(at: datetime, language: str) -> str:
    """Donnerstag, 12. November, 14:32, in the zone that it has."""
    day = format_date(at, "EEEE, d. MMMM" if language == "de" else "EEEE, d MMMM", language)
    return f"{day}, {clock(at)}"


def exact(at: datetime, now: datetime, language: str) -> str:
    """Do, 12. Nov. 2026, 14:32, as it stands in titles and fields."""
    local = at.astimezone(now.tzinfo)
    pattern = "EEE, d. MMM yyyy" if language == "de" else "EEE, d MMM yyyy"
    return f"{format_date(local, pattern, language).replace('.,', ',', 1)}, {clock(local)}"


def clock(at: datetime) -> str:
    """14:32, in the zone that it has."""
    return f"{at:%H:%M}"


def lasting(span: timedelta) -> str:
    """How long something took: 14 Tage, 3 Stunden, 12 Minuten."""
    if span >= 2 * _DAY:
        return ngettext("%(count)s\u00a0day", "%(count)s\u00a0days", span.days) % {"count": span.days}
    if span >= 2 * _HOUR:
        hours = int(span / _HOUR)
        return ngettext("%(count)s\u00a0hour", "%(count)s\u00a0hours", hours) % {"count": hours}
    minutes = max(int(span / timedelta(minutes=1)), 0)
    return ngettext("%(count)s\u00a0minute", "%(count)s\u00a0minutes", minutes) % {"count": minutes}


def lasting_shortly(span: timedelta) -> str:
    """How long something has been running, where there is little room: 98 Min., 22 Std., 3 Tage."""
    minutes = max(int(span / timedelta(minutes=1)), 0)
    if minutes < 2 * 60:
        return _("%(count)s\u00a0min") % {"count": minutes}
    if span < 2 * _DAY:
        return _("%(count)s\u00a0h") % {"count": int(span / _HOUR)}
    return ngettext("%(count)s\u00a0day", "%(count)s\u00a0days", span.days) % {"count": span.days}
