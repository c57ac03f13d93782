"""Writes of what was captured. The transaction is the caller's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from reif.capture._traces import leave_traces
from reif.capture.new_event import NewEvent
from reif.records.models import Contact, Event, Source, Visitor
from reif.rules.texts import clean, shortened, storable

_LONGEST_CHANNEL = 50
_LONGEST_CAMPAIGN = 200


@dataclass(frozen=True, slots=True)
class Stored:
    """`events`: the new ones, in the order given; `known`: how many had been stored before."""

    events: tuple[Event, ...]
    known: int


def store(*, source: Source, events: Sequence[NewEvent], at: datetime) -> Stored:
    """Store events, each message id of a source once: of equal ones the first counts.

    Their contacts' last activity and rescore_at (`at`) follow; a contact without an acquisition channel gets that of
    its earliest event here that has one, as a fact known from then on. An event later than `at` is no activity yet.
    """
    contacts = _held(events)
    known = _known_keys(source, events)
    fresh: list[Event] = []
    for event in events:
        key = event.key
        if key is not None:
            if key in known:
                continue
            known.add(key)
        fresh.append(_row(event, source, at))
    stored = Event.objects.bulk_create(fresh)
    leave_traces(contacts=contacts, events=stored, source=source, at=at)
    return Stored(tuple(stored), len(events) - len(stored))


def take_up(*, contacts: Iterable[Contact], at: datetime) -> None:
    """Let those events be the contacts' last activity whose time lay ahead when they were stored, and has come."""
    for contact in contacts:
        last = Event.objects.filter(contact=contact, occurred_at__lte=at).order_by("-occurred_at", "-id").first()
        if last is not None and last.occurred_at != contact.last_activity_at:
            contact.last_activity, contact.last_activity_at = last.name, last.occurred_at
            contact.save(update_fields=["last_activity", "last_activity_at"])


def _held(events: Sequence[NewEvent]) -> dict[int, Contact]:
    """The contacts, locked until the transaction ends: the same event in another one waits and is found known then."""
    visitor_ids = {each.visitor_id for each in events if each.contact_id is None and each.visitor_id is not None}
    if visitor_ids:
        list(Visitor.objects.select_for_update().filter(id__in=visitor_ids).order_by("id").values_list("id"))
    contact_ids = {each.contact_id for each in events if each.contact_id is not None}
    return {each.id: each for each in Contact.objects.select_for_update().filter(id__in=contact_ids).order_by("id")}


def _known_keys(source: Source, events: Sequence[NewEvent]) -> set[str]:
    keys = {key for event in events if (key := event.key) is not None}
    if not keys:
        return set()
    found = Event.objects.filter(source=source, message_id__in=keys)
    return {key for key in found.values_list("message_id", flat=True) if key is not None}


def _row(event: NewEvent, source: Source, at: datetime) -> Event:
    return Event(
        contact_id=event.contact_id,
        visitor_id=event.visitor_id,
        source=source,
        message_id=event.key,
        name=clean(event.name),
        properties=storable(event.properties),
        channel=shortened(clean(event.channel), _LONGEST_CHANNEL),
        campaign=shortened(clean(event.campaign), _LONGEST_CAMPAIGN),
        occurred_at=event.occurred_at,
        received_at=at,
    )
