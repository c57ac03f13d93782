"""When something happened, by our clock."""

from datetime import UTC, datetime, timedelta

import pytest

from reif.integrations.tracking.call import Call, Type, Unusable, happened_at

RECEIVED = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def test_a_clock_that_is_wrong_was_wrong_by_the_same_amount_when_it_sent() -> None:
    born = datetime(1970, 1, 1, tzinfo=UTC)
    slow = Call(Type.TRACK, occurred_at=born, sent_at=born + timedelta(seconds=10))
    assert happened_at(slow, RECEIVED) == RECEIVED - timedelta(seconds=10)


def test_without_a_time_it_is_now_and_without_that_of_sending_what_was_said() -> None:
    assert happened_at(Call(Type.TRACK), RECEIVED) == RECEIVED
    said = datetime(2024, 2, 29, tzinfo=UTC)
    assert happened_at(Call(Type.TRACK, occurred_at=said), RECEIVED) == said


def test_clocks_that_are_thousands_of_years_apart() -> None:
    call = Call(Type.TRACK, occurred_at=datetime(1, 1, 2, tzinfo=UTC), sent_at=datetime(7967, 8, 23, tzinfo=UTC))
    with pytest.raises(Unusable, match="thousands of years apart"):
        happened_at(call, RECEIVED)
