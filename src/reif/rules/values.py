"""What a value of an attribute or property is: missing, a text, a number."""

import math
import re
from typing import TypeAlias

Value: TypeAlias = str | float | int | bool
BLANKS = " \t\n\r\u00a0"
NUMBER_PATTERN = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?"

_NUMBER = re.compile(NUMBER_PATTERN)
_DOTTED_CAPITAL_I = "\u0130"


def is_missing(value: object) -> bool:
    """Null, NaN, an infinite number, a nested value and a text empty after trimming are missing."""
    if isinstance(value, str):
        return not value.strip(BLANKS)
    if isinstance(value, (int, float)):
        return not math.isfinite(value)
    return True


def text_of(value: Value) -> str:
    """The text of a present value; a number has its shortest decimal form, a whole one no point.

    Defined for numbers that are 0 or 1e-4 <= |x| < 1e15.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    number = float(value)
    return str(int(number)) if number.is_integer() else repr(number)


def number_of(value: object) -> float | None:
    """The number that a value is or, being text, reads as; None if neither or beyond a double's range."""
    if isinstance(value, bool) or is_missing(value):
        return None
    if isinstance(value, (int, float)):
        return float(value)
    assert isinstance(value, str)
    trimmed = value.strip(BLANKS)
    if not _NUMBER.fullmatch(trimmed):
        return None
    number = float(trimmed)
    return number if math.isfinite(number) else None


def fold(text: str) -> str:
    """Text as it is compared: trimmed, each code point lower-cased by its simple mapping.

    `str.lower` maps by context (final sigma) and to several code points (dotted capital I); one code point at a
    time, with that one exception, it is Unicode's simple mapping.
    """
    trimmed = text.strip(BLANKS)
    if trimmed.isascii():
        return trimmed.lower()
    return "".join("i" if point == _DOTTED_CAPITAL_I else point.lower() for point in trimmed)
