"""What names a contact, and what does not."""

import pytest

from reif.identify.key import Key, Unidentifiable, key


def test_what_is_given_is_normalised() -> None:
    assert key(lead_id=" 007 ", user_id="u\0", email=" Anna@Example.com ") == Key("007", "u", "anna@example.com")


def test_beside_an_id_a_text_that_is_no_address_does_not_count() -> None:
    assert key(lead_id="1", email="none") == Key("1", "", "")


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "nothing says who it is"),
        ({"lead_id": " ", "email": "\0"}, "nothing says who it is|not an e-mail"),
        ({"email": "anna"}, "not an e-mail address"),
        ({"lead_id": "x" * 201}, "over 200"),
        ({"user_id": "x" * 201, "email": "a@b.de"}, "over 200"),
    ],
)
def test_what_names_nobody(given: dict[str, str], why: str) -> None:
    with pytest.raises(Unidentifiable, match=why):
        key(**given)
