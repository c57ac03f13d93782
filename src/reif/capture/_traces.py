"""What new events leave on their contacts."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Least

from reif.capture._rows import EventRow
from reif.records import bulk
from reif.records.models import AttributeChange, Contact, Event, Source
from reif.rules.catalogue import NO_SIGNS

_ACQUIRED = ("channel", "attributes")
_FACT = ("contact_id", "origin", "attribute", "value", "source_id", "occurred_at", "received_at")


def lock(contact_ids: Collection[int]) -> None:
    """Keep the contacts from others until the transaction ends."""
    if contact_ids:
        list(_of(contact_ids).select_for_update().order_by("id").values_list("id"))


def make_due(contact_ids: Collection[int], at: datetime) -> None:
    """Let the contacts be rescored at the instant, unless they are before it anyway."""
    if contact_ids:
        _of(contact_ids).filter(Q(rescore_at=None) | Q(rescore_at__gt=at)).update(rescore_at=at)


def make_due_and_see(contact_ids: Collection[int], at: datetime) -> None:
    """The same, and what `see` does, in one statement."""
    if contact_ids:
        due = Least(Coalesce(F("rescore_at"), Value(at)), Value(at))
        _of(contact_ids).update(rescore_at=due, **_newest_sign(at))


def see(contact_ids: Collection[int], at: datetime) -> None:
    """Let the last activity be the newest sign in the log that has happened; of equal times the one that came later."""
    if contact_ids:
        _of(contact_ids).update(**_newest_sign(at))


def acquire(events: Iterable[EventRow | Event], source: Source, at: datetime) -> None:
    """A contact without a channel gets that of its earliest event here, as a fact known from then on."""
    first: dict[int, EventRow | Event] = {}
    for event in events:
        key = event.contact_id
        if not (event.channel and event.is_human) or key is None or event.occurred_at > at:
            continue
        if key not in first or event.occurred_at < first[key].occurred_at:
            first[key] = event
    if not first:
        return
    without = dict(_of(first).filter(channel="").values_list("id", "attributes"))
    rows = [(first[key].channel, {**known, "channel": first[key].channel}, key) for key, known in without.items()]
    bulk.update(Contact, _ACQUIRED, rows)
    facts = [
        (key, each.origin, "channel", each.channel, source.pk, each.occurred_at, at)
        for key, each in ((key, first[key]) for key in without)
    ]
    bulk.insert(AttributeChange, _FACT, facts)


def _of(contact_ids: Collection[int]) -> Any:
    return Contact.objects.filter(id__in=bulk.among(contact_ids))


def _newest_sign(at: datetime) -> dict[str, Any]:
    signs = Event.objects.by_people().filter(contact=OuterRef("pk"), occurred_at__lte=at).exclude(name__in=NO_SIGNS)
    newest = signs.order_by("-occurred_at", "-id")
    return {
        "last_activity": Coalesce(Subquery(newest.values("name")[:1]), Value("")),
        "last_activity_at": Subquery(newest.values("occurred_at")[:1]),
    }
