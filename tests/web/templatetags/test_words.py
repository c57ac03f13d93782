"""Filters that every template has."""

from datetime import date, timedelta

from django.template import engines
from django.utils import timezone, translation


def rendered(template: str, **context: object) -> str:
    with translation.override("de"):
        return engines["django"].from_string(template).render(context)


def test_numbers_and_words() -> None:
    assert rendered("{{ n|number }} {{ n|number:1 }} {{ n|signed }}", n=1906.25) == "1.906 1.906,2 +1.906,2"
    assert rendered("{{ n|percent }} {{ n|percent:1 }} {{ m|money }}", n=0.31, m=48000) == (
        "31\u202f% 31,0\u202f% 48.000\u00a0€"
    )
    assert rendered("{{ 'lead'|stage_word }} {{ 'hot'|temperature_word }} {{ 'store'|channel_word }}") == (
        "Lead heiß Geschäft"
    )
    assert rendered("{{ 'ambassador'|stage_word_short }} {{ 'Offer Requested'|event_word }}") == (
        "Botschafter Angebot erbeten"
    )


def test_a_time_has_its_exact_form_at_hand() -> None:
    at = timezone.now() - timedelta(minutes=12)
    shown = rendered("{{ at|ago }}", at=at)
    assert shown.startswith(f'<time datetime="{at.isoformat()}" title="')
    assert shown.endswith(">vor\u00a012\u00a0Min.</time>")
    assert rendered("{{ at|ago }} {{ at|day }}", at=None) == "– –"


def test_days() -> None:
    assert rendered("{{ on|short_day }} {{ on|long_day }}", on=date(2026, 10, 29)) == "29. Okt. 29.\u00a0Oktober 2026"
    assert rendered("{{ on|day }}", on=timezone.localdate()) == "heute"


def test_names_are_escaped() -> None:
    assert rendered("{{ who|person }}", who=type("Who", (), {"name": "<b>", "email": ""})()) == ("&lt;b&gt;")
