"""The bars of a breakdown in templates."""

from django import template
from django.utils.safestring import SafeString

from reif.web.charts import bars
from reif.web.contact.breakdown import Breakdown, Group, Row

register = template.Library()


@register.simple_tag
def bar(row: Row, top: float) -> SafeString:
    """What one reason gives."""
    return bars.bar(row.kind, row.start, row.end, row.full, top, is_first=row.start == 0)


@register.simple_tag
def bar_joins(group: Group, top: float) -> SafeString | str:
    """The line through a heading, where something stands above it."""
    start = group.rows[0].start
    return bars.joins(start, top) if start > 0 else ""


@register.simple_tag
def bar_sum(breakdown: Breakdown) -> SafeString:
    """The whole score."""
    return bars.whole(breakdown.score, breakdown.top)
