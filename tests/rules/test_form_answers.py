"""What people type: values, problems by field, consents beside what they are for; whatever it is, never an error."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reif.rules.form import ConsentText, Field, Option, Specification
from reif.rules.form_answers import attributes_in, checked

FORM = Specification(
    fields=(
        Field("last_name", "text", "Name"),
        Field("email", "email", "E-Mail", is_required=True),
        Field("phone", "phone", "Telefon"),
        Field("employees", "number", "Mitarbeiter"),
        Field("timeframe", "choice", "Wann", options=(Option("now", "Sofort"),)),
        Field("vip", "boolean", "VIP"),
        Field("founded", "date", "Gegründet"),
        Field("country", "text", "Land"),
        Field("text", "message", "Nachricht"),
    ),
    consents=(
        ConsentText("news", "newsletter", "email", "Ja"),
        ConsentText("call", "offers", "phone", "Ja, anrufen"),
        ConsentText("must", "events", "email", "Muss", is_required=True),
    ),
)
ADA = {"email": "ada@firm.example"}


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("last_name", "  Ada \n Lovelace ", "Ada Lovelace"),
        ("email", " Ada@Firm.EXAMPLE ", "ada@firm.example"),
        ("phone", "+49 171 / 234 56-78", "+49 171 / 234 56-78"),
        ("employees", "1.200", 1200),
        ("employees", "1,5 Mio.", 1500000),
        ("timeframe", "now", "now"),
        ("vip", "true", True),
        ("vip", "false", False),
        ("founded", "2001-02-03", "2001-02-03"),
        ("country", "Deutschland", "DE"),
        ("text", "Zeile 1\r\nZeile 2", "Zeile 1\nZeile 2"),
        ("last_name", "A\0da", "Ada"),
    ],
)
def test_values(name: str, typed: str, value: object) -> None:
    found = checked(FORM, ADA | {name: typed}, ["must"])
    assert found.problems == {}
    assert found.values[name] == value


@pytest.mark.parametrize(
    ("name", "typed", "code"),
    [
        ("email", "", "missing"),
        ("email", "ada", "no_email"),
        ("email", "a@b.c" * 60, "too_long"),
        ("last_name", "x" * 141, "too_long"),
        ("phone", "call me", "no_phone"),
        ("employees", "many", "no_number"),
        ("timeframe", "never", "no_choice"),
        ("vip", "maybe", "no_choice"),
        ("founded", "3.2.2001", "no_date"),
        ("text", "x" * 5001, "too_long"),
    ],
)
def test_problems(name: str, typed: str, code: str) -> None:
    assert checked(FORM, ADA | {name: typed}, ["must"]).problems == {name: code}


def test_what_is_not_asked_for_is_not_taken() -> None:
    found = checked(FORM, ADA | {"owner": "1", "lead_id": "7"}, ["must", "other"])
    assert found.values == ADA
    assert found.agreed == ["must"]


def test_a_consent_needs_what_it_is_for() -> None:
    assert checked(FORM, ADA, []).problems == {"must": "missing"}
    assert checked(FORM, ADA, ["must", "call"]).problems == {"phone": "missing"}
    assert checked(FORM, ADA | {"phone": "0431 123456"}, ["must", "call"]).problems == {}
    assert checked(FORM, {}, ["must", "news"]).problems == {"email": "missing"}


def test_a_message_is_no_attribute() -> None:
    assert attributes_in({"last_name": "Ada", "text": "Hallo"}) == {"last_name": "Ada"}


@given(some.dictionaries(some.sampled_from([each.name for each in FORM.fields]), some.text()), some.lists(some.text()))
def test_whatever_is_typed_is_a_value_or_a_problem(typed: dict[str, str], ticked: list[str]) -> None:
    found = checked(FORM, typed, ticked)
    json.dumps(found.values).encode()
    assert not found.values.keys() & found.problems.keys()
