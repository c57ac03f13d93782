"""The companies as people get them."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reif.records.models import Company, Contact
from reif.web.companies import listing
from reif.web.contacts.walking import walk
from tests.web.cast import Cast, person

# Each query is there for one reason.
OF_THE_LIST = ("session", "user", "rows", "what stands beside them", "count", "is there a made-up world")
OF_A_COMPANY = ("session", "user", "company", "people", "what they did", "is there a made-up world")


@pytest.fixture
def hallstein(cast: Cast) -> Company:
    company = Company.objects.create(name="Hallstein Fördertechnik", domain="hallstein.example")
    Contact.objects.filter(pk__in=[cast.annika.pk, cast.oliver.pk]).update(company=company)
    return company


@pytest.fixture
def steinfurt(cast: Cast) -> Company:
    company = Company.objects.create(name="Steinfurt-Krane KG")
    Contact.objects.filter(pk=cast.tobias.pk).update(company=company)
    return company


@pytest.mark.django_db
def test_each_company_stands_once_the_ripest_first(seller: Client, hallstein: Company, steinfurt: Company) -> None:
    page = seller.get("/companies/").content.decode()
    assert page.count(f'href="/companies/{hallstein.pk}"') == 1
    assert page.index(hallstein.name) < page.index(steinfurt.name)
    assert "Annika Petersen-Wolff" in page
    assert "Oliver Kestner" not in page
    by_name = seller.get("/companies/?sort=name").content.decode()
    assert by_name.index(hallstein.name) < by_name.index(steinfurt.name)


@pytest.mark.django_db
def test_of_equally_ripe_ones_one_stands_for_the_company(seller: Client, hallstein: Company, cast: Cast) -> None:
    Contact.objects.filter(pk=cast.oliver.pk).update(score=cast.annika.score)
    assert seller.get("/companies/").content.decode().count(f'href="/companies/{hallstein.pk}"') == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("steinfurt")
def test_a_company_is_found_by_its_people(seller: Client, hallstein: Company) -> None:
    page = seller.get("/companies/?q=kestner").content.decode()
    assert hallstein.name in page
    assert "Steinfurt" not in page
    assert "No company of that name" in seller.get("/companies/?q=nobody").content.decode()


@pytest.mark.django_db
def test_queries_do_not_grow(seller: Client, hallstein: Company) -> None:
    for _ in range(2):
        for address, named in (("", OF_THE_LIST), (f"{hallstein.pk}", OF_A_COMPANY)):
            seller.get(f"/companies/{address}")
            with CaptureQueriesContext(connection) as queries:
                assert seller.get(f"/companies/{address}").status_code == 200
            assert len(queries) == len(named), [query["sql"] for query in queries]
        for number in range(5):
            other = Company.objects.create(name=f"Firma {number}")
            person(f"Peter Nummer{number}", other.name, 20 + number, company_id=other.pk)
            person(f"Petra Nummer{number}", hallstein.name, 20 + number, company_id=hallstein.pk)


@pytest.mark.django_db
@pytest.mark.usefixtures("steinfurt")
def test_pages_go_on_where_the_last_one_ended(
    seller: Client, hallstein: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reif.web.companies.views.ROWS", 1)
    first = seller.get("/companies/")
    assert hallstein.name in first.content.decode()
    second = seller.get(f"/companies/?{first.context['next']}").content.decode()
    assert "Steinfurt-Krane KG" in second
    assert hallstein.name not in second


@pytest.mark.django_db
def test_the_page_says_who_did_what(seller: Client, hallstein: Company) -> None:
    page = seller.get(f"/companies/{hallstein.pk}").content.decode()
    assert page.index("Annika Petersen-Wolff") < page.index("Oliver Kestner")
    assert "2 contacts, 1 of them hot. Furthest: Prospect." in page
    assert ">Annika Petersen-Wolff</bdi></a> looks at “/preise”" in page
    assert seller.get("/companies/999999").status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("steinfurt")
def test_the_list_as_a_file(seller: Client, viewer: Client, hallstein: Company) -> None:
    Company.objects.filter(pk=hallstein.pk).update(name="=1+1")
    answer = seller.get("/companies/csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert [(row["company"], row["contacts"], row["ripest"]) for row in rows] == [
        ("'=1+1", "2", "Annika Petersen-Wolff"),
        ("Steinfurt-Krane KG", "1", "Tobias Riegler"),
    ]
    assert viewer.get("/companies/csv").status_code == 403


@pytest.mark.django_db
@pytest.mark.usefixtures("steinfurt")
def test_a_company_stands_in_the_file_once_when_another_becomes_its_ripest(cast: Cast, hallstein: Company) -> None:
    found = walk(listing.ripest("", common=False), listing.ORDERS["score"], listing.shown(), once="company_id")
    first = next(found)
    Contact.objects.filter(pk=cast.oliver.pk).update(score=1.0)
    Contact.objects.filter(pk=cast.annika.pk).update(score=0.0)
    assert first.company_id == hallstein.pk
    assert [each.pk for each in found] == [cast.tobias.pk]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["?sort=colour", "?page=nonsense"])
def test_what_cannot_be_is_told(seller: Client, hallstein: Company, address: str) -> None:
    page = seller.get(f"/companies/{address}").content.decode()
    assert "Part of this address cannot be." in page
    assert hallstein.name in page
