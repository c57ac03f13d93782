"""When time alone changes what people see of a score."""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import datetime

from reif.engines.instants import LAST_MICROS, SECOND_MICROS, instant_of, micros_of
from reif.engines.rule_state import Phase
from reif.engines.standing import Standing
from reif.engines.stream import exclusion_of, fit_contributions
from reif.engines.tally import NeedsHistory
from reif.rules.maturity import clamp
from reif.rules.scoring_model import ScoringModel

_STEPS = 400


def next_change(
    model: ScoringModel, attributes: Mapping[str, object], standing: Standing, at: datetime
) -> datetime | None:
    """The first instant after `at` (not before the standing's own) at which points, level or temperature change.

    Until then, less a second at most, nothing changes that people see. Grade and exclusion hang on attributes alone,
    the default gates on points and grade. It may come early, where a known event of the future happens, or where it is
    too dear to look further: then it is time to ask again. None if nothing will ever change.
    """
    halves = (points - 0.5 for points in range(1, 101))
    return _next(model, attributes, standing, at, {*halves, *model.levels, model.warm, model.hot})


def next_temperature(
    model: ScoringModel, attributes: Mapping[str, object], standing: Standing, at: datetime
) -> datetime | None:
    """The same for the temperature alone."""
    return _next(model, attributes, standing, at, {model.warm, model.hot})


def _next(
    model: ScoringModel, attributes: Mapping[str, object], standing: Standing, at: datetime, thresholds: set[float]
) -> datetime | None:
    ends = standing.next_event()
    if exclusion_of(model, attributes) is not None:
        return None if ends is None else instant_of(ends)
    fit = sum((each.value for each in fit_contributions(model, attributes)), 0.0)
    search = _Search(model, clamp(fit, model.fit.min, model.fit.max), sorted(thresholds))
    found = search.run(standing, micros_of(at), LAST_MICROS if ends is None else ends)
    return None if found >= LAST_MICROS else instant_of(found)


class _Search:
    """Goes forward from one change of the rules' phases to the next, and between them by steps too short to miss one.

    While its phases last, engagement falls at most by the rate at which what is positive fades, and rises at most by
    that of what is negative; both rates only get smaller. So for as long as the distance to the next threshold takes at
    that rate, nothing can happen.
    """

    def __init__(self, model: ScoringModel, fit: float, thresholds: Sequence[float]) -> None:
        self._model, self._fit, self._thresholds = model, fit, thresholds

    def run(self, standing: Standing, at: int, ends: int) -> int:
        """The instant found, at most `ends`."""
        seen, steps = None, 0
        while at < ends:
            try:
                phases = [standing.states[rule.id].phase(at) for rule in self._model.engagement.rules]
            except NeedsHistory:
                return at
            if seen is None:
                seen = self._visible(_sum(phases, 0))
            elif self._visible(_sum(phases, 0)) != seen or steps >= _STEPS:
                return at
            until = min((phase.until for phase in phases if phase.until is not None), default=ends)
            passed = 0
            while at + passed < until:
                step = self._step(phases, passed)
                steps += 1
                if step is None or at + passed + step >= until:
                    break
                passed += step
                if self._visible(_sum(phases, passed)) != seen or steps >= _STEPS:
                    return min(at + passed, ends)
            at = until
        return ends

    def _step(self, phases: Sequence[Phase], passed: int) -> int | None:
        """How long nothing can change; a second where that is less; None for ever."""
        engagement = _sum(phases, passed)
        falling, rising = _rates(phases, passed)
        below, above = self._bounds(engagement)
        waits = [
            distance / rate
            for distance, rate in ((engagement - below, falling), (above - engagement, rising))
            if rate > 0 and math.isfinite(distance)
        ]
        if not waits:
            return None
        return max(int(min(min(waits), float(LAST_MICROS))), SECOND_MICROS)

    def _bounds(self, engagement: float) -> tuple[float, float]:
        """The sums of the rules at which the score passes its next thresholds; infinite where bounds keep it away."""
        given, group = self._model.base + self._fit, self._model.engagement
        score = self._score(engagement)
        below = max((each for each in self._thresholds if each <= score), default=-math.inf) - given
        above = min((each for each in self._thresholds if each > score), default=math.inf) - given
        is_below = below + given > 0 and below > group.min
        is_above = above + given <= 100 and above <= group.max
        return (below if is_below else -math.inf), (above if is_above else math.inf)

    def _visible(self, engagement: float) -> int:
        """Between which of the thresholds the score lies."""
        return bisect_right(self._thresholds, self._score(engagement))

    def _score(self, engagement: float) -> float:
        group = self._model.engagement
        return clamp(self._model.base + self._fit + clamp(engagement, group.min, group.max), 0.0, 100.0)


def _sum(phases: Sequence[Phase], passed: int) -> float:
    return sum((_value(phase, passed) for phase in phases), 0.0)


def _value(phase: Phase, passed: int) -> float:
    return phase.value if phase.half_life is None else phase.value * 2.0 ** -(passed / phase.half_life)


def _rates(phases: Sequence[Phase], passed: int) -> tuple[float, float]:
    """How fast, per microsecond, engagement can fall, and rise."""
    rates = [math.log(2) * _value(phase, passed) / phase.half_life for phase in phases if phase.half_life is not None]
    return sum((rate for rate in rates if rate > 0), 0.0), -sum((rate for rate in rates if rate < 0), 0.0)
