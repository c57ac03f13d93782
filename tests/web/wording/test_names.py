"""Names of people."""

import pytest

from reif.records.models import Contact
from reif.web.wording.names import initials, person


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Jana Reuter", "JR"),
        ("Annika Petersen-Wolff", "AP"),
        ("Dr. Markus Thalhofer", "DT"),
        ("Cher", "C"),
        ("ann@example.com", "AE"),
        ("", "–"),
        ("(—)", "–"),
        ("émile zola", "ÉZ"),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_who_has_no_name_is_called_by_something_else() -> None:
    assert person(Contact(name="Ann", email="a@b.example")) == "Ann"
    assert person(Contact(email="a@b.example")) == "a@b.example"
    assert person(Contact(id=7)) == "#7"
