"""A telephone number is one, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reif.rules.phones import country_of, number_and_name, phone_number, written_with_name

ADA = {"first_name": "Ada", "last_name": "Krane", "phone": "089 / 12 34 56"}


@pytest.mark.parametrize(
    "written",
    [
        "089 123456",
        "089/12 34 56",
        "(089) 12-34-56",
        "+49 89 123456",
        "+49 (0)89 123456",
        "0049 89 123456",
        "Tel.: 089 123456",
        "089 123456 (abends)",
        "089 123456 / 0176 12345678",
        "089 123456 ::: 0176 12345678",
        "+49 89 123456 ext. 12",
        "tel:+49-89-123456",
    ],
)
def test_ways_of_writing_one(written: str) -> None:
    assert phone_number(written, "DE") == "+4989123456"


@pytest.mark.parametrize(
    ("written", "country", "expected"),
    [
        ("044 668 18 00", "CH", "+41446681800"),
        ("044 668 18 00", "ch", "+41446681800"),
        ("01 58858-0", "AT", "+431588580"),
        ("+43 1 58858-0", "DE", "+431588580"),
        ("(212) 555-0123", "US", "+12125550123"),
        ("+49 176 12345678", "", "+4917612345678"),
        ("00 49 176 12345678", "", "+4917612345678"),
    ],
)
def test_numbers_of_countries(written: str, country: str, expected: str) -> None:
    assert phone_number(written, country) == expected


@pytest.mark.parametrize(
    ("written", "country"),
    [
        ("", "DE"),
        ("12", "DE"),
        ("089 123456", ""),
        ("089 123456", "Deutschland"),
        ("auf Anfrage", "DE"),
        ("2024-01-31", ""),
        ("+999 12345678", "DE"),
        ("\x00", "DE"),
    ],
)
def test_what_is_none(written: str, country: str) -> None:
    assert phone_number(written, country) is None


@given(st.text(max_size=150), st.sampled_from(["", "DE", "CH", "US", "ZZ", "de"]))
def test_any_text_is_a_number_or_none(written: str, country: str) -> None:
    """And what it is stays what it is."""
    found = phone_number(written, country)
    assert found is None or phone_number(found, "") == found


@pytest.mark.parametrize(
    ("time_zone", "country"),
    [("Europe/Berlin", "DE"), ("Europe/Vienna", "AT"), ("Europe/Zurich", "CH"), ("UTC", ""), ("Nowhere/Town", "")],
)
def test_countries_of_time_zones(time_zone: str, country: str) -> None:
    assert country_of(time_zone) == country


@pytest.mark.parametrize(
    "same",
    [
        {},
        {"phone": "+49 89 123456"},
        {"first_name": "Dr. Ada", "last_name": "KRANE"},
        {"first_name": "", "last_name": None, "name": "Krane, Ada"},
        {"country": "Deutschland"},
        {"country": 49},
    ],
)
def test_who_has_a_number(same: dict[str, object]) -> None:
    assert number_and_name({**ADA, **same}, "DE") == "+4989123456 ada krane"


def test_the_country_of_the_contact_counts_before_that_of_the_firm() -> None:
    swiss = {**ADA, "phone": "044 668 18 00"}
    assert number_and_name({**swiss, "country": "CH"}, "DE") == "+41446681800 ada krane"


@pytest.mark.parametrize(
    "lacking",
    [
        {"first_name": ""},
        {"first_name": None, "last_name": None},
        {"phone": "12"},
        {"phone": 89123456},
        {"phone": None},
        {"first_name": "Dr."},
    ],
)
def test_a_number_alone_names_nobody(lacking: dict[str, object]) -> None:
    assert number_and_name({**ADA, **lacking}, "DE") == ""


def test_a_number_and_a_name_in_one_text() -> None:
    assert written_with_name(" 089 123456 Ada Krane ", "DE") == "+4989123456 ada krane"
    assert written_with_name("+4989123456 ada krane", "") == "+4989123456 ada krane"
    assert {written_with_name(text, "DE") for text in ("", "Ada Krane", "089 123456", "ada@krane.example")} == {""}
