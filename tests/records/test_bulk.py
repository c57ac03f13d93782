"""Many rows at once: as if each had been saved."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction

from reif.records import bulk
from reif.records.models import AttributeChange, Contact
from tests.records.rows import AT, contact, source

pytestmark = pytest.mark.django_db
COLUMNS = ("contact_id", "attribute", "value", "source_id", "occurred_at", "received_at")
LATER = datetime(2026, 11, 23, 9, 30, 1, 234567, tzinfo=UTC)
VALUES = [None, "ä\t\\N\n", 1.5, True, ["a", {"b": None}], {"k": "'\""}, 10**20]


def test_rows_are_added_as_if_each_had_been_saved() -> None:
    anna, of = contact(), source()
    rows = [(anna.pk, f"a{number}", value, of.pk, LATER, AT) for number, value in enumerate(VALUES)]
    bulk.insert(AttributeChange, COLUMNS, rows)
    for number, value in enumerate(VALUES):
        AttributeChange.objects.create(
            contact=anna, attribute=f"a{number}", value=value, source=of, occurred_at=LATER, received_at=AT
        )
    stored = list(AttributeChange.objects.order_by("id").values_list(*COLUMNS))
    assert stored[: len(VALUES)] == stored[len(VALUES) :] == rows
    assert AttributeChange.objects.filter(value__isnull=True).count() == 2


def test_rows_are_changed_by_their_id() -> None:
    anna, bert, carl = contact(), contact(), contact()
    columns = ("name", "points", "attributes", "rescore_at", "owner_id")
    bulk.update(
        Contact,
        columns,
        [("Änna", 7, {"a": ["ü"]}, LATER, None, anna.pk), ("", 0, {}, None, None, bert.pk)],
    )
    rows = Contact.objects.order_by("id").values_list("id", *columns)
    assert list(rows) == [
        (anna.pk, "Änna", 7, {"a": ["ü"]}, LATER, None),
        (bert.pk, "", 0, {}, None, None),
        (carl.pk, carl.name, 0, carl.attributes, None, None),
    ]


def test_no_rows_are_no_statement(django_assert_num_queries: pytest.FixtureRequest) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator] # pytest-django types it no better
        bulk.insert(AttributeChange, COLUMNS, [])
        bulk.update(Contact, ["name"], [])


def test_what_the_database_refuses_is_refused() -> None:
    anna = contact()
    with pytest.raises(DatabaseError), transaction.atomic():
        bulk.update(Contact, ["stage"], [("nowhere", anna.pk)])
    with pytest.raises(DatabaseError), transaction.atomic():
        bulk.insert(AttributeChange, COLUMNS, [(anna.pk, None, 1, source().pk, AT, AT)])
