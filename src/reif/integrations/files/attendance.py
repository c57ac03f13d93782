"""Reports of webinar attendance, by Zoom and GoToWebinar, as a plain list: a row for each person.

A report has several sections, each a line with its name and a line of column names: the webinar, hosts, panelists,
attendees. Whoever joined more than once stands there more than once. The form of Zoom's is known from public parsers;
the headers of GoToWebinar's are found by their names, since no public file shows them.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from reif.integrations.files.encodings import encoding_of, utf8_chunks
from reif.integrations.files.kinds import FileError
from reif.integrations.files.progress import unseen
from reif.rules.headers import folded
from reif.rules.texts import clean
from reif.rules.vendor_headers import ATTENDED, HAPPENED
from reif.rules.written_times import written_time

MAX_MB = 64
_REPORT = re.compile(r"\s*\"?(attendee report|teilnehmerbericht)\b", re.IGNORECASE)
_FORMATS = (
    "%m/%d/%Y %I:%M:%S %p",
    "%m/%d/%Y %I:%M %p",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%b %d, %Y %H:%M:%S",
    "%b %d, %Y %I:%M:%S %p",
    "%b %d, %Y %I:%M %p",
    "%b %d, %Y %H:%M",
)
_ZONE = re.compile(r"\s+[A-Z]{3,5}$")
_STAFF = ("host", "panelist", "organizer", "presenter", "gastgeber", "diskussions", "podium")
_NAMES: Mapping[str, tuple[str, ...]] = {
    "email": ("email", "emailaddress", "emailadresse"),
    "first": ("firstname", "vorname"),
    "last": ("lastname", "nachname"),
    "phone": ("phone", "phonenumber", "telefon"),
    "country": ("countryregionname", "countryregion", "country", "land"),
    "company": ("organization", "company", "organisation", "firma"),
    "title": ("jobtitle", "title"),
    "attended": ("attended", "teilgenommen"),
    "joined": ("jointime", "beitrittszeit"),
    "minutes": ("timeinsessionminutes", "timeinsession", "timeinsessionhoursminutes", "timeinsessionhhmm"),
    "topic": ("topic", "webinarname", "thema"),
    "number": ("webinarid",),
    "start": ("actualstarttime", "actualstartdatetime", "starttime"),
}
_YES = ("yes", "ja", "true")


def is_report(start: bytes) -> bool:
    """Whether a file begins as such a report does; byte order marks and NUL bytes do not matter."""
    text = start[:400].replace(b"\0", b"").decode("utf-8-sig", "replace")
    return _REPORT.match(text.lstrip("\ufeff\ufffd")) is not None


def as_list(file: str, source: Path, into: Path) -> str:
    """Write the attendees as CSV, a row each, and return the name of the system.

    Who attended has the minutes of all joins and the time of the first; who did not missed the webinar when it began.
    Times are as the report has them, without a zone. Raises FileError for a report that is too large or names nobody.
    """
    if source.stat().st_size > MAX_MB << 20:
        raise FileError(file, f"is a report of more than {MAX_MB} MB")
    text = b"".join(utf8_chunks(file, source, encoding_of(source), unseen)).replace(b"\0", b"").decode(errors="replace")
    report = _Report()
    try:
        for line in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            report.take([clean(cell).strip() for cell in line])
    except csv.Error as error:
        raise FileError(file, f"the report is not CSV: {error}") from None
    if not report.has_people:
        raise FileError(file, "is a report of attendance without a section of attendees that have an e-mail address")
    system = "GoToWebinar" if report.is_go_to else "Zoom"
    with into.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([*ATTENDED, *HAPPENED, f"{system} report"])
        writer.writerows([*row, system] for row in report.rows())
    return system


@dataclass(slots=True)
class _Person:
    cells: Mapping[str, str]
    minutes: float = 0.0
    joined: list[datetime] = field(default_factory=list)
    has_attended: bool = False


class _Report:
    """A report while its lines come in."""

    def __init__(self) -> None:
        self.has_people = self.is_go_to = False
        self._webinar: dict[str, str] = {}
        self._people: dict[str, _Person] = {}
        self._header: dict[str, int] = {}
        self._is_staff = False

    def take(self, line: list[str]) -> None:
        """A line of the file."""
        said = [cell for cell in line if cell]
        if len(said) <= 1:
            self._header = {}
            self._is_staff = bool(said) and any(word in said[0].casefold() for word in _STAFF)
        elif self._header:
            self._row({name: line[place] for name, place in self._header.items() if place < len(line)})
        else:
            self._open(line)

    def rows(self) -> Iterator[list[str]]:
        """A row for each person, in the order in which they stand there."""
        topic, number = self._webinar.get("topic", ""), self._webinar.get("number", "")
        start = _time(self._webinar.get("start", ""))
        for person in self._people.values():
            at = min(person.joined, default=start)
            event = "Webinar Attended" if person.has_attended else "Webinar Missed"
            minutes = f"{round(person.minutes)}" if person.has_attended else ""
            cells = [person.cells.get(name, "") for name in ("email", "first", "last", "phone", "country", "company")]
            when = f"{at:%Y-%m-%dT%H:%M:%S}" if at else ""
            yield [*cells, person.cells.get("title", ""), event, when, topic, number, minutes]

    def _open(self, line: list[str]) -> None:
        names = [folded(cell) for cell in line]
        self.is_go_to = self.is_go_to or "interestrating" in names or "webinarname" in names
        found = {
            name: next((names.index(each) for each in known if each in names), -1) for name, known in _NAMES.items()
        }
        header = {name: place for name, place in found.items() if place >= 0}
        is_people = "email" in header and ("joined" in header or "attended" in header)
        if is_people or "topic" in header:
            self._header = header
            self.has_people = self.has_people or (is_people and not self._is_staff)

    def _row(self, cells: Mapping[str, str]) -> None:
        if "topic" in self._header and "email" not in self._header:
            self._webinar = self._webinar or dict(cells)
            self._header = {}
            return
        email = cells.get("email", "")
        if self._is_staff or not email:
            return
        person = self._people.setdefault(email.casefold(), _Person(cells))
        joined = _time(cells.get("joined", ""))
        if cells.get("attended", "yes").casefold() in _YES and ("attended" in cells or joined is not None):
            person.has_attended = True
            person.minutes += _minutes(cells.get("minutes", ""))
            person.joined += [joined] if joined else []


def _delimiter(text: str) -> str:
    start = text[:4000]
    return max(",;\t", key=start.count)


def _time(text: str) -> datetime | None:
    plain = _ZONE.sub("", text) if not text.endswith((" AM", " PM")) else text
    for form in _FORMATS:
        with suppress(ValueError):
            return datetime.strptime(plain, form).replace(tzinfo=UTC)
    return written_time(plain)


def _minutes(text: str) -> float:
    """Minutes, written `63`, `1:03` or `1 hour 3 minutes`; what is no duration is none."""
    found = re.fullmatch(r"(\d{1,4}):(\d{2})(?::(\d{2}))?", text)
    if found:
        return int(found[1]) * 60 + int(found[2]) + int(found[3] or 0) / 60
    words = re.fullmatch(r"(?:(\d{1,4}) hours?)?\s*(?:(\d{1,4}) min\w*)?", text)
    if words and (words[1] or words[2]):
        return int(words[1] or 0) * 60 + int(words[2] or 0)
    plain = re.fullmatch(r"\d{1,6}(?:\.\d{1,4})?", text)
    return float(plain[0]) if plain else 0.0
