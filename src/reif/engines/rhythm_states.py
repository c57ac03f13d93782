"""What is kept of the events that rules of inactivity and regularity look at."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from reif.engines.instants import MICROSECOND, WEEK_MICROS
from reif.engines.rule_state import Given, Phase, RuleState
from reif.engines.tally import Window
from reif.rules.scoring_model import InactivityRule, RegularityRule


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
        """When the value changes."""
        ages = {t: at - t for pair in self.weeks.values() for t in pair if at - t < self._span}
        held = Counter(age // WEEK_MICROS for age in ages.values())
        was_regular = len(held) >= self.rule.at_least
        for border, moves in groupby(sorted(self._moves(ages)), key=_when):
            for _, week in moves:
                held[week] += week < self.rule.of
                held[week - 1] -= 1
                for each in (week, week - 1):
                    if not held[each]:
                        del held[each]
            if (len(held) >= self.rule.at_least) is not was_regular:
                return border
        return None

    def _moves(self, ages: Mapping[int, int]) -> Iterator[tuple[int, int]]:
        """When an event passes into an older week, and into which."""
        for t, age in ages.items():
            for week in range(age // WEEK_MICROS + 1, self.rule.of + 1):
                yield t + week * WEEK_MICROS, week


def _when(move: tuple[int, int]) -> int:
    return move[0]
