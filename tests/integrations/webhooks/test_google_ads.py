"""A lead as Google's webhook sends it."""

from typing import Any

import pytest

from reif.integrations.tracking.call import Call, Type, Unusable
from reif.integrations.tracking.segment import NotACall
from reif.integrations.webhooks.google_ads import calls

# After the example of developers.google.com/google-ads/webhook/docs/implementation.
LEAD: dict[str, Any] = {
    "lead_id": "lead_id1",
    "form_id": "1234",
    "user_column_data": [
        {"string_value": "FirstName LastName", "column_id": "FULL_NAME"},
        {"string_value": "private@example.com", "column_id": "EMAIL"},
        {"string_value": "work@krane.example", "column_id": "WORK_EMAIL"},
        {"string_value": "94043", "column_id": "POSTAL_CODE"},
        {"string_value": "Im Herbst", "column_name": "Wann brauchen Sie es?"},
        {"column_id": "CITY"},
        "no object",
    ],
    "api_version": "1.0",
    "google_key": "secret",
    "campaign_id": "123",
    "gcl_id": "abc",
}


def understood(**changes: object) -> list[Call | Unusable]:
    return [each for _, each in calls({**LEAD, **changes})]


def test_who_it_is_and_that_a_form_was_sent() -> None:
    who, what = understood()
    assert isinstance(who, Call)
    assert isinstance(what, Call)
    assert (who.type, what.type) == (Type.IDENTIFY, Type.TRACK)
    assert who.traits == {"name": "FirstName LastName", "email": "work@krane.example", "postal_code": "94043"}
    assert (what.event, what.message_id) == ("Form Submitted", "google-ads-lead_id1-Form Submitted")
    assert what.properties == {"Wann brauchen Sie es?": "Im Herbst", "form": "Google Ads 1234"}
    assert what.context == {
        "campaign": {"source": "google", "medium": "cpc", "name": "123", "gclid": "abc"},
        "traits": {"email": "work@krane.example"},
    }
    assert (who.user_id, who.anonymous_id) == ("", "google-ads-lead_id1")


def test_who_left_no_e_mail_is_known_by_the_number_of_the_lead() -> None:
    who, _ = understood(user_column_data=[{"column_id": "PHONE_NUMBER", "string_value": "+49 30 1234567"}])
    assert isinstance(who, Call)
    assert (who.user_id, who.traits) == ("google-ads-lead_id1", {"phone": "+49 30 1234567"})


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"is_test": True}, "a test lead"),
        ({"lead_id": None}, "no lead_id"),
        ({"user_column_data": {"a": 1}}, "no list"),
        ({"more": "x" * 33_000}, "over 32,000 bytes"),
    ],
)
def test_what_cannot_be_used_says_why(changes: dict[str, object], said: str) -> None:
    [problem] = understood(**changes)
    assert said in str(problem)


def test_it_is_read_again_as_it_was_kept() -> None:
    assert [each for _, each in calls({"batch": [LEAD]})] == understood()


@pytest.mark.parametrize("said", [[], "text", 1, None])
def test_what_is_no_lead_at_all(said: object) -> None:
    with pytest.raises(NotACall):
        list(calls(said))
