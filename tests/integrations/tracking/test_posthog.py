"""PostHog's events, and those among them that are none."""

import pytest

from reif.integrations.tracking.call import Call, Type, Unusable
from reif.integrations.tracking.posthog import calls
from reif.integrations.tracking.segment import NotACall


def one(**said: object) -> Call | Unusable:
    ((_, call),) = calls({"api_key": "k", "batch": [said]})
    return call


def test_an_event() -> None:
    call = one(
        event="Demo Requested", distinct_id="u", uuid="m", properties={"$lib": "x", "product": "R", "token": "k"}
    )
    assert call == Call(Type.TRACK, user_id="u", event="Demo Requested", message_id="m", properties={"product": "R"})


def test_who_it_is() -> None:
    said = {"$set": {"email": "a@b.example"}, "$anon_distinct_id": "anon"}
    call = one(event="$identify", distinct_id="u", properties=said)
    assert call == Call(Type.IDENTIFY, user_id="u", anonymous_id="anon", traits={"email": "a@b.example"})


def test_what_is_known_may_stand_beside_the_properties_as_the_python_client_has_it() -> None:
    ((_, call),) = calls({"batch": [{"event": "$set", "distinct_id": "u", "$set": {"title": "CTO"}, "properties": {}}]})
    assert call == Call(Type.IDENTIFY, user_id="u", traits={"title": "CTO"})


def test_a_page_of_somebody_unknown() -> None:
    said = {"$current_url": "https://x.example/p", "$pathname": "/p", "$device_id": "d", "title": "P"}
    call = one(event="$pageview", distinct_id="d", properties=said)
    assert isinstance(call, Call)
    assert (call.type, call.user_id, call.anonymous_id) == (Type.PAGE, "", "d")
    assert call.properties == {"title": "P", "url": "https://x.example/p", "path": "/p"}


def test_an_alias_and_a_group() -> None:
    alias = one(event="$create_alias", distinct_id="old", properties={"alias": "new"})
    assert alias == Call(Type.ALIAS, user_id="new", previous_id="old")
    named = {"$group_key": "g", "$group_set": {"name": "Krane KG"}}
    group = one(event="$groupidentify", distinct_id="u", properties=named)
    assert group == Call(Type.GROUP, user_id="u", group_id="g", traits={"name": "Krane KG"})


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"distinct_id": "u"}, "no name"),
        ({"event": "x"}, "no distinct_id"),
        ({"event": "x", "distinct_id": "u", "properties": 3}, "properties is no JSON object"),
        ({"event": "x", "distinct_id": "u", "timestamp": "x"}, "timestamp is no time"),
    ],
)
def test_what_cannot_be_used_says_why(said: dict[str, object], why: str) -> None:
    assert why in str(one(**said))


def test_a_single_event_without_a_batch() -> None:
    ((_, call),) = calls({"api_key": "k", "event": "x", "distinct_id": "u"})
    assert isinstance(call, Call)
    with pytest.raises(NotACall):
        list(calls([1]))
