"""The words of the field."""

import re

from reif.rules.catalogue import ATTRIBUTES, EVENTS, attribute_type, event_type, is_sign


def test_names_are_there_once() -> None:
    names = [name for event in EVENTS for name in (event.name, *event.other_names)]
    assert len(names) == len(set(names))
    assert len(ATTRIBUTES) == len({attribute.name for attribute in ATTRIBUTES})
    headers = [header for attribute in ATTRIBUTES for header in attribute.german_headers]
    assert len(headers) == len(set(headers))


def test_every_request_is_interest() -> None:
    assert [event.name for event in EVENTS if event.is_request] == [
        "Offer Requested",
        "Demo Requested",
        "Call Requested",
    ]
    assert all(event.is_interest for event in EVENTS if event.is_request)


def test_looking_receiving_and_leaving_are_no_interest() -> None:
    assert [event.name for event in EVENTS if not event.is_interest] == [
        "Page Viewed",
        "Link Clicked",
        "Newsletter Unsubscribed",
        "Webinar Missed",
        "Email Delivered",
        "Email Opened",
        "Email Bounced",
        "Email Marked as Spam",
        "Email Unsubscribed",
        "Email Answered Automatically",
        "Job Page Viewed",
    ]


def test_what_happens_without_them_is_no_sign() -> None:
    assert [event.name for event in EVENTS if not is_sign(event.name)] == [
        "Webinar Missed",
        "Email Delivered",
        "Email Bounced",
        "Email Answered Automatically",
    ]
    assert is_sign("Something Else")


def test_names_are_written_in_one_way() -> None:
    words = re.compile(r"([A-Z][A-Za-z]*|as)( ([A-Z][A-Za-z]*|as))*")
    assert all(words.fullmatch(event.name) and event.german for event in EVENTS)
    fields = [attribute.name for attribute in ATTRIBUTES] + [name for event in EVENTS for name in event.properties]
    assert all(re.fullmatch(r"[a-z][a-z_]*", name) for name in fields)


def test_choices_say_their_values_and_numbers_their_unit() -> None:
    assert all(attribute.values for attribute in ATTRIBUTES if attribute.type == "choice")
    assert all(bool(attribute.unit) is (attribute.type == "number") for attribute in ATTRIBUTES)


def test_looking_up() -> None:
    unsubscribed = event_type("Unsubscribed")
    assert unsubscribed is not None
    assert unsubscribed.name == "Email Unsubscribed"
    assert unsubscribed is event_type("Email Unsubscribed")
    assert event_type("page viewed") is None
    budget = attribute_type("budget")
    assert budget is not None
    assert (budget.type, budget.unit, budget.german_headers) == ("number", "EUR", ("Budget",))
    assert attribute_type("Budget") is None
