"""Since when the proposals of a made-up world wait: since the request, or since the gate was last met."""

from datetime import datetime

from reif.records.models import Contact
from reif.rules.gates import GATE, REQUEST_NAMES, gate_of
from reif.rules.stages import Stage


def date_proposals() -> None:
    """All of them are made when the world is loaded; each gets the instant at which it would have been made."""
    for contact in Contact.objects.filter(is_simulated=True).exclude(proposed_stage=""):
        since = _gate_met(contact) if contact.proposed_by_rule == GATE else _asked(contact)
        if since is not None:
            Contact.objects.filter(pk=contact.pk).update(proposed_at=since)


def _asked(contact: Contact) -> datetime | None:
    asked = contact.events.filter(name__in=REQUEST_NAMES).order_by("occurred_at")
    return asked.values_list("occurred_at", flat=True).last()


def _gate_met(contact: Contact) -> datetime | None:
    gate = gate_of(Stage(contact.stage))
    since: datetime | None = None
    if gate is not None:
        for at, points, grade in contact.score_changes.order_by("as_of", "id").values_list("as_of", "points", "grade"):
            since = None if gate.missing(points, grade) else since or at
    return since
