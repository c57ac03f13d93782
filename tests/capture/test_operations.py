"""Storing events: once each, and what they leave on their contacts."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reif.capture.new_event import NewEvent
from reif.capture.operations import store, take_up
from reif.records.models import AttributeChange, Contact, Event, Visitor
from tests.records.rows import AT, contact, source

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def seen(of: Contact, hours: float = -1, **columns: object) -> NewEvent:
    return NewEvent(of.pk, **{"name": "Page Viewed", "occurred_at": AT + hours * HOUR, **columns})  # type: ignore[arg-type] # of mixed kinds


def test_events_are_stored_as_given() -> None:
    anna = contact()
    given = seen(anna, message_id="m1", properties={"path": "/a\0", "n": 1}, channel="website", campaign="c" * 300)
    (event,) = store(source=source(), events=[given], at=AT).events
    event.refresh_from_db()
    assert (event.name, event.message_id, event.properties) == ("Page Viewed", "m1", {"path": "/a", "n": 1})
    assert (event.occurred_at, event.received_at, event.channel) == (AT - HOUR, AT, "website")
    assert len(event.campaign) == 200


def test_a_message_is_stored_once() -> None:
    anna = contact()
    first = store(source=source(), events=[seen(anna, message_id="m1"), seen(anna, message_id="m1")], at=AT)
    again = store(source=source(), events=[seen(anna, message_id="m1"), seen(anna, message_id="m2")], at=AT)
    assert (len(first.events), first.known, len(again.events), again.known) == (1, 1, 1, 1)
    assert Event.objects.count() == 2


def test_without_a_message_id_nothing_is_a_duplicate() -> None:
    anna = contact()
    assert len(store(source=source(), events=[seen(anna), seen(anna)], at=AT).events) == 2


def test_the_newest_event_that_happened_is_the_last_activity() -> None:
    anna = contact()
    store(source=source(), events=[seen(anna, -1, name="New"), seen(anna, -2, name="Old"), seen(anna, 5)], at=AT)
    store(source=source(), events=[seen(anna, -3, name="Late")], at=AT)
    anna.refresh_from_db()
    assert (anna.last_activity, anna.last_activity_at) == ("New", AT - HOUR)


def test_an_event_of_the_future_becomes_the_last_activity_in_its_time() -> None:
    anna = contact()
    store(source=source(), events=[seen(anna, -1), seen(anna, 5, name="Meeting Held")], at=AT)
    anna.refresh_from_db()
    take_up(contacts=[anna], at=AT + 4 * HOUR)
    assert anna.last_activity == "Page Viewed"
    take_up(contacts=[anna], at=AT + 5 * HOUR)
    anna.refresh_from_db()
    assert (anna.last_activity, anna.last_activity_at) == ("Meeting Held", AT + 5 * HOUR)


def test_the_first_channel_is_the_one_of_acquisition() -> None:
    anna = contact()
    events = [seen(anna, -1, channel="email"), seen(anna, -2, channel="trade_fair"), seen(anna, -3)]
    store(source=source(), events=events, at=AT)
    store(source=source(), events=[seen(anna, -4, channel="website")], at=AT)
    anna.refresh_from_db()
    assert (anna.channel, anna.attributes) == ("trade_fair", {"channel": "trade_fair"})
    fact = AttributeChange.objects.get()
    assert (fact.attribute, fact.value, fact.occurred_at) == ("channel", "trade_fair", AT - 2 * HOUR)


def test_contacts_with_new_events_are_to_be_rescored() -> None:
    anna, bert, carl = contact(), contact(rescore_at=AT - HOUR), contact()
    store(source=source(), events=[seen(carl, message_id="m1")], at=AT)
    Contact.objects.filter(pk=carl.pk).update(rescore_at=None)
    store(source=source(), events=[seen(anna), seen(bert), seen(carl, message_id="m1")], at=AT)
    rescored = dict(Contact.objects.values_list("pk", "rescore_at"))
    assert rescored == {anna.pk: AT, bert.pk: AT - HOUR, carl.pk: None}


def test_visitors_have_events_too() -> None:
    visitor = Visitor.objects.create(anonymous_id="a", first_seen_at=AT, last_seen_at=AT)
    (event,) = store(source=source(), events=[NewEvent(None, "Page Viewed", AT, visitor_id=visitor.pk)], at=AT).events
    assert event.visitor_id == visitor.pk


def test_nothing_is_nothing() -> None:
    assert store(source=source(), events=[], at=AT).events == ()


def test_many_events_take_as_few_queries_as_one() -> None:
    anna, where = contact(), source()

    def queries(count: int) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            store(source=where, events=[seen(anna, message_id=f"{count}-{n}") for n in range(count)], at=AT)
        return len(captured)

    assert queries(50) == queries(1) <= 6
