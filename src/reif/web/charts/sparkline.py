"""A line of 30 days in a row of a list: always from 0 to 100, with an end in the temperature."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

_WIDTH, _HEIGHT, _TOP, _END = 60, 20, 2, 57


def sparkline(steps: Sequence[tuple[float, int]], temperature: str) -> SafeString:
    """`steps`: (share of the time, points) in order; each holds until the next. Silent: the number stands beside it."""
    if not steps:
        return SafeString("")
    parts = [f"M0 {_y(steps[0][1]):.1f}"]
    for share, points in steps[1:]:
        parts.append(f"H{share * _END:.1f}V{_y(points):.1f}")
    last = _y(steps[-1][1])
    return format_html(
        '<svg class="sparkline {}" viewBox="0 0 60 20" width="60" height="20" aria-hidden="true">'
        '<path class="base" d="M0 19.5H60"/><path class="steps" d="{}H{}"/>'
        '<circle class="end" cx="{}" cy="{}" r="2"/></svg>',
        temperature,
        "".join(parts),
        _END,
        _END,
        f"{last:.1f}",
    )


def _y(points: int) -> float:
    return _TOP + (_HEIGHT - _TOP - 1.5) * (1 - points / 100)
