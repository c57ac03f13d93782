"""Writes of what was captured. The transaction is the caller's."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate

from django.db.models import F

from reif.capture._catching import caught
from reif.capture._rows import EventRow, row_of
from reif.capture._traces import acquire, lock, make_due, make_due_and_see, see
from reif.capture.new_event import NewEvent
from reif.records import bulk
from reif.records.models import Arrival, Contact, Event, Source, SourceDay, User, Verdict, Visitor
from reif.rules.machines import Burst
from reif.rules.texts import storable

_ARRIVALS_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Stored:
    """`events`: the new ones, in the order given; `known`: how many had been stored before."""

    events: tuple[Event, ...]
    known: int


def store(*, source: Source, events: Sequence[NewEvent], at: datetime) -> Stored:
    """Store events, each message id of a source once: of equal ones the first counts.

    Their contacts' last activity (the newest sign by the person) and rescore_at (`at`) follow; a contact without an
    acquisition channel gets that of its earliest event here that has one, as a fact known from then on. An event later
    than `at` is no activity yet.
    """
    _lock(events)
    fresh = _fresh(source, events, at)
    stored = Event.objects.bulk_create(_event(row) for row in fresh)
    make_due_and_see(_contacts_of(fresh), at)
    acquire(fresh, source, at)
    return Stored(tuple(stored), len(events) - len(stored))


def store_many(*, source: Source, events: Sequence[NewEvent], at: datetime) -> int:
    """What `store` does, for thousands at once; how many were new. The last activity waits for `take_up`.

    A contact is then written once, not with each thousand of events in which it has one.
    """
    _lock(events)
    fresh = _fresh(source, events, at)
    bulk.insert(Event, EventRow._fields, fresh)
    make_due(_contacts_of(fresh), at)
    acquire(fresh, source, at)
    return len(fresh)


def take_up(*, contacts: Sequence[Contact], at: datetime) -> None:
    """Let the last activity of contacts that are due be the newest sign in the log that has happened by `at`."""
    see([contact.pk for contact in contacts], at)


def remind(*, contact_ids: Collection[int], at: datetime) -> None:
    """Let the contacts be rescored at the instant, as when a visitor's story has become theirs."""
    make_due(contact_ids, at)


def receive(
    *, source: Source, form: str, of: str, body: bytes, beside: Mapping[str, str], calls: int, at: datetime
) -> None:
    """Keep a request of a client as it came, to be read by `collecting.take_in`. The arguments are those of Arrival."""
    Arrival.objects.create(
        source=source, form=form, type=of, body=body, beside=storable(dict(beside)), calls=calls, received_at=at
    )


def hold_arrivals(*, calls: int) -> list[Arrival]:
    """The requests that came first and that no other worker has, with `calls` calls together or little more."""
    waiting = Arrival.objects.select_for_update(skip_locked=True, of=("self",)).select_related("source").order_by("id")
    held = waiting[:_ARRIVALS_AT_ONCE]
    before = accumulate((each.calls for each in held), initial=0)
    return [each for each, sum_before in zip(held, before, strict=False) if sum_before < calls]


def forget_arrivals(*, arrivals: Sequence[Arrival]) -> None:
    """They have been read."""
    Arrival.objects.filter(pk__in=[each.pk for each in arrivals]).delete()


def count(*, source: Source, taken: int, known: int, quarantined: int, at: datetime) -> None:
    """Add to what came from the source on the day of `at`. The arguments are those of SourceDay."""
    day = at.astimezone(UTC).date()
    more = {"taken": F("taken") + taken, "known": F("known") + known, "quarantined": F("quarantined") + quarantined}
    of_day = SourceDay.objects.filter(source=source, day=day)
    if not of_day.update(**more, last_at=at):
        SourceDay.objects.get_or_create(source=source, day=day, defaults={"last_at": at})
        of_day.update(**more, last_at=at)


def catch(
    *, source: Source, events: Sequence[NewEvent], bursts: Iterable[Burst]
) -> tuple[list[NewEvent], dict[int, str]]:
    """The events, those marked as a machine's that came too many at once; and which earlier ones did so with them.

    Those by id, with the rule, for `revise`. Of an event on which there is a verdict nothing is said.
    """
    _lock(events)
    return caught(source, events, list(bursts))


def acquire_again(*, contact_ids: Collection[int]) -> None:
    """Give the contacts without a channel, who had one by what is gone now, that of the events that came first."""
    without = Contact.objects.filter(id__in=list(contact_ids), channel="").values_list("id", flat=True)
    events = Event.objects.by_people().filter(contact__in=list(without), occurred_at__lte=F("received_at"))
    first: dict[int | None, Event] = {}
    for event in events.exclude(channel="").select_related("source").order_by("received_at", "occurred_at", "id"):
        first.setdefault(event.contact_id, event)
    for event in first.values():
        acquire([event], event.source, event.received_at)


def revise(*, event_ids: Collection[int], is_human: bool, rule: str, by: User | None, at: datetime) -> frozenset[int]:
    """Hold from now on that people did these events, or that machines did: a verdict on each of which that is news.

    The contacts whose story is another one now: their last activity follows, and they are to be rescored.
    """
    held = Event.objects.filter(id__in=list(event_ids)).exclude(is_human=is_human).order_by("id")
    found = dict(held.values_list("id", "contact_id"))
    Verdict.objects.bulk_create(
        Verdict(event_id=each, is_human=is_human, rule=rule, by=by, occurred_at=at) for each in found
    )
    Event.objects.filter(id__in=list(found)).judge(is_human=is_human)
    contact_ids = frozenset(each for each in found.values() if each is not None)
    make_due_and_see(contact_ids, at)
    return contact_ids


def _lock(events: Sequence[NewEvent]) -> None:
    """Lock whose events they are: the same event in another transaction waits for this one and is found known then."""
    visitor_ids = {each.visitor_id for each in events if each.contact_id is None and each.visitor_id is not None}
    if visitor_ids:
        list(Visitor.objects.select_for_update().filter(id__in=visitor_ids).order_by("id").values_list("id"))
    lock({each.contact_id for each in events if each.contact_id is not None})


def _contacts_of(rows: Sequence[EventRow]) -> set[int]:
    return {row.contact_id for row in rows if row.contact_id is not None}


def _fresh(source: Source, events: Sequence[NewEvent], at: datetime) -> list[EventRow]:
    """Those whose message ids the source has not said before."""
    known = _known_keys(source, events)
    fresh = []
    for event in events:
        key = event.key
        if key is not None:
            if key in known:
                continue
            known.add(key)
        fresh.append(row_of(event, source, at))
    return fresh


def _event(row: EventRow) -> Event:
    return Event(**{**row._asdict(), "properties": storable(row.properties)})


def _known_keys(source: Source, events: Sequence[NewEvent]) -> set[str]:
    keys = {key for event in events if (key := event.key) is not None}
    if not keys:
        return set()
    found = Event.objects.filter(source=source, message_id__in=bulk.among(keys))
    return set(found.values_list("message_id", flat=True))
