"""What is kept of the events that rules of inactivity and regularity look at."""

from dataclasses import dataclass
from typing import Any

from reif.engines.instants import MICROSECOND, WEEK_MICROS
from reif.engines.rule_state import Given, Phase, RuleState
from reif.engines.tally import Window
from reif.rules.scoring_model import InactivityRule, RegularityRule

_FLIPS_LOOKED_AT = 200


@dataclass(slots=True)
class Inactive(RuleState):
    """How long ago the newest event was."""

    rule: InactivityRule
    count: int = 0
    newest: int | None = None

    def add(self, t: int) -> None:
        self.count += 1
        self.newest = t if self.newest is None else max(self.newest, t)

    def given(self, at: int) -> Given:
        return Given(self.phase(at).value, self.count, self.newest)

    def phase(self, at: int) -> Phase:
        if self.newest is None:
            return Phase(0.0)
        begins = self.newest + self.rule.inactive_for // MICROSECOND
        return Phase(self.rule.points) if at >= begins else Phase(0.0, until=begins)

    def to_json(self) -> Any:
        return [self.count, self.newest]


@dataclass(slots=True)
class Regular(RuleState):
    """In how many of the last weeks there was an event.

    Weeks are counted back from the instant that is asked about. Of each week since 1970 the first and the last event
    decide: its events lie in one of two weeks counted back; if any lies in the nearer, the last does, if any in the
    farther, the first.
    """

    rule: RegularityRule
    window: Window
    weeks: dict[int, tuple[int, int]]

    @property
    def reach(self) -> int | None:
        return self.window.within

    def add(self, t: int) -> None:
        self.window.add(t)
        first, last = self.weeks.get(t // WEEK_MICROS, (t, t))
        self.weeks[t // WEEK_MICROS] = (min(first, t), max(last, t))

    def prune(self, at: int) -> None:
        self.window.prune(at)
        self.weeks = {week: pair for week, pair in self.weeks.items() if at - pair[1] < self._span}

    def given(self, at: int) -> Given:
        times, rest = self.window.counted(at), self.window.rest_at(at)
        newest = rest.newest if rest.newest is not None else (times[-1] if times else None)
        return Given(self._value(at), len(times) + rest.count, newest)

    def phase(self, at: int) -> Phase:
        self.window.counted(at)
        ends = [self._flip_after(at)]
        if self.window.rest_at(at).count:
            ends.append(self.window.times[-1] + self._span)
        return Phase(self._value(at), until=min((end for end in ends if end is not None), default=None))

    def to_json(self) -> Any:
        return [self.window.to_json(), list(self.weeks.values())]

    @property
    def _span(self) -> int:
        return self.rule.of * WEEK_MICROS

    def _value(self, at: int) -> float:
        ages = (at - t for pair in self.weeks.values() for t in pair)
        held = {age // WEEK_MICROS for age in ages if age < self._span}
        return self.rule.points if len(held) >= self.rule.at_least else 0.0

    def _flip_after(self, at: int) -> int | None:
        """When the value changes; where that takes too long to find, an instant before it."""
        value = self._value(at)
        for looked_at, border in enumerate(self._borders(at)):
            if self._value(border) != value or looked_at == _FLIPS_LOOKED_AT:
                return border
        return None

    def _borders(self, at: int) -> list[int]:
        """When an event passes into an older week."""
        return sorted(
            {
                t + week * WEEK_MICROS
                for pair in self.weeks.values()
                for t in pair
                for week in range((at - t) // WEEK_MICROS + 1, self.rule.of + 1)
            }
        )
