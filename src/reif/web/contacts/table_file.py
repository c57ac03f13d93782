"""The list of contacts as a file for spreadsheets."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from reif.records.models import Attribute, Contact
from reif.web import spreadsheet
from reif.web.wording.names import person

_SCORE = ("points", "level", "temperature", "grade")
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


def lines(contacts: Iterable[Contact]) -> Iterator[str]:
    """The heading, then a line per contact, in bounded memory."""
    own = list(Attribute.objects.order_by("name").values_list("name", flat=True))
    return spreadsheet.lines((*COLUMNS, *own), ((*_cells(contact), *_own(contact, own)) for contact in contacts))


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
        *(getattr(contact, name) if contact.may_be_profiled else "" for name in _SCORE),
        contact.stage,
        contact.status,
        contact.channel,
        contact.country,
        person(contact.owner) if contact.owner is not None else "",
        contact.last_activity,
        contact.last_activity_at.isoformat(timespec="seconds") if contact.last_activity_at else "",
        "true" if contact.is_simulated else "",
    ]
