"""The scoring model as one Ibis expression over prepared leads and events: the same on any engine Ibis speaks to."""

import operator
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import reduce

import ibis
import ibis.expr.types as ir

from reif.engines.cells import Cell, cells_of
from reif.engines.dialect import bit_count, bit_or
from reif.engines.instants import DAY_MICROS, FIRST_MICROS, MICROSECOND
from reif.engines.predicates import predicate
from reif.engines.result import BASE, ENGAGEMENT_BOUND, FIT_BOUND, SCORE_BOUND
from reif.rules.scoring_model import BehaviourRule, EventRule, InactivityRule, RegularityRule, ScoringModel

_WEEK_MICROS = 7 * DAY_MICROS


def evaluate(
    model: ScoringModel, leads: ir.Table, events: ir.Table | None, at: ir.IntegerScalar | None, *, explain: bool
) -> ir.Table:
    """One row per lead: `row, lead_id, excluded, fit, engagement, score`, and what each contribution gave.

    Per contribution ID the columns `value:ID` in points, `count:ID` events and `age:ID` of the newest in
    microseconds; the last two only for behaviour rules, null or 0 where nothing counted, and all of them only if
    there is something to `explain`. `at` in microseconds since 1970; None takes each lead's own from its column `at`.
    """
    table = leads if at is None else leads.mutate(at=at)
    if events is not None and model.engagement.rules:
        seen = _as_of(events, leads, at)
        table = table.left_join(_activity(model, seen, explain), "lead_id").drop("lead_id_right")
    # Columns that nobody asks for any more cost time at every step that passes them on.
    kept = ("count:", "age:") if explain else ()
    carried = [name for name in table.columns if name in ("row", "lead_id", "at") or name.startswith(kept)]
    valued = table.select(*carried, _excluded(model, table), *_rule_values(model, table))
    return _summed(model, valued, explain)


def _as_of(events: ir.Table, leads: ir.Table, at: ir.IntegerScalar | None) -> ir.Table:
    if at is None:
        events = events.inner_join(leads.select("lead_id", "at"), "lead_id")
        at = events.at
    return events.filter(events.occurred <= at).mutate(age=at - events.occurred)


def _activity(model: ScoringModel, events: ir.Table, explain: bool) -> ir.Table:
    """Per lead what its events say to each behaviour rule: how many match, the newest's age, sums or weeks."""
    rules = model.engagement.rules
    cells = cells_of(events, model.property_fields())
    marked = events.mutate(**{f"match:{rule.id}": _matches(rule, events, cells) for rule in rules})
    daily = [rule for rule in rules if isinstance(rule, EventRule) and rule.once_per == "day"]
    plain = [rule for rule in rules if rule not in daily]
    parts = []
    if plain:
        found = _merged(_aggregates(rule, marked) for rule in plain)
        parts.append(marked.group_by("lead_id").agg(**_needed(found, plain, explain)))
    if daily:
        days = _days(daily, marked)
        found = _merged(_daily_aggregates(rule, days) for rule in daily)
        parts.append(days.group_by("lead_id").agg(**_needed(found, daily, explain)))
    # Days are of matching events alone, so every lead that has some stands in the plain part, where there is one.
    return reduce(lambda left, right: left.left_join(right, "lead_id").drop("lead_id_right"), parts)


def _matches(rule: BehaviourRule, events: ir.Table, cells: dict[str, Cell]) -> ir.BooleanValue:
    tests = [events.event.isin(rule.events)] if rule.events else []
    match rule:
        case EventRule():
            if rule.within is not None:
                tests.append(events.age <= _micros(rule.within))
            if rule.where is not None:
                tests.append(predicate(rule.where, cells))
        case RegularityRule():
            tests.append(events.age < rule.of * _WEEK_MICROS)
    return reduce(operator.and_, tests) if tests else ibis.literal(True)


def _aggregates(rule: BehaviourRule, marked: ir.Table) -> dict[str, ir.Scalar]:
    matches = marked[f"match:{rule.id}"]
    found = {f"count:{rule.id}": marked.count(where=matches), f"age:{rule.id}": marked.age.min(where=matches)}
    match rule:
        case EventRule(once_per="lead"):
            found[f"count:{rule.id}"] = matches.any().cast("int64")
        case EventRule(half_life=timedelta() as half_life, once_per=None):
            found[f"sum:{rule.id}"] = ibis.ifelse(matches, _decay(marked.age, half_life), None).sum()
        case RegularityRule():
            week = (marked.age - marked.age % _WEEK_MICROS) / _WEEK_MICROS
            bit = (ibis.literal(2.0) ** week).cast("int64")
            found[f"weeks:{rule.id}"] = bit_or(ibis.ifelse(matches, bit, 0))
    return found


def _needed(found: Mapping[str, ir.Scalar], rules: Sequence[BehaviourRule], explain: bool) -> Mapping[str, ir.Scalar]:
    """Without reasons to give, only what the values are made of."""
    return found if explain else {name: found[name] for name in map(_source_of_value, rules)}


def _source_of_value(rule: BehaviourRule) -> str:
    match rule:
        case RegularityRule():
            return f"weeks:{rule.id}"
        case InactivityRule() | EventRule(once_per="lead"):
            return f"age:{rule.id}"
        case EventRule(half_life=None):
            return f"count:{rule.id}"
    return f"sum:{rule.id}"


def _days(rules: Sequence[EventRule], marked: ir.Table) -> ir.Table:
    """Per lead and UTC day the age of the newest match of each rule."""
    since_year_1 = marked.occurred - FIRST_MICROS
    return (
        marked.filter(reduce(operator.or_, (marked[f"match:{rule.id}"] for rule in rules)))
        .group_by("lead_id", day=since_year_1 - since_year_1 % DAY_MICROS)
        .agg(**{f"age:{rule.id}": marked.age.min(where=marked[f"match:{rule.id}"]) for rule in rules})
    )


def _daily_aggregates(rule: EventRule, days: ir.Table) -> dict[str, ir.Scalar]:
    age = days[f"age:{rule.id}"]
    found = {f"count:{rule.id}": age.count(), f"age:{rule.id}": age.min()}
    if rule.half_life is not None:
        found[f"sum:{rule.id}"] = _decay(age, rule.half_life).sum()
    return found


def _excluded(model: ScoringModel, table: ir.Table) -> ir.StringValue:
    cells = cells_of(table, model.attribute_fields())
    branches = [(predicate(exclusion.when, cells), exclusion.id) for exclusion in model.exclude]
    return (ibis.cases(*branches, else_="") if branches else ibis.literal("")).name("excluded")


def _rule_values(model: ScoringModel, table: ir.Table) -> Iterable[ir.FloatingValue]:
    cells = cells_of(table, model.attribute_fields())
    for rule in model.fit.rules:
        yield _points_if(predicate(rule.when, cells), rule.points).name(f"value:{rule.id}")
    for behaviour in model.engagement.rules:
        yield _behaviour_value(behaviour, table).name(f"value:{behaviour.id}")


def _behaviour_value(rule: BehaviourRule, table: ir.Table) -> ir.FloatingValue:
    if _source_of_value(rule) not in table.columns:
        return ibis.literal(0.0)
    match rule:
        case EventRule():
            value = (rule.points * _weight(rule, table[_source_of_value(rule)])).fill_null(0.0)
            return value if rule.max_points is None else _clamp(value, -rule.max_points, rule.max_points)
        case InactivityRule():
            return _points_if((table[f"age:{rule.id}"] >= _micros(rule.inactive_for)).fill_null(False), rule.points)
        case RegularityRule():
            weeks = bit_count(table[f"weeks:{rule.id}"]).fill_null(0)
            return _points_if(weeks >= rule.at_least, rule.points)


def _weight(rule: EventRule, source: ir.NumericColumn) -> ir.NumericValue:
    """How many times its points the rule gives, before it is capped; null where nothing counted."""
    match rule:
        case EventRule(half_life=None, once_per="lead"):
            return source.notnull().cast("float64")
        case EventRule(half_life=timedelta() as half_life, once_per="lead"):
            return _decay(source, half_life)
    return source.cast("float64")


def _summed(model: ScoringModel, table: ir.Table, explain: bool) -> ir.Table:
    """Group sums, their bounds and the score; an excluded lead has 0 everywhere."""
    fit_sum = _total(table[f"value:{rule.id}"] for rule in model.fit.rules)
    engagement_sum = _total(table[f"value:{rule.id}"] for rule in model.engagement.rules)
    carried = [name for name in table.columns if explain or not name.startswith("value:")]
    table = table.select(*carried, fit_sum=fit_sum, engagement_sum=engagement_sum)
    table = table.mutate(
        fit=_clamp(table.fit_sum, model.fit.min, model.fit.max),
        engagement=_clamp(table.engagement_sum, model.engagement.min, model.engagement.max),
    )
    table = table.mutate(total=model.base + table.fit + table.engagement)
    table = table.mutate(score=_clamp(table.total, 0.0, 100.0))
    is_target = table.excluded == ""
    bounds = {
        f"value:{BASE}": ibis.literal(model.base),
        f"value:{FIT_BOUND}": table.fit - table.fit_sum,
        f"value:{ENGAGEMENT_BOUND}": table.engagement - table.engagement_sum,
        f"value:{SCORE_BOUND}": table.score - table.total,
    }
    results = {name: ibis.ifelse(is_target, table[name], 0.0) for name in ("fit", "engagement", "score")}
    return table.mutate(**bounds, **results)


def _decay(age: ir.IntegerValue, half_life: timedelta) -> ir.FloatingValue:
    return ibis.literal(2.0) ** (-(age.cast("float64") / float(_micros(half_life))))


def _micros(duration: timedelta) -> int:
    return duration // MICROSECOND


def _points_if(condition: ir.BooleanValue, points: float) -> ir.FloatingValue:
    return ibis.ifelse(condition, ibis.literal(points), ibis.literal(0.0))


def _clamp(value: ir.FloatingValue, low: float, high: float) -> ir.FloatingValue:
    return ibis.least(ibis.greatest(value, ibis.literal(low)), ibis.literal(high))


def _total(values: Iterable[ir.FloatingValue]) -> ir.FloatingValue:
    return reduce(operator.add, values, ibis.literal(0.0))


def _merged(parts: Iterable[dict[str, ir.Scalar]]) -> dict[str, ir.Scalar]:
    return {name: value for part in parts for name, value in part.items()}
