"""Events as rows of their table."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from reif.capture.new_event import NewEvent
from reif.records.models import Source
from reif.rules.texts import clean, shortened

_LONGEST_CHANNEL = 50
_LONGEST_CAMPAIGN = 200


class EventRow(NamedTuple):
    """The columns of an event, in the order of the fields' names."""

    contact_id: int | None
    origin: int | None
    visitor_id: int | None
    source_id: int
    message_id: str | None
    name: str
    properties: Mapping[str, Any]
    channel: str
    campaign: str
    occurred_at: datetime
    received_at: datetime
    taken_for: str
    is_human: bool


def row_of(event: NewEvent, source: Source, at: datetime) -> EventRow:
    """What is stored of the event; its properties as they are."""
    return EventRow(
        event.contact_id,
        event.origin,
        event.visitor_id,
        source.pk,
        event.key,
        clean(event.name),
        event.properties,
        shortened(clean(event.channel), _LONGEST_CHANNEL),
        shortened(clean(event.campaign), _LONGEST_CAMPAIGN),
        event.occurred_at,
        event.received_at or at,
        event.taken_for,
        not event.taken_for,
    )
