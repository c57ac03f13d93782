"""Mapping files, good and bad."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reif.rules.mapping_file import MappingFileError, mapping_text, parse_mapping


def test_headers_lead_to_fields() -> None:
    text = "E-Mail privat: null\n\"Kontakt: Firma\": company\n'2024': '2024'\nPLZ: postal_code\n"
    assert parse_mapping(text.encode(), file="m.yaml") == {
        "E-Mail privat": None,
        "Kontakt: Firma": "company",
        "2024": "2024",
        "PLZ": "postal_code",
    }


def test_a_number_is_the_name_it_is_written_as() -> None:
    assert parse_mapping(b"a: 007", file="m.yaml") == {"a": "007"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a\n", "m.yaml:1: expected a mapping of headers to fields"),
        ("a: [b]\n", "m.yaml:1: a: expected a field, or null"),
        ("a: b\na: c\n", "m.yaml:2: a: given twice"),
        ("a: ''\n", "m.yaml:1: a: expected a field"),
        ("a: {\n", "m.yaml:"),
        ("", "expected a mapping"),
    ],
)
def test_what_is_no_mapping(text: str, said: str) -> None:
    with pytest.raises(MappingFileError) as raised:
        parse_mapping(text.encode(), file="m.yaml")
    assert said in str(raised.value)


names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(
    lambda name: name.strip()
)


@given(st.dictionaries(names, st.none() | names, min_size=1, max_size=4))
def test_what_is_written_is_read(mapping: dict[str, str | None]) -> None:
    assert parse_mapping(mapping_text(mapping).encode(), file="m.yaml") == mapping


def test_plain_words_are_written_plainly() -> None:
    assert (
        mapping_text({"profile.mail": "email", "no": None, "a b": "x"}) == 'profile.mail: email\n"no": null\n"a b": x\n'
    )
