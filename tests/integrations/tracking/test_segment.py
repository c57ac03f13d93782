"""What clients of Segment's API send, as real ones were seen to send it, is understood; what is not says why."""

from datetime import UTC, datetime, timedelta

import pytest

from reif.integrations.tracking.call import Call, Type, Unusable, happened_at
from reif.integrations.tracking.segment import MOST_CALLS, NotACall, TooMany, calls

RECEIVED = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def understood(said: object, of: Type | None = None, **headers: str) -> list[Call | Unusable]:
    return [call for _, call in calls(said, of, headers)]


def one(said: dict[str, object], of: Type | None = None, **headers: str) -> Call:
    (call,) = understood({"batch": [said]} if of is None else said, of, **headers)
    assert isinstance(call, Call), call
    return call


def test_segments_python_client_sends_nulls() -> None:
    call = one({"type": "track", "userId": "u-1", "anonymousId": None, "event": "Signed Up", "messageId": "m"})
    assert (call.user_id, call.anonymous_id, call.event, call.message_id) == ("u-1", "", "Signed Up", "m")


def test_rudderstacks_python_client_puts_traits_into_the_context_only() -> None:
    said = {"type": "identify", "userId": "u-1", "context": {"traits": {"email": "a@b.example"}}}
    assert one(said).traits == {"email": "a@b.example"}


def test_rudderstacks_node_client_says_when_by_another_name() -> None:
    said = {"type": "track", "userId": "u", "event": "x", "originalTimestamp": "2026-11-26T10:00:00.000Z"}
    assert one(said).occurred_at == datetime(2026, 11, 26, 10, tzinfo=UTC)


def test_rudderstacks_browser_client_says_who_and_when_beside_the_body() -> None:
    call = one({"name": "Preise"}, Type.PAGE, anonymous_id="anon-1", sent_at="2026-11-26T10:00:00Z")
    assert (call.anonymous_id, call.event, call.sent_at) == ("anon-1", "Preise", datetime(2026, 11, 26, 10, tzinfo=UTC))


def test_what_no_database_stores_is_in_no_id() -> None:
    said = {"type": "track", "event": "a\0", "userId": "\ud83du", "messageId": "\0m"}
    (call,) = understood({"batch": [said]}, None, anonymous_id="\0a")
    assert isinstance(call, Call)
    assert (call.event, call.user_id, call.message_id, call.anonymous_id) == ("a", "u", "m", "a")


def test_what_the_batch_says_holds_for_each_call_that_does_not_say_otherwise() -> None:
    around = {"context": {"ip": "1.1.1.1", "app": "a"}, "sentAt": "2026-11-26T11:00:00Z"}
    said = {"type": "track", "userId": 7, "event": "x", "context": {"app": "b"}}
    (call,) = understood({**around, "batch": [said]})
    assert isinstance(call, Call)
    assert call.context == {"ip": "1.1.1.1", "app": "b"}
    assert call.sent_at == datetime(2026, 11, 26, 11, tzinfo=UTC)
    assert call.user_id == "7"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("x", "the call is no JSON object"),
        ({"type": "shout", "userId": "u"}, "the type of the call is 'shout'; accepted are identify, track"),
        ({"type": "track", "userId": "u"}, "the name of the event"),
        ({"type": "track", "userId": "u", "event": "x", "properties": []}, "properties is no JSON object"),
        ({"type": "track", "userId": "u", "event": "x", "timestamp": "gestern"}, "timestamp is no time: 'gestern'"),
        ({"type": "track", "userId": "u", "event": "x", "properties": {"a": "b" * 33_000}}, "over 32,000 bytes"),
    ],
)
def test_one_bad_call_fails_alone(said: object, why: str) -> None:
    good = {"type": "track", "userId": "u", "event": "x"}
    bad, fine = understood({"batch": [said, good]})
    assert why in str(bad)
    assert isinstance(fine, Call)


def test_what_is_nested_too_deeply_is_no_deed_of_a_person() -> None:
    deep: object = 1
    for _ in range(21):
        deep = [deep]
    (call,) = understood({"batch": [{"type": "track", "userId": "u", "event": "x", "properties": {"a": deep}}]})
    assert "nested" in str(call)


@pytest.mark.parametrize("said", [[], "x", None, {}, {"batch": {}}])
def test_what_is_no_batch(said: object) -> None:
    with pytest.raises(NotACall):
        understood(said)


def test_a_batch_of_too_many() -> None:
    with pytest.raises(TooMany, match="2,501 calls; accepted are 2,500"):
        understood({"batch": [{}] * (MOST_CALLS + 1)})


def test_a_wrong_clock_is_put_right() -> None:
    said = {"type": "track", "userId": "u", "event": "x"}
    slow = one({**said, "timestamp": "1970-01-01T00:00:00Z", "sentAt": "1970-01-01T00:00:10Z"})
    assert happened_at(slow, RECEIVED) == RECEIVED - timedelta(seconds=10)
    assert happened_at(one({**said, "timestamp": 1_700_000_000_000}), RECEIVED).year == 2023
    assert happened_at(one(said), RECEIVED) == RECEIVED
