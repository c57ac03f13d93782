"""Reads of stages."""

from django.db.models import QuerySet

from reif.records.models import Contact, StageChange
from reif.rules.gates import Missing, gate_of
from reif.rules.stages import Stage, Status


def proposals() -> QuerySet[Contact]:
    """Contacts with a proposal that waits for a person, ripest first."""
    waiting = Contact.objects.exclude(proposed_stage="").filter(status=Status.ACTIVE)
    return waiting.select_related("owner", "company").order_by("-score", "id")


def moves(contact: Contact) -> QuerySet[StageChange]:
    """Every record of a move, also of one that was taken back or that leads nowhere, the last first."""
    changes: QuerySet[StageChange] = StageChange.objects.filter(contact=contact)
    return changes.select_related("by", "model", "undone_by").order_by("-occurred_at", "-id")


def missing_for(contact: Contact, stage: Stage) -> Missing | None:
    """What keeps the contact from the stage by its gate; None where no gate leads there, or it is passed already.

    None, too, for whoever objected to profiling: a gate looks at scores.
    """
    gate = gate_of(Stage(contact.stage))
    if gate is None or gate.to != stage or not contact.may_be_profiled:
        return None
    return gate.missing(contact.points, contact.grade)
