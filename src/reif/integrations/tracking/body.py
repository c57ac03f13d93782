"""The body of a request, as what it is and not as its headers say: clients send JSON as text, and gzip as JSON."""

import json
import zlib

LARGEST_BODY = 500_000
"""Bytes, after decompressing."""
_GZIP = b"\x1f\x8b"


class Unreadable(ValueError):
    """The body is not JSON; the message says why."""


class TooLarge(ValueError):
    """The body, or what it unpacks to, is larger than accepted."""


def unpacked(body: bytes) -> bytes:
    """The body itself, or what it holds where it is gzip. Raises Unreadable, TooLarge."""
    text = _unpacked(body) if body.startswith(_GZIP) else body
    if len(text) > LARGEST_BODY:
        raise TooLarge(f"the request has over {LARGEST_BODY:,} bytes")
    return text


def read(text: bytes) -> object:
    """The JSON value that the text is. Raises Unreadable."""
    try:
        return json.loads(text, parse_constant=_no_number)
    except RecursionError:
        raise Unreadable("the JSON is nested too deeply") from None
    except ValueError as problem:  # not UTF-8 is one, too
        raise Unreadable(f"the body is not JSON: {problem}") from None


def _unpacked(body: bytes) -> bytes:
    """No more than is accepted is ever unpacked, however much there would be."""
    stream = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        text = stream.decompress(body, LARGEST_BODY + 1)
    except zlib.error:
        raise Unreadable("the body is not gzip, though it begins as gzip does") from None
    if len(text) <= LARGEST_BODY and not stream.eof:
        raise Unreadable("the gzip breaks off")
    return text


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no JSON")
