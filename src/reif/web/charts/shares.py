"""Bars of shares: small multiples with a tick for the whole, and a span in parts."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_BAR = 72
SPAN, GAP = 100.0, 0.4
_LABELLED, _LETTER, _LINE = 800.0, 6.8, 18
"""How wide a span is drawn at least where its labels are shown, what a letter takes, and a line of labels."""

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


def length(value: float, longest: int) -> SafeString:
    """A bar of a share from 0 to 1, as long as it is: what it counts follows at once. Silent."""
    long = f"{max(value * longest, 2):.1f}"
    return format_html(
        '<svg class="length" width="{}" height="8" aria-hidden="true"><rect class="run" width="{}" height="8"/></svg>',
        long,
        long,
    )


def span(parts: Sequence[float], labels: Sequence[tuple[str, str]], label: str) -> SafeString:
    """Parts of a whole beside each other, true to scale, in percent of any width.

    `labels`: a figure and what it is, below the begin of each part, in a lower line where the one before is in the way.
    """
    whole = sum(parts)
    free = SPAN - GAP * (len(parts) - 1)
    drawn, written, x = [], [], 0.0
    ends: list[float] = []
    for place, (part, (figure, what)) in enumerate(zip(parts, labels, strict=True)):
        wide = free * part / whole if whole > 0 else 0.0
        drawn.append((place % 2, f"{x:.2f}", f"{wide:.2f}"))
        line = next((line for line, end in enumerate(ends) if end <= x), len(ends))
        end = x + 100 * _LETTER * (len(figure) + len(what) + 3) / _LABELLED
        ends[line : line + 1] = [end]
        written.append((f"{x:.2f}", 8 + _LINE * (line + 1), figure, what))
        x += wide + GAP
    bars = format_html_join("", '<rect class="part-{}" x="{}%" y="0" width="{}%" height="10"/>', drawn)
    words = format_html_join("", '<text x="{}%" y="{}"><tspan class="figure">{}</tspan> {}</text>', written)
    return format_html(
        '<svg class="span" width="100%" height="{}" role="img" aria-label="{}">{}{}</svg>',
        12 + _LINE * len(ends),
        label,
        bars,
        words,
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
