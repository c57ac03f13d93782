"""Two distributions over the same bands: what is, and what would be."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT, _BASE = 600, 130, 112
_HIGHEST = 104


def before_after(bands: Sequence[tuple[int, int]], label: str) -> SafeString:
    """`bands`: (before, after) for each ten points from 0 on; before is an outline, after is filled."""
    most = max((count for band in bands for count in band), default=0) or 1
    step = WIDTH / max(len(bands), 1)
    drawn = []
    for place, (before, after) in enumerate(bands):
        for count, name, inset, wide in ((after, "after", 8.0, step - 16), (before, "before", 3.0, step - 6)):
            tall = _HIGHEST * count / most
            drawn.append((name, f"{place * step + inset:.1f}", f"{_BASE - tall:.1f}", f"{wide:.1f}", f"{tall:.1f}"))
    bars = format_html_join("", '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>', drawn)
    marks = format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        ((f"{(place + 0.5) * step:.1f}", HEIGHT - 3, place * 10) for place in range(len(bands))),
    )
    return format_html(
        '<svg class="before-after" viewBox="0 0 {} {}" role="img" aria-label="{}">{}'
        '<path class="base" d="M0 {}H{}"/>{}</svg>',
        WIDTH,
        HEIGHT,
        label,
        bars,
        _BASE + 0.5,
        WIDTH,
        marks,
    )
