"""What is kept of the events that an event rule counts."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from reif.engines.instants import MICROSECOND
from reif.engines.rule_state import Given, Phase, RuleState
from reif.engines.tally import Days, Total, Window, decay
from reif.rules.maturity import clamp
from reif.rules.scoring_model import EventRule


@dataclass(slots=True)
class Counted(RuleState):
    """Every event, for ever."""

    rule: EventRule
    total: Total

    def add(self, t: int) -> None:
        self.total.add(t)

    def given(self, at: int) -> Given:
        return Given(capped(self.rule, self.total.weight_at(at)), self.total.count, self.total.newest)

    def phase(self, at: int) -> Phase:
        return _phase(self.rule, self.total.weight_at(at), at, None)

    def to_json(self) -> Any:
        return self.total.to_json()


@dataclass(slots=True)
class Newest(RuleState):
    """The newest event alone."""

    rule: EventRule
    newest: int | None = None

    def add(self, t: int) -> None:
        self.newest = t if self.newest is None else max(self.newest, t)

    def given(self, at: int) -> Given:
        weight = self._weight(at)
        return Given(capped(self.rule, weight), 1, self.newest) if weight is not None else Given(0.0, 0, None)

    def phase(self, at: int) -> Phase:
        weight, within = self._weight(at), micros(self.rule.within)
        if weight is None or self.newest is None:
            return Phase(0.0)
        return _phase(self.rule, weight, at, None if within is None else self.newest + within + 1)

    def to_json(self) -> Any:
        return self.newest

    def _weight(self, at: int) -> float | None:
        within = micros(self.rule.within)
        if self.newest is None or (within is not None and at - self.newest > within):
            return None
        return decay(at - self.newest, micros(self.rule.half_life))


@dataclass(slots=True)
class Daily(RuleState):
    """The newest event of each day."""

    rule: EventRule
    days: Days

    @property
    def reach(self) -> int | None:
        return self.days.within

    def add(self, t: int) -> None:
        self.days.add(t)

    def prune(self, at: int) -> None:
        self.days.prune(at)

    def given(self, at: int) -> Given:
        times = self.days.counted(at)
        newest = times[-1] if times else self.days.before.newest
        return Given(capped(self.rule, self._weight(times, at)), len(times) + self.days.before.count, newest)

    def phase(self, at: int) -> Phase:
        times, within = self.days.counted(at), self.days.within
        until = times[0] + within + 1 if within is not None and times else None
        return _phase(self.rule, self._weight(times, at), at, until)

    def to_json(self) -> Any:
        return self.days.to_json()

    def _weight(self, times: Sequence[int], at: int) -> float:
        return self.days.before.weight_at(at) + sum((decay(at - t, self.days.half_life) for t in times), 0.0)


@dataclass(slots=True)
class Windowed(RuleState):
    """Every event of the last while."""

    rule: EventRule
    window: Window

    @property
    def reach(self) -> int | None:
        return self.window.within

    def add(self, t: int) -> None:
        self.window.add(t)

    def prune(self, at: int) -> None:
        self.window.prune(at)

    def given(self, at: int) -> Given:
        times, rest = self.window.counted(at), self.window.rest_at(at)
        newest = rest.newest if rest.newest is not None else (times[-1] if times else None)
        return Given(capped(self.rule, self._weight(times, rest, at)), len(times) + rest.count, newest)

    def phase(self, at: int) -> Phase:
        times, rest = self.window.counted(at), self.window.rest_at(at)
        leaving = times[self._first_to_matter(len(times), rest.count)] if times else None
        until = None if leaving is None else leaving + self.window.within + 1
        return _phase(self.rule, self._weight(times, rest, at), at, until)

    def to_json(self) -> Any:
        return self.window.to_json()

    def _weight(self, times: Sequence[int], rest: Total, at: int) -> float:
        return rest.weight_at(at) + sum((decay(at - t, self.window.half_life) for t in times), 0.0)

    def _first_to_matter(self, kept: int, rest: int) -> int:
        """Which of the instants changes the value by leaving: while the cap is exceeded the first ones do not."""
        if self.window.half_life is not None or self.rule.max_points is None:
            return 0
        needed = self.rule.max_points / abs(self.rule.points) if self.rule.points else 0.0
        return min(max(math.floor(kept + rest - needed), 0), kept - 1)


def capped(rule: EventRule, weight: float | None) -> float:
    """The rule's value for a sum of weights (None: nothing counted)."""
    value = rule.points * (weight or 0.0)
    return value if rule.max_points is None else clamp(value, -rule.max_points, rule.max_points)


def micros(duration: timedelta | None) -> int | None:
    """The duration in whole microseconds."""
    return None if duration is None else duration // MICROSECOND


def _phase(rule: EventRule, weight: float, at: int, until: int | None) -> Phase:
    """Beyond its cap the value stays until enough has faded."""
    value, half_life = capped(rule, weight), micros(rule.half_life)
    if half_life is None:
        return Phase(value, until=until)
    full = abs(rule.points * weight)
    if rule.max_points is None or full <= rule.max_points:
        return Phase(value, half_life, until)
    released = at + max(1, math.ceil(half_life * math.log2(full / rule.max_points)))
    return Phase(value, None, released if until is None else min(until, released))
