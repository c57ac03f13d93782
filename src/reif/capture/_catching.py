"""Events that came too many at once for a person, with those that came before them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q

from reif.capture.new_event import NewEvent
from reif.records.bulk import among
from reif.records.models import Event, Source
from reif.rules.machines import Burst, Deed, at_once

_MOST_LOOKED_AT = 5_000
"""Of what was stored around the new ones, the newest: so that no flood is read again with every one of its waves."""


class _Stored(NamedTuple):
    id: int
    key: tuple[int, str | None]
    may_be_judged: bool
    deed: Deed


def caught(
    source: Source, events: Sequence[NewEvent], bursts: Sequence[Burst]
) -> tuple[list[NewEvent], dict[int, str]]:
    """What `operations.catch` says."""
    looked_for = [each for each in bursts if not each.name or any(event.name == each.name for event in events)]
    fresh = _fresh(events)
    if not looked_for or not fresh:
        return list(events), {}
    stored = _around([events[place] for place in fresh], looked_for)
    known = {each.key for each in stored if each.key[1] is not None}
    fresh = [place for place in fresh if (source.pk, events[place].key) not in known]
    rules = at_once([*(_deed(events[place]) for place in fresh), *(each.deed for each in stored)], looked_for)
    marked = list(events)
    for index, place in enumerate(fresh):
        if index in rules and not marked[place].taken_for:
            marked[place] = replace(marked[place], taken_for=rules[index])
    earlier = {
        each.id: rules[index]
        for index, each in enumerate(stored, start=len(fresh))
        if index in rules and each.may_be_judged
    }
    return marked, earlier


def _fresh(events: Sequence[NewEvent]) -> list[int]:
    """Their places, each message once: what is sent again does not come faster."""
    found: dict[object, int] = {}
    for place, event in enumerate(events):
        found.setdefault(event.key or place, place)
    return list(found.values())


def _deed(event: NewEvent) -> Deed:
    return Deed(_actor(event.contact_id, event.visitor_id), event.name, event.occurred_at, event.properties)


def _actor(contact_id: int | None, visitor_id: int | None) -> tuple[str, int | None]:
    return ("contact", contact_id) if contact_id is not None else ("visitor", visitor_id)


def _around(events: Sequence[NewEvent], bursts: Sequence[Burst]) -> list[_Stored]:
    """What the same contacts and visitors did within the longest of the bursts before and after."""
    margin = max((each.within for each in bursts), default=timedelta())
    first, last = _ends(events)
    contacts = {each.contact_id for each in events if each.contact_id is not None}
    visitors = {each.visitor_id for each in events if each.contact_id is None and each.visitor_id is not None}
    whose = Q(pk__in=[])
    if contacts:
        whose |= Q(contact_id__in=among(contacts))
    if visitors:
        whose |= Q(visitor_id__in=among(visitors), contact=None)
    rows = Event.objects.filter(whose, occurred_at__gte=first - margin, occurred_at__lte=last + margin)
    if all(each.name for each in bursts):
        rows = rows.filter(name__in={each.name for each in bursts})
    columns = ("id", "source_id", "message_id", "contact_id", "visitor_id", "name", "occurred_at", "properties")
    found = list(rows.order_by("-occurred_at", "-id").values_list(*columns, "is_human")[:_MOST_LOOKED_AT])
    judged = set(
        Event.objects.filter(id__in=[row[0] for row in found], verdicts__isnull=False).values_list("id", flat=True)
    )
    return [
        _Stored(
            number,
            (source_id, message_id),
            is_human and number not in judged,
            Deed(_actor(contact_id, visitor_id), name, occurred_at, properties),
        )
        for number, source_id, message_id, contact_id, visitor_id, name, occurred_at, properties, is_human in found
    ]


def _ends(events: Sequence[NewEvent]) -> tuple[datetime, datetime]:
    times = [event.occurred_at for event in events]
    return min(times), max(times)
