"""Reads of mail."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, QuerySet

from reif.records.models import Message
from reif.rules.texts import clean

TROUBLED = ("unknown", "refused", "failed")
"""What somebody should look at."""


def states() -> dict[str, int]:
    """How many mails there are by state; states without mails are left out."""
    return dict(Message.objects.values_list("state").annotate(count=Count("id")).order_by("state"))


def troubled() -> QuerySet[Message]:
    """Mails that were not sent, or of which nobody knows whether they were, the latest first."""
    found: QuerySet[Message] = Message.objects.filter(state__in=TROUBLED).select_related("submission__version__form")
    return found.order_by("-ended_at", "-id")


def sent_to(address: str, kind: str, since: datetime) -> int:
    """How many mails of the kind were written to the address since the instant, whatever became of them."""
    return Message.objects.filter(address=address, kind=kind, created_at__gte=since).count()


def message_of(message_ids: Iterable[str]) -> Message | None:
    """The latest mail of ours that bears one of the Message-IDs, which have their brackets."""
    found: QuerySet[Message] = Message.objects.filter(message_id__in=[clean(each) for each in message_ids])
    return found.select_related("contact").order_by("-id").first()
