"""Fit: one letter, the better the blacker."""

from django.utils.html import format_html
from django.utils.safestring import SafeString


def fit(grade: str) -> SafeString:
    """A to D."""
    return format_html('<span class="fit fit-{}">{}</span>', grade.lower(), grade)
