"""The page script as it is served to pages of other sites."""

import gzip

import pytest
from django.test import Client

from reif.web.collect.page_script import SCRIPT

LARGEST = 3 * 1024


@pytest.fixture
def client() -> Client:
    return Client(headers={"Origin": "https://www.krane.example"})


def test_it_is_at_most_three_kilobytes(client: Client) -> None:
    answer = client.get("/reif.js?key=x", headers={"Accept-Encoding": "br, gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) <= LARGEST
    assert gzip.decompress(answer.content) == SCRIPT
    plain = client.get("/reif.js")
    assert (plain.content, "Content-Encoding" in plain) == (SCRIPT, False)


def test_modules_of_other_sites_may_have_it_and_browsers_keep_it(client: Client) -> None:
    answer = client.get("/reif.js?key=x")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Access-Control-Allow-Origin"] == "https://www.krane.example"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer["Cache-Control"].startswith("public, max-age=86400")
    assert {"Origin", "Accept-Encoding"} <= set(answer["Vary"].split(", "))
    assert "Set-Cookie" not in answer
    assert not client.cookies
    again = client.get("/reif.js?key=x", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "https://www.krane.example"
    assert client.post("/reif.js").status_code == 405
