"""A whole list while others work: its order, each row once, and no more than a page read at a time."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from reif.records.models import Contact
from reif.web.contacts import walking
from reif.web.contacts.listing import ORDERS, listed
from reif.web.contacts.walking import Met, walk

NOW = timezone.now()
WHEN = st.none() | st.integers(0, 5).map(lambda days: NOW - timedelta(days=days))
INDEXES = {
    "score": "contact_by_score",
    "activity": "contact_by_activity",
    "name": "contact_by_name",
    "company": "contact_by_company_name",
}
NOTHING_ELSE = ("enable_seqscan", "enable_bitmapscan", "enable_sort")  # what a planner prefers for a few rows


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walking, "_FIRST", 2)
    monkeypatch.setattr(walking, "_AT_ONCE", 3)


def fill(number: int) -> list[int]:
    """Contacts with so many points and less, in the order of the list."""
    made = [Contact.objects.create(score=each, name=f"{each:02}", created_at=NOW) for each in range(number, 0, -1)]
    return [each.pk for each in made]


def begun(sort: str = "score") -> Iterator[Contact]:
    return walk(Contact.objects.all(), ORDERS[sort], listed())


class Walks(TestCase):  # type: ignore[misc] # hypothesis types its bases loosely
    @settings(max_examples=60)
    @given(
        rows=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["", "a", "b", "Ä"]), WHEN), max_size=14),
        sort=st.sampled_from(sorted(ORDERS)),
    )
    def test_it_is_the_list(self, rows: list[tuple[int, str, object]], sort: str) -> None:
        Contact.objects.all().delete()
        Contact.objects.bulk_create(
            Contact(score=points, name=name, company_name=name, last_activity_at=at, created_at=NOW)
            for points, name, at in rows
        )
        walked = list(begun(sort))
        column = ORDERS[sort].column
        values = [getattr(each, column) for each in walked if getattr(each, column) is not None]
        assert len({each.pk for each in walked}) == len(walked) == len(rows)
        assert values == [getattr(each, column) for each in walked][: len(values)]  # who has none stands last
        ids = [each.pk for each in walked]
        assert ids == [row.pk for row in _plainly(sort)]


def _plainly(sort: str) -> list[Contact]:
    """Sorted by the database at once."""
    column, order = F(ORDERS[sort].column), ORDERS[sort]
    by = column.desc(nulls_last=True) if order.is_descending else column.asc()
    return list(Contact.objects.order_by(by, "id"))


@pytest.mark.django_db
def test_who_sinks_stands_where_they_were_met_first() -> None:
    ids = fill(9)
    walked = begun()
    first = [next(walked).pk for _ in range(3)]
    Contact.objects.filter(pk=first[1]).update(score=1.5)
    assert first + [row.pk for row in walked] == ids


@pytest.mark.django_db
def test_who_rises_past_the_place_reached_or_comes_new_stands_at_the_end() -> None:
    ids = fill(9)
    walked = begun()
    first = [next(walked).pk for _ in range(3)]
    Contact.objects.filter(pk__in=[ids[7], ids[5]]).update(score=99)
    new = Contact.objects.create(score=98, created_at=NOW).pk
    stayed = [number for number in ids if number not in (ids[7], ids[5])]
    assert first + [row.pk for row in walked] == [*stayed, ids[5], ids[7], new]


@pytest.mark.django_db
def test_nobody_is_lost_or_doubled_when_all_scores_change_over_and_over() -> None:
    ids = fill(20)
    walked, found = begun(), []
    for turn, row in enumerate(walked):
        found.append(row.pk)
        for number in ids:
            Contact.objects.filter(pk=number).update(score=(number * 7 + turn * 11) % 23)
    assert sorted(found) == sorted(ids)


@pytest.mark.django_db
def test_who_left_the_list_before_their_turn_is_left_out() -> None:
    ids = fill(8)
    walked = walk(Contact.objects.filter(stage="suspect"), ORDERS["score"], listed())
    first = next(walked).pk
    Contact.objects.filter(pk=ids[6]).update(stage="lead")
    Contact.objects.filter(pk=ids[4]).delete()
    assert [first, *(row.pk for row in walked)] == [each for each in ids if each not in (ids[6], ids[4])]


@pytest.mark.django_db
def test_only_a_page_is_read_before_its_rows_are_taken() -> None:
    fill(20)
    walked = begun()
    with CaptureQueriesContext(connection) as queries:
        next(walked)
    assert len(queries) == 1
    assert "LIMIT 3" in queries[0]["sql"]  # one more than the first page, to know whether it goes on
    with CaptureQueriesContext(connection) as queries:
        taken = [next(walked).pk for _ in range(7)]
    assert len(taken) == 7
    assert len(queries) <= 2 * 2  # two pages, each of those with the value where it begins and those beyond
    assert all("LIMIT" in query["sql"] for query in queries)


@pytest.mark.django_db
@pytest.mark.parametrize("sort", sorted(ORDERS))
def test_pages_come_out_of_the_index_of_the_order(sort: str) -> None:
    """Nothing is sorted but the rows of the page."""
    fill(12)
    Contact.objects.filter(name__lte="06").update(last_activity_at=NOW)
    with CaptureQueriesContext(connection) as queries:
        list(begun(sort))
    pages = [query["sql"] for query in queries if "LIMIT" in query["sql"]]
    assert len(pages) >= 4
    for page in pages:
        assert INDEXES[sort] in _plan(page)


def _plan(statement: str) -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for setting in NOTHING_ELSE:
                cursor.execute(f"SET LOCAL {setting} = off")
        explain = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
        cursor.execute(f"{explain} {statement}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


@given(st.lists(st.integers(0, 70)))
def test_numbers_are_met_once(numbers: list[int]) -> None:
    met = Met()
    assert [number for number in numbers if met.add(number)] == list(dict.fromkeys(numbers))
    assert list(met) == sorted(set(numbers))
    assert 71 not in met
    assert all(number in met for number in numbers)
