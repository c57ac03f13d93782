"""A contact's score over time, by when things happened."""

from bisect import bisect_right
from datetime import datetime
from typing import NamedTuple

from reif.engines import standing
from reif.engines.result import Result
from reif.records.models import Contact
from reif.rules.scoring_model import ScoringModel as Rules
from reif.score._happened import Told
from reif.score._reading import attributes_as_of, facts

_STEPS = 120
"""Into how many parts the time is cut; each event and fact is looked at too, if there are no more of them than that."""


class Point(NamedTuple):
    """From `at` on, until the next point."""

    at: datetime
    points: int
    temperature: str
    score: float


def line(rules: Rules, contact: Contact, told: Told, since: datetime, until: datetime) -> list[Point]:
    """The step line from `since` to `until`, both included; each point shows something else but the last."""
    known = facts(contact)
    events = [event for event in told.events if event.occurred_at <= until]
    events.sort(key=lambda event: event.occurred_at)
    times = [event.occurred_at for event in events]
    seen = list(standing.seen(rules, events))
    done = bisect_right(times, since)
    current = standing.start_with(rules, seen[:done], since, is_bounded=False)
    points: list[Point] = []
    for at in _instants(since, until, [*times[done:], *(fact.occurred_at for fact in known)]):
        upto = bisect_right(times, at)
        standing.follow(current, seen[done:upto], at)
        done = upto
        _note(points, at, standing.result(rules, attributes_as_of(contact, known, at), current, at), at == until)
    return points


def _instants(since: datetime, until: datetime, happened: list[datetime]) -> list[datetime]:
    grid = {since + (until - since) * (step / _STEPS) for step in range(_STEPS)}
    exact = {at for at in happened if since < at < until}
    return sorted({since, until, *grid, *(exact if len(exact) <= _STEPS else ())})


def _note(points: list[Point], at: datetime, result: Result, is_last: bool) -> None:
    before = points[-1] if points else None
    if before is None or is_last or (before.points, before.temperature) != (result.points, result.temperature):
        points.append(Point(at, result.points, result.temperature, result.score))
