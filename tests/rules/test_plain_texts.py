"""Texts as they are compared."""

import pytest

from reif.rules.plain_texts import own_email, plain, plain_company, plain_name, plain_phone


@pytest.mark.parametrize(
    ("function", "text", "result"),
    [
        (plain, "  Größe—Émile ", "groesse emile"),
        (plain, "O'Brien", "obrien"),
        (plain_name, "Prof. Dr. Jürgen", "juergen"),
        (plain_name, "Dr.", "dr"),
        (plain_company, "Müller & Söhne GmbH & Co. KG", "mueller soehne"),
        (plain_company, "AG", "ag"),
        (plain_phone, "+49 (0)421 555 0123", "215550123"),
        (plain_phone, "0421/5550123", "215550123"),
        (plain_phone, "110", ""),
        (own_email, "Anna@Example.com", "anna@example.com"),
        (own_email, "info@example.com", ""),
        (own_email, "anna", ""),
    ],
)
def test_what_people_write_now_so_now_so(function: object, text: str, result: str) -> None:
    assert callable(function)
    assert function(text) == result
