"""Parquet, used where it lies."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reif.integrations.files.kinds import FileError
from reif.integrations.files.read_parquet import check_pages
from reif.integrations.files.reading import open_table

TABLE = pa.table(
    {
        "lead_id": pa.array(range(1, 1001)),
        "x": [f"{number}" * 20 for number in range(1, 1001)],
        "at": pa.array([datetime(2026, 1, 1, tzinfo=UTC)] * 1000, pa.timestamp("ns", "UTC")),
        "nested": [{"a": 1}] * 1000,
    }
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "leads.parquet"
    pq.write_table(TABLE, path, row_group_size=300)
    return path


def test_it_is_used_in_place(file: Path, tmp_path: Path) -> None:
    table = open_table(str(file), spool=tmp_path, wanted=["lead_id"])
    assert (table.path, table.row_column, table.rows, table.detected) == (file, None, 1000, "Parquet")
    assert (table.columns, len(table.rejects)) == (("lead_id", "x", "at", "nested"), 0)
    assert list(tmp_path.iterdir()) == [file]


def test_raw_is_the_row_as_json(file: Path, tmp_path: Path) -> None:
    table = open_table(str(file), spool=tmp_path, wanted=["lead_id"])
    picked = list(table.raw([1, 300, 301, 1000]))
    assert [row for row, _ in picked] == [1, 300, 301, 1000]
    assert [json.loads(text)["lead_id"] for _, text in picked] == [1, 300, 301, 1000]
    assert json.loads(picked[0][1]) == {
        "lead_id": 1,
        "x": "1" * 20,
        "at": "2026-01-01 00:00:00+00:00",
        "nested": {"a": 1},
    }


def test_times_that_python_cannot_hold_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "leads.parquet"
    pq.write_table(pa.table({"at": pa.array([1], pa.timestamp("ns"))}), path)
    table = open_table(str(path), spool=tmp_path, wanted=["at"])
    assert "00:00:00.000000001" in dict(table.raw([1]))[1]


def test_a_missing_column_is_an_error(file: Path, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="the column event is missing; the columns are lead_id, x, at, nested"):
        open_table(str(file), spool=tmp_path, wanted=[], required=["event"])


def test_a_file_that_is_cut_off_is_an_error(file: Path, tmp_path: Path) -> None:
    file.write_bytes(file.read_bytes()[:-10])
    with pytest.raises(FileError, match="is cut off or not a Parquet file"):
        open_table(str(file), spool=tmp_path, wanted=["lead_id"])


def test_damaged_pages_are_found(file: Path) -> None:
    check_pages("leads.parquet", file)
    data = bytearray(file.read_bytes())
    data[4:400] = b"\xff" * 396
    file.write_bytes(data)
    with pytest.raises(FileError, match=r"leads.parquet: is damaged"):
        check_pages("leads.parquet", file)
