"""Why something could not be used, in the language of whoever reads it.

Reasons are kept in English, as whoever found them said them; here stand their sentences with a place for what differs.
"""

import re
from collections.abc import Iterator
from functools import cache

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

SENTENCES = (
    # rows of lists
    gettext_noop("not an e-mail address: %(written)s"),
    gettext_noop("not an e-mail address"),
    gettext_noop("neither a lead_id nor an e-mail address nor a LinkedIn profile nor a telephone number with a name"),
    gettext_noop("nothing says whose event it is"),
    gettext_noop("nothing says of whom it is known"),
    gettext_noop("nothing says who it is"),
    gettext_noop("nothing says who objects"),
    gettext_noop("no attribute"),
    gettext_noop("no occurred_at"),
    gettext_noop("occurred_at is no time: %(written)s; accepted are %(accepted)s"),
    gettext_noop("occurred_at lies outside the years 1900 to 2199"),
    gettext_noop("occurred_at lies in the future"),
    gettext_noop("is_lifted is neither true nor false: %(written)s"),
    gettext_noop("properties is %(reason)s"),
    gettext_noop("not a JSON object: another kind of value"),
    gettext_noop("not a JSON object: %(problem)s"),
    gettext_noop("not a JSON object"),
    gettext_noop("the same lead stands in an earlier row, which counts"),
    gettext_noop("no contact has this lead_id"),
    gettext_noop("no contact has this e-mail address"),
    gettext_noop("the person was erased at their own wish; the row is not kept"),
    gettext_noop("the person was erased at their own wish"),
    gettext_noop("1 cell where the header has %(columns)s"),
    gettext_noop("%(count)s cells where the header has %(columns)s"),
    gettext_noop("not UTF-8, as the rest of the file"),
    gettext_noop("not UTF-8"),
    gettext_noop("a line of the card is no property (NAME:VALUE)"),
    gettext_noop("the card does not end"),
    gettext_noop("stands outside of any card"),
    # files
    gettext_noop("its name does not say what it is; accepted are files that end in %(endings)s"),
    gettext_noop("has over %(count)s MB; accepted are up to that many"),
    gettext_noop("is empty; accepted is %(accepted)s"),
    gettext_noop("holds %(found)s; accepted is %(accepted)s"),
    gettext_noop("the line of column names opens a quote that is never closed"),
    gettext_noop("the first line does not end within 4 MB; accepted is a line of column names"),
    gettext_noop("no line begins a card; accepted are vCards, from BEGIN:VCARD to END:VCARD"),
    gettext_noop("no sheet holds anything; accepted is a sheet with a row of column names"),
    gettext_noop("unpacks to %(size)s MB; accepted are up to %(most)s MB"),
    gettext_noop("is damaged or cut off; %(accepted)s: %(problem)s"),
    gettext_noop("the column %(name)s comes twice; accepted are columns of different names"),
    gettext_noop("holds a ZIP archive without a workbook; %(accepted)s"),
    gettext_noop("is damaged or no Excel workbook (.xlsx): %(problem)s"),
    gettext_noop("is a report of more than %(size)s MB"),
    gettext_noop("the report is not CSV: %(problem)s"),
    gettext_noop("is a report of attendance without a section of attendees that have an e-mail address"),
    gettext_noop("NUL in the first line; accepted is UTF-8, Latin-1, or UTF-16 with a byte order mark"),
    gettext_noop("the line of column names is not CSV: %(problem)s"),
    gettext_noop("is cut off or not %(encoding)s, as its start says: %(problem)s"),
    gettext_noop("a row after row %(row)s opens a quote that is never closed, or is longer than %(size)s MB"),
    gettext_noop("row %(row)s opens a quote that is never closed, or the file is cut off"),
    gettext_noop("cannot be read as CSV after row %(row)s: %(problem)s"),
    gettext_noop("has over %(count)s different names of members; accepted are that many"),
    gettext_noop("no line is a JSON object; accepted is one JSON object per line, in UTF-8"),
    gettext_noop("the column %(name)s is missing; the columns are %(names)s"),
    gettext_noop("is cut off or not a Parquet file: %(problem)s"),
    gettext_noop("is damaged; accepted is a Parquet file: %(problem)s"),
    gettext_noop("CSV text with a line of column names"),
    gettext_noop("one JSON object per line, in UTF-8"),
    gettext_noop("a Parquet file"),
    gettext_noop("an Excel workbook (.xlsx)"),
    gettext_noop("vCards, from BEGIN:VCARD to END:VCARD"),
    gettext_noop("accepted is an Excel workbook (.xlsx)"),
    gettext_noop("a ZIP archive or an Excel workbook (.xlsx)"),
    gettext_noop("an old Office file (.xls) or one with a password"),
    gettext_noop("a 7-Zip archive"),
    gettext_noop("an SQLite database"),
    gettext_noop("something else"),
    # what a file was taken for, part by part
    gettext_noop("commas"),
    gettext_noop("semicolons"),
    gettext_noop("tabs"),
    gettext_noop("pipes"),
    gettext_noop("one column"),
    gettext_noop("a column without a name"),
    gettext_noop("%(count)s columns without a name"),
    gettext_noop("JSON lines"),
    gettext_noop("a row for each person"),
    # events
    gettext_noop("belongs to no contact and no visitor"),
    gettext_noop("the event has no name"),
    gettext_noop("the event's name has over %(count)s characters"),
    gettext_noop("the event's time has no zone"),
    # calls
    gettext_noop("the anonymousId has over %(count)s characters"),
    gettext_noop("%(name)s has over %(count)s characters"),
    gettext_noop("it happens only on %(day)s, which is to come"),
    gettext_noop("the call says neither userId nor anonymousId"),
    gettext_noop("an alias call needs the userId that somebody has from now on"),
    gettext_noop("the time and sentAt lie thousands of years apart"),
    gettext_noop("the event is no JSON object"),
    gettext_noop("the event has no name under `event`"),
    gettext_noop("the event says no distinct_id"),
    gettext_noop("the call is no JSON object"),
    gettext_noop("a track call needs the name of the event under `event`"),
    gettext_noop("the call has over %(count)s bytes"),
    gettext_noop("the call is nested over %(count)s deep"),
    gettext_noop("the type of the call is %(written)s; accepted are %(accepted)s"),
    gettext_noop("each of the two ids names a contact; whether they are one is for people to say"),
    gettext_noop("of one person %(count)s attributes are kept; not these: %(names)s"),
    gettext_noop("reif failed at reading it; its log says how"),
    # leads by webhook
    gettext_noop("a test lead of Google Ads: it came through, and nobody is made of it"),
    gettext_noop("the lead has no lead_id"),
    gettext_noop("user_column_data is no list"),
    gettext_noop("the lead is no JSON object"),
    gettext_noop("the lead has no e-mail and no id"),
    # whatever is left
    gettext_noop("%(name)s is no time: %(written)s"),
    gettext_noop("%(name)s is no JSON object"),
)
_PLACE = re.compile(r"%\((\w+)\)s")
_ARE_REASONS = ("reason", "accepted", "found")
"""Places in which another sentence stands."""


def told(reason: str) -> str:
    """The reason in the language of the page; one that is not known as it was kept."""
    if (get_language() or "en").startswith("en"):
        return reason
    for sentence, pattern in _patterns():
        found = pattern.fullmatch(reason)
        if found is not None:
            parts = found.groupdict()
            return _(sentence) % {name: told(part) if name in _ARE_REASONS else part for name, part in parts.items()}
    return reason


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((sentence, re.compile("".join(_pattern(sentence)), re.DOTALL)) for sentence in SENTENCES)


def _pattern(sentence: str) -> Iterator[str]:
    end = 0
    for place in _PLACE.finditer(sentence):
        yield re.escape(sentence[end : place.start()])
        yield f"(?P<{place.group(1)}>.+?)"
        end = place.end()
    yield re.escape(sentence[end:])
