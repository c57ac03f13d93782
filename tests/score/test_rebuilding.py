"""What drifted from the log is found and mended."""

from collections.abc import Callable

import pytest

from reif import lifecycle
from reif.capture.new_event import NewEvent
from reif.records.models import Contact, Score
from reif.score.rebuilding import Difference
from tests.qualify.cast import seller
from tests.records.rows import AT, source
from tests.score.cast import later, live_model

pytestmark = pytest.mark.django_db


def somebody() -> Contact:
    live_model()
    told = {"email": "ann@example.com", "seniority": "owner", "budget": 20000}
    ann = lifecycle.add_contact(attributes=told, source=None, by=None, at=AT)
    event = NewEvent(ann.id, "Webinar Attended", later(-2), {"minutes": 30})
    lifecycle.record(source=source(), events=[event], at=AT)
    lifecycle.accept(contact=ann, by=seller(), at=AT)
    return ann


def rebuilt() -> list[Difference]:
    return lifecycle.rebuild(contact_ids=Contact.objects.values_list("id", flat=True), at=later(1))


def test_what_was_kept_event_by_event_is_as_the_log_says() -> None:
    somebody()
    assert rebuilt() == []


@pytest.mark.parametrize(
    ("what", "spoil"),
    [
        ("score", lambda: Score.objects.update(score=12.0)),
        ("score", lambda: Score.objects.update(temperature="cold")),
        ("score", lambda: Score.objects.update(excluded="rival")),
        ("score", lambda: Score.objects.all().delete()),
        ("reasons", lambda: Score.objects.update(reasons=[])),
        ("columns", lambda: Contact.objects.update(points=3)),
        ("stage", lambda: Contact.objects.update(stage="customer")),
        ("last activity", lambda: Contact.objects.update(last_activity="Page Burnt")),
    ],
)
def test_what_drifted_is_named_and_mended(what: str, spoil: Callable[[], object]) -> None:
    ann = somebody()
    spoil()
    assert rebuilt() == [Difference(ann.id, what)]
    ann.refresh_from_db()
    shown = (ann.points, ann.temperature, ann.stage, ann.last_activity)
    assert shown == (65, "hot", "prospect", "Webinar Attended")
    assert rebuilt() == []


def test_attributes_that_the_log_does_not_know_of_are_taken_back() -> None:
    ann = somebody()
    Contact.objects.update(attributes={**ann.attributes, "seniority": "intern"})
    assert rebuilt() == [Difference(ann.id, "attributes")]
    ann.refresh_from_db()
    assert ann.attributes["seniority"] == "owner"


def test_somebody_who_objected_has_no_score() -> None:
    ann = somebody()
    lifecycle.note_objection(contact=ann, by=None, at=AT)
    assert rebuilt() == []
    Contact.objects.update(points=40)
    assert rebuilt() == [Difference(ann.id, "score")]
    ann.refresh_from_db()
    assert ann.points == 0


def test_what_is_due_is_no_difference() -> None:
    ann = somebody()
    later_on = later(40)
    assert lifecycle.rebuild(contact_ids=[ann.id], at=later_on) == []
    ann.refresh_from_db()
    assert ann.points == 35
