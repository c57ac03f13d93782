"""What was known of a contact at some time."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from reif.engines.result import Result
from reif.records.models import AttributeChange, Contact, ScoringModel
from reif.rules.scoring_model import ScoringModel as Rules
from reif.score import _models

UNSCORED = Result(0.0, 0, 1, "cold", "D", 0.0, 0.0, None, "", ())


class NoModel(LookupError):
    """No scoring model is live."""


class Fact(NamedTuple):
    """From `occurred_at` on the attribute has the value (None: missing)."""

    occurred_at: datetime
    attribute: str
    value: object


def live_rules() -> tuple[ScoringModel, Rules]:
    """The version that scores and what it says. Raises NoModel."""
    model = _models.live()
    if model is None:
        raise NoModel
    return model, _models.rules_of(model)


def facts(contact: Contact) -> list[Fact]:
    """What became known of the contact, in the order in which it holds."""
    stored = AttributeChange.objects.filter(contact=contact).order_by("occurred_at", "id")
    return [Fact(*row) for row in stored.values_list("occurred_at", "attribute", "value")]


def attributes_as_of(contact: Contact, known: list[Fact], at: datetime) -> dict[str, object]:
    """The last values known by then. What the contact has without a record of since when, it always had."""
    told = {fact.attribute for fact in known}
    then: dict[str, Any] = {name: value for name, value in _now(contact).items() if name not in told}
    then.update((fact.attribute, fact.value) for fact in known if fact.occurred_at <= at)
    return {name: value for name, value in then.items() if value is not None}


def _now(contact: Contact) -> Mapping[str, object]:
    attributes: Mapping[str, object] = contact.attributes
    return attributes
