"""A line of a vCard: what it is called, of which kinds it is, and its text.

`vobject` undoes the escapes of values. It does not read the lines: what it makes of some takes hours, text with a comma
is cut there, and quoted-printable that is not UTF-8 is an error.
"""

import quopri
import re
from contextlib import suppress
from typing import NamedTuple

from vobject.icalendar import stringToTextValues  # type: ignore[import-untyped] # ships no types
from vobject.vcard import splitFields  # type: ignore[import-untyped] # ships no types

from reif.integrations.files.encodings import latin_1_text

_VALUE = rb'(?:"[^"]*+"|[^";:,]*+)'
_PARAMETER = rb"\s*+[A-Za-z0-9_-]*+\s*+(?:=" + _VALUE + rb"(?:," + _VALUE + rb")*+)?+"
_LINE = re.compile(
    rb"\s*+(?:[A-Za-z0-9_-]++\.)?+(?P<name>[A-Za-z0-9_-]++)\s*+(?P<parameters>(?:;" + _PARAMETER + rb")*+):"
)
_EACH = re.compile(r';\s*([A-Za-z0-9_-]*)\s*(?:=((?:"[^"]*"|[^";:])*))?')
_LAST_PREFERENCE = 101
_END_OF_ESCAPES = re.compile(r"(?<!\\)(?:\\\\)*+\\\Z")


class UnreadableLine(ValueError):
    """The line is no property; the message says so in few words."""


class Line(NamedTuple):
    """`name` and `kinds` (TYPE, and what stands alone in 2.1) in upper case. `preference`: 1 first, 101 if not said.

    `value`: as written, with its escapes.
    """

    name: str
    kinds: frozenset[str]
    preference: int
    value: str

    @property
    def text(self) -> str:
        """The whole value."""
        return str(stringToTextValues(_closed(self.value), listSeparator="")[0]).strip()

    @property
    def fields(self) -> tuple[str, ...]:
        """The parts of the value, which semicolons separate; several values of a part are joined by commas."""
        parts = splitFields(_closed(self.value))
        return tuple((part if isinstance(part, str) else ",".join(part)).strip() for part in parts)


def read_line(line: bytes) -> Line:
    """The line, in its encoding: UTF-8 if it is, else what it says itself, else Latin-1. Raises UnreadableLine."""
    found = _LINE.match(line)
    if found is None:
        raise UnreadableLine("a line of the card is no property (NAME:VALUE)")
    parameters: dict[str, list[str]] = {}
    for each in _EACH.finditer(found["parameters"].decode("latin-1").upper()):
        values = (each[2] if each[2] is not None else each[1]).replace('"', "").split(",")
        parameters.setdefault(each[1] if each[2] is not None else "", []).extend(value.strip() for value in values)
    alone = parameters.get("", [])
    value = line[found.end() :]
    if "QUOTED-PRINTABLE" in (*parameters.get("ENCODING", ()), *alone):
        value = quopri.decodestring(value)
    kinds = frozenset([*parameters.get("TYPE", ()), *alone]) - {""}
    charset = next(iter(parameters.get("CHARSET", ())), "")
    return Line(found["name"].decode().upper(), kinds, _preference(kinds, parameters), _decoded(value, charset))


def _preference(kinds: frozenset[str], parameters: dict[str, list[str]]) -> int:
    written = next(iter(parameters.get("PREF", ())), "")
    if written.isascii() and written.isdecimal() and len(written) <= 3:
        return int(written)
    return 1 if "PREF" in kinds else _LAST_PREFERENCE


def _decoded(value: bytes, charset: str) -> str:
    for name in ("utf-8", charset):
        with suppress(LookupError, ValueError):
            text = value.decode(name)
            text.encode()
            return text
    return latin_1_text(value)


def _closed(value: str) -> str:
    """A backslash at the end stands for itself; vobject would write behind it that the text ends."""
    return _END_OF_ESCAPES.sub(lambda found: found[0] + "\\", value)
