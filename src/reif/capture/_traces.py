"""What new events leave on their contacts."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from reif.records.models import AttributeChange, Contact, Event, Source

_COLUMNS = ("last_activity", "last_activity_at", "channel", "attributes", "rescore_at")


def leave_traces(*, contacts: Mapping[int, Contact], events: Sequence[Event], source: Source, at: datetime) -> None:
    """Last activity, acquisition channel and rescore_at of the events' contacts."""
    by_contact: dict[int, list[Event]] = {}
    for event in events:
        if event.contact_id is not None:
            by_contact.setdefault(event.contact_id, []).append(event)
    facts = []
    for contact_id, own in by_contact.items():
        contact = contacts[contact_id]
        _see(contact, own, at)
        facts += _acquire(contact, own, source, at)
        contact.rescore_at = at if contact.rescore_at is None else min(at, contact.rescore_at)
    AttributeChange.objects.bulk_create(facts)
    changed = [contacts[contact_id] for contact_id in by_contact]
    if changed:
        Contact.objects.bulk_update(changed, _COLUMNS, batch_size=100)


def _see(contact: Contact, events: Sequence[Event], at: datetime) -> None:
    """The newest event that has happened is the last activity; of equal times the one that came later."""
    past = [event for event in events if event.occurred_at <= at]
    if not past:
        return
    newest = max(reversed(past), key=lambda event: event.occurred_at)
    if contact.last_activity_at is None or newest.occurred_at >= contact.last_activity_at:
        contact.last_activity, contact.last_activity_at = newest.name, newest.occurred_at


def _acquire(contact: Contact, events: Sequence[Event], source: Source, at: datetime) -> list[AttributeChange]:
    with_channel = [event for event in events if event.channel and event.occurred_at <= at]
    if contact.channel or not with_channel:
        return []
    first = min(with_channel, key=lambda event: event.occurred_at)
    contact.channel = first.channel
    contact.attributes = {**contact.attributes, "channel": first.channel}
    return [
        AttributeChange(
            contact=contact,
            attribute="channel",
            value=first.channel,
            source=source,
            occurred_at=first.occurred_at,
            received_at=at,
        )
    ]
