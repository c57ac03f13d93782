"""E-mail addresses as identifiers."""

import pytest

from reif.rules.emails import domain_of, is_private, normalised_email


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Anna@Example.COM", "anna@example.com"),
        ("  anna@example.com\n", "anna@example.com"),
        ("mailto:anna@example.com", "anna@example.com"),
        ("anna+list@mail.example.co.uk", "anna+list@mail.example.co.uk"),
        ("jürgen@müller.de", "jürgen@müller.de"),
        ("ju\u0308rgen@müller.de", "jürgen@müller.de"),
        ("o'neill@example.com", "o'neill@example.com"),
    ],
)
def test_spellings_of_one_address_are_equal(text: str, address: str) -> None:
    assert normalised_email(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "anna",
        "anna@",
        "@example.com",
        "anna@example",
        "anna@example..com",
        "anna@@example.com",
        "anna example@example.com",
        "anna@example.com, bert@example.com",
        "<anna@example.com>",
        "anna\0@example.com",
        f"{'a' * 65}@example.com",
        f"anna@{'a' * 250}.com",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert normalised_email(text) is None


def test_domains() -> None:
    assert domain_of("anna@mail.example.com") == "mail.example.com"
    assert is_private("gmx.de")
    assert is_private("gmail.com")
    assert not is_private("example.com")
