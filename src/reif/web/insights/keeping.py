"""Figures that take long to count are counted by the worker and kept; others are counted when they are asked for."""

from collections.abc import Mapping

from django.core.cache import caches

from reif.records.models import Contact

LARGE = 20_000
"""Contacts. So many are counted in a tenth of a second; of more, figures are kept."""

KEPT_SECONDS = 1800
_CACHE = "figures"


def is_large() -> bool:
    """Whether counting everybody takes too long to wait for. The newest number tells: nobody counts for it."""
    newest = Contact.objects.order_by("-id").values_list("id", flat=True).first()
    return newest is not None and newest > LARGE


def kept(*keys: str) -> Mapping[str, object]:
    """What is kept of figures, by key. One query."""
    found: Mapping[str, object] = caches[_CACHE].get_many(keys)
    return found


def keep(key: str, figures: object) -> None:
    """For half an hour, in place of older ones."""
    caches[_CACHE].set(key, figures, KEPT_SECONDS)
