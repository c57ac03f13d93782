"""Marks in templates."""

from django.template import engines
from django.utils import translation


def test_marks_carry_their_word() -> None:
    with translation.override("de"):
        shown = (
            engines["django"].from_string("{% temperature 'hot' %} {% rungs 'lead' %} {% fit_letter 'A' %}").render()
        )
    assert "heiß" in shown
    assert "Lead" in shown
    assert "A" in shown
