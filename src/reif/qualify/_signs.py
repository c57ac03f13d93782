"""Signs of interest and requests, by when they were received: what makes rules move a contact."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q

from reif.records.models import Event
from reif.rules.gates import INTEREST_NAMES, REQUEST_NAMES


@dataclass(frozen=True, slots=True)
class Signs:
    """When the last sign of interest, and the last request, came in (of those that have happened); None: never."""

    interest_at: datetime | None = None
    request_at: datetime | None = None

    def interest_since(self, at: datetime | None) -> bool:
        """Whether there was interest after the instant; at all, where it is None."""
        return _is_after(self.interest_at, at)

    def request_since(self, at: datetime | None) -> bool:
        """The same for requests."""
        return _is_after(self.request_at, at)


def signs_of(contact_ids: Iterable[int], at: datetime) -> dict[int, Signs]:
    """Out of the log, as of `at`. An event that was known ahead counts as received when it happens."""
    events = Event.objects.by_people().filter(
        contact_id__in=list(contact_ids), occurred_at__lte=at, name__in=INTEREST_NAMES
    )
    requests = Q(name__in=REQUEST_NAMES)
    found: dict[int, Signs] = {}
    rows = events.values_list("contact_id").annotate(
        interest=Max("received_at"),
        happened=Max("occurred_at"),
        request=Max("received_at", filter=requests),
        requested=Max("occurred_at", filter=requests),
    )
    for contact_id, interest, happened, request, requested in rows:
        asked = max(request, requested) if request is not None else None
        found[contact_id] = Signs(max(interest, happened), asked)
    return found


def signs_in(events: Iterable[Event], at: datetime) -> Signs:
    """In events that came in at `at`."""
    names = {event.name for event in events if event.is_human and event.occurred_at <= at}
    return Signs(at if names & set(INTEREST_NAMES) else None, at if names & set(REQUEST_NAMES) else None)


def _is_after(sign: datetime | None, at: datetime | None) -> bool:
    return sign is not None and (at is None or sign > at)
