"""Reads of what captures."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import Max, Min

from reif.capture.write_keys import hash_of
from reif.records.models import Arrival, Event, Source, SourceDay

MOST_ARRIVALS = 20_000
"""Requests, of up to 500 kB each, that may wait to be read."""
_DAYS = 7
_LATEST_AMONG = 1_000


def source_of(key: str) -> Source | None:
    """The source whose write key it is, while it is in use; None for any other text."""
    return Source.objects.filter(write_key_hash=hash_of(key), is_active=True).first() if key else None


def has_arrivals() -> bool:
    """Whether requests of clients wait to be read."""
    return Arrival.objects.exists()


def newest_arrival() -> int:
    """The number of the request that came last of those that wait to be read; 0 if none waits."""
    return Arrival.objects.aggregate(last=Max("id"))["last"] or 0


def is_overrun() -> bool:
    """Whether more requests wait to be read than should: whoever sends is to come again later."""
    ends = Arrival.objects.aggregate(first=Min("id"), last=Max("id"))  # as they are numbered, and read in that order
    return ends["first"] is not None and ends["last"] - ends["first"] >= MOST_ARRIVALS


def arrivals() -> tuple[int, datetime | None]:
    """How many requests of clients wait to be read, and since when the first."""
    return Arrival.objects.count(), Arrival.objects.order_by("id").values_list("received_at", flat=True).first()


@dataclass(frozen=True, slots=True)
class Flow:
    """What came from a source: calls of each of the last seven days (UTC), the newest last, and of all of them
    together how many had come before and how many could not be used. `last_at`: when the last of all came, if any did.
    """

    source: Source
    taken: tuple[int, ...]
    known: int
    quarantined: int
    last_at: datetime | None


def flows(at: datetime) -> list[Flow]:
    """Of every source that has a write key, by name."""
    today = at.astimezone(UTC).date()
    days: dict[int, list[SourceDay]] = defaultdict(list)
    last: dict[int, datetime] = {}
    for each in SourceDay.objects.filter(source__write_key_hash__isnull=False, day__gt=today - timedelta(_DAYS)):
        days[each.source_id].append(each)
    for source_id, last_at in SourceDay.objects.values_list("source_id").annotate(Max("last_at")):
        last[source_id] = last_at
    sources = Source.objects.exclude(write_key_hash=None).order_by("name")
    return [_flow(source, days[source.pk], last.get(source.pk), today) for source in sources]


def flow(source: Source, at: datetime) -> Flow:
    """Of one source."""
    today = at.astimezone(UTC).date()
    days = list(SourceDay.objects.filter(source=source, day__gt=today - timedelta(_DAYS)))
    last = SourceDay.objects.filter(source=source).order_by("-day").values_list("last_at", flat=True).first()
    return _flow(source, days, last, today)


def latest(source: Source, number: int) -> tuple[list[Event], int]:
    """The last events of the source, the newest first, with their contacts: among the newest 1,000 of all sources. And
    how many different names all of its own among those have.
    """
    newest = Event.objects.order_by("-id").values_list("id", "source_id", "name")[:_LATEST_AMONG]
    own = [(event_id, name) for event_id, source_id, name in newest if source_id == source.pk]
    wanted = [event_id for event_id, _ in own[:number]]
    events = list(Event.objects.filter(id__in=wanted).select_related("contact").order_by("-id"))
    return events, len({name for _, name in own})


def _flow(source: Source, days: list[SourceDay], last_at: datetime | None, today: date) -> Flow:
    by_day = {each.day: each.taken for each in days}
    taken = tuple(by_day.get(today - timedelta(back), 0) for back in reversed(range(_DAYS)))
    return Flow(source, taken, sum(each.known for each in days), sum(each.quarantined for each in days), last_at)
