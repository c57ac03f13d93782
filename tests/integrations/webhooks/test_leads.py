"""Leads as JSON of whatever system."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reif.integrations.tracking.call import Call, Unusable
from reif.integrations.tracking.segment import MOST_CALLS, NotACall, TooMany
from reif.integrations.webhooks.leads import calls, lead, leads_in

JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


def test_names_are_understood_as_those_of_a_list() -> None:
    said = {"Vorname": "Ada", "nachname": "Kran", "E-Mail": "ada@krane.example", "id": 42, "Lieblingsfarbe": "blau"}
    found = lead(said, {})
    assert found.traits == {
        "first_name": "Ada",
        "last_name": "Kran",
        "email": "ada@krane.example",
        "Lieblingsfarbe": "blau",
    }
    assert (found.id, found.event) == ("42", "Form Submitted")


def test_a_key_in_the_body_is_no_attribute() -> None:
    [(raw, who), _] = calls({"email": "a@b.example", "writeKey": "secret"}, {})
    assert raw == {"email": "a@b.example"}
    assert isinstance(who, Call)
    assert who.traits == {"email": "a@b.example"}


def test_a_map_says_what_is_meant_also_within_objects() -> None:
    said = {"who": {"mail": "ada@krane.example"}, "what": "Demo Requested", "at": "2026-11-27T10:00:00Z", "junk": 1}
    mapping = {"who.mail": "email", "what": "event", "at": "occurred_at", "junk": None, "not.there": "city"}
    found = lead(said, mapping)
    assert (found.traits, found.event) == ({"email": "ada@krane.example"}, "Demo Requested")
    assert found.occurred_at == datetime(2026, 11, 27, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "count"),
    [({"email": "a@b.example"}, 1), ([{}, {}], 2), ({"prospects": [{}, {}, {}]}, 3), ({"data": {"email": "x"}}, 1)],
)
def test_one_or_several(said: object, count: int) -> None:
    assert len(leads_in(said)) == count


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("text", "no JSON object"),
        ({"city": "Ulm"}, "no e-mail and no id"),
        ({"email": "a@b.example", "timestamp": "yesterday"}, "occurred_at is no time"),
        ({"email": "a@b.example", "deep": [[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]}, "nested over 20 deep"),
    ],
)
def test_what_cannot_be_used_says_why(said: object, why: str) -> None:
    with pytest.raises(Unusable, match=why):
        lead(said, {})


def test_one_bad_lead_leaves_the_others() -> None:
    found = [each for _, each in calls({"leads": [{"email": "a@b.example"}, 7]}, {})]
    assert [type(each) for each in found] == [Call, Call, Unusable]


@pytest.mark.parametrize("said", ["text", 1, None])
def test_what_holds_no_leads(said: object) -> None:
    with pytest.raises(NotACall):
        leads_in(said)


def test_too_many_at_once() -> None:
    with pytest.raises(TooMany):
        leads_in([{}] * (MOST_CALLS + 1))


@given(said=JSON)
def test_whatever_comes_is_understood_or_refused(said: object) -> None:
    try:
        list(calls(said, {"a": "email", "b": None}))
    except NotACall:
        assert not isinstance(said, (dict, list))
