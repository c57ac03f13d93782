"""Marks and charts in templates: the drawings with their words. Loaded in every template."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reif.records.models import Contact
from reif.web.charts.sparkline import sparkline as draw_sparkline
from reif.web.marks.fit import fit
from reif.web.marks.ripeness import ripeness as draw_ripeness
from reif.web.marks.stage import rungs as draw_rungs
from reif.web.marks.temperature import temperature as draw_temperature
from reif.web.templatetags.words import language
from reif.web.wording import field

register = template.Library()


@register.simple_tag
def ripeness(points: int | None, level: int, temperature: str, size: int = 20) -> SafeString:
    """The fruit; the number is to stand beside it."""
    return draw_ripeness(points, level, temperature, size)


@register.simple_tag
def ripe(contact: Contact, size: int = 20) -> SafeString:
    """The fruit and its number; a seed and a dash for whoever objected to being profiled."""
    if contact.may_be_profiled:
        mark = draw_ripeness(contact.points, contact.level, contact.temperature, size)
        return format_html("{} <b>{}</b>", mark, contact.points)
    seed = draw_ripeness(None, 1, "cold", size)
    return format_html('{} <b aria-hidden="true">–</b><span class="only-read">{}</span>', seed, _("not scored"))


@register.simple_tag
def temperature(name: str) -> SafeString:
    """Flame, half sun or crossed strokes, and the word."""
    return draw_temperature(name, field.temperature_word(name))


@register.simple_tag
def rungs(stage: str, status: str = "active") -> SafeString:
    """Six rungs and the stage's word; the word of the status beside which there is one."""
    return draw_rungs(stage, field.stage_word(stage, language()) if status == "active" else field.status_word(status))


@register.simple_tag
def fit_letter(grade: str) -> SafeString:
    """A, B, C or D."""
    return fit(grade)


@register.simple_tag
def sparkline(steps: Sequence[tuple[float, int]], temperature: str) -> SafeString:
    """The points of 30 days."""
    return draw_sparkline(steps, temperature)


@register.inclusion_tag("contact/_waterfall.html")
def waterfall(breakdown: Any) -> dict[str, Any]:
    """The reasons as a table with bars that add up."""
    weightiest, others, rest = breakdown.weightiest(3)
    return {
        "breakdown": breakdown,
        "weightiest": {row.rule for row in weightiest},
        "others": others,
        "rest": rest,
        "kinds": {row.kind for group in breakdown.groups for row in group.rows}
        | ({"faded"} if any(row.full > row.end for group in breakdown.groups for row in group.rows) else set()),
    }
