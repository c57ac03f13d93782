"""Notices of LinkedIn and Meta: whether they are theirs, and what they point at."""

import hashlib
import hmac
from datetime import UTC, datetime
from typing import Any

import pytest

from reif.integrations.tracking.segment import NotACall, TooMany
from reif.integrations.webhooks.pointers import LINKEDIN, META, Pointer, challenge_answer, is_signed, pointers

RESPONSE, FORM = "urn:li:leadGenFormResponse:aB1", "urn:li:versionedLeadGenForm:(urn:li:leadGenForm:7,1)"
OF_LINKEDIN: dict[str, Any] = {
    "type": "LEAD_ACTION",
    "leadGenFormResponse": RESPONSE,
    "leadGenForm": FORM,
    "leadAction": "CREATED",
    "leadType": "SPONSORED",
    "occurredAt": 1_764_000_000_000,
}
AT = datetime.fromtimestamp(1_764_000_000, UTC)
LEADGEN = {"leadgen_id": 444, "form_id": "99", "page_id": "5", "created_time": 1_764_000_000}
OF_META: dict[str, Any] = {
    "object": "page",
    "entry": [{"id": "5", "changes": [{"field": "leadgen", "value": LEADGEN}, {"field": "feed", "value": {}}]}],
}


def signature(body: bytes, secret: str = "s3cret") -> str:  # noqa: S107 - of these tests
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def test_whoever_has_the_secret_signs() -> None:
    body = b'{"a": 1}'
    linkedin, meta = signature(b"hmacsha256=" + body), "sha256=" + signature(body)
    assert is_signed(LINKEDIN, "s3cret", {"x-li-signature": linkedin}, body)
    assert is_signed(META, "s3cret", {"x-hub-signature-256": meta.upper()}, body)


@pytest.mark.parametrize("said", ["", "sha256=", signature(b"{}"), "sha256=" + signature(b"{}", "other"), "ü\ud800"])
def test_whoever_has_not_does_not(said: str) -> None:
    for system, header in ((LINKEDIN, "x-li-signature"), (META, "x-hub-signature-256")):
        assert not is_signed(system, "s3cret", {header: said}, b"{}")
        assert not is_signed(system, "s3cret", {}, b"{}")


def test_linkedins_challenge_is_answered() -> None:
    assert challenge_answer("c-1", "s3cret") == {"challengeCode": "c-1", "challengeResponse": signature(b"c-1")}


def test_what_they_point_at() -> None:
    assert pointers(LINKEDIN, OF_LINKEDIN) == [Pointer(RESPONSE, FORM, AT)]
    assert pointers(LINKEDIN, {**OF_LINKEDIN, "leadAction": "DELETED"}) == [
        Pointer(RESPONSE, FORM, AT, is_deleted=True)
    ]
    assert pointers(META, OF_META) == [Pointer("444", "99", AT)]


@pytest.mark.parametrize("said", [{}, {"type": "OTHER"}, {"object": "user", "entry": 1}])
def test_a_notice_of_something_else_points_at_nothing(said: object) -> None:
    assert pointers(LINKEDIN, said) == pointers(META, said) == []


@pytest.mark.parametrize("occurred_at", [None, True, "soon", 1e300, -1e300, [1]])
def test_a_time_that_is_none_is_none(occurred_at: object) -> None:
    [found] = pointers(LINKEDIN, {**OF_LINKEDIN, "occurredAt": occurred_at})
    assert found.occurred_at is None


@pytest.mark.parametrize(
    ("system", "said", "why"),
    [
        (LINKEDIN, [], "object"),
        (LINKEDIN, {"type": "LEAD_ACTION"}, "no leadGenFormResponse"),
        (LINKEDIN, {"type": "LEAD_ACTION", "leadGenFormResponse": {"deep": []}}, "no leadGenFormResponse"),
        (META, {"object": "page"}, "entry is no list"),
        (META, {"object": "page", "entry": [1]}, "object"),
        (META, {"object": "page", "entry": [{"changes": [{"field": "leadgen", "value": {}}]}]}, "no leadgen_id"),
    ],
)
def test_what_cannot_be_used_says_why(system: str, said: object, why: str) -> None:
    with pytest.raises(NotACall, match=why):
        pointers(system, said)


def test_far_too_many_at_once() -> None:
    change = {"field": "leadgen", "value": LEADGEN}
    with pytest.raises(TooMany):
        pointers(META, {"object": "page", "entry": [{"changes": [change] * 2_501}]})
