"""The meaning of a scoring model, for one lead in plain Python. Every other engine is held to this one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from reif.engines.result import BASE, BOUND_LABELS, ENGAGEMENT_BOUND, FIT_BOUND, SCORE_BOUND, Contribution, Result
from reif.rules.conditions import holds
from reif.rules.maturity import clamp, grade_of, level_of, points_of, probability_of, temperature_of
from reif.rules.scoring_model import (
    AttributeRule,
    BehaviourRule,
    EventRule,
    Exclusion,
    InactivityRule,
    RegularityRule,
    ScoringModel,
)
from reif.rules.values import is_missing

_WEEK = timedelta(weeks=1)


class Event(NamedTuple):  # made four times as fast as a frozen dataclass; a long history has ten thousand
    """What a lead did: `occurred_at` is aware; a blank `message_id` is missing."""

    name: str
    occurred_at: datetime
    properties: Mapping[str, object] = MappingProxyType({})
    message_id: str | None = None


def evaluate(model: ScoringModel, attributes: Mapping[str, object], events: Iterable[Event], at: datetime) -> Result:
    """Score one lead as of `at` (aware). `events` in the order they were received; later ones than `at` do not exist.

    Attributes are those known as of `at`; None, NaN, blank text and nested values are missing.
    """
    exclusion = exclusion_of(model, attributes)
    if exclusion is not None:
        return excluded(exclusion)
    known = [event for event in _distinct(events) if event.occurred_at <= at]
    return summed(model, attributes, [_behaviour_rule(rule, known, at) for rule in model.engagement.rules])


def exclusion_of(model: ScoringModel, attributes: Mapping[str, object]) -> Exclusion | None:
    """The first rule that says the lead is never a target; None if there is none."""
    return next((exclusion for exclusion in model.exclude if holds(exclusion.when, attributes)), None)


def excluded(exclusion: Exclusion) -> Result:
    """What is said of an excluded lead."""
    return Result(
        score=0.0,
        points=0,
        level=1,
        temperature="cold",
        grade="D",
        fit=0.0,
        engagement=0.0,
        probability=None,
        excluded=exclusion.id,
        contributions=(Contribution(exclusion.id, exclusion.label, 0.0),),
    )


def fit_contributions(model: ScoringModel, attributes: Mapping[str, object]) -> list[Contribution]:
    """What the attribute rules give, in the order of the file."""
    return [attribute_contribution(rule, attributes) for rule in model.fit.rules]


def summed(
    model: ScoringModel,
    attributes: Mapping[str, object],
    by_engagement: Sequence[Contribution],
    by_fit: Sequence[Contribution] | None = None,
) -> Result:
    """The result for a lead that is not excluded, given what the engagement rules give, in the order of the file.

    `by_fit`: what the attribute rules give, if that is at hand.
    """
    if by_fit is None:
        by_fit = fit_contributions(model, attributes)
    fit_sum, engagement_sum = _total(by_fit), _total(by_engagement)
    fit = clamp(fit_sum, model.fit.min, model.fit.max)
    engagement = clamp(engagement_sum, model.engagement.min, model.engagement.max)
    total = model.base + fit + engagement
    score = clamp(total, 0.0, 100.0)
    contributions = (
        _given(BASE, model.base),
        *by_fit,
        *by_engagement,
        _given(FIT_BOUND, fit - fit_sum),
        _given(ENGAGEMENT_BOUND, engagement - engagement_sum),
        _given(SCORE_BOUND, score - total),
    )
    return Result(
        score=score,
        points=points_of(score),
        level=level_of(model, score),
        temperature=temperature_of(model, score),
        grade=grade_of(model, fit),
        fit=fit,
        engagement=engagement,
        probability=probability_of(model, score),
        excluded="",
        contributions=tuple(each for each in contributions if each.value),
    )


def _distinct(events: Iterable[Event]) -> Iterator[Event]:
    seen: set[str | None] = set()
    for event in events:
        if is_missing(event.message_id):
            yield event
        elif event.message_id not in seen:
            seen.add(event.message_id)
            yield event


def attribute_contribution(rule: AttributeRule, attributes: Mapping[str, object]) -> Contribution:
    """What one attribute rule gives; 0 where it does not hold."""
    return Contribution(rule.id, rule.label, rule.points if holds(rule.when, attributes) else 0.0)


def _behaviour_rule(rule: BehaviourRule, events: Sequence[Event], at: datetime) -> Contribution:
    match rule:
        case EventRule():
            return _event_rule(rule, events, at)
        case InactivityRule():
            return _inactivity_rule(rule, events, at)
        case RegularityRule():
            return _regularity_rule(rule, events, at)


def _event_rule(rule: EventRule, events: Sequence[Event], at: datetime) -> Contribution:
    matching = [
        event
        for event in events
        if event.name in rule.events
        and (rule.where is None or holds(rule.where, event.properties))
        and (rule.within is None or at - event.occurred_at <= rule.within)
    ]
    counted = _thinned(matching, rule)
    value = sum((rule.points * _decay(at - event.occurred_at, rule.half_life) for event in counted), 0.0)
    if rule.max_points is not None:
        value = clamp(value, -rule.max_points, rule.max_points)
    return Contribution(rule.id, rule.label, value, len(counted), _newest(counted))


def _thinned(events: Sequence[Event], rule: EventRule) -> Sequence[Event]:
    if rule.once_per is None:
        return events
    newest: dict[object, Event] = {}
    for event in events:
        period = event.occurred_at.astimezone(UTC).date() if rule.once_per == "day" else None
        if period not in newest or event.occurred_at > newest[period].occurred_at:
            newest[period] = event
    return list(newest.values())


def _decay(age: timedelta, half_life: timedelta | None) -> float:
    return 1.0 if half_life is None else float(2.0 ** -(age / half_life))


def _inactivity_rule(rule: InactivityRule, events: Sequence[Event], at: datetime) -> Contribution:
    named = _named(events, rule.events)
    newest = _newest(named)
    is_inactive = newest is not None and at - newest >= rule.inactive_for
    return Contribution(rule.id, rule.label, rule.points if is_inactive else 0.0, len(named), newest)


def _regularity_rule(rule: RegularityRule, events: Sequence[Event], at: datetime) -> Contribution:
    recent = [event for event in _named(events, rule.events) if at - event.occurred_at < rule.of * _WEEK]
    weeks = {(at - event.occurred_at) // _WEEK for event in recent}
    is_regular = len(weeks) >= rule.at_least
    return Contribution(rule.id, rule.label, rule.points if is_regular else 0.0, len(recent), _newest(recent))


def _named(events: Sequence[Event], names: tuple[str, ...]) -> Sequence[Event]:
    return [event for event in events if event.name in names] if names else events


def _newest(events: Sequence[Event]) -> datetime | None:
    return max((event.occurred_at for event in events), default=None)


def _given(rule: str, value: float) -> Contribution:
    return Contribution(rule, BOUND_LABELS[rule], value)


def _total(contributions: Iterable[Contribution]) -> float:
    return sum((each.value for each in contributions), 0.0)
