"""A result as the rows and columns that keep it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from reif.engines.result import Contribution, Result
from reif.records.models import Contact, Event, Score, ScoreChange, ScoringModel
from reif.rules.maturity import clamp
from reif.rules.scoring_model import EventRule
from reif.rules.scoring_model import ScoringModel as Rules

VISIBLE = ("points", "level", "temperature", "grade")
LISTED = ("score", *VISIBLE)
RESULT = (*LISTED, "fit", "engagement", "probability", "excluded")
NOTHING = {"score": 0.0, "points": 0, "level": 1, "temperature": "cold", "grade": "D"}


def score_row(
    contact: Contact, model: ScoringModel, rules: Rules, result: Result, standing: Mapping[str, Any], at: datetime
) -> Score:
    """The current result of a version."""
    columns = {name: getattr(result, name) for name in RESULT}
    return Score(
        contact=contact, model=model, as_of=at, reasons=reasons(rules, result), standing=dict(standing), **columns
    )


def change_row(
    contact: Contact,
    model: ScoringModel,
    result: Result,
    at: datetime,
    *,
    cause: str,
    event: Event | None,
    is_first: bool,
) -> ScoreChange:
    """What people see differently from now on; `contact` still has the columns from before."""
    return ScoreChange(
        contact=contact,
        model=model,
        as_of=at,
        cause=cause,
        event=event,
        points_before=None if is_first else contact.points,
        **{name: getattr(result, name) for name in RESULT},
    )


def list_columns(contact: Contact, result: Result) -> None:
    """Let the contact show the result."""
    for name in LISTED:
        setattr(contact, name, getattr(result, name))


def differs(contact: Contact, result: Result) -> bool:
    """Whether people would see something else than the contact shows."""
    return any(getattr(contact, name) != getattr(result, name) for name in VISIBLE)


def reasons(rules: Rules, result: Result) -> list[dict[str, Any]]:
    """The contributions as `Score.reasons` keeps them."""
    fading = {
        rule.id: rule for rule in rules.engagement.rules if isinstance(rule, EventRule) and rule.half_life is not None
    }
    return [_reason(each, fading.get(each.rule)) for each in result.contributions]


def _reason(given: Contribution, rule: EventRule | None) -> dict[str, Any]:
    reason = {
        "rule": given.rule,
        "value": given.value,
        "events": given.events,
        "last_at": None if given.last_at is None else given.last_at.isoformat(),
    }
    return reason if rule is None else {**reason, "full": full_value(rule, given.events)}


def full_value(rule: EventRule, events: int) -> float:
    """What so many events would give if nothing faded."""
    value = rule.points * events
    return value if rule.max_points is None else clamp(value, -rule.max_points, rule.max_points)
