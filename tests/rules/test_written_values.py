"""What people write into lists, and what it means."""

import pytest

from reif.rules.catalogue import ATTRIBUTES, CHANNELS, attribute_type
from reif.rules.headers import folded
from reif.rules.written_values import amount, event_name, options, quantity, translator, yes_or_no
from reif.rules.written_words import CHOICES, COUNTRIES


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1200", 1200),
        ("1.200", 1200),
        ("1,200", 1200),
        ("1'200", 1200),
        ("1 200", 1200),
        ("1\u202f200", 1200),
        ("48.000 €", 48000),
        ("EUR 48.000", 48000),
        ("48.000,50 EUR", 48000.5),
        ("1,234,567.89", 1234567.89),
        ("1,5", 1.5),
        ("1.5", 1.5),
        ("1,5 Mio. €", 1_500_000),
        ("1.5 million", 1_500_000),
        ("300k", 300_000),
        ("30 Tsd.", 30_000),
        ("250 Mitarbeiter", 250),
        ("12,-", 12),
        ("-500", -500),
        ("0.500", 0.5),
        ("007", 7),
    ],
)
def test_quantities(text: str, number: float) -> None:
    assert quantity(text) == number
    assert isinstance(quantity(text), type(number))


@pytest.mark.parametrize(
    "text",
    ["50-100", "50–249", "> 100", "ca. 50", "48.000 $", "12.34.56", "1.20.000", "viele", "", "€", "nan", "1e999"],
)
def test_what_is_not_clear_stays(text: str) -> None:
    assert quantity(text) == text


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,5", 1.5), ("1.200", "1.200"), ("1,200", "1,200"), ("1.200,5", 1200.5), ("1.200.000", 1200000)],
)
def test_amounts_of_unknown_kind(text: str, number: object) -> None:
    assert amount(text) == number


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("salutation", "Frau", "ms"),
        ("salutation", "HERR", "mr"),
        ("seniority", "Geschäftsführer", "c_level"),
        ("seniority", "geschaeftsfuehrerin", "c_level"),
        ("seniority", "Inhaberin", "owner"),
        ("seniority", "C-Level", "c_level"),
        ("seniority", "VP", "vp"),
        ("department", "Einkauf", "purchasing"),
        ("decision_role", "Entscheider", "decider"),
        ("timeframe", "sofort", "now"),
        ("channel", "Messe", "trade_fair"),
        ("country", "Deutschland", "DE"),
        ("country", "Österreich", "AT"),
        ("country", "de", "DE"),
        ("seniority", "Kaiser", "Kaiser"),
        ("tags", "a; b, c|", ["a", "b", "c"]),
    ],
)
def test_words_of_fields(field: str, text: str, value: object) -> None:
    translate = translator(field)
    assert translate is not None
    assert translate(text) == value


def test_texts_mean_themselves() -> None:
    assert translator("company") is None
    assert translator("own") is None


def test_yes_and_no() -> None:
    assert [yes_or_no(text) for text in ("ja", "Nein", "YES", "0", "vielleicht")] == [
        True,
        False,
        True,
        False,
        "vielleicht",
    ]


def test_own_options() -> None:
    translate = options({"red": ["Rot", "Red"], "blue": ["Blau"]})
    assert [translate(text) for text in ("rot", "RED", "blau", "grün")] == ["red", "red", "blue", "grün"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Seite angesehen", "Page Viewed"),
        ("webinar BESUCHT", "Webinar Attended"),
        ("Page Viewed", "Page Viewed"),
        ("page_viewed", "Page Viewed"),
        ("Unsubscribed", "Email Unsubscribed"),
        (" Own Thing ", "Own Thing"),
    ],
)
def test_event_names(text: str, name: str) -> None:
    assert event_name(text) == name


def test_words_lead_to_values_of_the_catalogue() -> None:
    for field, words in CHOICES.items():
        attribute = attribute_type(field)
        assert attribute is not None
        if field != "language":
            assert set(words) == set(CHANNELS if field == "channel" else attribute.values), field


@pytest.mark.parametrize("words", [*CHOICES.values(), COUNTRIES])
def test_no_word_means_two_values(words: dict[str, tuple[str, ...]]) -> None:
    meant = [(folded(name), value) for value, names in words.items() for name in (value, *names)]
    assert not {name for name, value in meant if {other for same, other in meant if same == name} != {value}}


def test_values_mean_themselves() -> None:
    for attribute in ATTRIBUTES:
        translate = translator(attribute.name)
        for value in attribute.values:
            assert translate is not None
            assert translate(value) == value
