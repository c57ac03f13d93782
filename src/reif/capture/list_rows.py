"""Rows of lists as leads and events: what each column says, put into the words of the catalogue."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from reif.capture.new_event import EARLIEST, LATEST, UnusableEvent, check_name, check_time
from reif.integrations.files.rows import Row
from reif.rules.emails import normalised_email
from reif.rules.headers import Column
from reif.rules.json_values import first_members
from reif.rules.problems import shown
from reif.rules.texts import clean
from reif.rules.values import is_missing, text_of
from reif.rules.written_times import ACCEPTED, written_time
from reif.rules.written_values import event_name

_LONGEST_ID = 200
_MOST_TRANSLATIONS = 200
_PERSON = ("lead_id", "email")


class UnusableRow(ValueError):
    """The row says nothing that can be kept; the message says why."""


@dataclass(frozen=True, slots=True)
class ListedLead:
    """A row of a list of leads. `created_at`: since when, if the list says so."""

    row: Row
    lead_id: str
    email: str
    attributes: Mapping[str, object]
    created_at: datetime | None


@dataclass(frozen=True, slots=True)
class ListedEvent:
    """A row of a list of events. `message_id`: of the list, else made of what the row says."""

    row: Row
    lead_id: str
    email: str
    name: str
    occurred_at: datetime
    properties: Mapping[str, object]
    message_id: str
    channel: str
    campaign: str


@dataclass(slots=True)
class Translations:
    """Which written values were taken for which meanings, and how often: (field, written, meaning)."""

    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def note(self, name: str, written: str, meaning: object) -> None:
        """Count one; of many different ones the first 200 are kept."""
        key = (name, shown(written), shown(str(meaning)))
        if key in self.counts or len(self.counts) < _MOST_TRANSLATIONS:
            self.counts[key] += 1


class ListReader:
    """Reads rows with these columns; `translators`: what turns a field's text into what it means."""

    def __init__(self, columns: Sequence[Column], translators: Mapping[str, Callable[[str], object]]) -> None:
        self._fields = {column.header: column.field for column in columns if column.field is not None}
        self._translators = translators
        self.translations = Translations()

    def lead(self, row: Row) -> ListedLead:
        """The row as a lead. Raises UnusableRow."""
        values = self._values(row)
        lead_id, email = _person(values)
        if "email" in values and not lead_id and not email:
            raise UnusableRow(f"not an e-mail address: {shown(str(values['email']))}")
        if not lead_id and not email:
            raise UnusableRow("neither a lead_id nor an e-mail address")
        created = values.get("created_at")
        created_at = written_time(created) if isinstance(created, str) else None
        if created_at is not None and EARLIEST <= created_at < LATEST:
            values["created_at"] = created_at.isoformat().replace("+00:00", "Z")
            return ListedLead(row, lead_id, email, values, created_at)
        return ListedLead(row, lead_id, email, values, None)

    def named(self, row: Row) -> tuple[str, str]:
        """The lead_id and the e-mail that the row names, whatever else is wrong with it; empty: none."""
        cells = {
            self._fields[header]: cell for header, cell in row.cells.items() if self._fields.get(header) in _PERSON
        }
        return _text(cells.get("lead_id")), normalised_email(clean(_text(cells.get("email")))) or ""

    def event(self, row: Row, *, earlier: int) -> ListedEvent:
        """The row as an event; `earlier`: how many earlier rows of the file say the same. Raises UnusableRow."""
        values = self._values(row)
        lead_id, email = _person(values)
        if not lead_id and not email:
            raise UnusableRow("nothing says whose event it is")
        name = self._event_name(_text(values.pop("event", None)))
        occurred_at = _time(values.pop("occurred_at", None))
        message_id = _text(values.pop("message_id", None)) or self._own_id(row, earlier)
        values.pop("lead_id", None)
        values.pop("email", None)
        written = _object(values.pop("properties", None))
        properties = values | {key: value for key, value in written.items() if value is not None and value != ""}
        channel, campaign = _text(properties.get("channel")), _text(properties.get("campaign"))
        return ListedEvent(row, lead_id, email, name, occurred_at, properties, message_id, channel, campaign)

    def _values(self, row: Row) -> dict[str, object]:
        """field -> what the row says; blank is missing."""
        values: dict[str, object] = {}
        for header, cell in row.cells.items():
            name = self._fields.get(header)
            if name is not None and (isinstance(cell, (list, dict)) or not is_missing(cell)):
                values[name] = self._meaning(name, cell)
        return values

    def _meaning(self, name: str, cell: object) -> object:
        if not isinstance(cell, str):
            return cell
        written = clean(cell).strip()
        translate = self._translators.get(name)
        if translate is None:
            return written
        meaning = translate(written)
        if meaning != written and not isinstance(meaning, list) and str(meaning) != written:
            self.translations.note(name, written, meaning)
        return meaning

    def _event_name(self, written: str) -> str:
        name = event_name(clean(written))
        if name != written.strip():
            self.translations.note("event", written, name)
        try:
            check_name(name)
        except UnusableEvent as error:
            raise UnusableRow(str(error)) from None
        return name

    def _own_id(self, row: Row, earlier: int) -> str:
        """The same row of the same or another file has the same id; a row that is said twice is two events."""
        used = sorted((name, _written(cell)) for name, cell in row.cells.items() if name in self._fields)
        said = json.dumps(used, ensure_ascii=False).encode(errors="replace")
        return f"row:{hashlib.sha256(said).hexdigest()[:40]}" + (f":{earlier + 1}" if earlier else "")


def _person(values: Mapping[str, object]) -> tuple[str, str]:
    lead_id, email = (_text(values.get(name)) for name in _PERSON)
    if len(lead_id) > _LONGEST_ID:
        raise UnusableRow(f"lead_id has over {_LONGEST_ID} characters")
    return lead_id, normalised_email(email) or ""


def _time(value: object) -> datetime:
    text = _text(value)
    instant = written_time(text)
    if instant is None:
        raise UnusableRow(
            f"occurred_at is no time: {shown(text)}; accepted are {ACCEPTED}" if text else "no occurred_at"
        )
    try:
        check_time(instant)
    except UnusableEvent as error:
        raise UnusableRow(str(error)) from None
    return instant


def _object(value: object) -> Mapping[str, object]:
    if value is None or isinstance(value, Mapping):
        return value or {}
    try:
        read = json.loads(str(value), object_pairs_hook=first_members, parse_constant=_refuse)
    except (ValueError, RecursionError):
        read = None
    if not isinstance(read, dict):
        raise UnusableRow("properties is not a JSON object")
    return read


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is not JSON")


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    return text_of(value) if isinstance(value, (bool, int, float)) else ""


def _written(cell: object) -> str:
    return cell.strip() if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False, sort_keys=True)
