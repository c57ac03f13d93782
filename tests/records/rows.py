"""Rows to test with."""

from datetime import UTC, datetime
from typing import Any

from reif.records.models import Contact, Event, ScoringModel, Source

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def contact(**columns: Any) -> Contact:
    return Contact.objects.create(**{"created_at": AT} | columns)


def source() -> Source:
    return Source.objects.get_or_create(name="website", defaults={"created_at": AT})[0]


def event(of: Contact, **columns: Any) -> Event:
    given = {"name": "Page Viewed", "occurred_at": AT, "received_at": AT, "source": source()}
    return Event.objects.create(contact=of, **given | columns)


def scoring_model(number: int, state: str = "draft") -> ScoringModel:
    published_at = None if state == "draft" else AT
    return ScoringModel.objects.create(
        number=number, name="small", text="format: 1", state=state, created_at=AT, published_at=published_at
    )
