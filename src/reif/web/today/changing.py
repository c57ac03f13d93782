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


@dataclass(frozen=True, slots=True)
class _Jump:
    """What is read of a jump: narrow, as hundreds are looked at and few are shown. `now`: the contact's points."""

    contact_id: int
    points: int
    before: int
    as_of: datetime
    event_id: int | None
    now: int

    @property
    def by(self) -> int:
        return self.points - self.before


@dataclass(frozen=True, slots=True)
class _Moved:
    """How far a contact came since its first jump, and the event that did most of it."""

    contact_id: int
    before: int
    by: int
    event_id: int | None


def sharply(seen: Q, at: datetime, model: ScoringModel | None) -> Changes:
    """Of the contacts that are seen (a condition on contacts) those whose points jumped most. Three queries: what
    jumped, and of the few that are shown the contacts and what they did.

    Score that fades day by day does not jump. First scores, what was scored by another model, and what a newly
    published one changed, are not counted.
    """
    if model is None:
        return Changes(())
    newest = _jumps(seen, at, model)
    jumps: dict[int, list[_Jump]] = {}
    for jump in newest:
        jumps.setdefault(jump.contact_id, []).append(jump)
    moved = [each for each in map(_moved, jumps.values()) if abs(each.by) >= AT_LEAST]
    most = sorted(moved, key=lambda each: (-abs(each.by), each.contact_id))[:SHOWN]
    return Changes(_shown(most), newest[-1].as_of if len(newest) == MOST_JUMPS else None)


def _jumps(seen: Q, at: datetime, model: ScoringModel) -> list[_Jump]:
    """The newest first."""
    recent = ScoreChange.objects.filter(is_steep(), model=model, as_of__gt=at - WITHIN, as_of__lte=at)
    whose = Contact.objects.filter(seen, pk=OuterRef("contact"), may_be_profiled=True)
    told = recent.exclude(cause="model").filter(Exists(whose)).order_by("-as_of", "-id")
    columns = ("contact_id", "points", "points_before", "as_of", "event_id", "contact__points")
    return [_Jump(*row) for row in told.values_list(*columns)[:MOST_JUMPS]]


def _moved(jumps: Sequence[_Jump]) -> _Moved:
    """`jumps`: of one contact, the newest first."""
    before, now = jumps[-1].before, jumps[-1].now
    sign = 1 if now > before else -1
    deeds = [each for each in jumps if each.event_id is not None and sign * each.by > 0]
    deed = max(deeds, key=lambda each: sign * each.by).event_id if deeds else None
    return _Moved(jumps[-1].contact_id, before, now - before, deed)


def _shown(most: Sequence[_Moved]) -> list[Changed]:
    contacts = Contact.objects.in_bulk([each.contact_id for each in most])
    events = Event.objects.in_bulk([each.event_id for each in most if each.event_id is not None])
    return [
        Changed(contacts[each.contact_id], each.before, events.get(each.event_id) if each.event_id else None)
        for each in most
        if each.contact_id in contacts
    ]
