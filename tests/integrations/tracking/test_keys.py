"""The write key, wherever a client puts it."""

import base64

import pytest

from reif.integrations.tracking.keys import write_key


def basic(text: str) -> dict[str, str]:
    return {"authorization": f"Basic {base64.b64encode(text.encode()).decode()}"}


@pytest.mark.parametrize(
    ("headers", "body", "query", "found"),
    [
        (basic("key:"), {}, {}, "key"),
        (basic("key"), {"writeKey": "other"}, {}, "key"),
        ({"x-write-key": "id:secret"}, {"writeKey": "id:***"}, {}, "secret"),
        ({"x-write-key": "secret"}, {}, {}, "secret"),
        ({}, {"writeKey": "key"}, {}, "key"),
        ({}, {"api_key": "key"}, {}, "key"),
        ({}, [], {"writeKey": "key"}, "key"),
        ({"authorization": "Basic !!!"}, {"writeKey": "key"}, {}, "key"),
        ({"authorization": "Bearer x"}, {}, {}, "x"),
        ({"authorization": "Digest x"}, {}, {}, ""),
        ({}, {"writeKey": 7}, {}, ""),
    ],
)
def test_where_it_stands(headers: dict[str, str], body: object, query: dict[str, str], found: str) -> None:
    assert write_key(headers, body, query) == found
