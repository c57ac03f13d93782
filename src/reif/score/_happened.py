"""Events out of the records, as the engine takes them."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from reif.engines.stream import Event as Happened
from reif.records.models import Event


def of_contact(contact_id: int, events: QuerySet[Event] | None = None) -> list[Happened]:
    """All that the contact did, in the order it was received; or some of it."""
    chosen = Event.objects.all() if events is None else events
    rows = chosen.filter(contact_id=contact_id).order_by("id").values_list("name", "occurred_at", "properties")
    return [Happened(*row) for row in rows]


def by_contact(contact_ids: Iterable[int]) -> dict[int, list[Happened]]:
    """All that some contacts did, each in the order it was received; those without events are left out."""
    rows = Event.objects.filter(contact_id__in=list(contact_ids)).order_by("id")
    told: dict[int, list[Happened]] = {}
    for contact_id, happened in _named(rows.values_list("contact_id", "name", "occurred_at", "properties").iterator()):
        told.setdefault(contact_id, []).append(happened)
    return told


def _named(rows: Iterator[Any]) -> Iterator[tuple[int, Happened]]:
    for contact_id, *columns in rows:
        yield contact_id, Happened(*columns)
