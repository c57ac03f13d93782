"""Numbers as they are set in German and in English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reif.web.wording.numbers import adding_up, money, number, percent, signed


@pytest.mark.parametrize(
    ("value", "decimals", "german", "english"),
    [
        (1906, 0, "1.906", "1,906"),
        (82, 1, "82,0", "82.0"),
        (-4.2, 1, "−4,2", "−4.2"),
        (-0.04, 1, "0,0", "0.0"),
        (1_000_000.5, 0, "1.000.000", "1,000,000"),
        (0.25, 1, "0,2", "0.2"),
        (999_999_999_999_999, 0, "999.999.999.999.999", "999,999,999,999,999"),
        (1e300, 0, "1,0\u00a0·\u00a010³⁰⁰", "1.0\u00a0·\u00a010³⁰⁰"),
        (-25 * 10**15, 1, "−2,5\u00a0·\u00a010¹⁶", "−2.5\u00a0·\u00a010¹⁶"),
        (10**400, 0, "1,0\u00a0·\u00a010⁴⁰⁰", "1.0\u00a0·\u00a010⁴⁰⁰"),
        (float("-inf"), 0, "−∞", "−∞"),
    ],
)
def test_numbers(value: float, decimals: int, german: str, english: str) -> None:
    assert (number(value, "de", decimals), number(value, "en", decimals)) == (german, english)


@pytest.mark.parametrize(("value", "shown"), [(18.6, "+18,6"), (-6, "−6,0"), (0, "0,0"), (0.04, "0,0")])
def test_signs(value: float, shown: str) -> None:
    assert signed(value, "de") == shown


def test_percent_and_money() -> None:
    assert (percent(0.31, "de"), percent(0.31, "en")) == ("31\u202f%", "31%")
    assert percent(0.082, "de", 1) == "8,2\u202f%"
    assert (money(48000, "de"), money(48000, "en"), money(-5, "en")) == ("48.000\u00a0€", "€48,000", "−€5")


@given(st.lists(st.floats(-100, 100).map(lambda value: round(value, 6)), max_size=20))
def test_shown_values_add_up_to_the_shown_sum(values: list[float]) -> None:
    total = sum(values)
    shown = adding_up(values, total)
    if values:
        assert round(sum(shown), 1) == pytest.approx(round(total * 10) / 10, abs=1e-9)
    assert all(abs(one - other) <= 0.1 + 1e-9 for one, other in zip(shown, values, strict=True))
