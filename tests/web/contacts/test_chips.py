"""The filters that are set, in words."""

from django.http import QueryDict
from django.utils import translation

from reif.records.models import User
from reif.web.contacts.chips import chips, query, within_quotes
from reif.web.contacts.filters import Filters, read


def shown(address: str, language: str = "de") -> list[str]:
    users = [User(id=7, name="Jana Reuter", email="jana@reif.example")]
    with translation.override(language):
        return [f"{chip.what} {chip.value}" for chip in chips(read(QueryDict(address)), users, "score")]


def test_words() -> None:
    assert shown("low=35&stage=lead&stage=prospect&stage=customer") == [
        "Phase Lead, Interessent oder Kunde",
        "Reife ab 35",
    ]
    assert shown("q=ann&temperature=hot&grade=A&level=4&status=recycled&channel=store") == [
        "Suche „ann“",
        "Temperatur heiß",
        "Passung A",
        "Stufe 4",
        "Status zurückgestellt",
        "Kanal Geschäft",
    ]
    assert shown("owner=7&owner=me&owner=none&owner=9") == ["Bei Jana Reuter, mir, niemandem oder #9"]
    assert shown("country=DE&high=90&active=30&still=1", "en") == [
        "Country DE",
        "Score up to 90",
        "Sign in the last 30 days",
        "Silent for 1 day",
    ]


def test_a_chip_leads_to_the_list_without_it() -> None:
    found = chips(read(QueryDict("stage=lead&low=35")), [], "name")
    assert [chip.without for chip in found] == ["low=35&sort=name", "stage=lead&sort=name"]
    assert query(Filters(), "score") == ""


def test_quotes_within_quotes() -> None:
    assert within_quotes("Suche „Voss“") == "Suche \u201aVoss\u2018"
    assert within_quotes("Search “Voss”") == "Search \u2018Voss\u2019"
