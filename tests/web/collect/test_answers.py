"""Answers in the words that clients wait for."""

import json

from django.test import RequestFactory

from reif.web.collect import answers


def test_refusals_bear_the_two_words_that_rudderstack_reads() -> None:
    said = json.loads(answers.refused(400, "why").content)
    assert (said["code"], said["message"]) == (400, "why")
    assert answers.not_now(503, "later")["Retry-After"] == "5"


def test_only_who_comes_from_a_page_is_told_who_may_read() -> None:
    plain = answers.readable(RequestFactory().post("/"), answers.taken())
    assert "Access-Control-Allow-Origin" not in plain
    assert plain["Vary"] == "Origin"
    asked = RequestFactory().post("/", headers={"origin": "https://x.example"})
    assert answers.readable(asked, answers.taken())["Access-Control-Allow-Origin"] == "https://x.example"
