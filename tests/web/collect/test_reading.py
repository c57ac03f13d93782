"""A request as what it holds, and what is kept of what stands around a call."""

import json
from base64 import b64encode

import pytest
from django.test import RequestFactory

from reif.integrations.tracking.body import TooLarge
from reif.integrations.tracking.call import Call, Type
from reif.web.collect.reading import calls, letter


def test_what_stands_beside_the_body() -> None:
    anonymous = b64encode("ä-1".encode()).decode()
    headers = {"AnonymousId": anonymous, "SentAt": "2026-11-26T10:00:00Z", "X-Write-Key": "id:key"}
    said = {"name": "Preise", "context": {"a": 1}}
    found = letter(RequestFactory().post("/", json.dumps(said), content_type="text/plain", headers=headers))
    assert (found.key, found.beside) == ("key", {"anonymous_id": "ä-1", "sent_at": "2026-11-26T10:00:00Z"})
    ((_, call),) = calls("segment", found.said, Type.PAGE, found.beside)
    assert isinstance(call, Call)
    assert call.anonymous_id == "ä-1"
    around = {"form": "segment", "type": "page", "beside": found.beside, "around": {}}
    assert found.around("segment", Type.PAGE) == around


def test_the_key_is_not_kept_with_what_stands_around_a_batch() -> None:
    said = {"writeKey": "k", "sentAt": "x", "context": {"ip": "1"}, "batch": []}
    found = letter(RequestFactory().post("/", json.dumps(said), content_type="application/json"))
    assert found.key == "k"
    assert found.around("segment", None)["around"] == {"sentAt": "x", "context": {"ip": "1"}}


def test_what_is_larger_than_django_reads() -> None:
    with pytest.raises(TooLarge):
        letter(RequestFactory().post("/", b"x" * 3_000_000, content_type="text/plain"))
