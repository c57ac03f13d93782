"""Words, numbers and times in templates, in the language that is being spoken. Loaded in every template."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from reif.rules.form import MESSAGE
from reif.web.wording import consents, field, names, numbers, reasons, times

register = template.Library()


def language() -> str:
    """The language that is being spoken."""
    return (get_language() or "en")[:2]


@register.filter
def layers(listed: str) -> list[str]:
    """The addresses of the style sheets of these layers."""
    return [static(f"web/css/{name}.css") for name in listed.split()]


@register.filter
def number(value: float, decimals: int = 0) -> str:
    """1.906"""
    return numbers.number(value, language(), decimals)


@register.filter
def reason_word(reason: str) -> str:
    """Why something could not be used."""
    return reasons.told(reason)


@register.filter
def signed(value: float, decimals: int = 1) -> str:
    """+18,6"""
    return numbers.signed(value, language(), decimals)


@register.filter
def percent(share: float, decimals: int = 0) -> str:
    """31 %"""
    return numbers.percent(share, language(), decimals)


@register.filter
def money(value: float) -> str:
    """48.000 €"""
    return numbers.money(value, language())


@register.filter
def ago(at: datetime | None) -> SafeString | str:
    """vor 12 Min., as a time element with the exact time; a dash for never."""
    if at is None:
        return "–"
    now = timezone.localtime()
    said, exact = times.said(at, now, language()), times.exact(at, now, language())
    return format_html('<time datetime="{}" title="{}">{}</time>', at.isoformat(), exact, said)


@register.filter
def day(on: date | None) -> str:
    """Do, 12. Nov."""
    return "–" if on is None else times.day_of(_date(on), timezone.localdate(), language())


@register.filter
def short_day(on: date) -> str:
    """29. Okt."""
    return times.short_day(_date(on), language())


@register.filter
def days_to(first: date, last: date) -> str:
    """1. Juli – 30. Sept. 2026"""
    return times.days(_date(first), _date(last), language())


@register.filter
def long_day(on: date) -> str:
    """12. November 2026"""
    return times.long_day(_date(on), language())


@register.filter
def clock(at: datetime) -> str:
    """14:32"""
    return times.clock(timezone.localtime(at))


@register.filter
def weekday(at: datetime) -> str:
    """Donnerstag, 12. November, 14:32"""
    return times.weekday(timezone.localtime(at), language())


@register.filter
def exact(at: datetime) -> str:
    """Do, 12. Nov. 2026, 14:32"""
    return times.exact(at, timezone.localtime(), language())


@register.filter
def in_utc(at: datetime) -> str:
    """2026-11-26 19:02:31 UTC: the same for whoever reads a proof."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


@register.filter
def lasting(span: timedelta) -> str:
    """14 Tage"""
    return times.lasting(span)


@register.filter
def person(who: Any) -> str:
    """The name, or what stands for it."""
    return names.person(who)


@register.filter
def initials(who: Any) -> str:
    """JR"""
    return names.initials(names.person(who))


@register.filter
def stage_word(stage: str) -> str:
    """Verkaufschance"""
    return field.stage_word(stage, language())


@register.filter
def stage_words(stage: str) -> str:
    """Verkaufschancen"""
    return field.stage_words(stage, language())


@register.filter
def stage_word_short(stage: str) -> str:
    """Chance"""
    return field.stage_word(stage, language(), is_short=True)


register.filter("temperature_word", field.temperature_word)
register.filter("status_word", field.status_word)
register.filter("disqualification_word", field.disqualification_word)
register.filter("channel_word", field.channel_word)
register.filter("campaign_word", consents.campaign_word)
register.filter("purpose_word", consents.purpose_word)
register.filter("consent_channel_word", consents.consent_channel_word)


@register.filter
def event_word(name: str) -> str:
    """auf E-Mail geantwortet"""
    return field.event_word(name, language())


@register.filter
def attribute_word(name: str) -> str:
    """Firma"""
    return field.attribute_word(name, language())


@register.filter
def asked_word(name: str) -> str:
    """Firma; of the field for a message: Nachricht"""
    return gettext("Message") if name == MESSAGE else field.attribute_word(name, language())


def _date(on: date) -> date:
    return timezone.localtime(on).date() if isinstance(on, datetime) else on
