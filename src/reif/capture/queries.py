"""Reads of what captures."""

from datetime import datetime

from reif.capture.write_keys import hash_of
from reif.records.models import Arrival, Source


def source_of(key: str) -> Source | None:
    """The source whose write key it is, while it is in use; None for any other text."""
    return Source.objects.filter(write_key_hash=hash_of(key), is_active=True).first() if key else None


def has_arrivals() -> bool:
    """Whether requests of clients wait to be read."""
    return Arrival.objects.exists()


def arrivals() -> tuple[int, datetime | None]:
    """How many requests of clients wait to be read, and since when the first."""
    return Arrival.objects.count(), Arrival.objects.order_by("id").values_list("received_at", flat=True).first()
