"""Rows of lists as leads and events, put into the words of the catalogue."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from reif.capture._cells import Cells, Translate
from reif.capture.new_event import EARLIEST, LATEST, UnusableEvent, check_name, check_time
from reif.integrations.files.rows import Row
from reif.rules.emails import normalised_email
from reif.rules.headers import Column
from reif.rules.json_values import NotAnObject, plain_object, plain_value
from reif.rules.phones import number_and_name
from reif.rules.problems import shown
from reif.rules.profiles import linkedin_profile
from reif.rules.texts import clean, shortened
from reif.rules.values import text_of
from reif.rules.written_times import ACCEPTED, written_time

_LONGEST_ID = 200
_LONGEST_HOW = 2_000
_PERSON = ("lead_id", "email", "linkedin_url", "phone", "first_name", "last_name", "name", "country")
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


class UnusableRow(ValueError):
    """The row says nothing that can be kept; the message says why."""


class ListedLead(NamedTuple):
    """A row of a list of leads. `created_at`: since when, if the list says so. `profile`: an address on LinkedIn.
    `phone`: a number and whose it is, as `rules.phones.number_and_name` says.
    """

    row: Row
    lead_id: str
    email: str
    attributes: Mapping[str, object]
    created_at: datetime | None
    profile: str = ""
    phone: str = ""


class ListedEvent(NamedTuple):
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


class ListedChange(NamedTuple):
    """A row that says what became known of somebody, when and from where (empty: from this list)."""

    row: Row
    lead_id: str
    email: str
    attribute: str
    value: object
    source: str
    occurred_at: datetime


class ListedObjection(NamedTuple):
    """A row that says that somebody objected to profiling, or (`is_lifted`) no longer did, when and how."""

    row: Row
    lead_id: str
    email: str
    is_lifted: bool
    how: str
    occurred_at: datetime


class ListReader:
    """Reads rows with these columns; `translators`: what turns a field's text into what it means; `home`: the country
    whose telephone numbers those without a code are, where a row says none (empty: unknown).
    """

    def __init__(self, columns: Sequence[Column], translators: Mapping[str, Translate], home: str = "") -> None:
        self._cells = Cells(columns, translators)
        self._home = home
        self._country = translators.get("country", str)
        self._who = {column.field: column.header for column in columns if column.field in _PERSON}
        self.translations = self._cells.translations

    def lead(self, row: Row) -> ListedLead:
        """The row as a lead. Raises UnusableRow."""
        values = self._cells.values(row)
        lead_id, email = _person(values)
        written = _text(values.get("linkedin_url"))
        profile = written if linkedin_profile(written) else ""
        phone = number_and_name(values, self._home)
        if not (lead_id or email or profile or phone):
            if "email" in values:
                raise UnusableRow(f"not an e-mail address: {shown(str(values['email']))}")
            raise UnusableRow(
                "neither a lead_id nor an e-mail address nor a LinkedIn profile nor a telephone number with a name"
            )
        created = values.get("created_at")
        created_at = written_time(created) if isinstance(created, str) else None
        if created_at is not None and EARLIEST <= created_at < LATEST:
            values["created_at"] = created_at.isoformat().replace("+00:00", "Z")
            return ListedLead(row, lead_id, email, values, created_at, profile, phone)
        return ListedLead(row, lead_id, email, values, None, profile, phone)

    def named(self, row: Row) -> tuple[str, str, str, str]:
        """The lead_id, the e-mail, the profile, and the telephone number with its name, that the row names, whatever
        else is wrong with it; empty: none.
        """
        said = {name: clean(_text(row.cells.get(header))) for name, header in self._who.items()}
        phone = number_and_name({**said, "country": self._country(said.get("country", ""))}, self._home)
        email, profile = normalised_email(said.get("email", "")) or "", linkedin_profile(said.get("linkedin_url", ""))
        return said.get("lead_id", ""), email, profile or "", phone

    def event(self, row: Row, *, earlier: int) -> ListedEvent:
        """The row as an event; `earlier`: how many earlier rows of the file say the same. Raises UnusableRow."""
        values = self._cells.values(row)
        lead_id, email = _person(values)
        if not lead_id and not email:
            raise UnusableRow("nothing says whose event it is")
        name = _name(values.pop("event", None))
        occurred_at = _time(values.pop("occurred_at", None))
        message_id = _text(values.pop("message_id", None)) or self._own_id(row, earlier)
        values.pop("lead_id", None)
        values.pop("email", None)
        properties = values
        if "properties" in values:
            written = _object(values.pop("properties"))
            properties = values | {key: value for key, value in written.items() if value is not None and value != ""}
        channel, campaign = _text(properties.get("channel")), _text(properties.get("campaign"))
        return ListedEvent(row, lead_id, email, name, occurred_at, properties, message_id, channel, campaign)

    def change(self, row: Row) -> ListedChange:
        """The row as something that became known. Raises UnusableRow."""
        values = self._cells.values(row)
        lead_id, email = _person(values)
        if not lead_id and not email:
            raise UnusableRow("nothing says of whom it is known")
        attribute, source = _text(values.get("attribute")), _text(values.get("source"))
        if not attribute:
            raise UnusableRow("no attribute")
        for name, text in (("attribute", attribute), ("source", source)):
            if len(text) > _LONGEST_ID:
                raise UnusableRow(f"{name} has over {_LONGEST_ID} characters")
        value = _value(values.get("value"))
        return ListedChange(row, lead_id, email, attribute, value, source, _time(values.get("occurred_at")))

    def objection(self, row: Row) -> ListedObjection:
        """The row as an objection, noted or lifted. Raises UnusableRow."""
        values = self._cells.values(row)
        lead_id, email = _person(values)
        if not lead_id and not email:
            raise UnusableRow("nothing says who objects")
        is_lifted = values.get("is_lifted", False)
        if not isinstance(is_lifted, bool):
            raise UnusableRow(f"is_lifted is neither true nor false: {shown(_text(is_lifted))}")
        how = shortened(_text(values.get("how")), _LONGEST_HOW)
        return ListedObjection(row, lead_id, email, is_lifted, how, _time(values.get("occurred_at")))

    def _own_id(self, row: Row, earlier: int) -> str:
        """The same row of the same or another file has the same id; a row that is said twice is two events."""
        cells = row.cells
        used = [(header, _written(cells[header])) for header in self._cells.headers if header in cells]
        said = _ENCODE(used).encode(errors="replace")
        return f"row:{hashlib.sha256(said).hexdigest()[:40]}" + (f":{earlier + 1}" if earlier else "")


def _person(values: Mapping[str, object]) -> tuple[str, str]:
    lead_id, email = _text(values.get("lead_id")), _text(values.get("email"))
    if len(lead_id) > _LONGEST_ID:
        raise UnusableRow(f"lead_id has over {_LONGEST_ID} characters")
    return lead_id, (normalised_email(email) or "" if email else "")


def _name(value: object) -> str:
    name = _text(value)
    try:
        check_name(name)
    except UnusableEvent as error:
        raise UnusableRow(str(error)) from None
    return name


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
    if isinstance(value, Mapping):
        return value
    try:
        return plain_object(str(value))
    except NotAnObject as error:
        raise UnusableRow(f"properties is {error}") from None


def _value(written: object) -> object:
    """A value written as JSON; what is none is a text, and nothing is missing."""
    if not isinstance(written, str):
        return written
    try:
        return plain_value(written)
    except NotAnObject:
        return written


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    return text_of(value) if isinstance(value, (bool, int, float)) else ""


def _written(cell: object) -> str:
    return cell.strip() if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False, sort_keys=True)
