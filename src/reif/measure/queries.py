"""Reads: a cohort of leads and what became of it, stage by stage and channel by channel."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from reif.measure._rows import Counted, counted
from reif.records.models import Contact, Erased, Event, Visitor
from reif.records.plans import Unindexed
from reif.rules.stages import Stage, Status

FROM_LEAD = tuple(stage for stage in Stage if stage.rank >= Stage.LEAD.rank)


@dataclass(frozen=True, slots=True)
class Step:
    """Of the cohort, `count` came to the stage: `on` went further, `lost` were given up, `under_way` may still go.

    The three add up to `count`. `reasons`: why they were given up (a Disqualification, else empty), most first.
    """

    stage: Stage
    count: int
    on: int
    lost: int
    under_way: int
    reasons: tuple[tuple[str, int], ...]

    @property
    def rate(self) -> float | None:
        """The share that went further, 0–1; None for nobody."""
        return self.on / self.count if self.count else None


@dataclass(frozen=True, slots=True)
class Funnel:
    """Contacts that became leads in a period. `steps`: from lead to ambassador.

    `days`: of those who became customers, the mean days from lead to prospect, to opportunity, to customer, which add
    up to the mean from lead to customer; empty where nobody did.
    """

    steps: tuple[Step, ...]
    days: tuple[float, ...]

    @property
    def count(self) -> int:
        """How many leads."""
        return self.steps[0].count

    @property
    def customers(self) -> int:
        """How many became customers."""
        return next(step.count for step in self.steps if step.stage is Stage.CUSTOMER)

    @property
    def rate(self) -> float | None:
        """The share of leads that became customers, 0–1; None for nobody."""
        return self.customers / self.count if self.count else None


@dataclass(frozen=True, slots=True)
class Cohort:
    """The leads of a period, from `since` to before `until`, as they stood at `at`.

    `suspects`: who was seen first in that period, machines left out. Persons who were erased since are counted like
    everybody.
    """

    since: datetime
    until: datetime
    at: datetime
    suspects: int
    rows: tuple[Counted, ...]


def cohort(*, since: datetime, until: datetime, at: datetime) -> Cohort:
    """Count a cohort: five queries, however many contacts."""
    seen = {"created_at__gte": since, "created_at__lt": until}
    visited = {"first_seen_at__gte": since, "first_seen_at__lt": until}
    suspects = Contact.objects.filter(**seen).count() + Erased.objects.filter(**seen).count()
    suspects += _people(Visitor.objects.filter(contact=None, **visited)).count()
    return Cohort(since, until, at, suspects, tuple(counted(since, until, at)))


def _people(visitors: QuerySet[Visitor]) -> QuerySet[Visitor]:
    """Without those of whom all that is told was done by machines."""
    machines = Event.objects.filter(is_human=False, visitor__isnull=False).values("visitor")
    people = Event.objects.by_people().filter(visitor=OuterRef("pk"))
    return visitors.filter(~Q(pk__in=machines) | Exists(people))


def funnel(of: Cohort, channel: str | None = None) -> Funnel:
    """The whole cohort, or those who came through a channel (empty: an unknown one)."""
    return _funnel(row for row in of.rows if channel is None or row.channel == channel)


def by_channel(of: Cohort) -> dict[str, Funnel]:
    """A funnel per channel, those whose leads become customers most often first, then the ones with most leads."""
    found = {channel: funnel(of, channel) for channel in {row.channel for row in of.rows}}
    return dict(sorted(found.items(), key=lambda each: (-(each[1].rate or 0.0), -each[1].count, each[0])))


@dataclass(frozen=True, slots=True)
class Band:
    """Leads whose score was from `low` to below `high` (the last: to 100) when they became leads."""

    low: int
    high: int
    leads: int
    customers: int

    @property
    def rate(self) -> float | None:
        """The share that became customers, 0–1; None for nobody."""
        return self.customers / self.leads if self.leads else None


def by_score(of: Cohort, channel: str | None = None) -> tuple[Band, ...]:
    """What became of leads by the quarter of 0–100 that their score was in at the start, the lowest first."""
    kept = [row for row in of.rows if channel is None or row.channel == channel]
    return tuple(_band(place, [row for row in kept if row.band == place]) for place in range(4))


def _band(place: int, rows: list[Counted]) -> Band:
    customers = sum(row.people for row in rows if row.furthest >= Stage.CUSTOMER.rank)
    return Band(place * 25, place * 25 + 25, sum(row.people for row in rows), customers)


@dataclass(frozen=True, slots=True)
class Held:
    """So many contacts of a channel have these points now, and with them this temperature."""

    channel: str
    points: int
    temperature: str
    people: int


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of all who were pursued at `at` and may be scored."""

    at: datetime
    rows: tuple[Held, ...]

    def of(self, channel: str | None) -> tuple[Held, ...]:
        """Of everybody, or of those who came through a channel."""
        return self.rows if channel is None else tuple(row for row in self.rows if row.channel == channel)


def scores(*, at: datetime) -> Scores:
    """Count the scores as they are now, which is `at`: one query, answered by an index alone."""
    plain = Contact.objects.alias(of=Unindexed("status"), scored=Unindexed("may_be_profiled"))
    active = plain.filter(of=Status.ACTIVE, scored=True).order_by()
    grouped = active.values_list("channel", "points", "temperature").annotate(Count("pk"))
    return Scores(at, tuple(Held(*row) for row in grouped))


def _funnel(rows: Iterable[Counted]) -> Funnel:
    kept = tuple(rows)
    customers = sum(row.people for row in kept if row.furthest >= Stage.CUSTOMER.rank)
    days = [sum(row.days[span] for row in kept) for span in range(3)]
    return Funnel(
        tuple(_step(stage, kept) for stage in FROM_LEAD),
        tuple(whole / customers for whole in days) if customers else (),
    )


def _step(stage: Stage, rows: tuple[Counted, ...]) -> Step:
    count = sum(row.people for row in rows if row.furthest >= stage.rank)
    on = sum(row.people for row in rows if row.furthest > stage.rank)
    reasons: Counter[str] = Counter()
    for row in rows:
        if row.furthest == stage.rank and row.is_lost:
            reasons[row.reason] += row.people
    lost = reasons.total()
    in_order = sorted(reasons.items(), key=lambda each: (-each[1], each[0]))
    return Step(stage, count, on, lost, count - on - lost, tuple(in_order))
