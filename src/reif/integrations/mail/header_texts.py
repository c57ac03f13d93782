"""What headers say, as text: of any charset, folded or broken, and with no line break that makes another header."""

import codecs
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses, parsedate_to_datetime

from reif.integrations.mail.mail import Address
from reif.integrations.mail.parsing import Part
from reif.rules.emails import normalised_email
from reif.rules.texts import clean

LONGEST_TEXT = 1_000
_LONGEST_READ = 20_000
_LONGEST_ID = 998
_MOST_ADDRESSES = 100
_MOST_REFERENCES = 50
_ID = re.compile(r"<([^<>\s]{1,998})>")
_SIGNS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Characters that act on a screen, or that nobody sees."""
_NOT_READ = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7"})
"""Codecs that are no charset of any mail, and slow."""


def text_of(part: Part, name: str, longest: int = LONGEST_TEXT) -> str:
    """The first header of that name on one line; empty where there is none."""
    return one_line(decoded(_raw(part.get(name))))[:longest]


def texts_of(part: Part, name: str) -> list[str]:
    """All headers of that name."""
    return [one_line(decoded(_raw(value)))[:LONGEST_TEXT] for value in part.get_all(name, [])[:_MOST_ADDRESSES]]


def addresses_of(part: Part, *names: str) -> tuple[Address, ...]:
    """Those addresses in the headers that are such, each once."""
    found: dict[str, Address] = {}
    written = [_raw(value) for name in names for value in part.get_all(name, [])[:_MOST_ADDRESSES]]
    for shown, address in _pairs(written):
        email = normalised_email(clean(address))
        if email and len(found) < _MOST_ADDRESSES:
            found.setdefault(email, Address(email, one_line(decoded(shown)).strip("\"' ")[:LONGEST_TEXT]))
    return tuple(found.values())


def ids_of(part: Part, name: str) -> tuple[str, ...]:
    """The Message-IDs in a header, without their brackets, the last ones where there are very many."""
    written = " ".join(_raw(value) for value in part.get_all(name, [])[:_MOST_ADDRESSES])
    found = _ID.findall(written) or written.split()[:1]
    ids = (clean(_SIGNS.sub("", each)).strip("<>") for each in found)
    return tuple(dict.fromkeys(each[:_LONGEST_ID] for each in ids if each))[-_MOST_REFERENCES:]


def time_of(part: Part, name: str = "Date") -> datetime | None:
    """The instant in a header, in UTC; one without a zone is in UTC. None for what is none."""
    try:
        found = parsedate_to_datetime(_raw(part.get(name))[:LONGEST_TEXT])
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def decoded(written: str) -> str:
    """A header with its encoded words read (RFC 2047); as it is where that cannot be."""
    try:
        parts: Iterable[tuple[bytes | str, str | None]] = decode_header(written)
        return "".join(_word(word, charset) for word, charset in parts)
    except (HeaderParseError, ValueError, LookupError):
        return written


def charset_text(content: bytes, charset: str | None) -> str:
    """Bytes as text: by the charset that was said where they are of it, else UTF-8, else as Windows wrote them."""
    for name in (charset, "utf-8"):
        if name and (known := _codec(name)) is not None:
            try:
                return content.decode(known)
            except (UnicodeError, LookupError, ValueError):
                continue
    return content.decode("cp1252", errors="replace")


def one_line(text: str) -> str:
    """Without line breaks, marks that nobody sees, and what no database stores."""
    return " ".join(_SIGNS.sub("", clean(text)).split())


def several_lines(text: str) -> str:
    """The same with its lines kept, each without blanks at its end."""
    lines = _SIGNS.sub("", clean(text.replace("\r\n", "\n").replace("\r", "\n"))).split("\n")
    return "\n".join(line.replace("\xa0", " ").rstrip() for line in lines)


def _raw(value: object) -> str:
    """What was sent; bytes beyond ASCII, which no header may have, as whoever sent them meant them."""
    written = str(value or "")[:_LONGEST_READ]
    return written if written.isascii() else charset_text(written.encode("ascii", "surrogateescape"), None)


def _pairs(written: list[str]) -> list[tuple[str, str]]:
    try:
        return getaddresses(written)
    except (ValueError, IndexError, TypeError, RecursionError):
        return []


def _word(word: bytes | str, charset: str | None) -> str:
    if isinstance(word, str):
        return word
    return charset_text(word, charset) if charset else word.decode("raw-unicode-escape", errors="replace")


def _codec(name: str) -> str | None:
    try:
        known = codecs.lookup(name.strip("\"' ")).name
    except (LookupError, ValueError, UnicodeError):
        return None
    known = {"iso8859-1": "cp1252", "ascii": "utf-8"}.get(known, known)
    return None if known in _NOT_READ else known
