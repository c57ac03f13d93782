"""Numbers as people write them, and a team's own attributes."""

import pytest
from django.utils import timezone, translation

from reif.records.models import Attribute
from reif.web.contact.form import ContactForm, read_number


@pytest.mark.parametrize(
    ("written", "language", "number"),
    [
        ("48.000", "de", 48000),
        ("48 000,50", "de", 48000.5),
        ("48.000 €", "de", 48000),
        ("1.250.000,25", "de", 1250000.25),
        ("48.5", "de", 48.5),
        ("48,000", "en", 48000),
        ("48.000", "en", 48),
        ("−5", "de", -5),
        ("48'000", "de", 48000),
        ("", "de", None),
        ("1.2.3", "de", None),
        ("12e5", "en", None),
        ("inf", "en", None),
        ("9" * 20, "en", None),
    ],
)
def test_numbers(written: str, language: str, number: float | None) -> None:
    assert read_number(written, language) == number


@pytest.mark.django_db
def test_own_attributes_have_fields_of_their_kind() -> None:
    for name, kind, options in (
        ("robots", "number", []),
        ("vip", "boolean", []),
        ("tier", "choice", [{"value": "gold", "de": "Gold", "en": "Golden"}]),
        ("since", "date", []),
        ("note", "text", []),
    ):
        Attribute.objects.create(
            name=name,
            kind=kind,
            label_en=f"{name} en",
            label_de=f"{name} de",
            options=options,
            created_at=timezone.now(),
        )
    typed = {"robots": "1.200", "vip": "true", "tier": "gold", "since": "2026-11-01", "note": " x "}
    with translation.override("de"):
        form = ContactForm(typed, {"tier": "gold", "city": "Steyr"})
        assert form.is_valid(), form.errors
        assert form.fields["robots"].label == "robots de"
        assert form.changes() == {"robots": 1200, "vip": True, "since": "2026-11-01", "note": "x", "city": None}


@pytest.mark.django_db
def test_what_is_known_but_unusual_can_stay() -> None:
    form = ContactForm({"decision_role": "godfather"}, {"decision_role": "godfather"})
    assert form.is_valid()
    assert form.changes() == {}


@pytest.mark.django_db
def test_what_nobody_touched_stays_though_it_could_not_be_typed() -> None:
    """It came by a file: a number beyond what is read, an address that is none, two lines."""
    known = {
        "budget": 1e300,
        "email": "not an address",
        "city": "Bad\nIschl",
        "region": ["A", "B"],
        "country": "x" * 300,
    }
    shown = ContactForm(None, known)
    sent = {name: str(shown[name].value() or "").replace("\n", "") for name in known}
    form = ContactForm(sent | {"title": "Leiterin"}, known)
    assert form.is_valid(), form.errors
    assert form.changes() == {"title": "Leiterin"}
    wrong = ContactForm(sent | {"email": "nor this"}, known)
    assert not wrong.is_valid()
    assert list(wrong.errors) == ["email"]
