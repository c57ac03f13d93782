"""Fit: one letter, the better the blacker."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString


@lru_cache(maxsize=1024)
def fit(grade: str) -> SafeString:
    """A to D."""
    return format_html('<span class="fit fit-{}">{}</span>', grade.lower(), grade)
