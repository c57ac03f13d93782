"""A request as the letter that it holds."""

import gzip
import json
from base64 import b64encode

import pytest
from django.test import RequestFactory

from reif.integrations.tracking.body import TooLarge
from reif.integrations.tracking.call import Type
from reif.integrations.tracking.letter import Letter
from reif.web.collect.reading import letter


def test_what_stands_beside_the_body() -> None:
    anonymous = b64encode("ä-1".encode()).decode()
    headers = {"AnonymousId": anonymous, "SentAt": "2026-11-26T10:00:00Z", "X-Write-Key": "id:key"}
    text = json.dumps({"name": "Preise", "context": {"a": 1}}).encode()
    request = RequestFactory().post("/", gzip.compress(text), content_type="text/plain", headers=headers)
    found, kept, key = letter(request, "segment", Type.PAGE)
    beside = {"anonymous_id": "ä-1", "sent_at": "2026-11-26T10:00:00Z"}
    assert (found, kept, key) == (Letter("segment", Type.PAGE, json.loads(text), beside), text, "key")


def test_what_is_larger_than_django_reads() -> None:
    with pytest.raises(TooLarge):
        letter(RequestFactory().post("/", b"x" * 3_000_000, content_type="text/plain"), "segment", None)
