"""Scores that are kept current."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from reif.records.models import AttributeChange, Contact, Score, ScoreChange
from reif.score.operations import rescore, rescore_many
from tests.records.rows import AT, source
from tests.score.cast import days, did, later, live_model, person, reasons_of

pytestmark = pytest.mark.django_db


def test_score_reasons_and_columns_follow_an_event() -> None:
    live_model()
    ann = person(seniority="owner")
    seen = did(ann, "Page Viewed", days(14), path="/pricing")
    change = rescore(contact=ann, at=AT, cause="event", event=seen)
    stored = Score.objects.get(contact=ann)
    assert (ann.score, ann.points, ann.level, ann.temperature, ann.grade) == (25.0, 25, 2, "cold", "B")
    assert Contact.objects.get(id=ann.id).points == 25
    assert reasons_of(stored.reasons) == {"decider": 20, "prices": 5}
    assert next(each for each in stored.reasons if each["rule"] == "prices") == {
        "rule": "prices",
        "value": 5.0,
        "events": 1,
        "last_at": (AT - days(14)).isoformat(),
        "full": 10.0,
    }
    assert change is not None
    assert (change.cause, change.event, change.points, change.points_before) == ("event", seen, 25, None)


def test_nothing_seen_differently_is_no_change() -> None:
    live_model()
    ann = person(seniority="owner")
    assert rescore(contact=ann, at=AT, cause="event") is not None
    did(ann, "Link Clicked")
    assert rescore(contact=ann, at=AT, cause="event") is None
    assert ScoreChange.objects.count() == 1


def test_the_first_look_at_somebody_without_points_is_no_change() -> None:
    live_model()
    assert rescore(contact=person(), at=AT, cause="event") is None


def test_an_event_costs_no_look_at_the_earlier_ones() -> None:
    live_model()
    ann = person()
    for number in range(30):
        did(ann, "Page Viewed", days(number), path="/pricing")
    rescore(contact=ann, at=AT, cause="event")
    did(ann, "Page Viewed", days(3), path="/pricing")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        rescore(contact=ann, at=AT, cause="event")
    [looked] = [each["sql"] for each in queries if "properties" in each["sql"]]
    assert "event.id > mark.through" in looked
    assert len(queries) <= 10
    assert next(each["events"] for each in Score.objects.get().reasons if each["rule"] == "prices") == 31


def test_events_moved_to_the_contact_are_seen_though_they_are_old() -> None:
    live_model()
    ann, other = person(), person()
    did(other, "Webinar Attended", days(1))
    did(ann, "Page Viewed", path="/pricing")
    rescore(contact=ann, at=AT, cause="event")
    other.events.all().move(contact_id=ann.id)
    rescore(contact=ann, at=AT, cause="merge")
    assert ann.points == 40


def test_time_alone_changes_the_score_when_it_said() -> None:
    live_model()
    ann = person()
    did(ann, "Webinar Attended", days(29))
    rescore(contact=ann, at=AT, cause="event")
    assert (ann.points, ann.temperature) == (30, "warm")
    assert ann.rescore_at is not None
    assert later(1) < ann.rescore_at < later(1.00001)
    change = rescore(contact=ann, at=ann.rescore_at, cause="time")
    assert change is not None
    assert (change.cause, change.points_before, change.points, change.temperature) == ("time", 30, 0, "cold")
    assert ann.rescore_at is None


def test_an_event_of_the_future_counts_when_it_happens() -> None:
    live_model()
    ann = person()
    did(ann, "Webinar Attended", days(-2))
    rescore(contact=ann, at=AT, cause="event")
    assert (ann.points, ann.rescore_at) == (0, later(2))
    rescore(contact=ann, at=later(2), cause="time")
    assert ann.points == 30


def test_an_attribute_known_ahead_is_looked_at_when_it_holds() -> None:
    live_model()
    ann = person()
    known = {"attribute": "seniority", "value": "owner", "source": source(), "received_at": AT}
    AttributeChange.objects.create(contact=ann, occurred_at=later(3), **known)
    rescore(contact=ann, at=AT, cause="attribute")
    assert ann.rescore_at == later(3)


def test_the_clock_of_another_process_may_be_behind() -> None:
    live_model()
    ann = person()
    did(ann, "Page Viewed", path="/pricing")
    rescore(contact=ann, at=later(1), cause="event")
    ahead = ann.score
    rescore(contact=ann, at=AT, cause="event")
    assert (ann.score, Score.objects.get().as_of) == (ahead, later(1))


def test_who_objected_is_not_scored() -> None:
    live_model()
    ann = person(seniority="owner")
    rescore(contact=ann, at=AT, cause="event")
    Contact.objects.filter(id=ann.id).update(may_be_profiled=False)
    did(ann, "Webinar Attended")
    assert rescore(contact=ann, at=AT, cause="event") is None
    assert (ann.score, ann.points, ann.level, ann.grade, ann.rescore_at) == (0, 0, 1, "D", None)
    assert not Score.objects.exists()
    assert ScoreChange.objects.count() == 1


def test_exclusion_is_a_change() -> None:
    live_model()
    ann = person()
    did(ann, "Webinar Attended")
    rescore(contact=ann, at=AT, cause="event")
    Contact.objects.filter(id=ann.id).update(attributes={"company": "rival"})
    change = rescore(contact=ann, at=AT, cause="attribute")
    assert change is not None
    assert (change.excluded, change.points, ann.points) == ("rival", 0, 0)
    assert rescore(contact=ann, at=AT, cause="attribute") is None


def test_without_a_live_model_nothing_is_scored() -> None:
    ann = person(seniority="owner")
    Contact.objects.filter(id=ann.id).update(rescore_at=AT)
    assert rescore(contact=ann, at=AT, cause="event") is None
    assert (ann.points, ann.rescore_at) == (0, None)


def test_many_are_scored_in_few_queries() -> None:
    live_model()
    people = [person(seniority="owner") for _ in range(20)]
    for each in people:
        did(each, "Page Viewed", path="/pricing")
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        done = rescore_many(contact_ids=[each.id for each in people], at=AT, cause="event")
    assert [each.contact.points for each in done] == [30] * 20
    assert len(queries) <= 14
