"""vCards as text: where each card begins and ends, and its lines, unfolded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MAX_CARD_MB = 32
TOO_LONG = f"the card is longer than {MAX_CARD_MB} MB, pictures aside"
NO_END = "the card does not end"
NO_CARD = "stands outside of any card"

_MAX_BYTES = MAX_CARD_MB << 20
_BEGIN, _END = b"BEGIN:VCARD", b"END:VCARD"
_LONGEST_MARK = 64
_NAME = re.compile(rb"(?:[A-Za-z0-9_-]++\.)?+([A-Za-z0-9_-]++)[;:]")
_PICTURES = {b"PHOTO", b"LOGO", b"SOUND", b"KEY", b"X-MS-CARDPICTURE"}


@dataclass(slots=True)
class Card:
    """A card between BEGIN and END, or text that stands outside of cards. `problem`: why it is none; else None.

    `lines`: unfolded, as bytes, without pictures, sounds and keys, and without cards within the card.
    """

    is_card: bool
    lines: list[bytes] = field(default_factory=list)
    problem: str | None = None

    @property
    def text(self) -> bytes:
        """As the file has it, but for what `lines` lack."""
        begin, end = [_BEGIN] * self.is_card, [_END] * (self.is_card and self.problem != NO_END)
        return b"\n".join([*begin, *self.lines, *end])


def cards(chunks: Iterator[bytes]) -> Iterator[Card]:
    """The cards, and what stands between them if it is not blank. Keeps one at a time."""
    part: _Part | None = None
    for line in _physical_lines(chunks):
        mark = line.replace(b" ", b"").strip().upper() if len(line) <= _LONGEST_MARK else b""
        if mark == _BEGIN and part is not None and part.expects_card():
            part.depth += 1
        elif mark == _BEGIN:
            if part is not None:
                yield part.taken()
            part = _Part(is_card=True)
        elif mark == _END and part is not None and part.depth > 0:
            part.depth -= 1
        elif mark == _END and part is not None and part.is_card:
            yield part.taken(has_end=True)
            part = None
        elif part is not None or mark or len(line) > _LONGEST_MARK:
            part = part or _Part(is_card=False)
            part.add(line)
    if part is not None:
        yield part.taken()


class _Part:
    """A card, or text outside of cards, while its lines come in. `depth`: in how many cards within the card they are.

    A line goes on in the next one if that begins with a blank, or if it is quoted-printable and ends in `=`; base64 of
    vCard 2.1 goes on as long as nothing looks like a property.
    """

    def __init__(self, *, is_card: bool) -> None:
        self.is_card = is_card
        self.depth = 0
        self._lines: list[list[bytes]] = []
        self._size = 0
        self._is_picture = self._goes_on = self._is_quoted = False

    def expects_card(self) -> bool:
        """Whether a card within the card may begin: behind AGENT."""
        return self.depth > 0 or (bool(self._lines) and b"".join(self._lines[-1]).rstrip().upper() == b"AGENT:")

    def add(self, line: bytes) -> None:
        """Take a line, without its end."""
        if self.depth > 0 or not line.strip():
            self._goes_on = False
        elif self._goes_on:
            self._append(line)
        elif line[:1] in b" \t" and (self._is_picture or self._lines):
            self._append(line[1:])
        elif not self._is_picture or b":" in line:
            self._start(line)

    def taken(self, *, has_end: bool = False) -> Card:
        """What has come in."""
        lines = [b"".join(line) for line in self._lines]
        if self._size > _MAX_BYTES:
            return Card(self.is_card, lines, TOO_LONG)
        problem = None if has_end else NO_END if self.is_card else NO_CARD
        return Card(self.is_card, lines, problem)

    def _start(self, line: bytes) -> None:
        name = _NAME.match(line)
        self._is_picture = name is not None and name[1].upper() in _PICTURES
        self._is_quoted = b"QUOTED-PRINTABLE" in line.partition(b":")[0].upper()
        if not self._is_picture and self._size <= _MAX_BYTES:
            self._lines.append([])
        self._append(line)

    def _append(self, text: bytes) -> None:
        self._goes_on = self._is_quoted and text.endswith(b"=")
        if self._is_picture:
            return
        self._size += len(text)
        if self._size <= _MAX_BYTES:
            self._lines[-1].append(text[:-1] if self._goes_on else text)


def _physical_lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Lines without their ends; of one that is longer than a card may be, the start."""
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        for piece in chunk.splitlines(keepends=True):
            if size <= _MAX_BYTES:
                parts.append(piece)
            size += len(piece)
            if piece.endswith((b"\n", b"\r")):
                yield b"".join(parts).rstrip(b"\r\n")
                parts, size = [], 0
    if parts:
        yield b"".join(parts)
