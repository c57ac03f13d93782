"""Ripeness: a fruit cut through. As many arcs as the level has, a core whose diameter is the score."""

import math
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_RADIUS, _GAP, _LARGEST_CORE, _SMALLEST_CORE = 8.9, 13.0, 6.7, 0.8


@lru_cache(maxsize=1024)
def ripeness(points: int | None, level: int, temperature: str, size: int = 20) -> SafeString:
    """The mark; a dashed seed for an unknown score. The number always stands beside it, so it is silent."""
    if points is None:
        return format_html(
            '<svg class="ripeness unknown" viewBox="0 0 20 20" width="{}" height="{}" aria-hidden="true">'
            '<circle cx="10" cy="10" r="3.4"/></svg>',
            size,
            size,
        )
    arcs = format_html_join(
        "", '<path class="arc{}" d="{}"/>', ((" on" if quarter < level else "", _arc(quarter)) for quarter in range(4))
    )
    radius = f"{max(_LARGEST_CORE * points / 100, _SMALLEST_CORE):.2f}"
    return format_html(
        '<svg class="ripeness {}" viewBox="0 0 20 20" width="{}" height="{}" aria-hidden="true">'
        '{}<circle class="core" cx="10" cy="10" r="{}"/></svg>',
        temperature,
        size,
        size,
        arcs,
        radius,
    )


def _arc(quarter: int) -> str:
    x1, y1 = _on_circle(quarter * 90 + _GAP / 2)
    x2, y2 = _on_circle(quarter * 90 + 90 - _GAP / 2)
    return f"M{x1:.2f} {y1:.2f}A{_RADIUS} {_RADIUS} 0 0 1 {x2:.2f} {y2:.2f}"


def _on_circle(degrees: float) -> tuple[float, float]:
    """Clockwise from twelve o'clock."""
    angle = math.radians(degrees - 90)
    return 10 + _RADIUS * math.cos(angle), 10 + _RADIUS * math.sin(angle)
