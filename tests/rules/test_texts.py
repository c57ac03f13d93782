"""Texts as databases take them."""

import pytest

from reif.rules.texts import clean, shortened, storable


@pytest.mark.parametrize(
    ("text", "stored"),
    [("plain", "plain"), ("a\0b", "ab"), ("ü\0\ud800x", "üx"), ("שלום 👋 <b>", "שלום 👋 <b>"), ("", "")],
)
def test_nul_and_lone_surrogates_go(text: str, stored: str) -> None:
    assert clean(text) == stored


def test_at_any_depth() -> None:
    assert storable({"a\0": ["b\0", {"c": 1}], "d": None, "e": (True, 2.5)}) == {
        "a": ["b", {"c": 1}],
        "d": None,
        "e": [True, 2.5],
    }


@pytest.mark.parametrize(("text", "short"), [("12345", "12345"), ("123456", "1234…"), ("123 456", "123…"), ("", "")])
def test_shortened(text: str, short: str) -> None:
    assert shortened(text, 5) == short
    assert len(shortened(text, 5)) <= 5
