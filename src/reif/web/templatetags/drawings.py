"""Marks in templates."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from reif.web.templatetags.words import language
from reif.web.wording import field

register = template.Library()


@register.simple_tag
def temperature(name: str) -> SafeString:
    """kalt, warm, heiß."""
    return format_html('<span class="{}">{}</span>', name, field.temperature_word(name))


@register.simple_tag
def rungs(stage: str) -> SafeString:
    """Verkaufschance."""
    return format_html("{}", field.stage_word(stage, language()))


@register.simple_tag
def fit_letter(grade: str) -> SafeString:
    """A."""
    return format_html("{}", grade)
