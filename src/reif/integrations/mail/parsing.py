"""Bytes of a message, taken apart by the standard library within bounds: it has none of its own."""

import re
from email.feedparser import BytesFeedParser
from email.message import Message
from email.policy import Compat32
from typing import TYPE_CHECKING, Any, TypeAlias

LARGEST = 10_000_000
"""Bytes that are read of one message; of a larger one, its beginning."""

if TYPE_CHECKING:
    Part: TypeAlias = Message[str, Any]
else:
    Part = Message

_MOST_PARTS = 1_000
_MOST_HEADERS = 5_000
_LONGEST_HEADER = 50_000
_MOST_LINES = 500_000
_MOST_WORK = 5_000_000
"""Lines, times the parts that each could be the end of."""
_BOUNDARY = re.compile(rb"boundary\s*(?:\*\s*\d*\s*\*?)?\s*=", re.IGNORECASE)


class Unparsable(ValueError):
    """The message is not one, or one that is made to be a burden; the message says why."""


class _Bounded(Compat32):
    """Headers as they were sent, cut where they are longer than any that is meant, and not without end."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]

    def header_fetch_parse(self, name: str, value: Any) -> Any:
        del name
        return value


def parse(raw: bytes) -> Part:
    """The message with its parts. Raises Unparsable."""
    if not raw.strip(b"\r\n\t \0"):
        raise Unparsable("the message is empty")
    lines = raw.count(b"\n") + raw.count(b"\r") + 1
    if lines > _MOST_LINES or lines * (len(_BOUNDARY.findall(raw)) + 1) > _MOST_WORK:
        raise Unparsable("it has too many lines in too many parts")
    parser = BytesFeedParser(_Counted(), policy=_Bounded())
    try:
        parser.feed(raw)
        return parser.close()
    except RecursionError:
        raise Unparsable("its parts are nested too deeply") from None


def inner(part: Part) -> list[Part]:
    """The parts of a part, or the one message that it brings along; none of what has none."""
    payload = part.get_payload() if part.is_multipart() else []
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


class _Counted:
    """Makes the parts, and no more than a message that is meant has, with no more headers."""

    def __init__(self) -> None:
        self._parts = 0

    def __call__(self, policy: Any = None) -> Part:
        self._parts += 1
        if self._parts > _MOST_PARTS:
            raise Unparsable(f"it has over {_MOST_PARTS:,} parts")
        return _Part(policy=policy)


class _Part(Message):
    """A part that takes no headers without end."""

    def set_raw(self, name: str, value: Any) -> None:
        if len(self) >= _MOST_HEADERS:
            raise Unparsable(f"it has over {_MOST_HEADERS:,} headers")
        super().set_raw(name, value)
