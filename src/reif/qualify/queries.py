"""Reads of stages."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from reif.records.models import Contact, StageChange
from reif.rules.gates import Missing, gate_of
from reif.rules.stages import Stage, Status


@dataclass(frozen=True, slots=True)
class Stay:
    """A while at a stage: `until` None as of when it still lasted. `change`: the move that began it, if one did."""

    stage: Stage
    status: Status
    since: datetime
    until: datetime | None
    lasted: timedelta
    change: StageChange | None


def proposals() -> QuerySet[Contact]:
    """Contacts with a proposal that waits for a person, ripest first."""
    waiting = Contact.objects.exclude(proposed_stage="").filter(status=Status.ACTIVE)
    return waiting.select_related("owner", "company").order_by("-score", "id")


def moves(contact: Contact) -> QuerySet[StageChange]:
    """Every record of a move, also of one that was taken back or that leads nowhere, the last first."""
    changes: QuerySet[StageChange] = StageChange.objects.filter(contact=contact)
    return changes.select_related("by", "model", "undone_by").order_by("-occurred_at", "-id")


def stages_of(contact: Contact, at: datetime) -> list[Stay]:
    """Where the contact has stood up to `at`, in order, each stay at a stage or in a status as one."""
    changes = [each for each in reversed(moves(contact)) if each.occurred_at <= at]
    steps = [each for each in changes if (each.from_stage, each.from_status) != (each.to_stage, each.to_status)]
    first = (steps[0].from_stage, steps[0].from_status) if steps else (contact.stage, contact.status)
    if not steps and moves(contact).exists():
        earliest = moves(contact).last()
        assert earliest is not None
        first = (earliest.from_stage, earliest.from_status)
    begins = min(contact.created_at, steps[0].occurred_at) if steps else contact.created_at
    starts = [(first, begins, None), *(((each.to_stage, each.to_status), each.occurred_at, each) for each in steps)]
    ends = [start for _, start, _ in starts[1:]] + [None]
    return [
        Stay(Stage(stage), Status(status), since, until, (until or at) - since, change)
        for ((stage, status), since, change), until in zip(starts, ends, strict=True)
        if until is None or until > since
    ]


def missing_for(contact: Contact, stage: Stage) -> Missing | None:
    """What keeps the contact from the stage by its gate; None where no gate leads there, or it is passed already."""
    gate = gate_of(Stage(contact.stage))
    if gate is None or gate.to != stage:
        return None
    return gate.missing(contact.points, contact.grade)
