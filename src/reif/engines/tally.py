"""What is kept of the events that one rule counts, so that one more costs the same however many there were.

All instants are microseconds since 1970. What was pruned as of an instant is never asked about an earlier one.
"""

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from typing import Any

from reif.engines.instants import DAY_MICROS

DAYS_KEPT = 16
TIMES_KEPT = 64
"""How many of a rule's instants are kept one by one, at least, before what is further away is only summed up."""


class NeedsHistory(LookupError):
    """What was kept does not say; the lead's events themselves must be counted again."""


@dataclass(slots=True)
class Total:
    """Events that count for ever: how many, the newest, and the sum of their weights as of the newest."""

    half_life: int | None = None
    count: int = 0
    newest: int | None = None
    weight: float = 0.0

    def add(self, t: int) -> None:
        """Count an event at `t`, in any order."""
        self.count += 1
        if self.newest is None or t > self.newest:
            self.weight = self.weight_at(t) + 1.0
            self.newest = t
        else:
            self.weight += decay(self.newest - t, self.half_life)

    def weight_at(self, at: int) -> float:
        """Σ 2^(-age / half-life)."""
        return 0.0 if self.newest is None else self.weight * decay(at - self.newest, self.half_life)

    def to_json(self) -> list[Any]:
        """What `from_json` takes."""
        return [self.count, self.newest, self.weight]

    @classmethod
    def from_json(cls, half_life: int | None, kept: list[Any]) -> "Total":
        """What `to_json` gave."""
        return cls(half_life, *kept)


@dataclass(slots=True)
class Days:
    """Of each UTC day the newest event: the latest DAYS_KEPT days one by one, or all of the last `within`."""

    half_life: int | None
    within: int | None
    before: Total
    times: list[int] = field(default_factory=list)
    first_day: int | None = None
    is_bounded: bool = True

    def add(self, t: int) -> None:
        """Count an event at `t`. Raises NeedsHistory for a day that is only summed up."""
        day = t // DAY_MICROS
        if self.first_day is not None and day < self.first_day:
            raise NeedsHistory
        place = bisect_left(self.times, day * DAY_MICROS)
        if place < len(self.times) and self.times[place] // DAY_MICROS == day:
            self.times[place] = max(self.times[place], t)
        else:
            self.times.insert(place, t)

    def prune(self, at: int) -> None:
        """Let go of what no instant from `at` on needs."""
        if self.within is not None:
            self.times = self.times[bisect_left(self.times, at - self.within) :]
            return
        while self.is_bounded and len(self.times) > DAYS_KEPT:
            oldest = self.times.pop(0)
            self.before.add(oldest)
            self.first_day = oldest // DAY_MICROS + 1

    def counted(self, at: int) -> list[int]:
        """The instants that count as of `at` and are kept one by one."""
        return self.times if self.within is None else self.times[bisect_left(self.times, at - self.within) :]

    def to_json(self) -> list[Any]:
        """What `from_json` takes."""
        return [self.times, self.before.to_json(), self.first_day]

    @classmethod
    def from_json(cls, half_life: int | None, within: int | None, kept: list[Any]) -> "Days":
        """What `to_json` gave."""
        times, before, first_day = kept
        return cls(half_life, within, Total.from_json(half_life, before), times, first_day)


@dataclass(slots=True)
class Window:
    """The events of the last `within`: those that leave next one by one, the newer `rest` summed up."""

    half_life: int | None
    within: int
    rest: Total
    times: list[int] = field(default_factory=list)
    is_bounded: bool = True

    def add(self, t: int) -> None:
        """Count an event at `t`, in any order."""
        if self.rest.count and (not self.times or t > self.times[-1]):
            self.rest.add(t)
            return
        insort(self.times, t)
        if self.is_bounded and len(self.times) > 2 * TIMES_KEPT:
            for newer in self.times[TIMES_KEPT:]:
                self.rest.add(newer)
            del self.times[TIMES_KEPT:]

    def prune(self, at: int) -> None:
        """Let go of what no instant from `at` on needs. Raises NeedsHistory where that cannot be told."""
        self.times = self.counted(at)
        if self.rest.newest is not None and at - self.rest.newest > self.within:
            self.rest = Total(self.half_life)

    def counted(self, at: int) -> list[int]:
        """The instants that count as of `at` and are kept one by one. Raises NeedsHistory as `prune`."""
        times = self.times[bisect_left(self.times, at - self.within) :]
        if not times and self.rest.newest is not None and at - self.rest.newest <= self.within:
            raise NeedsHistory
        return times

    def rest_at(self, at: int) -> Total:
        """What is summed up and counts as of `at`."""
        is_over = self.rest.newest is None or at - self.rest.newest > self.within
        return Total(self.half_life) if is_over else self.rest

    def to_json(self) -> list[Any]:
        """What `from_json` takes."""
        return [self.times, self.rest.to_json()]

    @classmethod
    def from_json(cls, half_life: int | None, within: int, kept: list[Any]) -> "Window":
        """What `to_json` gave."""
        times, rest = kept
        return cls(half_life, within, Total.from_json(half_life, rest), times)


def decay(age: int, half_life: int | None) -> float:
    """What an event of that age weighs."""
    return 1.0 if half_life is None else float(2.0 ** -(age / half_life))
