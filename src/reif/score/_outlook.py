"""What would change a score: facts that are missing, a quiet week, and time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from reif.engines import standing
from reif.engines.next_change import next_temperature
from reif.engines.result import Contribution
from reif.engines.standing import NeedsHistory, Standing
from reif.engines.stream import exclusion_of, summed
from reif.rules.conditions import AllOf, AnyOf, Comparison, Condition, Not
from reif.rules.scoring_model import ScoringModel as Rules
from reif.rules.values import is_missing

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class MissingFact:
    """An attribute nobody knows: the value that would give most, and how many points (seen) that would be."""

    attribute: str
    value: object
    points: int


@dataclass(frozen=True, slots=True)
class Then:
    """What will be seen at an instant if nothing happens until then."""

    at: datetime
    points: int
    temperature: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """`missing`: most points first. `quiet_week`: after seven days without anything. `turn`: when the temperature next
    changes by itself; None if it never does, or an event is known ahead."""

    missing: tuple[MissingFact, ...]
    quiet_week: Then
    turn: Then | None


def outlook_of(rules: Rules, attributes: Mapping[str, object], current: Standing, at: datetime) -> Outlook:
    """What would change the score as of `at`. Raises NeedsHistory."""
    by_engagement = standing.engagement_contributions(rules, current, at)
    gains = (_best(rules, attributes, by_engagement, name) for name in _unknown(rules, attributes))
    missing = sorted((gain for gain in gains if gain is not None), key=lambda gain: (-gain.points, gain.attribute))
    return Outlook(tuple(missing), _then(rules, attributes, current, at + WEEK), _turn(rules, attributes, current, at))


def _unknown(rules: Rules, attributes: Mapping[str, object]) -> list[str]:
    return [name for name in rules.attribute_fields() if is_missing(attributes.get(name))]


def _best(
    rules: Rules, attributes: Mapping[str, object], by_engagement: Sequence[Contribution], name: str
) -> MissingFact | None:
    """Only what the attribute rules give is another; what the lead did counts as it does."""
    best, now = None, _points(rules, attributes, by_engagement)
    for value in dict.fromkeys(_tried(rules, name)):
        points = _points(rules, {**attributes, name: value}, by_engagement) - now
        if points > 0 and (best is None or points > best.points):
            best = MissingFact(name, value, points)
    return best


def _points(rules: Rules, attributes: Mapping[str, object], by_engagement: Sequence[Contribution]) -> int:
    is_excluded = exclusion_of(rules, attributes) is not None
    return 0 if is_excluded else summed(rules, attributes, by_engagement).points


def _tried(rules: Rules, name: str) -> Iterator[str | float | bool]:
    """Values that the attribute rules ask for."""
    for rule in rules.fit.rules:
        for comparison in _comparisons(rule.when):
            if comparison.field == name:
                yield from _values(comparison)


def _comparisons(condition: Condition) -> Iterator[Comparison]:
    match condition:
        case AllOf(conditions) | AnyOf(conditions):
            for each in conditions:
                yield from _comparisons(each)
        case Not(negated):
            yield from _comparisons(negated)
        case Comparison():
            yield condition


def _values(comparison: Comparison) -> tuple[str | float | bool, ...]:
    operand = comparison.operand
    if isinstance(operand, tuple):
        return operand
    match comparison.operator:
        case "gt":
            return (float(operand) + 1,)
        case "lt":
            return (float(operand) - 1,)
        case "exists":
            return ("?",) if operand else ()
    return (operand,)


def _then(rules: Rules, attributes: Mapping[str, object], current: Standing, at: datetime) -> Then:
    result = standing.result(rules, attributes, current, at)
    return Then(at, result.points, result.temperature)


def _turn(rules: Rules, attributes: Mapping[str, object], current: Standing, at: datetime) -> Then | None:
    found = next_temperature(rules, attributes, current, at)
    if found is None or current.next_event() is not None:
        return None
    try:
        then = _then(rules, attributes, current, found)
    except NeedsHistory:
        return None
    return then if then.temperature != _then(rules, attributes, current, at).temperature else None
