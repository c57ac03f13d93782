"""Whose score rose or fell sharply within a week, and what did it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, IntegerField, Max, Min, QuerySet
from django.db.models.functions import Abs, Cast

from reif.records.models import Contact, Event, ScoreChange, ScoringModel

SHOWN = 5
WITHIN = timedelta(days=7)
AT_LEAST = 20
MOST_LOOKED_AT = 50_000
"""So many of the newest changes are looked at, so that it stays fast however many there are."""


@dataclass(frozen=True, slots=True)
class Changed:
    """`before`: points a week ago; `cause`: the event that did most of it; None where time did."""

    contact: Contact
    before: int
    cause: Event | None

    @property
    def by(self) -> int:
        """Points more (or less)."""
        return self.contact.points - self.before


def sharply(contacts: QuerySet[Contact], at: datetime, model: ScoringModel | None) -> list[Changed]:
    """Of the contacts those whose points changed most, the most first. Three queries.

    First scores, what was scored by another model, and what a newly published one changed, is not counted.
    """
    newest = ScoreChange.objects.aggregate(newest=Max("id"))["newest"]
    if newest is None or model is None:
        return []
    since = at - WITHIN
    recent = ScoreChange.objects.filter(id__gt=newest - MOST_LOOKED_AT, model=model, as_of__gt=since, as_of__lte=at)
    first = (
        recent.filter(points_before__isnull=False)
        .exclude(cause="model")
        .order_by()
        .values("contact")
        .annotate(first=Min("id"))
        .values("first")
    )
    found = (
        ScoreChange.objects.filter(id__in=first, contact__in=contacts.order_by())
        .annotate(by=Abs(Cast(F("contact__points"), IntegerField()) - Cast(F("points_before"), IntegerField())))
        .filter(by__gte=AT_LEAST)
        .select_related("contact__owner")
        .order_by("-by", "contact_id")[:SHOWN]
    )
    rows = list(found)
    causes = _causes([row.contact_id for row in rows], since, at)
    return [Changed(row.contact, row.points_before or 0, causes.get(row.contact_id)) for row in rows]


def _causes(contacts: list[int], since: datetime, at: datetime) -> dict[int, Event]:
    """For each the event that raised its points most."""
    found: dict[int, Event] = {}
    rows = (
        ScoreChange.objects.filter(contact__in=contacts, as_of__gt=since, as_of__lte=at, event__isnull=False)
        .annotate(by=Cast(F("points"), IntegerField()) - Cast(F("points_before"), IntegerField()))
        .filter(by__gt=0)
        .select_related("event")
        .order_by("contact_id", "-by", "-id")[:MOST_LOOKED_AT]
    )
    for row in rows:
        if row.event is not None:
            found.setdefault(row.contact_id, row.event)
    return found
