"""Notes that stand before the line of column names, as in LinkedIn's Connections.csv."""

import re
from collections.abc import Iterator
from itertools import chain

_MOST_BYTES = 1 << 16
_NOTES = re.compile(rb'\s*"?(notes|hinweise|notizen)\s*:?"?[,;\t]*\r?\n', re.IGNORECASE)
_HEADER = re.compile(rb'(?m)^"?(first name|vorname)"?[,;\t]', re.IGNORECASE)


def without_notes(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The text from its line of column names on, if it begins with a line `Notes:`; else as it is.

    Notes of more than 64 kB are none.
    """
    start = b""
    for chunk in chunks:
        start += chunk
        if len(start) >= _MOST_BYTES:
            break
    header = _HEADER.search(start, 0, _MOST_BYTES) if _NOTES.match(start) else None
    return chain([start[header.start() :] if header else start], chunks)
