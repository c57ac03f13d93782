"""How much came on each of the last days: a bar a day, true to scale beside others of the same scale."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_WIDTH, _GAP, _HEIGHT, _LEAST = 7, 2, 20, 1.5


def days(counts: Sequence[int], most: int) -> SafeString:
    """`counts`: of each day, the newest last. `most`: what fills the height. Silent: the sum stands beside it."""
    bars = format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
        (_bar(place, count, most) for place, count in enumerate(counts)),
    )
    width = len(counts) * (_WIDTH + _GAP) - _GAP
    return format_html(
        '<svg class="days" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true">{}</svg>',
        width,
        _HEIGHT,
        width,
        _HEIGHT,
        bars,
    )


def _bar(place: int, count: int, most: int) -> tuple[str, int, str, int, str]:
    height = max(_HEIGHT * count / most, _LEAST) if count else _LEAST / 2
    return "some" if count else "none", place * (_WIDTH + _GAP), f"{_HEIGHT - height:.1f}", _WIDTH, f"{height:.1f}"
