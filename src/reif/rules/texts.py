"""Texts as databases take them."""

from collections.abc import Mapping


def storable(value: object) -> object:
    """The value (of JSON's kinds) without NUL and lone surrogates in its texts and keys: no database stores them."""
    if isinstance(value, str):
        return clean(value)
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
