"""By what somebody came, first and last."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reif.rules.touches import Touch, first_of, last_of, says_how, touch

AT = datetime(2026, 11, 26, 12, tzinfo=UTC)


def test_what_is_kept_of_a_visit() -> None:
    campaign = {"name": "Herbst", "source": "nl", "medium": "email", "at": "x", "channel": "evil", "odd": "y"}
    found = touch(campaign, "https://www.search.example/?q=secret", "https://x.example/preise?gclid=1", AT)
    assert found == {
        "at": "2026-11-26T12:00:00+00:00",
        "channel": "newsletter",
        "name": "Herbst",
        "source": "nl",
        "medium": "email",
        "referrer": "search.example",
        "path": "/preise",
    }
    assert says_how(found)


def test_a_page_before_it_on_the_same_site_says_nothing() -> None:
    found = touch({}, "https://www.x.example/", "https://x.example/a", AT)
    assert found == {"at": AT.isoformat(), "channel": "website", "path": "/a"}
    assert not says_how(found)
    assert touch({}, "https://[", "https://[", AT) == {"at": AT.isoformat(), "channel": "website"}


touches = st.builds(
    lambda minutes, source: touch(
        {"source": source} if source else {}, "", "https://x.example/", AT + timedelta(minutes=minutes)
    ),
    st.integers(0, 5),
    st.sampled_from(["", "a", "b"]),
)


@given(st.lists(touches, min_size=1, max_size=6))
def test_first_and_last_do_not_hang_on_the_order_they_come_in(come: list[Touch]) -> None:
    first = last = None
    for each in come:
        first, last = first_of(first, each), last_of(last, each)
    assert first is not None
    assert first["at"] == min(each["at"] for each in come)
    telling = [each["at"] for each in come if says_how(each)]
    assert (last and last["at"]) == (max(telling) if telling else None)
