"""Events that can and cannot be stored."""

from datetime import UTC, datetime

import pytest

from reif.capture.new_event import NewEvent, UnusableEvent

AT = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"contact_id": None}, "belongs to no contact"),
        ({"name": ""}, "no name"),
        ({"name": " \0\t"}, "no name"),
        ({"name": "x" * 201}, "over 200 characters"),
        ({"occurred_at": datetime(2026, 11, 23)}, "no zone"),  # noqa: DTZ001 - that it has none is the point
        ({"occurred_at": datetime(1899, 12, 31, 23, 59, tzinfo=UTC)}, "outside the years"),
        ({"occurred_at": datetime(2200, 1, 1, tzinfo=UTC)}, "outside the years"),
    ],
)
def test_unusable(changed: dict[str, object], why: str) -> None:
    given = {"contact_id": 1, "name": "Page Viewed", "occurred_at": AT} | changed
    with pytest.raises(UnusableEvent, match=why):
        NewEvent(**given)  # type: ignore[arg-type] # of mixed kinds


def test_a_long_message_id_is_kept_as_its_hash() -> None:
    long, other = (NewEvent(1, "x", AT, message_id=letter * 201).key for letter in "ab")
    assert long is not None
    assert len(long) <= 200
    assert long != other
    assert NewEvent(1, "x", AT, message_id="a" * 200).key == "a" * 200
    assert NewEvent(1, "x", AT, message_id="").key is None
