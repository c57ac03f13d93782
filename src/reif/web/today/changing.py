"""Whose score rose or fell sharply within a week, and what did it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from reif.records.models import Contact, Event, ScoreChange, ScoringModel
from reif.records.models.score import is_steep

SHOWN = 5
WITHIN = timedelta(days=7)
AT_LEAST = 20
MOST_JUMPS = 500
"""So many of the newest jumps are looked at, so that it stays fast however many there are."""


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


@dataclass(frozen=True, slots=True)
class Changes:
    """Those whose points changed most. `since`: from when on jumps were looked at, where that is not the whole week."""

    most: Sequence[Changed]
    since: datetime | None = None


def sharply(seen: Q, at: datetime, model: ScoringModel | None) -> Changes:
    """Of the contacts that are seen (a condition on contacts) those whose points jumped most. Two queries.

    Score that fades day by day does not jump. First scores, what was scored by another model, and what a newly
    published one changed, are not counted.
    """
    if model is None:
        return Changes(())
    newest = _jumps(seen, at, model)
    jumps: dict[int, list[ScoreChange]] = {}
    for change in newest:
        jumps.setdefault(change.contact_id, []).append(change)
    found = [_changed(contact, jumps[contact.pk]) for contact in Contact.objects.filter(pk__in=list(jumps))]
    most = sorted((each for each in found if abs(each.by) >= AT_LEAST), key=_most)[:SHOWN]
    return Changes(most, newest[-1].as_of if len(newest) == MOST_JUMPS else None)


def _jumps(seen: Q, at: datetime, model: ScoringModel) -> list[ScoreChange]:
    """The newest first."""
    recent = ScoreChange.objects.filter(is_steep(), model=model, as_of__gt=at - WITHIN, as_of__lte=at)
    whose = Contact.objects.filter(seen, pk=OuterRef("contact"), may_be_profiled=True)
    told = recent.exclude(cause="model").filter(Exists(whose))
    return list(told.select_related("event").order_by("-as_of", "-id")[:MOST_JUMPS])


def _changed(contact: Contact, jumps: Sequence[ScoreChange]) -> Changed:
    before = jumps[-1].points_before or 0
    sign = 1 if contact.points > before else -1
    deeds = [each for each in jumps if each.event is not None and sign * _step(each) > 0]
    return Changed(contact, before, max(deeds, key=lambda each: sign * _step(each)).event if deeds else None)


def _step(change: ScoreChange) -> int:
    return change.points - (change.points_before or 0)


def _most(each: Changed) -> tuple[int, int]:
    return -abs(each.by), each.contact.pk
