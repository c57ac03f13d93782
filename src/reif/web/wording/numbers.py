"""Numbers as they are set: 1.906, 82,0, −4,2, 31 %, 48.000 €."""

import math
from collections.abc import Sequence

from babel.numbers import format_decimal

MINUS, NARROW, FIXED = "\u2212", "\u202f", "\u00a0"
_BEYOND = 10**15
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def number(value: float, language: str, decimals: int = 0) -> str:
    """The number with so many decimals, halves away from zero, with a true minus; beyond 10¹⁵ by its power of ten."""
    if abs(value) >= _BEYOND:
        return _powered(value, language)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    written = format_decimal(abs(value), format=pattern, locale=language, decimal_quantization=True)
    is_zero = not any(digit in "123456789" for digit in written)
    return f"{MINUS}{written}" if value < 0 and not is_zero else written


def _powered(value: float, language: str) -> str:
    """Of whole numbers, too, that are larger than any double: 1,0 · 10³⁰⁰."""
    if value in (math.inf, -math.inf):
        return "∞" if value > 0 else f"{MINUS}∞"
    power = math.log10(abs(value))
    exponent = int(power + 1e-9)
    shown = number(10 ** max(power - exponent, 0.0), language, 1)
    return f"{MINUS if value < 0 else ''}{shown}{FIXED}·{FIXED}10{str(exponent).translate(_RAISED)}"


def is_whole(value: float) -> bool:
    """Whether nothing stands behind the point."""
    return isinstance(value, int) or value.is_integer()


def signed(value: float, language: str, decimals: int = 1) -> str:
    """The number with its sign, which nothing has at zero."""
    written = number(value, language, decimals)
    return f"+{written}" if value > 0 and any(digit in "123456789" for digit in written) else written


def percent(share: float, language: str, decimals: int = 0) -> str:
    """A share of 1 as percent; German with a narrow space before the sign."""
    gap = NARROW if language == "de" else ""
    return f"{number(share * 100, language, decimals)}{gap}%"


def money(value: float, language: str, currency: str = "€") -> str:
    """Whole units of the currency: 48.000 € in German, €48,000 in English."""
    written = number(value, language)
    if language == "de":
        return f"{written}{FIXED}{currency}"
    return f"{MINUS}{currency}{written[1:]}" if written.startswith(MINUS) else f"{currency}{written}"


def adding_up(values: Sequence[float], total: float, decimals: int = 1) -> list[float]:
    """The values rounded so that they add up to the rounded total: the largest remainders are rounded up.

    What is left over where values and total disagree by more than rounding is spread by the same rule.
    """
    unit = 10**decimals
    floors = [int((value * unit) // 1) for value in values]
    missing = round(total * unit) - sum(floors)
    if not values:
        return []
    order = sorted(range(len(values)), key=lambda place: floors[place] - values[place] * unit)
    for step in range(abs(missing)):
        place = order[step % len(order)] if missing > 0 else order[-1 - step % len(order)]
        floors[place] += 1 if missing > 0 else -1
    return [floor / unit for floor in floors]
