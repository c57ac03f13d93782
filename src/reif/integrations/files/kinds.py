"""What a file is: by the ending of its name, and whether its first bytes agree."""

import re
from pathlib import Path

STANDARD = "-"
ACCEPTED = "accepted are files that end in .csv, .jsonl or .parquet, and - for standard input or output"

_KINDS = {".csv": "csv", ".jsonl": "jsonl", ".parquet": "parquet"}
_DESCRIPTIONS = {
    "csv": "CSV text with a line of column names",
    "jsonl": "one JSON object per line, in UTF-8",
    "parquet": "a Parquet file",
}
_BLANKS = b" \t\r\n"
_SIGNATURES = (
    (b"PAR1", "Parquet"),
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "a ZIP archive or an Excel workbook (.xlsx)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.xls)"),
    (b"%PDF-", "PDF"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"\xfd7zXZ", "xz"),
    (b"BZh91AY&SY", "bzip2"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_MARKUP = re.compile(rb"<(!doctype|html|\?xml|head|body|table)", re.IGNORECASE)


class FileError(ValueError):
    """A file cannot be read or written at all; the message names it and what would be accepted."""

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(f"{'standard input' if file == STANDARD else file}: {problem}")


def kind_of(file: str) -> str:
    """`csv`, `jsonl` or `parquet` by the ending of the name. Raises FileError for any other."""
    kind = _KINDS.get(Path(file).suffix.lower())
    if kind is None:
        raise FileError(file, f"its name does not say what it is; {ACCEPTED}")
    return kind


def kind_of_stream(start: bytes) -> str:
    """`jsonl` if the first character that is not blank is `{`, else `csv`."""
    return "jsonl" if _text_start(start).startswith(b"{") else "csv"


def check_content(file: str, kind: str, start: bytes) -> None:
    """Raise FileError if the first bytes are plainly of another kind, or if there are none but blanks."""
    if not _text_start(start):
        raise FileError(file, f"is empty; accepted is {_DESCRIPTIONS[kind]}")
    found = _binary_in(start) or _text_in(kind, _text_start(start))
    is_fit = found == "Parquet" if kind == "parquet" else found is None
    if not is_fit:
        raise FileError(file, f"holds {found or 'something else'}; accepted is {_DESCRIPTIONS[kind]}")


def _binary_in(start: bytes) -> str | None:
    return next((name for signature, name in _SIGNATURES if start.startswith(signature)), None)


def _text_in(kind: str, text: bytes) -> str | None:
    if _MARKUP.match(text):
        return "HTML or XML"
    if text.startswith(b"[") and kind != "parquet":
        return "a JSON array"
    if text.startswith(b"{") and kind == "csv":
        return "JSON"
    return None


def _text_start(start: bytes) -> bytes:
    return start.removeprefix(b"\xef\xbb\xbf").lstrip(_BLANKS)
