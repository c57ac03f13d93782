"""What is written once stays, for programs and for the database; merging and erasing have verbs of their own."""

import pytest
from django.db import DatabaseError, connection, transaction

from reif.records.models import Erased, Event, ScoringModel, StageChange
from reif.records.models.append_only import WrittenOnce
from tests.records.rows import AT, contact, event, scoring_model

pytestmark = pytest.mark.django_db


def test_a_stored_row_is_neither_changed_nor_deleted() -> None:
    stored = event(contact())
    stored.name = "Order Completed"
    for attempt in (
        stored.save,
        stored.delete,
        Event.objects.all().delete,
        lambda: Event.objects.update(name="Order Completed"),
        scoring_model(1).delete,
    ):
        with pytest.raises(WrittenOnce):
            attempt()
    assert Event.objects.get().name == "Page Viewed"


@pytest.mark.parametrize("column", ["name", "occurred_at", "properties", "message_id"])
def test_the_database_refuses_too(column: str) -> None:
    event(contact())
    with (
        pytest.raises(DatabaseError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE records_event SET {column} = {column}")  # noqa: S608 - a column named above


def test_a_model_version_changes_its_state_alone() -> None:
    version = scoring_model(1)
    version.state, version.published_at = "live", AT
    version.save(update_fields=["state", "published_at"])
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        ScoringModel.objects.update(text="format: 2")
    assert ScoringModel.objects.get().text == "format: 1"


def test_rows_move_to_another_contact_and_are_erased() -> None:
    absorbed, survivor = contact(), contact()
    event(absorbed)
    assert Event.objects.filter(contact=absorbed).move(contact_id=survivor.pk) == 1
    assert survivor.events.count() == 1
    assert Event.objects.filter(contact=survivor).erase() == 1
    assert not Event.objects.exists()


def test_what_counts_loses_its_person_and_words() -> None:
    StageChange.objects.create(
        contact=contact(),
        from_stage="suspect",
        to_stage="lead",
        why="Ann asked",
        score=3.0,
        model=scoring_model(1),
        occurred_at=AT,
    )
    kept = Erased.objects.create(created_at=AT)
    assert StageChange.objects.all().unlink(erased_id=kept.pk) == 1
    left = StageChange.objects.get()
    assert (left.contact, left.erased, left.why, left.to_stage) == (None, kept, "", "lead")
