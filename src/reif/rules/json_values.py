"""JSON objects as records: each value with the text it was written with."""

import json
import math

_MOST_DIGITS = 300
"""A double holds a little more."""


class NotAnObject(ValueError):
    """The text is not one JSON object (RFC 8259)."""


def read_object(text: str) -> dict[str, object]:
    """The members of a JSON object; of a key that comes twice the first counts.

    A number becomes the text it was written with (`1.50` stays `1.50`), which reads as that number. Raises
    NotAnObject for anything else: broken JSON, another kind of value, NaN and Infinity, a lone surrogate, nesting
    deeper than the interpreter follows.
    """
    try:
        value = _DECODER.decode(text)
        text.encode()
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise NotAnObject(f"not a JSON object: {error}") from None
    if not isinstance(value, dict):
        raise NotAnObject("not a JSON object: another kind of value")
    return value


def plain_object(text: str) -> dict[str, object]:
    """The members of a JSON object with numbers as numbers; of a key that comes twice the first counts.

    A number that no double holds stays the text it was written with, which is a text and no number. Raises NotAnObject
    for anything that is none: broken JSON, another kind of value, NaN and Infinity, too deep nesting.
    """
    value = plain_value(text)
    if not isinstance(value, dict):
        raise NotAnObject("not a JSON object: another kind of value")
    return value


def plain_value(text: str) -> object:
    """The same for a value of any kind. Raises NotAnObject for what is no JSON."""
    try:
        return _PLAIN_DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        raise NotAnObject(f"not a JSON object: {str(error).split(': line', 1)[0]}") from None


def scalar_texts(members: dict[str, object]) -> dict[str, str]:
    """The members that are present and not nested, as texts; a boolean is `true` or `false`."""
    return {
        key: ("true" if value else "false") if isinstance(value, bool) else value
        for key, value in members.items()
        if isinstance(value, (bool, str))
    }


def canonical_object(text: str | None) -> str | None:
    """The object with its scalars as JSON strings and nothing nested; None if it is not a JSON object."""
    if text is None:
        return None
    try:
        return json.dumps(scalar_texts(read_object(text)), ensure_ascii=False)
    except NotAnObject:
        return None


def _number(written: str) -> float | str:
    number = float(written)
    return number if math.isfinite(number) else written


def _whole(written: str) -> int | str:
    return int(written) if len(written) <= _MOST_DIGITS else written


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is not JSON")


def first_members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object of its pairs: of a key that comes twice the first counts."""
    members = dict(pairs)
    return members if len(members) == len(pairs) else dict(reversed(pairs))


_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=_refuse, object_pairs_hook=first_members)
_PLAIN_DECODER = json.JSONDecoder(
    parse_int=_whole, parse_float=_number, parse_constant=_refuse, object_pairs_hook=first_members
)
