"""Reads of scores."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from reif.engines import standing
from reif.engines.instants import instant_of, micros_of
from reif.engines.result import BOUND_LABELS, Result
from reif.engines.standing import NeedsHistory, Standing
from reif.records.models import Contact, Score, ScoringModel
from reif.rules.scoring_model import Label
from reif.rules.scoring_model import ScoringModel as Rules
from reif.score import _kept, _models
from reif.score._effect import Effect, Mover, effect_of
from reif.score._happened import Told
from reif.score._history import Point, line
from reif.score._outlook import MissingFact, Outlook, Then, outlook_of
from reif.score._reading import UNSCORED, NoModel, attributes_as_of, facts, live_rules

__all__ = [
    "Effect",
    "MissingFact",
    "Mover",
    "NoModel",
    "Outlook",
    "Point",
    "Reason",
    "Then",
    "Told",
    "attributes_then",
    "effect_of",
    "history",
    "live_model",
    "outlook",
    "reasons",
    "reasons_of",
    "result_as_of",
    "rules_of",
    "told_of",
]


@dataclass(frozen=True, slots=True)
class Reason:
    """A contribution to the current score. `full`: its value before anything faded; None for what does not fade."""

    rule: str
    label: Label
    value: float
    events: int
    last_at: datetime | None
    full: float | None


def live_model() -> ScoringModel | None:
    """The version that scores; None if none is live."""
    return _models.live()


def rules_of(model: ScoringModel) -> Rules:
    """What a version says."""
    return _models.rules_of(model)


def reasons(contact: Contact) -> tuple[Reason, ...]:
    """The contributions that add up to the contact's score as stored; none where it is not scored."""
    stored = Score.objects.filter(contact=contact, model__state="live").select_related("model").first()
    if stored is None:
        return ()
    return reasons_of(stored, _models.rules_of(stored.model))


def reasons_of(stored: Score, rules: Rules) -> tuple[Reason, ...]:
    """The contributions that add up to a stored score; `rules`: what its version says."""
    labels = _labels(rules)
    return tuple(_reason(each, labels) for each in stored.reasons)


def told_of(contact: Contact) -> Told:
    """What the contact did, to be given to several of these queries, so that it is read once."""
    return Told(contact.pk)


def result_as_of(contact: Contact, at: datetime, rules: Rules | None = None, told: Told | None = None) -> Result:
    """What the live model says by what had happened and was known to hold by `at`; never scored if the person objected.

    `rules`: of the live model, `told`: of the contact, if they are at hand. Raises NoModel.
    """
    rules = rules or live_rules()[1]
    if not contact.may_be_profiled:
        return UNSCORED
    seen = (told or Told(contact.pk)).seen(rules)
    begun = standing.start_with(rules, seen[: bisect_right(seen, micros_of(at), key=itemgetter(0))], at)
    return standing.result(rules, attributes_then(contact, at), begun, at)


def attributes_then(contact: Contact, at: datetime) -> dict[str, object]:
    """What was known to hold of the contact at `at`."""
    return attributes_as_of(contact, facts(contact), at)


def history(
    contact: Contact, since: datetime, until: datetime, rules: Rules | None = None, told: Told | None = None
) -> list[Point]:
    """The score from `since` to `until` by the live model, as a step line by when things happened. Raises NoModel.

    Each point holds until the next; with many events it is looked at 120 instants, evenly apart. `rules`: of the live
    model, `told`: of the contact, if they are at hand.
    """
    rules = rules or live_rules()[1]
    return line(rules, contact, told or Told(contact.pk), since, until) if contact.may_be_profiled else []


def outlook(
    contact: Contact, at: datetime, model: ScoringModel | None = None, told: Told | None = None
) -> Outlook | None:
    """What would change the current score; None where the contact is not scored. Raises NoModel.

    `model`: the live one, `told`: of the contact, if they are at hand.
    """
    model, rules = (model, _models.rules_of(model)) if model is not None else live_rules()
    if not contact.may_be_profiled:
        return None
    score = Score.objects.filter(contact=contact, model=model).first()
    own = _kept.known(rules, {contact.pk: score}, at)[contact.pk]
    now = instant_of(own.standing.at)
    try:
        return outlook_of(rules, contact.attributes, own.standing, now)
    except NeedsHistory:
        return outlook_of(rules, contact.attributes, _unbounded(rules, told or Told(contact.pk), now), now)


def _unbounded(rules: Rules, told: Told, at: datetime) -> Standing:
    """One that needs no history: where the line of the score over time came to, if somebody has drawn it."""
    if told.followed is None or told.followed.at > micros_of(at):
        return standing.start_with(rules, told.seen(rules), at, is_bounded=False)
    told.followed.move_to(micros_of(at))
    return told.followed


def _labels(rules: Rules) -> Mapping[str, Label]:
    ruled = (*rules.fit.rules, *rules.engagement.rules, *rules.exclude)
    return {**BOUND_LABELS, **{rule.id: rule.label for rule in ruled}}


def _reason(stored: Mapping[str, Any], labels: Mapping[str, Label]) -> Reason:
    last_at = stored["last_at"]
    return Reason(
        stored["rule"],
        labels[stored["rule"]],
        stored["value"],
        stored["events"],
        None if last_at is None else datetime.fromisoformat(last_at),
        stored.get("full"),
    )
