"""Visitors of the made-up world: those who became contacts, and those who stayed unknown."""

from collections.abc import Iterator, Mapping, Sequence

from reif.records.models import Contact, Event, Source, Visitor
from reif.simulation import world

PREFIX = "demo-"
_VIEWED = "Page Viewed"


def known_visitors(told: Sequence[tuple[world.Contact, Contact]]) -> Mapping[str, Visitor]:
    """Store what contacts were before they were known, by lead id: everybody who looked at the website."""
    rows = Visitor.objects.bulk_create(row for of, contact in told for row in _known(of, contact))
    return {row.anonymous_id.removeprefix(PREFIX): row for row in rows}


def add_unknown(visitors: Sequence[world.Visitor], source: Source) -> int:
    """Store those who never said who they are, with what they looked at. Returns how many events."""
    rows = Visitor.objects.bulk_create(
        Visitor(
            anonymous_id=f"{PREFIX}{visitor.name}",
            first_seen_at=visitor.events[0].occurred_at,
            last_seen_at=visitor.events[-1].occurred_at,
        )
        for visitor in visitors
    )
    events = Event.objects.bulk_create(
        Event(
            visitor=row,
            source=source,
            message_id=event.message_id,
            name=event.name,
            properties=dict(event.properties),
            channel=event.channel,
            campaign=event.campaign,
            occurred_at=event.occurred_at,
            received_at=event.occurred_at,
        )
        for row, visitor in zip(rows, visitors, strict=True)
        for event in visitor.events
    )
    return len(events)


def _known(of: world.Contact, contact: Contact) -> Iterator[Visitor]:
    seen = [event.occurred_at for event in of.events if event.name == _VIEWED]
    if seen:
        yield Visitor(
            anonymous_id=f"{PREFIX}{of.lead_id}", contact=contact, first_seen_at=seen[0], last_seen_at=seen[-1]
        )
