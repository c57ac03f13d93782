"""Headers of lists as they are found in the field, and the fields they mean."""

import pytest

from reif.rules.catalogue import ATTRIBUTES
from reif.rules.header_names import EVENT_NAMES, LEAD_NAMES, PERSON_NAMES
from reif.rules.headers import Kind, UnusableMapping, detected, folded


def fields(*headers: str, kind: Kind = Kind.LEADS, **mapping: str | None) -> list[str | None]:
    return [column.field for column in detected(headers, kind, mapping)]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("email", "email"),
        ("E-Mail-Adresse", "email"),
        ("E-MAIL ADRESSE", "email"),
        ("Email Address", "email"),
        ("Vorname", "first_name"),
        ("First Name", "first_name"),
        ("firstName", "first_name"),
        ("Nachname", "last_name"),
        ("Firma", "company"),
        ("Unternehmen", "company"),
        ("Company Name", "company"),
        ("Mitarbeiterzahl", "employees"),
        ("Anzahl Mitarbeiter", "employees"),
        ("Mitarbeiter:innen", "employees"),
        ("Unternehmensgroesse", "employees"),
        ("Unternehmensgröße", "employees"),
        ("PLZ", "postal_code"),
        ("Ort", "city"),
        ("Land", "country"),
        ("Country/Region", "country"),
        ("Funktion", "title"),
        ("Job Title", "title"),
        ("Anrede", "salutation"),
        ("Branche", "industry"),
        ("Umsatz", "revenue"),
        ("Kanal", "channel"),
        ("Datum", "created_at"),
        ("Create Date", "created_at"),
        ("Record ID", "lead_id"),
        ("Schlagwörter", "tags"),
        ("ZUSTÄNDIG", "owner"),
    ],
)
def test_of_leads(header: str, field: str) -> None:
    (column,) = detected([header], Kind.LEADS)
    assert (column.field, column.is_known) == (field, True)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Datum", "occurred_at"),
        ("Zeitstempel", "occurred_at"),
        ("Timestamp", "occurred_at"),
        ("Ereignis", "event"),
        ("Event name", "event"),
        ("E-Mail", "email"),
        ("Lead-ID", "lead_id"),
        ("messageId", "message_id"),
        ("Kampagne", "campaign"),
        ("Pfad", "path"),
        ("Betrag", "value"),
    ],
)
def test_of_events(header: str, field: str) -> None:
    (column,) = detected([header], Kind.EVENTS)
    assert (column.field, column.is_known) == (field, True)


def test_what_is_not_known_is_called_as_it_is() -> None:
    (column,) = detected([" Lieblingsfarbe "], Kind.LEADS)
    assert (column.field, column.is_known) == ("Lieblingsfarbe", False)


def test_a_column_without_a_name_is_left_out() -> None:
    assert fields("", " ", "email") == [None, None, "email"]
    assert fields("—") == ["—"]


def test_the_likeliest_of_several_columns_holds_the_field() -> None:
    assert fields("Handy", "Telefon") == ["Handy", "phone"]
    assert fields("Telefon 2", "Mobil") == ["Telefon 2", "phone"]
    assert fields("E-Mail", "email") == ["E-Mail", "email"]
    assert fields("source", "Quelle") == ["source", "Quelle"]


def test_a_name_is_the_last_one_beside_a_first_one() -> None:
    assert fields("Vorname", "Name") == ["first_name", "last_name"]
    assert fields("Name", "E-Mail") == ["name", "email"]
    assert fields("Vorname", "Nachname", "Name") == ["first_name", "last_name", "name"]
    assert fields("Vorname", "Name", "Ansprechpartner") == ["first_name", "last_name", "name"]


def test_an_id_of_an_event_is_not_taken_for_the_lead() -> None:
    assert fields("ID", "E-Mail", kind=Kind.EVENTS) == ["ID", "email"]


def test_a_mapping_comes_first() -> None:
    assert fields("Kontakt", "Firma", "Notiz", Kontakt="email", Notiz=None) == ["email", "company", None]
    assert fields("Mail", "Zweitmail", Zweitmail="email") == ["Mail", "email"]
    (column,) = detected(["a"], Kind.LEADS, {"a": "my own"})
    assert (column.field, column.is_known) == ("my own", False)


def test_a_mapping_that_cannot_be_meant() -> None:
    with pytest.raises(UnusableMapping, match="'Frima', which is not there; did you mean 'Firma'"):
        detected(["Firma"], Kind.LEADS, {"Frima": "company"})
    with pytest.raises(UnusableMapping, match="two columns to the field 'email'"):
        detected(["a", "b"], Kind.LEADS, {"a": "email", "b": "email"})


def test_every_attribute_is_known_by_its_name() -> None:
    assert fields(*[each.name for each in ATTRIBUTES]) == [each.name for each in ATTRIBUTES]


@pytest.mark.parametrize("kind", list(Kind))
def test_no_name_means_two_fields(kind: Kind) -> None:
    own = LEAD_NAMES if kind is Kind.LEADS else EVENT_NAMES
    german = {each.name: each.german_headers for each in ATTRIBUTES} if kind is Kind.LEADS else {}
    names = [(folded(name), field) for table in (PERSON_NAMES, own, german) for field in table for name in table[field]]
    twice = {name for name, field in names if {other for same, other in names if same == name} != {field}}
    assert not twice
