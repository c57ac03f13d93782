"""Reads of what captures."""

from reif.capture.write_keys import hash_of
from reif.records.models import Source


def source_of(key: str) -> Source | None:
    """The source whose write key it is, while it is in use; None for any other text."""
    return Source.objects.filter(write_key_hash=hash_of(key), is_active=True).first() if key else None
