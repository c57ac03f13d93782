"""Texts as databases take them."""

import math
from collections.abc import Mapping

_BEYOND = 10**300
"""A double holds a little more."""


def storable(value: object) -> object:
    """The value (of JSON's kinds) as every database stores it: without what none does.

    Texts and keys lose NUL and lone surrogates; NaN and infinite numbers are null, for they are missing; a whole number
    that no double holds becomes its text.
    """
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, int):
        return value if -_BEYOND < value < _BEYOND else str(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): storable(member) for key, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [storable(item) for item in value]
    return value


def clean(text: str) -> str:
    """The text without NUL and lone surrogates."""
    if text.isascii():
        return text.replace("\0", "") if "\0" in text else text
    return text.replace("\0", "").encode(errors="ignore").decode()


def shortened(text: str, longest: int) -> str:
    """The text, cut so that with an ellipsis at its end it has at most that many characters."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
