"""A contact's score over time, by when things happened."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from reif.engines import standing
from reif.engines.instants import instant_of, micros_of
from reif.engines.result import Contribution, Result
from reif.engines.stream import fit_contributions
from reif.records.models import Contact
from reif.rules.scoring_model import ScoringModel as Rules
from reif.score._happened import Told
from reif.score._reading import Fact, attributes_as_of, facts

_STEPS = 120
"""Into how many parts the time is cut; each event and fact is looked at too, if there are no more of them than that."""


class Point(NamedTuple):
    """From `at` on, until the next point."""

    at: datetime
    points: int
    temperature: str
    score: float


def line(rules: Rules, contact: Contact, told: Told, since: datetime, until: datetime) -> list[Point]:
    """The step line from `since` to `until`, both included; each point shows something else but the last.

    Leaves behind in `told` the standing it came to.
    """
    known = facts(contact)
    seen = told.seen(rules)
    times = [t for t, _names in seen]
    done, whole = bisect_right(times, micros_of(since)), bisect_right(times, micros_of(until))
    current = standing.start_with(rules, seen[:done], since, is_bounded=False)
    points: list[Point] = []
    then = _Known(rules, contact, known)
    happened = {*times[done:whole], *(micros_of(fact.occurred_at) for fact in known)}
    for at in _instants(since, until, happened):
        upto = bisect_right(times, micros_of(at))
        standing.follow(current, seen[done:upto], at)
        done = upto
        attributes, by_fit = then.at(at)
        _note(points, at, standing.result(rules, attributes, current, at, by_fit), at == until)
    standing.follow(current, seen[done:], until)
    told.followed = current
    return points


class _Known:
    """What was known of the contact, and what the attribute rules give for it: worked out once for each new fact."""

    def __init__(self, rules: Rules, contact: Contact, known: list[Fact]) -> None:
        self._rules, self._contact, self._facts = rules, contact, known
        self._times = [fact.occurred_at for fact in known]
        self._latest: tuple[int, dict[str, object], Sequence[Contribution]] | None = None

    def at(self, at: datetime) -> tuple[dict[str, object], Sequence[Contribution]]:
        count = bisect_right(self._times, at)
        if self._latest is None or self._latest[0] != count:
            attributes = attributes_as_of(self._contact, self._facts, at)
            self._latest = count, attributes, fit_contributions(self._rules, attributes)
        return self._latest[1], self._latest[2]


def _instants(since: datetime, until: datetime, happened: set[int]) -> list[datetime]:
    """`happened`: in microseconds."""
    grid = {since + (until - since) * (step / _STEPS) for step in range(_STEPS)}
    exact = {at for at in happened if micros_of(since) < at < micros_of(until)}
    return sorted({since, until, *grid, *(map(instant_of, exact) if len(exact) <= _STEPS else ())})


def _note(points: list[Point], at: datetime, result: Result, is_last: bool) -> None:
    before = points[-1] if points else None
    if before is None or is_last or (before.points, before.temperature) != (result.points, result.temperature):
        points.append(Point(at, result.points, result.temperature, result.score))
