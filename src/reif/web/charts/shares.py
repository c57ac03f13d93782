"""Bars of shares: small multiples with a tick for the whole, and a span in parts."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_BAR = 72
SPAN, GAP = 752.0, 3.0

BANDS_WIDE, BANDS_HIGH = 1000.0, 100.0


def share(value: float | None, whole: float | None) -> SafeString:
    """A bar of a share from 0 to 1 with a tick where all together are. Silent: the figure stands beside it."""
    tick = "" if whole is None else format_html('<path class="tick" d="M{} 0V14"/>', f"{whole * _BAR:.1f}")
    return format_html(
        '<svg class="share" viewBox="0 0 {} 14" width="{}" height="14" preserveAspectRatio="none" '
        'aria-hidden="true"><rect class="track" y="2" '
        'width="{}" height="10"/><rect class="run" y="2" width="{}" height="10"/>{}</svg>',
        _BAR,
        _BAR,
        _BAR,
        f"{(value or 0.0) * _BAR:.1f}",
        tick,
    )


def span(parts: Sequence[float], label: str) -> SafeString:
    """Parts of a whole beside each other, true to scale."""
    whole = sum(parts)
    free = SPAN - GAP * (len(parts) - 1)
    drawn, x = [], 0.0
    for place, part in enumerate(parts):
        wide = free * part / whole if whole > 0 else 0.0
        drawn.append((place % 2, f"{x:.1f}", f"{wide:.1f}"))
        x += wide + GAP
    bars = format_html_join("", '<rect class="part-{}" x="{}" y="0" width="{}" height="8"/>', drawn)
    return format_html(
        '<svg class="span" viewBox="0 0 {} 8" role="img" aria-label="{}">{}</svg>', int(SPAN), label, bars
    )


def bands(columns: Sequence[Sequence[tuple[str, int]]], label: str) -> SafeString:
    """Columns side by side, each of parts (class of its colour, how many) from below; the tallest fills the height."""
    tallest = max((sum(count for _, count in parts) for parts in columns), default=0) or 1
    step = BANDS_WIDE / max(len(columns), 1)
    drawn = []
    for place, parts in enumerate(columns):
        top = BANDS_HIGH
        for name, count in parts:
            tall = (BANDS_HIGH - 4) * count / tallest
            top -= tall
            drawn.append((name, f"{place * step + 1:.1f}", f"{top:.2f}", f"{step - 2:.1f}", f"{tall:.2f}"))
    bars = format_html_join("", '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', drawn)
    return format_html(
        '<svg class="bands" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>',
        int(BANDS_WIDE),
        int(BANDS_HIGH),
        label,
        bars,
    )
