"""The list as people get it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reif.records.models import Contact
from tests.web.cast import Cast

# The queries of the list, whatever it shows: each is there for one reason.
QUERIES = ("session", "user", "rows", "points of the rows", "count", "owners", "countries", "is there a made-up world")
TOTAL = 1  # one more where something is filtered
IS_COMMON = 2 if connection.vendor == "sqlite" else 1  # how common a text is: how to look for it, how far to count


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "more"),
    [("", 0), ("?stage=lead", TOTAL), ("?q=hallstein", TOTAL + IS_COMMON), ("?low=0&sort=name", TOTAL)],
)
def test_queries_do_not_grow_with_the_rows(seller: Client, cast: Cast, address: str, more: int) -> None:
    seller.get("/contacts/")
    for _ in range(2):
        _add(60, cast)
        with CaptureQueriesContext(connection) as queries:
            assert seller.get(f"/contacts/{address}").status_code == 200
        assert len(queries) == len(QUERIES) + more, [query["sql"] for query in queries]


@pytest.mark.django_db
def test_what_one_page_shows_is_not_counted(seller: Client, cast: Cast) -> None:
    _add(47, cast)
    seller.get("/contacts/")
    with CaptureQueriesContext(connection) as queries:
        page = seller.get("/contacts/").content.decode()
    assert len(queries) == len(QUERIES) - 1
    assert 'aria-live="polite">50' in page


def _add(number: int, cast: Cast) -> None:
    Contact.objects.bulk_create(
        Contact(name=f"hallstein {each}", stage="lead", search=" hallstein", created_at=cast.annika.created_at)
        for each in range(number)
    )


@pytest.mark.django_db
def test_the_ripest_come_first(seller: Client) -> None:
    page = seller.get("/contacts/").content.decode()
    places = [page.index(name) for name in ("Annika Petersen-Wolff", "Tobias Riegler", "Oliver Kestner")]
    assert places == sorted(places)
    assert 'aria-sort="descending"' in page
    by_name = seller.get("/contacts/?sort=name").content.decode()
    assert by_name.index("Oliver Kestner") < by_name.index("Tobias Riegler")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["stage=king", "page=nonsense", "sort=colour", "low=9&high=3", "level=%F0%9F%8D%8E"]
)
def test_what_cannot_be_is_told(seller: Client, address: str) -> None:
    answer = seller.get(f"/contacts/?{address}")
    assert answer.status_code == 200
    assert "Part of this address cannot be." in answer.content.decode()
    assert "Annika Petersen-Wolff" in answer.content.decode()


@pytest.mark.django_db
def test_nothing_found_says_what_to_drop(seller: Client) -> None:
    page = seller.get("/contacts/?temperature=hot&stage=lead&q=tobias").content.decode()
    assert "Nobody matches all of this." in page
    assert "Without “Temperature hot” there would be 1." in page


@pytest.mark.django_db
def test_an_empty_system_says_how_to_begin(seller: Client) -> None:
    from reif.records.models import Event, ScoreChange, StageChange

    for table in (ScoreChange, Event, StageChange):
        table.objects.all().erase()
    Contact.objects.all().delete()
    assert "No contact yet." in seller.get("/contacts/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "{{ 7|add:7 }}{% now %}", "\u202eevil", "🍎" * 50, "x" * 300]
)
def test_any_name_is_a_name(seller: Client, cast: Cast, name: str) -> None:
    Contact.objects.filter(pk=cast.annika.pk).update(name=name, attributes={"title": name}, company_name=name)
    page = seller.get("/contacts/").content.decode()
    assert "<script>alert" not in page
    assert seller.get(f"/contacts/{cast.annika.pk}").status_code == 200


@pytest.mark.django_db
def test_htmx_gets_the_list_alone(seller: Client) -> None:
    part = seller.get("/contacts/", headers={"hx-request": "true", "hx-target": "list"}).content.decode()
    assert part.lstrip().startswith('<div id="list"')
    assert "hx-swap-oob" in part
