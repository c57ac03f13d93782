"""Pages of a long list: together they are the list, forwards and backwards, whatever is equal or missing."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from reif.records.models import Contact
from reif.web.contacts.listing import ORDERS
from reif.web.contacts.pages import WrongCursor, page, read

NOW = timezone.now()
WHEN = st.none() | st.integers(0, 5).map(lambda days: NOW - timedelta(days=days))


def fill(rows: list[tuple[int, str, object]]) -> None:
    Contact.objects.bulk_create(
        Contact(score=points, points=points, name=name, company_name=name, last_activity_at=at, created_at=NOW)
        for points, name, at in rows
    )


def walked(sort: str, size: int) -> tuple[list[int], list[int]]:
    """All ids forwards, and backwards from the end."""
    order, cursor, forwards, backwards = ORDERS[sort], None, [], []
    while True:
        found = page(Contact.objects.all(), order, cursor, size)
        assert found.first == len(forwards) + 1
        forwards += [row.pk for row in found.rows]
        if not found.next:
            break
        cursor = read(order, found.next)
    backwards = [row.pk for row in found.rows]
    while found.previous:
        found = page(Contact.objects.all(), order, read(order, found.previous), size)
        backwards = [row.pk for row in found.rows] + backwards
        assert found.last == len(forwards) - len(backwards) + len(found.rows)
        assert found.next
    return forwards, backwards


class Pages(TestCase):  # type: ignore[misc] # hypothesis types its bases loosely
    @settings(max_examples=60)
    @given(
        rows=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["", "a", "b", "Ä"]), WHEN), max_size=12),
        size=st.integers(1, 5),
        sort=st.sampled_from(sorted(ORDERS)),
    )
    def test_pages_are_the_list(self, rows: list[tuple[int, str, object]], size: int, sort: str) -> None:
        Contact.objects.all().delete()
        fill(rows)
        forwards, backwards = walked(sort, size)
        assert len(forwards) == len(rows) == len(set(forwards))
        assert forwards == backwards


@pytest.mark.django_db
def test_rows_without_a_value_come_last() -> None:
    fill([(1, "a", None), (2, "b", NOW), (3, "c", None), (4, "d", NOW - timedelta(days=1))])
    names = [contact.name for contact in page(Contact.objects.all(), ORDERS["activity"], None, 9).rows]
    assert names == ["b", "d", "a", "c"]


@pytest.mark.parametrize(
    "written",
    [
        "x",
        "%%%",
        "é",
        "bnVsbA",
        "WzEsMl0",
        "WyJhIiwxLDAsMF0",
        "W05hTiwxLDAsMF0",
        "WzEsLTEsMCwwXQ",
        "WzEsdHJ1ZSwwLDBd",
        "WzEsMSwwLDk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTld",
        "W" * 5000,
    ],
)
def test_a_cursor_that_leads_nowhere_is_told(written: str) -> None:
    with pytest.raises(WrongCursor):
        read(ORDERS["score"], written)


@given(st.text())
def test_no_text_breaks_the_reading(written: str) -> None:
    for order in ORDERS.values():
        try:
            read(order, written)
        except WrongCursor:
            continue
