"""What would change a score: facts that are missing, a quiet week, and time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from reif.engines import standing
from reif.engines.next_change import next_temperature
from reif.engines.result import Contribution
from reif.engines.standing import NeedsHistory, Standing
from reif.engines.stream import attribute_contribution, exclusion_of, fit_contributions, summed
from reif.rules.conditions import AllOf, AnyOf, Comparison, Condition, Not
from reif.rules.scoring_model import AttributeRule
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
    known = _Known(
        rules,
        attributes,
        fit_contributions(rules, attributes),
        standing.engagement_contributions(rules, current, at),
    )
    gains = (_best(known, name) for name in _unknown(rules, attributes))
    missing = sorted((gain for gain in gains if gain is not None), key=lambda gain: (-gain.points, gain.attribute))
    return Outlook(tuple(missing), _then(rules, attributes, current, at + WEEK), _turn(rules, attributes, current, at))


def _unknown(rules: Rules, attributes: Mapping[str, object]) -> list[str]:
    return [name for name in rules.attribute_fields() if is_missing(attributes.get(name))]


@dataclass(frozen=True, slots=True)
class _Known:
    """A lead as it is, and what the rules give for it, in the order of the file."""

    rules: Rules
    attributes: Mapping[str, object]
    by_fit: Sequence[Contribution]
    by_engagement: Sequence[Contribution]

    def points(self, attributes: Mapping[str, object], by_fit: Sequence[Contribution]) -> int:
        is_excluded = exclusion_of(self.rules, attributes) is not None
        return 0 if is_excluded else summed(self.rules, attributes, self.by_engagement, by_fit).points


def _best(known: _Known, name: str) -> MissingFact | None:
    """Only what the rules that ask for it give is another; what the lead did counts as it does."""
    asking = {
        place: rule
        for place, rule in enumerate(known.rules.fit.rules)
        if any(comparison.field == name for comparison in _comparisons(rule.when))
    }
    best, now = None, known.points(known.attributes, known.by_fit)
    for value in dict.fromkeys(_tried(asking.values(), name)):
        attributes, by_fit = {**known.attributes, name: value}, list(known.by_fit)
        for place, rule in asking.items():
            by_fit[place] = attribute_contribution(rule, attributes)
        points = known.points(attributes, by_fit) - now
        if points > 0 and (best is None or points > best.points):
            best = MissingFact(name, value, points)
    return best


def _tried(asking: Iterable[AttributeRule], name: str) -> Iterator[str | float | bool]:
    """Values that the rules ask for."""
    for rule in asking:
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
