"""What a file is: by the ending of its name, and whether its first bytes agree."""

import re
from collections.abc import Sequence
from pathlib import Path

STANDARD = "-"
TABLES = ("csv", "jsonl", "parquet")
"""What is read and written; a kind is the ending of its files."""
LISTS = (*TABLES, "xlsx", "vcf")
"""What people keep their contacts in: these are read as well."""

_DESCRIPTIONS = {
    "csv": "CSV text with a line of column names",
    "jsonl": "one JSON object per line, in UTF-8",
    "parquet": "a Parquet file",
    "xlsx": "an Excel workbook (.xlsx)",
    "vcf": "vCards, from BEGIN:VCARD to END:VCARD",
}
_BLANKS = b" \t\r\n"
_ZIP = "a ZIP archive or an Excel workbook (.xlsx)"
_SIGNATURES = (
    (b"PAR1", "Parquet"),
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", _ZIP),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.xls) or one with a password"),
    (b"%PDF-", "PDF"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"\xfd7zXZ", "xz"),
    (b"BZh91AY&SY", "bzip2"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_OWN_SIGNATURE = {"parquet": "Parquet", "xlsx": _ZIP}
_MARKUP = re.compile(rb"<(!doctype|html|\?xml|head|body|table)", re.IGNORECASE)


class FileError(ValueError):
    """A file cannot be read or written at all; the message names it and what would be accepted."""

    def __init__(self, file: str, problem: str) -> None:
        super().__init__(f"{'standard input' if file == STANDARD else file}: {problem}")


def kind_of(file: str, kinds: Sequence[str] = TABLES) -> str:
    """Which of the kinds it is, by the ending of its name. Raises FileError for any other ending."""
    kind = Path(file).suffix.lower().removeprefix(".")
    if kind not in kinds:
        endings = ", ".join(f".{each}" for each in kinds[:-1])
        accepted = f"accepted are files that end in {endings} or .{kinds[-1]}, and - for standard input or output"
        raise FileError(file, f"its name does not say what it is; {accepted}")
    return kind


def kind_of_stream(start: bytes) -> str:
    """`jsonl` if the first character that is not blank is `{`, else `csv`."""
    return "jsonl" if _text_start(start).startswith(b"{") else "csv"


def check_content(file: str, kind: str, start: bytes) -> None:
    """Raise FileError if the first bytes are plainly of another kind, or if there are none but blanks."""
    if not _text_start(start):
        raise FileError(file, f"is empty; accepted is {_DESCRIPTIONS[kind]}")
    found = _binary_in(start) or _text_in(kind, _text_start(start))
    if found != _OWN_SIGNATURE.get(kind):
        raise FileError(file, f"holds {found or 'something else'}; accepted is {_DESCRIPTIONS[kind]}")


def _binary_in(start: bytes) -> str | None:
    return next((name for signature, name in _SIGNATURES if start.startswith(signature)), None)


def _text_in(kind: str, text: bytes) -> str | None:
    if _MARKUP.match(text):
        return "HTML or XML"
    if text.startswith(b"[") and kind not in _OWN_SIGNATURE:
        return "a JSON array"
    if text.startswith(b"{") and kind in ("csv", "vcf"):
        return "JSON"
    if text[:11].upper() == b"BEGIN:VCARD" and kind != "vcf":
        return "vCards (.vcf)"
    return None


def _text_start(start: bytes) -> bytes:
    return start.removeprefix(b"\xef\xbb\xbf").lstrip(_BLANKS)
