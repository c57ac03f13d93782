"""When somebody is there again, as automatic answers say it in German and English."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

_READ = 3_000
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan jän",
            "feb",
            "mar mär mrz",
            "apr",
            "mai may",
            "jun",
            "jul",
            "aug",
            "sep",
            "okt oct",
            "nov",
            "dez dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = r"(?P<{0}>jan|jän|feb|mar|mär|mrz|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|dez|dec)[a-zäö]{{0,7}}\.?"
_DATE = re.compile(
    r"(?P<iso>\b\d{4}-\d{2}-\d{2}\b)"
    r"|(?<!\d)(?P<d1>\d{1,2})\.\s?(?P<m1>\d{1,2})(?:\.\s?(?P<y1>\d{4}|\d{2})?(?!\d)|(?=\s))"
    r"|(?<!\d)(?P<d2>\d{1,2})(?:\.|st|nd|rd|th)?\s(?:of\s)?" + _MONTH.format("n2") + r"(?:,?\s(?P<y2>\d{4}))?"
    r"|\b" + _MONTH.format("n3") + r"\s(?P<d3>\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s(?P<y3>\d{4}))?"
    r"|(?<!\d)(?P<a4>\d{1,2})/(?P<b4>\d{1,2})/(?P<y4>\d{4})",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\b(?:wieder|zurück|erreichbar|back|return\w*|again|reachable|available)\b", re.IGNORECASE)
_FROM = re.compile(r"\b(?:ab|am|seit|on|from|as of|starting)\b(?:\s+\S+){0,3}\s*$", re.IGNORECASE)
_LAST_DAY = re.compile(r"\b(?:bis|through|thru|to|including)\b(?:\s+\S+){0,4}\s*$|(?:–|-)\s*$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|til|before)\b(?:\s+\S+){0,3}\s*$", re.IGNORECASE)
_SENTENCE = re.compile(r"\n\s*\n|(?<=[a-zäöüß)])[.!?](?=\s)")
_DAY = timedelta(days=1)
_EARLIEST, _LATEST = date(1970, 1, 1), date(2200, 1, 1)
_LONGEST_ABSENCE = timedelta(days=400)


def return_date(text: str, sent_on: date) -> date | None:
    """The first day on which somebody says they are there again; None where nothing says so for certain.

    A last day of absence ("bis 5.12.") means the day after; a date without a year is the next one.
    """
    if not _EARLIEST <= sent_on < _LATEST:
        return None
    back: list[date] = []
    absent: list[date] = []
    for sentence in _SENTENCE.split(text[:_READ].replace("\r", "")):
        for found, before in _dates(sentence, sent_on):
            if found > _LATEST:
                continue
            if _LAST_DAY.search(before):
                absent.append(found + _DAY)
            elif _UNTIL.search(before):
                absent.append(found)
            elif _AGAIN.search(sentence) and (_FROM.search(before) or _AGAIN.search(before)):
                back.append(found)
    for dates in (back, absent):
        likely = [each for each in dates if sent_on <= each <= sent_on + _LONGEST_ABSENCE]
        if likely:
            return max(likely)
    return None


def _dates(sentence: str, sent_on: date) -> Iterator[tuple[date, str]]:
    """Each date in a sentence, with the words that stand before it, up to the date before."""
    start = 0
    for match in _DATE.finditer(sentence):
        found = _date(match, sent_on)
        if found is not None:
            yield found, sentence[start : match.start()][-80:]
            start = match.end()


def _date(match: re.Match[str], sent_on: date) -> date | None:
    part = match.groupdict()
    try:
        if part["iso"]:
            return date.fromisoformat(part["iso"])
        if part["a4"]:
            return _by_slashes(int(part["a4"]), int(part["b4"]), int(part["y4"]))
        if part["d1"]:
            return _of_year(int(part["d1"]), int(part["m1"]), part["y1"], sent_on)
        number = "2" if part["d2"] else "3"
        month = _MONTHS[part[f"n{number}"].lower()]
        return _of_year(int(part[f"d{number}"]), month, part[f"y{number}"], sent_on)
    except ValueError:
        return None


def _by_slashes(first: int, second: int, year: int) -> date | None:
    """Days and months stand in either order: only where one of them can be no month it is certain."""
    if first > 12:
        return date(year, second, first)
    return date(year, first, second) if second > 12 or first == second else None


def _of_year(day: int, month: int, year: str | None, sent_on: date) -> date:
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    found = date(sent_on.year, month, day)
    return found if found >= sent_on - _DAY else date(sent_on.year + 1, month, day)
