"""Contacts are found by parts of words, whatever the case, and only by what stands there now."""

import pytest

from reif.records.models import Contact
from reif.records.search import matching, searchable
from tests.records import rows

pytestmark = pytest.mark.django_db


def found(text: str) -> list[str]:
    return sorted(matching(Contact.objects.all(), text).values_list("name", flat=True))


@pytest.fixture(autouse=True)
def _cast() -> None:
    for name, company in (
        ("Carolin Voß", "Velmer & Sohn"),
        ("Sibel Aydın", 'Osterfink "Nord"'),
        ("Li Wu", "100 % GmbH"),
    ):
        rows.contact(name=name, search=searchable(name, company))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ["Carolin Voß", "Li Wu", "Sibel Aydın"]),
        ("CAROLIN", ["Carolin Voß"]),
        ("elmer", ["Carolin Voß"]),
        ("voss", ["Carolin Voß"]),
        ("sohn carolin", ["Carolin Voß"]),
        ("carolin osterfink", []),
        ('"nord"', ["Sibel Aydın"]),
        ("wu", ["Li Wu"]),
        ("100 %", ["Li Wu"]),
        ("car* OR sib", []),
        ("%", ["Li Wu"]),
        ("\x00wu", ["Li Wu"]),
    ],
)
def test_every_word_occurs(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_what_changes_is_found_anew() -> None:
    Contact.objects.filter(name="Li Wu").update(search=searchable("Lin Wu"))
    assert (found("100"), found("lin wu")) == ([], ["Li Wu"])
    Contact.objects.filter(name="Li Wu").delete()
    assert found("lin wu") == []
