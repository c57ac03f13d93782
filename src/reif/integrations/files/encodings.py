"""Which encoding a text file has, and the file as UTF-8."""

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from reif.integrations.files.kinds import FileError
from reif.integrations.files.progress import Progress

CHUNK = 1 << 22
_BOMS = {b"\xef\xbb\xbf": "UTF-8", b"\xff\xfe": "UTF-16 LE", b"\xfe\xff": "UTF-16 BE"}
_HIGH_BYTES = bytes(range(0x80, 0x100))
_REPLACEMENT = "\ufffd"
# What browsers take for Latin-1: Windows-1252, its five gaps filled with control characters.
_LATIN_1 = "".join(
    chr(byte) if char == _REPLACEMENT else char
    for byte, char in enumerate(bytes(range(0x100)).decode("cp1252", "replace"))
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """`name`: UTF-8, UTF-16 LE, UTF-16 BE or Latin-1; `is_broken`: some of the UTF-8 is not well-formed."""

    name: str
    bom_bytes: int = 0
    is_broken: bool = False

    def __str__(self) -> str:
        return f"{self.name} with BOM" if self.bom_bytes else self.name


def encoding_of(path: Path) -> Encoding:
    """UTF-16 by its byte order mark; UTF-8 if more characters beyond ASCII are well-formed than broken; else Latin-1.

    Reads the whole file: the one character that decides may stand at its end.
    """
    with path.open("rb") as file:
        start = file.read(3)
        bom = next((mark for mark in _BOMS if start.startswith(mark)), b"")
        if bom and _BOMS[bom] != "UTF-8":
            return Encoding(_BOMS[bom], len(bom))
        file.seek(len(bom))
        well_formed, broken = _characters_beyond_ascii(file)
    if broken == 0 or bom or well_formed > broken:
        return Encoding("UTF-8", len(bom), broken > 0)
    return Encoding("Latin-1")


def utf8_chunks(file: str, path: Path, encoding: Encoding, progress: Progress) -> Iterator[bytes]:
    """The text as UTF-8, without the byte order mark; broken UTF-8 stays as it is. FileError for broken UTF-16."""
    to_utf8 = _converter(encoding.name)
    total = path.stat().st_size
    with path.open("rb") as stream:
        stream.seek(encoding.bom_bytes)
        try:
            while chunk := stream.read(CHUNK):
                progress(stream.tell(), total)
                yield to_utf8(chunk, False)
            yield to_utf8(b"", True)
        except UnicodeDecodeError as error:
            raise FileError(file, f"is cut off or not {encoding.name}, as its start says: {error.reason}") from None


def latin_1_text(data: bytes) -> str:
    """The bytes as Latin-1, which takes any."""
    return codecs.charmap_decode(data, "strict", _LATIN_1)[0]


def _converter(name: str) -> Callable[[bytes, bool], bytes]:
    if name == "UTF-8":
        return lambda chunk, final: chunk
    if name == "Latin-1":
        return lambda chunk, final: latin_1_text(chunk).encode()
    decoder = codecs.getincrementaldecoder("utf-16-le" if name == "UTF-16 LE" else "utf-16-be")()
    return lambda chunk, final: decoder.decode(chunk, final).encode()


def _characters_beyond_ascii(stream: IO[bytes]) -> tuple[int, int]:
    """How many are well-formed UTF-8, and how many are broken."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    well_formed = broken = 0
    while chunk := stream.read(CHUNK):
        if chunk.isascii() and not decoder.getstate()[0]:
            continue
        text = decoder.decode(chunk)
        replaced = text.count(_REPLACEMENT)
        well_formed += len(text) - replaced - len(chunk.translate(None, _HIGH_BYTES))
        broken += replaced
    return well_formed, broken + len(decoder.decode(b"", final=True))
