"""Whose time is over: what is kept no longer than an admin has set, by kind."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from reif.records.models import (
    AuditEntry,
    Consent,
    Contact,
    Event,
    ImportReject,
    InboundMail,
    Installation,
    Message,
    Quarantined,
    StageChange,
    Submission,
    Visitor,
)
from reif.rules.stages import Stage

KINDS = ("rejects", "calls", "mails", "submissions", "visitors", "contacts", "audit")
"""In the order in which they are gone through: who is erased has fewer rejects to be looked for then."""

_AS = {"calls": "rejects", "mails": "rejects", "submissions": "rejects"}
"""What could not be used is kept for one time, wherever it came from: also a form that nobody stood by."""

_BOUGHT = (Stage.CUSTOMER.value, Stage.AMBASSADOR.value)


def periods_of(house: Installation) -> dict[str, int | None]:
    """Days by kind; None: kept for ever."""
    return {kind: getattr(house, f"keep_{_AS.get(kind, kind)}_days") for kind in KINDS}


def over(kind: str, days: int, at: datetime) -> QuerySet[Any]:
    """The rows of a kind whose time is over at `at`, by id."""
    before = at - timedelta(days=days)
    found: Mapping[str, QuerySet[Any]] = {
        "contacts": _contacts(before, at),
        "visitors": Visitor.objects.filter(contact=None, last_seen_at__lt=before),
        "rejects": ImportReject.objects.filter(of__started_at__lt=before),
        "calls": Quarantined.objects.filter(received_at__lt=before),
        "mails": InboundMail.objects.filter(received_at__lt=before),
        "submissions": Submission.objects.filter(contact=None, received_at__lt=before),
        "audit": AuditEntry.objects.filter(occurred_at__lt=before),
    }
    return found[kind].order_by("id")


def _contacts(before: datetime, at: datetime) -> QuerySet[Contact]:
    """Nobody who ever bought, and nobody of whom there was a sign, or whom somebody of the team touched, since.

    Who was put off until a day to come is waited for.
    """
    bought = StageChange.objects.filter(contact=OuterRef("pk"), to_stage__in=_BOUGHT)
    still = Q(last_activity_at=None) | Q(last_activity_at__lt=before)
    untouched = Q(touched_at=None) | Q(touched_at__lt=before)
    found = Contact.objects.filter(still, untouched, created_at__lt=before).exclude(stage__in=_BOUGHT)
    return found.exclude(look_again_on__gt=at.date()).filter(~Exists(bought))


def delete(kind: str, ids: list[int]) -> int:
    """Delete rows of a kind that names no contact. How many."""
    if kind == "visitors":
        gone = Visitor.objects.select_for_update().filter(pk__in=ids, contact=None)
        numbers = [visitor.pk for visitor in gone]
        Event.objects.filter(visitor__in=numbers, contact=None).erase()
        # One whose event meanwhile belongs to a contact stays: it tells by which way the contact came. So does one who
        # has sent a form, which is kept for a time of its own.
        return int(Visitor.objects.filter(pk__in=numbers, events=None, submissions=None).delete()[0])
    if kind == "rejects":
        return int(ImportReject.objects.filter(pk__in=ids).delete()[0])
    if kind == "submissions":
        sent = list(Submission.objects.filter(pk__in=ids, contact=None).values_list("pk", flat=True))
        Consent.objects.filter(submission__in=sent).erase()
        Message.objects.filter(submission__in=sent).delete()
        return int(Submission.objects.filter(pk__in=sent).delete()[0])
    if kind == "calls":
        return int(Quarantined.objects.filter(pk__in=ids).delete()[0])
    if kind == "mails":
        return int(InboundMail.objects.filter(pk__in=ids).delete()[0])
    return int(AuditEntry.objects.filter(pk__in=ids).erase())
