"""What a contact did, as a sentence in both languages."""

import pytest
from django.utils import translation

from reif.rules.catalogue import EVENTS
from reif.web.contact.sentences import closed, listed, sentence, visit


def said(name: str, language: str = "de", **properties: object) -> str:
    with translation.override(language):
        return sentence(name, properties).text


@pytest.mark.parametrize("event", [each.name for each in EVENTS])
def test_every_event_of_the_catalogue_is_a_sentence(event: str) -> None:
    german, english = said(event), said(event, "en")
    assert german != english
    assert german[0].isupper()
    assert "%" not in german + english
    odd = said(event, **{name: {"nested": 1} for name in ("product", "text", "url", "form", "minutes", "value")})
    assert odd == german


@pytest.mark.parametrize(
    ("name", "properties", "german"),
    [
        ("Webinar Attended", {"webinar": "Umrüsten", "minutes": 41}, "Besucht das Webinar „Umrüsten“, 41\u00a0Minuten"),
        ("Demo Requested", {"product": "Baukasten L"}, "Fragt eine Vorführung von „Baukasten L“ an"),
        ("Order Completed", {"value": 26000, "currency": "EUR"}, "Kauft für 26.000\u00a0€"),
        ("Order Completed", {"value": 5, "currency": "CHF", "products": "X"}, "Kauft „X“ für 5\u00a0CHF"),
        ("Call Completed", {"minutes": 1, "outcome": "Auskunft"}, "Telefoniert mit uns, 1\u00a0Minute: Auskunft"),
        ("Page Viewed", {"path": "/preise"}, "Sieht sich „/preise“ an"),
        ("Rocket Launched", {}, "Rocket Launched"),
    ],
)
def test_sentences(name: str, properties: dict[str, object], german: str) -> None:
    assert said(name, **properties) == german


def test_what_was_said_is_quoted_and_requests_are_strong() -> None:
    found = sentence("Demo Requested", {"text": "  Bitte\n bald  "})
    assert (found.quote, found.is_strong) == ("Bitte bald", True)
    assert not sentence("Page Viewed", {}).is_strong
    assert len(sentence("Email Replied", {"text": "x" * 9999}).quote) < 500


def test_a_visit_is_one_sentence() -> None:
    with translation.override("de"):
        assert visit(["Preise", "Preise"]) == "Sieht sich „Preise“ an"
        assert visit(["A", "B", "A", "C", "D", "E"]) == "Sieht sich „A“, „B“, „C“ und 2 weitere Seiten an"
        assert listed(["a", "b"]) == "a und b"


def test_a_full_stop_stands_once() -> None:
    assert (closed("Do, 12. Nov."), closed("gestern")) == ("Do, 12. Nov.", "gestern.")
