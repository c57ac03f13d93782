"""Whose score rose or fell sharply within a week, and what did it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, IntegerField, Max, Q
from django.db.models.functions import Cast

from reif.records.models import Contact, Event, ScoreChange, ScoringModel

SHOWN = 5
WITHIN = timedelta(days=7)
AT_LEAST = 20
_JUMP = 10
MOST_LOOKED_AT, MOST_JUMPS = 50_000, 500
"""So many of the newest changes are looked at, so that it stays fast however many there are."""


@dataclass(frozen=True, slots=True)
class Changed:
    """`before`: points before it jumped; `cause`: the event that did most of it; None where time or a fact did."""

    contact: Contact
    before: int
    cause: Event | None

    @property
    def by(self) -> int:
        """Points more (or less)."""
        return self.contact.points - self.before


def sharply(seen: Q, at: datetime, model: ScoringModel | None) -> list[Changed]:
    """Of the contacts that are seen (a condition on contacts) those whose points jumped most. Three queries.

    Score that fades day by day does not jump. First scores, what was scored by another model, and what a newly
    published one changed, are not counted.
    """
    newest = ScoreChange.objects.aggregate(newest=Max("id"))["newest"]
    if newest is None or model is None:
        return []
    jumps: dict[int, list[ScoreChange]] = {}
    for change in _jumps(newest, at, model):
        jumps.setdefault(change.contact_id, []).append(change)
    contacts = Contact.objects.filter(seen, pk__in=list(jumps), may_be_profiled=True)
    found = [_changed(contact, jumps[contact.pk]) for contact in contacts]
    return sorted((each for each in found if abs(each.by) >= AT_LEAST), key=_most)[:SHOWN]


def _jumps(newest: int, at: datetime, model: ScoringModel) -> Iterable[ScoreChange]:
    """The newest first."""
    recent = ScoreChange.objects.filter(
        id__gt=newest - MOST_LOOKED_AT, model=model, as_of__gt=at - WITHIN, as_of__lte=at, points_before__isnull=False
    ).exclude(cause="model")
    by = Cast(F("points"), IntegerField()) - Cast(F("points_before"), IntegerField())
    steep = recent.annotate(by=by).filter(Q(by__gte=_JUMP) | Q(by__lte=-_JUMP))
    found: Iterable[ScoreChange] = steep.select_related("event").order_by("-as_of", "-id")[:MOST_JUMPS]
    return found


def _changed(contact: Contact, jumps: Sequence[ScoreChange]) -> Changed:
    before = jumps[-1].points_before or 0
    sign = 1 if contact.points > before else -1
    deeds = [each for each in jumps if each.event is not None and sign * _step(each) > 0]
    return Changed(contact, before, max(deeds, key=lambda each: sign * _step(each)).event if deeds else None)


def _step(change: ScoreChange) -> int:
    return change.points - (change.points_before or 0)


def _most(each: Changed) -> tuple[int, int]:
    return -abs(each.by), each.contact.pk
