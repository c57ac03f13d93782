"""What a value is: missing, a number, a text."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reif.rules.values import fold, is_missing, number_of, text_of


@pytest.mark.parametrize(
    "value",
    [None, math.nan, math.inf, -math.inf, "", " ", "\t\r\n", "\u00a0 \u00a0", [], ["x"], {}, {"a": 1}, (), b"x"],
)
def test_missing(value: object) -> None:
    assert is_missing(value)


@pytest.mark.parametrize(
    "value", [0, 0.0, -0.0, False, True, "0", "x", " x ", "null", "nan", "None", "\u2003", "\u200b"]
)
def test_not_missing(value: object) -> None:
    assert not is_missing(value)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (12, 12.0),
        (2.5, 2.5),
        (-0.0, 0.0),
        ("12000", 12000.0),
        (" 3.5 ", 3.5),
        ("\u00a07\u00a0", 7.0),
        ("\t7\r\n", 7.0),
        ("-7", -7.0),
        ("+7", 7.0),
        ("007", 7.0),
        ("1e3", 1000.0),
        (" 1e3 ", 1000.0),
        ("1E+3", 1000.0),
        ("1e-3", 0.001),
        (".5", 0.5),
        ("5.", 5.0),
        ("5.e1", 50.0),
        ("1e-400", 0.0),
        ("9007199254740993", 9007199254740992.0),
        ("0" * 400 + "1", 1.0),
    ],
)
def test_numbers(value: object, number: float) -> None:
    assert number_of(value) == number


@pytest.mark.parametrize(
    "value",
    [
        *(None, math.nan, math.inf, True, False, [1], {}),
        *("", " ", "x", "1,000", "1.000.000", "1 000", "1_000", "1'000", "12 €", "12%", "3,5"),
        *("inf", "-inf", "Infinity", "nan", "NaN", "1e999", "-1e999", "1" * 400),
        *("0x10", "1e", "e3", ".", "-", "+", "+-1", "- 1", "1e3.5", "1.2.3", "1e+", "true", "1d"),
        *("١٢", "\uff11\uff12", "²", "½", "1\u2003", "\u22127"),
    ],
)
def test_no_numbers(value: object) -> None:
    assert number_of(value) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (10, "10"),
        (10.0, "10"),
        (2.5, "2.5"),
        (-2.5, "-2.5"),
        (0, "0"),
        (-0.0, "0"),
        (0.1, "0.1"),
        (0.0001, "0.0001"),
        (1e14, "100000000000000"),
        (999999999999999.9, "999999999999999.9"),
        (True, "true"),
        (False, "false"),
        ("10.0", "10.0"),
        (" x ", " x "),
    ],
)
def test_texts(value: str | float | bool, text: str) -> None:
    assert text_of(value) == text


@given(st.floats(1e-4, 1e15, exclude_max=True) | st.floats(-1e15, -1e-4, exclude_min=True) | st.just(0.0))
def test_the_text_of_a_number_reads_as_it_and_has_no_exponent(number: float) -> None:
    text = text_of(number)
    assert number_of(text) == number
    assert "e" not in text
    assert not text.endswith(".0")


@given(st.floats(1e-4, 1e15, exclude_max=True).filter(lambda number: not number.is_integer()))
def test_the_text_of_a_number_is_its_shortest(number: float) -> None:
    _, point, decimals = text_of(number).partition(".")
    assert point
    step = Fraction(1, 10 ** (len(decimals) - 1))
    below = Fraction(number) // step * step
    assert float(below) != number
    assert float(below + step) != number


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Sales\t", "sales"),
        ("\u00a0Sales\u00a0", "sales"),
        ("\u2003Sales", "\u2003sales"),
        ("Straße", "straße"),
        ("STRASSE", "strasse"),
        ("STRAẞE", "straße"),
        ("İstanbul", "istanbul"),
        ("ISTANBUL", "istanbul"),
        ("\u0131stanbul", "\u0131stanbul"),
        ("ΟΔΟΣ", "οδοσ"),
        ("οδος", "οδος"),
        ("ÄÖÜ", "äöü"),
        ("A\u0308", "a\u0308"),
        ("Ä", "ä"),
        ("ǅ", "ǆ"),
        ("K", "k"),
        ("Å", "å"),
        ("ﬁ", "ﬁ"),
        ("\U00010400", "\U00010428"),
        ("日本", "日本"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_keeps_the_length_of_trimmed_text_and_what_it_made(text: str) -> None:
    assert len(fold(text)) == len(text.strip(" \t\n\r\u00a0"))
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_folding_goes_code_point_by_code_point(start: str, end: str) -> None:
    assert fold(f"|{start}{end}|") == fold(f"|{start}|")[:-1] + fold(f"|{end}|")[1:]
