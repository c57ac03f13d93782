"""Whom the rows of an import name: capture asks, identify and protect answer."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from reif.capture.list_rows import ListedLead
from reif.capture.people import Named
from reif.identify import operations, queries
from reif.identify.key import key
from reif.protect.queries import barred
from reif.records.models import Source


class Directory:
    """The contacts of the records."""

    def find(self, named: Sequence[Named]) -> list[int | None]:
        """The numbers of the contacts; None where there is none."""
        contacts = queries.named([key(lead_id=each.lead_id, email=each.email) for each in named])
        return [None if contact is None else contact.pk for contact in contacts]

    def barred(self, named: Iterable[tuple[str, str]]) -> set[int]:
        """The places of those who were erased at their own wish."""
        return barred(named)

    def keep(self, leads: Sequence[ListedLead], *, source: Source, at: datetime) -> list[bool]:
        """Find or make the contacts and learn what the list says; for each whether it was news."""
        people = [
            operations.Person(key(lead_id=lead.lead_id, email=lead.email), _facts(lead), lead.created_at)
            for lead in leads
        ]
        return operations.take_in(people=people, source=source, at=at)


def _facts(lead: ListedLead) -> dict[str, object]:
    return {name: value for name, value in lead.attributes.items() if name != "lead_id"}
