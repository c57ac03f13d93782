"""A list as a file of comma-separated values that spreadsheets open without running what stands in it."""

import csv
import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from reif.records.models import Attribute, Contact
from reif.web.wording.names import person

_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")
_AT_ONCE = 2000
COLUMNS = (
    "lead_id",
    "name",
    "email",
    "company",
    "title",
    "points",
    "level",
    "temperature",
    "grade",
    "stage",
    "status",
    "channel",
    "country",
    "owner",
    "last_activity",
    "last_activity_at",
    "simulated",
)


class _Line:
    """A file that gives back what is written."""

    def write(self, text: str) -> str:
        return text


def lines(contacts: QuerySet[Contact]) -> Iterator[str]:
    """The heading, then a line per contact, in bounded memory. Begins with a byte order mark, which Excel needs."""
    writer = csv.writer(_Line())
    own = list(Attribute.objects.order_by("name").values_list("name", flat=True))
    yield "\ufeff" + str(writer.writerow((*COLUMNS, *own)))
    for contact in contacts.iterator(chunk_size=_AT_ONCE):
        yield str(writer.writerow([harmless(cell) for cell in (*_cells(contact), *_own(contact, own))]))


def harmless(cell: Any) -> Any:
    """The cell; a text that a spreadsheet would run begins with an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_RUN_BY_SPREADSHEETS) else cell


def _own(contact: Contact, names: Sequence[str]) -> list[Any]:
    """Values of the team's own attributes; yes and no as true and false, and a list as JSON."""
    return [_plain(contact.attributes.get(name)) for name in names]


def _plain(value: object) -> Any:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _cells(contact: Contact) -> list[Any]:
    return [
        contact.lead_id or "",
        contact.name,
        contact.email,
        contact.company_name,
        str(contact.attributes.get("title") or ""),
        contact.points,
        contact.level,
        contact.temperature,
        contact.grade,
        contact.stage,
        contact.status,
        contact.channel,
        contact.country,
        person(contact.owner) if contact.owner is not None else "",
        contact.last_activity,
        contact.last_activity_at.isoformat(timespec="seconds") if contact.last_activity_at else "",
        "true" if contact.is_simulated else "",
    ]
