"""Storing events: once each, and what they leave on their contacts."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reif.capture.new_event import NewEvent
from reif.capture.operations import store, store_many, take_up
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


def test_what_happens_without_the_person_is_no_last_activity() -> None:
    anna = contact()
    events = [seen(anna, -3), seen(anna, -2, name="Email Delivered"), seen(anna, -1, name="Email Bounced")]
    store(source=source(), events=events, at=AT)
    anna.refresh_from_db()
    assert (anna.last_activity, anna.last_activity_at) == ("Page Viewed", AT - 3 * HOUR)
    store(source=source(), events=[seen(anna, 0, name="Email Marked as Spam")], at=AT)
    anna.refresh_from_db()
    assert anna.last_activity == "Email Marked as Spam"
    bert = contact()
    store(source=source(), events=[seen(bert, -1, name="Email Delivered")], at=AT)
    bert.refresh_from_db()
    assert (bert.last_activity, bert.last_activity_at, bert.rescore_at) == ("", None, AT)


def test_many_at_once_are_stored_alike() -> None:
    """The last activity waits for the contact's turn to be rescored."""
    anna, bert = contact(), contact()

    def events_of(who: Contact) -> list[NewEvent]:
        return [
            seen(who, -3, message_id=f"{who.pk}a", properties={"path": "/ä\0", "n": [1, {"x": None}]}, channel="email"),
            seen(who, -2, message_id=f"{who.pk}b", name="Form Submitted\0", channel="trade_fair"),
            seen(who, -1, message_id=f"{who.pk}c", name="Email Delivered", properties={"x": float("nan")}),
            seen(who, 5, message_id=f"{who.pk}d"),
            seen(who, -2, message_id=f"{who.pk}a"),
        ]

    assert len(store(source=source(), events=events_of(anna), at=AT).events) == 4
    assert store_many(source=source(), events=events_of(bert), at=AT) == 4
    assert store_many(source=source(), events=events_of(bert), at=AT) == 0
    bert.refresh_from_db()
    assert (bert.rescore_at, bert.last_activity, bert.channel) == (AT, "", "email")
    take_up(contacts=[anna, bert], at=AT)
    columns = ("last_activity", "last_activity_at", "channel", "attributes", "rescore_at")
    assert Contact.objects.values_list(*columns).get(pk=anna.pk) == Contact.objects.values_list(*columns).get(
        pk=bert.pk
    )
    stored = [
        field.attname
        for field in Event._meta.concrete_fields
        if field.attname not in ("id", "contact_id", "message_id")
    ]
    of_anna, of_bert = (
        list(Event.objects.filter(contact=who).order_by("id").values_list(*stored)) for who in (anna, bert)
    )
    assert of_anna == of_bert
    assert of_anna[0][stored.index("properties")] == {"path": "/ä", "n": [1, {"x": None}]}
    assert of_anna[2][stored.index("properties")] == {"x": None}
    facts = [
        AttributeChange.objects.filter(contact=who).values_list("value", "occurred_at").get() for who in (anna, bert)
    ]
    assert facts == [("email", AT - 3 * HOUR)] * 2


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
