"""A look at what erasing would do, and who is barred."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reif.protect import operations, queries
from reif.records.models import Contact
from tests.protect.cast import whole
from tests.records.rows import AT, contact


def asked_of(captured: CaptureQueriesContext) -> list[str]:
    """What was asked of tables; the lock that PostgreSQL needs is none."""
    return [each["sql"] for each in captured if "pg_advisory" not in each["sql"]]


@pytest.mark.django_db
def test_a_look_does_nothing_and_says_all() -> None:
    who = whole()
    twin = contact(name="Qwendolin Zarzuela-Ähnlich")
    same = contact(email="qwendolin.z@xylomont.example")
    contact(name="Somebody Else")
    seen = queries.preview(who)
    assert seen.rows == {
        "Merge": 0,
        "ScoreChange": seen.rows["ScoreChange"],
        "Score": 1,
        "AttributeChange": 11,
        "Event": 3,
        "Consent": 2,
        "Message": 2,
        "Submission": 2,
        "Visitor": 1,
        "Identifier": 4,
        "Objection": 2,
    }
    assert (seen.moves, seen.rejects, seen.alike) == (2, 10, (twin, same))
    removed = operations.erase(contact=who, at=AT)
    assert (removed.rows, removed.moves, removed.rejects) == (seen.rows, seen.moves, seen.rejects)
    left = Contact.objects.order_by("id").values_list("name", flat=True)
    assert list(left) == ["Qwendolin Zarzuela-Ähnlich", "", "Somebody Else"]


@pytest.mark.django_db
def test_nobody_alike_without_a_name() -> None:
    contact()
    assert queries.preview(contact()).alike == ()


@pytest.mark.django_db
def test_many_are_asked_about_in_one_look_and_nobody_in_none() -> None:
    asked = [[("lead_id", f"L{number}"), ("email", f"p{number}@x.example")] for number in range(900)]
    with CaptureQueriesContext(connection) as captured:
        assert queries.barred(asked) == set()
    assert len(asked_of(captured)) == len(["is anybody barred"])
    operations.erase(contact=contact(email="p7@x.example"), at=AT)
    with CaptureQueriesContext(connection) as captured:
        assert queries.barred(asked) == {7}
    assert len(asked_of(captured)) == len(["is anybody barred", *("digests",) * 4])


@pytest.mark.django_db
def test_a_blank_names_nobody() -> None:
    operations.erase(contact=contact(email=""), at=AT)
    assert not queries.is_barred()
    assert queries.bars() == queries.Bars(0, 0)
