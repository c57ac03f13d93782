"""Figures that take long to count are kept and counted anew in the background; the others are counted each time."""

import time
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

SLOW_SECONDS = 0.25
KEPT_SECONDS = 1800
Figures = TypeVar("Figures")


def kept_if_slow(key: str, count: Callable[[], Figures]) -> Figures:
    """What `count` returns, or returned within the last half hour where that takes long."""
    kept: Figures | None = cache.get(key)
    return counted(key, count) if kept is None else kept


def counted(key: str, count: Callable[[], Figures]) -> Figures:
    """What `count` returns now, kept if that took long."""
    begun = time.perf_counter()
    found = count()
    if time.perf_counter() - begun > SLOW_SECONDS:
        cache.set(key, found, KEPT_SECONDS)
    else:
        cache.delete(key)
    return found
