"""CSV as text: where the header ends, what separates cells, where each record ends."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from reif.integrations.files.csv_notes import without_notes
from reif.integrations.files.kinds import FileError

MAX_HEADER_BYTES = 1 << 22
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "pipes"}
_LINE_ENDS = {b"\r\n": "CRLF", b"\n": "LF", b"\r": "CR"}
_LINE_END = re.compile(rb"\r\n|\r|\n")
_END_OF_QUOTES = re.compile(rb'[^"]*+(?:""[^"]*+)*+"')


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns, the character between cells, and how lines end (CRLF, LF, CR; one line: none)."""

    names: tuple[str, ...]
    delimiter: str
    line_end: str

    def __str__(self) -> str:
        parts = (_DELIMITERS[self.delimiter] if len(self.names) > 1 else "one column", self.line_end)
        return ", ".join(part for part in parts if part)


def take_header(file: str, chunks: Iterator[bytes]) -> tuple[Header, Iterator[bytes]]:
    """The header and what follows it. Cells are separated by what is commonest in it: comma, semicolon, tab
    or pipe. Notes before it, as LinkedIn writes them, are passed over.

    Raises FileError if the first line does not end, is no CSV, or looks like UTF-16 without its mark.
    """
    start = b""
    chunks = without_notes(chunks)
    for chunk in chunks:
        start = (start + chunk).lstrip(b"\r\n")
        end = _end_of_record(start)
        if end is not None and end.end() < len(start):
            return _header(file, start[: end.start()], end.group()), chain([start[end.end() :]], chunks)
        if len(start) > MAX_HEADER_BYTES:
            raise FileError(file, "the first line does not end within 4 MB; accepted is a line of column names")
    end = _end_of_record(start)
    if end is None and start.count(b'"') % 2:
        raise FileError(file, "the line of column names opens a quote that is never closed")
    return _header(file, start[: end.start()] if end else start, end.group() if end else b""), iter(())


def records(chunks: Iterator[bytes], delimiter: str) -> Iterator[bytes]:
    """The records, without the ends of their lines; empty lines are none. A quote opens only where a cell begins."""
    separator = delimiter.encode()
    parts: list[bytes] = []
    for line in _lines(chunks):
        is_open = _is_open(line, separator, was_open=bool(parts)) if b'"' in line else bool(parts)
        parts.append(line)
        if not is_open:
            if record := b"".join(parts).rstrip(b"\r\n"):
                yield record
            parts = []
    if parts:
        yield b"".join(parts)


def _header(file: str, line: bytes, line_end: bytes) -> Header:
    text = line.decode(errors="replace")
    if "\0" in text:
        raise FileError(file, "NUL in the first line; accepted is UTF-8, Latin-1, or UTF-16 with a byte order mark")
    unquoted = re.sub(r'"[^"]*"', "", text)
    delimiter = max(_DELIMITERS, key=unquoted.count)
    try:
        names = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise FileError(file, f"the line of column names is not CSV: {error}") from None
    return Header(tuple(names), delimiter, _LINE_ENDS.get(line_end, ""))


def _end_of_record(text: bytes) -> re.Match[bytes] | None:
    return next((end for end in _LINE_END.finditer(text) if text.count(b'"', 0, end.start()) % 2 == 0), None)


def _lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Lines with their ends."""
    pending = b""
    for chunk in chunks:
        lines = (pending + chunk).splitlines(keepends=True)
        # A CR at the end of a chunk may be half of a CRLF.
        pending = lines.pop() if lines and not lines[-1].endswith(b"\n") else b""
        yield from lines
    if pending:
        yield pending


def _is_open(line: bytes, separator: bytes, *, was_open: bool) -> bool:
    """Whether quotes are open after the line."""
    in_quotes = was_open or line.startswith(b'"')
    position = int(in_quotes and not was_open)
    while True:
        if in_quotes:
            end = _END_OF_QUOTES.match(line, position)
            if end is None:
                return True
            position = end.end()
        position = line.find(separator, position) + 1
        if position == 0:
            return False
        in_quotes = line.startswith(b'"', position)
        position += in_quotes
