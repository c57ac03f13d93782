"""Figures that take long to count are kept for a while; the others are counted each time."""

import time
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

KEPT_SECONDS = 300
Figures = TypeVar("Figures")


def kept_if_slow(key: str, count: Callable[[], Figures], slow_seconds: float) -> Figures:
    """What `count` returns, or what it returned within five minutes where that took longer than `slow_seconds`."""
    kept: Figures | None = cache.get(key)
    if kept is not None:
        return kept
    begun = time.perf_counter()
    found = count()
    if time.perf_counter() - begun > slow_seconds:
        cache.set(key, found, KEPT_SECONDS)
    return found
