"""Forms as data: written and read, what keeps one from being published, versions of wordings."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reif.rules.form import (
    ConsentText,
    Field,
    Flaw,
    Option,
    Specification,
    flaws,
    host_of,
    is_site,
    numbered,
    read,
)

EMAIL = Field("email", "email", "E-Mail", is_required=True)
PHONE = Field("phone", "phone", "Telefon")
SIZE = Field("timeframe", "choice", "Wann", options=(Option("now", "Sofort"),))
YES = ConsentText("newsletter", "newsletter", "email", "Ja, den Newsletter.")
FORM = Specification(title="Schreiben Sie uns", fields=(EMAIL, SIZE), consents=(YES,))

words = some.text(max_size=30)
forms = some.builds(
    Specification,
    title=words,
    fields=some.lists(
        some.builds(
            Field, words, words, words, words, some.booleans(), some.lists(some.builds(Option, words, words)).map(tuple)
        ),
        max_size=4,
    ).map(tuple),
    consents=some.lists(
        some.builds(ConsentText, words, words, words, words, some.booleans(), some.integers(0, 9)), max_size=3
    ).map(tuple),
    sites=some.lists(words, max_size=3).map(tuple),
    notify=some.none() | some.integers(1, 9),
)


@given(forms)
def test_what_is_written_is_read_again(form: Specification) -> None:
    assert read(form.written()) == form


def test_what_is_missing_has_its_default_and_what_is_unknown_is_left_out() -> None:
    assert read({}) == Specification()
    assert read({"title": "A", "later": 1}).title == "A"


def test_a_finished_form_has_no_flaw() -> None:
    assert flaws(FORM) == []


@pytest.mark.parametrize(
    ("form", "flaw"),
    [
        (replace(FORM, title=" "), Flaw("title", "missing")),
        (replace(FORM, title="x" * 201), Flaw("title", "too_long")),
        (replace(FORM, intro="x" * 4001), Flaw("intro", "too_long")),
        (replace(FORM, language="fr"), Flaw("language", "unknown")),
        (replace(FORM, event="Page Viewed"), Flaw("event", "unknown")),
        (replace(FORM, channel="carrier pigeon"), Flaw("channel", "unknown")),
        (replace(FORM, fields=(), consents=()), Flaw("fields", "missing")),
        (replace(FORM, fields=(EMAIL, EMAIL)), Flaw("fields.1", "unknown")),
        (replace(FORM, fields=(EMAIL, replace(PHONE, label=""))), Flaw("fields.1", "missing")),
        (replace(FORM, fields=(EMAIL, replace(PHONE, kind="file"))), Flaw("fields.1", "unknown")),
        (replace(FORM, fields=(EMAIL, replace(SIZE, options=()))), Flaw("fields.1", "no_options")),
        (replace(FORM, fields=(PHONE,)), Flaw("consents.0", "no_email")),
        (replace(FORM, consents=(replace(YES, channel="phone"),)), Flaw("consents.0", "no_phone")),
        (replace(FORM, consents=(replace(YES, text="  "),)), Flaw("consents.0", "missing")),
        (replace(FORM, consents=(replace(YES, purpose="spam"),)), Flaw("consents.0", "unknown")),
        (replace(FORM, consents=(YES, YES)), Flaw("consents.1", "unknown")),
        (replace(FORM, sites=("https://firm.example",)), Flaw("sites", "no_host")),
        (replace(FORM, sites=tuple(f"s{n}.example" for n in range(21))), Flaw("sites", "no_host")),
        (replace(FORM, redirect="https://evil.example/"), Flaw("redirect", "other_site")),
        (
            replace(FORM, redirect="https://firm.example.evil.example", sites=("firm.example",)),
            Flaw("redirect", "other_site"),
        ),
        (replace(FORM, redirect="//firm.example/", sites=("firm.example",)), Flaw("redirect", "other_site")),
        (replace(FORM, redirect="javascript:alert(1)", sites=("firm.example",)), Flaw("redirect", "other_site")),
    ],
)
def test_what_keeps_a_form_from_being_published(form: Specification, flaw: Flaw) -> None:
    assert flaws(form) == [flaw]


def test_a_page_of_a_named_site_may_come_afterwards() -> None:
    assert flaws(replace(FORM, redirect="https://Firm.example/danke?x=1", sites=("firm.example",))) == []


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://firm.example/a", "firm.example"),
        ("http://FIRM.example:8080/a", "firm.example:8080"),
        ("https://user@firm.example/", ""),
        ("https://firm.example\\@evil.example/", ""),
        ("https://evil.example\\.firm.example/", ""),
        ("https://[::1", ""),
        ("https://firm.example:99999999/", ""),
        ("javascript:alert(1)//firm.example", ""),
        ("//firm.example/", ""),
        ("", ""),
    ],
)
def test_hosts(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("firm.example", True),
        ("localhost:8000", True),
        ("*.firm.example", False),
        ("firm.example;", False),
        ("'self'", False),
        ("", False),
    ],
)
def test_sites_cannot_say_more_in_a_header_than_a_host(text: str, verdict: bool) -> None:
    assert is_site(text) is verdict


def test_a_wording_has_a_new_version_only_if_it_differs() -> None:
    first = numbered(FORM, None)
    assert first.consents[0].version == 1
    assert numbered(first, first).consents[0].version == 1
    other = replace(first, consents=(replace(first.consents[0], text="Nein."),))
    assert numbered(other, first).consents[0].version == 2
    moved = replace(first, title="Anders")
    assert numbered(moved, first).consents[0].version == 1
