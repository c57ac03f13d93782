"""Contacts are found by parts of words, whatever the case, and only by what stands there now."""

import pytest
from django.db import connection

from reif.records import search
from reif.records.models import Contact
from reif.records.search import is_common, matching, searchable
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
        ("l", ["Li Wu"]),
        ("so", ["Carolin Voß"]),
        ("ab carolin", []),
        ("bel", ["Sibel Aydın"]),
        ("el", []),
        ("100 %", ["Li Wu"]),
        ("car* OR sib", []),
        ("%", ["Li Wu"]),
        ("\x00wu", ["Li Wu"]),
    ],
)
def test_every_word_occurs(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_what_is_common_is_found_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_common("carolin")
    assert not is_common("")
    monkeypatch.setattr(search, "COMMON", 0)
    for text in ("carolin", "sohn carolin", "so", "voss", "osterfink wu"):
        assert is_common(text) or (connection.vendor == "sqlite" and text == "osterfink wu")
        assert found(text) == (["Carolin Voß"] if text != "osterfink wu" else [])


@pytest.mark.parametrize("text", ["%", "\\", "_", "100 %", '"nord"', "'", "a' OR 1=1 --"])
def test_any_text_may_be_common(text: str) -> None:
    assert is_common(text) in (True, False)


def test_what_changes_is_found_anew() -> None:
    Contact.objects.filter(name="Li Wu").update(search=searchable("Lin Wu"))
    assert (found("100"), found("lin wu")) == ([], ["Li Wu"])
    Contact.objects.filter(name="Li Wu").delete()
    assert found("lin wu") == []
