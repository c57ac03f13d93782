"""Time that runs: a bar with a tick at the goal, half way."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

WIDTH = 120


def running(minutes: int, goal: int) -> SafeString:
    """`minutes` since it began; the bar is full at twice the goal. Silent: the time stands beside it in words."""
    share = min(minutes / (2 * goal), 1.0)
    return format_html(
        '<svg class="running{}" viewBox="0 0 {} 14" width="{}" height="14" aria-hidden="true">'
        '<rect class="track" y="4" width="{}" height="6" rx="3"/><rect class="run" y="4" width="{}" height="6" rx="3"/>'
        '<path class="goal" d="M{} 0V14"/></svg>',
        " over" if minutes > goal else "",
        WIDTH,
        WIDTH,
        WIDTH,
        f"{max(share * WIDTH, 4):.1f}",
        WIDTH // 2,
    )
