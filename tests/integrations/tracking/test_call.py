"""When something happened, by our clock."""

from datetime import UTC, datetime, timedelta

from reif.integrations.tracking.call import Call, Type, happened_at

RECEIVED = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def test_a_clock_that_is_wrong_was_wrong_by_the_same_amount_when_it_sent() -> None:
    born = datetime(1970, 1, 1, tzinfo=UTC)
    slow = Call(Type.TRACK, occurred_at=born, sent_at=born + timedelta(seconds=10))
    assert happened_at(slow, RECEIVED) == RECEIVED - timedelta(seconds=10)


def test_without_a_time_it_is_now_and_without_that_of_sending_what_was_said() -> None:
    assert happened_at(Call(Type.TRACK), RECEIVED) == RECEIVED
    said = datetime(2024, 2, 29, tzinfo=UTC)
    assert happened_at(Call(Type.TRACK, occurred_at=said), RECEIVED) == said
