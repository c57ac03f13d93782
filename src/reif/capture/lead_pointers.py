"""Leads that LinkedIn and Meta say they have: kept until somebody brings them over."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet, Sum

from reif.integrations.files.secret_file import read_secret, write_secret
from reif.integrations.webhooks.pointers import Pointer
from reif.records.models import LeadPointer, Source, SourceDay, User


def secret_of(source: Source, system: str) -> str:
    """With which the system signs what it sends to this source; empty if nobody has said it."""
    return read_secret(_secret_file(source, system))


def keep_secret(source: Source, system: str, secret: str) -> None:
    """Write it down below REIF_HOME, for its owner alone: it is in no table and no backup of them."""
    write_secret(_secret_file(source, system), secret)


def forget_secret(source: Source, system: str) -> None:
    """From now on nothing of the system is taken for this source."""
    _secret_file(source, system).unlink(missing_ok=True)


def keep(*, source: Source, system: str, found: Iterable[Pointer], at: datetime) -> int:
    """Keep what a notice points at, each lead once however often it is said; how many were new."""
    new = 0
    with transaction.atomic():
        for each in found:
            _, is_new = LeadPointer.objects.get_or_create(
                source=source,
                system=system,
                lead=each.lead,
                defaults={"form": each.form, "occurred_at": each.occurred_at, "received_at": at},
            )
            new += is_new
            if each.is_deleted:
                LeadPointer.objects.filter(source=source, system=system, lead=each.lead, deleted_at=None).update(
                    deleted_at=at
                )
    return new


def count_forged(*, source: Source, at: datetime) -> None:
    """Count a call whose signature is missing or wrong."""
    with transaction.atomic():
        day, _ = SourceDay.objects.get_or_create(source=source, day=at.date(), defaults={"last_at": at})
        SourceDay.objects.filter(pk=day.pk).update(forged=F("forged") + 1)


def forged(source: Source, at: datetime) -> int:
    """Calls of the last seven days whose signature was missing or wrong."""
    days = SourceDay.objects.filter(source=source, day__gt=at.date() - timedelta(days=7))
    return days.aggregate(forged=Sum("forged"))["forged"] or 0


def waiting(source: Source) -> QuerySet[LeadPointer]:
    """Those that nobody has brought over yet, and those to be deleted, the newest first."""
    return LeadPointer.objects.filter(source=source, fetched_at=None).order_by("-received_at", "-id")


def mark_fetched(*, source: Source, numbers: Iterable[int], by: User | None, at: datetime) -> int:
    """Say that somebody has seen to these leads; how many there were."""
    found = LeadPointer.objects.filter(source=source, pk__in=list(numbers), fetched_at=None)
    return found.update(fetched_at=at, fetched_by=by)


def _secret_file(source: Source, system: str) -> Path:
    return Path(settings.REIF_HOME) / "sources" / f"{source.pk}-{system}.secret"
