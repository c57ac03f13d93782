"""Which files are taken, and what is said of others."""

import gzip
import io
import sys
from pathlib import Path
from unittest.mock import Mock

import pytest

from reif.integrations.files.kinds import TABLES, FileError
from reif.integrations.files.reading import open_table
from tests.integrations.files.reading_room import Room, rows_of

CSV = b"lead_id,x\n1,2\n"
ACCEPTED = r"accepted are files that end in .csv, .jsonl, .parquet, .xlsx or .vcf, and - for standard input"
TABLES_ACCEPTED = r"accepted are files that end in .csv, .jsonl or .parquet, and - for standard input"


@pytest.mark.parametrize("name", ["leads.txt", "leads", "leads.csv.gz", "leads.xls", "leads.json", ".csv"])
def test_the_name_says_the_kind(room: Room, name: str) -> None:
    with pytest.raises(FileError, match=ACCEPTED):
        room.read(name, CSV)


@pytest.mark.parametrize("name", ["leads.xlsx", "leads.vcf"])
def test_kinds_may_be_fewer(room: Room, name: str) -> None:
    with pytest.raises(FileError, match=TABLES_ACCEPTED):
        open_table(room.put(name, CSV), spool=room.folder, wanted=[], kinds=TABLES)


def test_the_case_of_the_ending_does_not_matter(room: Room) -> None:
    assert room.read("LEADS.CSV", CSV).rows == 1


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (gzip.compress(CSV, mtime=0), "holds gzip"),
        (b"PK\x03\x04rest", r"holds a ZIP archive or an Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", r"holds an old Office file"),
        (b"\xef\xbb\xbfbegin:vcard\r\nversion:3.0", r"holds vCards"),
        (b"%PDF-1.7", "holds PDF"),
        (b"\n <!DOCTYPE html><html>", "holds HTML or XML"),
        (b'<?xml version="1.0"?>', "holds HTML or XML"),
        (b"SQLite format 3\x00", "holds an SQLite database"),
        (b"\x28\xb5\x2f\xfd", "holds Zstandard"),
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n\n", "is empty"),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_another_kind_than_the_name_says(room: Room, kind: str, data: bytes, found: str) -> None:
    with pytest.raises(FileError, match=rf"leads.{kind}: {found}.*; accepted is "):
        room.read(f"leads.{kind}", data)


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("leads.csv", b"PAR1rest", "holds Parquet"),
        ("leads.csv", b'{"lead_id": 1}', "holds JSON"),
        ("leads.csv", b'[{"lead_id": 1}]', "holds a JSON array"),
        ("leads.jsonl", b'[{"lead_id": 1}]', "holds a JSON array; accepted is one JSON object per line"),
        ("leads.jsonl", b"PAR1rest", "holds Parquet"),
        ("leads.jsonl", CSV, "no line is a JSON object"),
        ("leads.jsonl", '{"lead_id": 1}'.encode("utf-16"), "no line is a JSON object; accepted .* in UTF-8"),
        ("leads.parquet", CSV, "holds something else; accepted is a Parquet file"),
        ("leads.parquet", b"PAR1", "is cut off or not a Parquet file"),
    ],
)
def test_kinds_are_not_mixed_up(room: Room, name: str, data: bytes, found: str) -> None:
    with pytest.raises(FileError, match=found):
        room.read(name, data)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"nowhere.csv: there is no such file"):
        open_table(str(tmp_path / "nowhere.csv"), spool=tmp_path, wanted=[])


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "leads.csv").mkdir()
    with pytest.raises(FileError, match="is a folder, not a file"):
        open_table(str(tmp_path / "leads.csv"), spool=tmp_path, wanted=[])


def test_a_file_that_may_not_be_read(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.put("leads.csv", CSV)
    monkeypatch.setattr(Path, "open", Mock(side_effect=PermissionError))
    with pytest.raises(FileError, match="may not be read by this user"):
        open_table(str(room.folder / "leads.csv"), spool=room.folder, wanted=[])


@pytest.mark.parametrize(
    ("data", "detected"),
    [
        (CSV, "CSV, UTF-8, commas, LF"),
        (b'{"lead_id": 1, "x": 2}\n', "JSON lines, UTF-8"),
        (b'\xef\xbb\xbf\n  {"lead_id": 1, "x": 2}\n', "JSON lines, UTF-8 with BOM"),
    ],
)
def test_standard_input_is_csv_or_json_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, detected: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    table = open_table("-", spool=tmp_path, wanted=["lead_id", "x"])
    assert (table.detected, rows_of(table)) == (detected, [{"lead_id": "1", "x": "2"}])
    assert len(list(table.raw([1]))) == 1


def test_standard_input_of_another_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"PAR1rest")))
    with pytest.raises(FileError, match=r"^standard input: holds Parquet"):
        open_table("-", spool=tmp_path, wanted=["lead_id"])
