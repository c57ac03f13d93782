"""How much the sheets of an Excel workbook will take in memory, by their XML, read in passing."""

from array import array
from typing import Protocol
from xml.parsers import expat

MAX_CELLS = 20_000_000
MAX_TEXT_MB = 500
_DIGITS = "0123456789"
_LONGEST_NUMBER = 9


class TooLarge(ValueError):
    """The sheet would take too much memory; the message says why and what would be accepted."""


class Reader(Protocol):
    """Takes XML in pieces."""

    def feed(self, chunk: bytes) -> None:
        """The next bytes. Raises ExpatError for what is no XML."""


class SharedTexts:
    """The lengths of the texts that cells share, in characters."""

    def __init__(self) -> None:
        self.lengths = array("q")
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._begin
        self._parser.CharacterDataHandler = self._count

    def feed(self, chunk: bytes) -> None:
        """The next bytes of the part."""
        self._parser.Parse(chunk)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        del attributes
        if name.rpartition(":")[2] == "si":
            self.lengths.append(0)

    def _count(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)


class SheetSize:
    """How far the cells of a sheet reach that hold something, and how much text they share.

    A sheet takes memory for all cells from the first to the last one, and each cell has a copy of its text.
    """

    def __init__(self, shared: SharedTexts) -> None:
        self._shared = shared.lengths
        self._row = self._column = 0
        self._last = (0, 0)
        self._copied = 0
        self._is_shared = self._is_value = False
        self._columns: dict[str, int] = {}
        self._index = ""
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._read

    def feed(self, chunk: bytes) -> None:
        """The next bytes of the sheet. Raises TooLarge as soon as it is."""
        self._parser.Parse(chunk)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "c":
                self._is_shared = attributes.get("t") == "s"
                self._place(attributes.get("r"))
            case "v":
                self._is_value, self._index = self._is_shared, ""
                self._reach()
            case "is":
                self._reach()
            case "row":
                place = attributes.get("r", "")
                self._row, self._column = int(place) if _is_number(place) else self._row + 1, 0

    def _read(self, text: str) -> None:
        if self._is_value:
            self._index = (self._index + text)[: _LONGEST_NUMBER + 1]

    def _end(self, name: str) -> None:
        if self._is_value and name.rpartition(":")[2] == "v":
            self._is_value = False
            index = self._index.strip()
            if _is_number(index) and int(index) < len(self._shared):
                self._copied += self._shared[int(index)]
                if self._copied > MAX_TEXT_MB * 1_000_000:
                    raise TooLarge(f"a sheet holds over {MAX_TEXT_MB} MB of text; accepted are up to {MAX_TEXT_MB} MB")

    def _place(self, name: str | None) -> None:
        """Of the cell that begins: by its name (`XFD12`), or the one behind the cell before."""
        if name is None:
            self._column += 1
            return
        letters = name.rstrip(_DIGITS)
        if letters not in self._columns:
            self._columns[letters] = _column(letters)
        self._column = self._columns[letters]
        row = name[len(letters) :]
        self._row = int(row) if _is_number(row) else self._row

    def _reach(self) -> None:
        rows, columns = self._last
        if self._row > rows or self._column > columns:
            rows, columns = self._last = max(rows, self._row), max(columns, self._column)
            if rows * columns > MAX_CELLS:
                raise TooLarge(
                    f"a sheet spans {rows:,} rows and {columns:,} columns; accepted are up to {MAX_CELLS:,} cells; "
                    "something may stand far outside"
                )


def _column(letters: str) -> int:
    number = 0
    for letter in letters[:4].upper():
        number = number * 26 + max(ord(letter) - ord("A") + 1, 0)
    return number


def _is_number(text: str) -> bool:
    return text.isdecimal() and text.isascii() and len(text) <= _LONGEST_NUMBER
