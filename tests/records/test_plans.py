"""What is filtered is looked for in the index of the order, and nowhere else."""

import pytest
from django.db import connection
from django.db.models import F

from reif.records.models import Contact
from reif.records.plans import Unindexed
from tests.records import rows

pytestmark = pytest.mark.django_db


def test_the_values_stay_what_they_are() -> None:
    rows.contact(name="A", stage="lead", level=2)
    rows.contact(name="B", stage="suspect", level=1)
    asked = Contact.objects.alias(at=Unindexed("stage"), step=Unindexed("level"))
    assert asked.get(at="lead").name == "A"
    assert asked.get(at__in=["lead", "customer"], step="2").name == "A"
    assert asked.filter(step__gte=2).count() == 1


@pytest.mark.parametrize(
    ("column", "index"),
    [
        (F("score").desc(), "contact_by_score"),
        (F("last_activity_at").desc(), "contact_by_activity"),
        (F("name").asc(), "contact_by_name"),
        (F("company_name").asc(), "contact_by_company_name"),
    ],
)
def test_ids_come_out_of_the_index_of_the_order(column: F, index: str) -> None:
    asked = Contact.objects.alias(
        at=Unindexed("stage"), whose=Unindexed("owner_id"), seen=Unindexed("last_activity_at")
    )
    found = asked.filter(at="lead", whose=None, seen=None).order_by(column, "id").values("pk")[:51]
    plan = found.explain()
    assert plan.endswith(f"USING COVERING INDEX {index}") or (connection.vendor == "postgresql" and "Scan" in plan)


def test_the_plus_is_for_sqlite_alone() -> None:
    statement, _given = Contact.objects.alias(at=Unindexed("stage")).filter(at="lead").query.sql_with_params()
    assert ('+"records_contact"."stage"' in statement) == (connection.vendor == "sqlite")
