"""Outputs: what they hold, and that they appear together, whole, or not at all."""

import csv
import errno
import io
import json
import math
import os
import resource
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import Mock

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reif.integrations.files.kinds import FileError
from reif.integrations.files.text_rows import csv_header, csv_rows, jsonl_rows
from reif.integrations.files.writing import Outputs

TABLE = pa.table(
    {
        "lead_id": ["007", 'q"u,o', "line\nend", None, ""],
        "score": [0.1, 50.0, 1e-7, None, 99.99999999999999],
        "points": pa.array([0, 50, None, 3, 4], pa.int32()),
        "last_at": pa.array(
            [
                datetime(2026, 1, 1, 10, 0, 20, tzinfo=UTC),
                datetime(2026, 1, 1, 10, 0, 20, 120, tzinfo=UTC),
                datetime(1, 1, 1, tzinfo=UTC),
                datetime(9999, 12, 31, 23, 59, 59, 100_000, tzinfo=UTC),
                None,
            ],
            pa.timestamp("us", "UTC"),
        ),
    }
)
AS_CSV = """\
lead_id,score,points,last_at
007,0.1,0,2026-01-01T10:00:20Z
"q""u,o",50,50,2026-01-01T10:00:20.00012Z
"line
end",1e-7,,0001-01-01T00:00:00Z
,,3,9999-12-31T23:59:59.1Z
,99.99999999999999,4,
"""
AS_JSONL = r"""
{"lead_id": "007", "score": 0.1, "points": 0, "last_at": "2026-01-01T10:00:20Z"}
{"lead_id": "q\"u,o", "score": 50, "points": 50, "last_at": "2026-01-01T10:00:20.00012Z"}
{"lead_id": "line\nend", "score": 1e-7, "points": null, "last_at": "0001-01-01T00:00:00Z"}
{"lead_id": null, "score": null, "points": 3, "last_at": "9999-12-31T23:59:59.1Z"}
{"lead_id": "", "score": 99.99999999999999, "points": 4, "last_at": null}
""".lstrip()


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def many(rows: int) -> pa.RecordBatchReader:
    batch = pa.record_batch({"lead_id": [os.urandom(20).hex() for _ in range(rows)]})
    return pa.RecordBatchReader.from_batches(batch.schema, [batch] * 3)


def test_kinds_by_the_ending(tmp_path: Path) -> None:
    with Outputs(tmp_path) as outputs:
        for name in ("a.csv", "a.jsonl", "a.parquet"):
            assert outputs.open(str(tmp_path / name)).write(TABLE.to_reader()) == 5
    assert (tmp_path / "a.csv").read_text() == AS_CSV
    assert (tmp_path / "a.jsonl").read_text() == AS_JSONL
    assert pq.read_table(tmp_path / "a.parquet").equals(TABLE)


@pytest.mark.parametrize(("kind", "text"), [("csv", AS_CSV), ("jsonl", AS_JSONL)])
def test_standard_output(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], kind: str, text: str) -> None:
    with Outputs(tmp_path) as outputs:
        outputs.open("-", stream_kind=kind).write(TABLE.to_reader())
        assert capsysbinary.readouterr().out == b""
    assert capsysbinary.readouterr().out == text.encode()
    assert names_in(tmp_path) == []


def test_a_table_without_rows(tmp_path: Path) -> None:
    with Outputs(tmp_path) as outputs:
        for name in ("a.csv", "a.jsonl", "a.parquet"):
            assert outputs.open(str(tmp_path / name)).write(TABLE.slice(0, 0).to_reader()) == 0
    assert (tmp_path / "a.csv").read_text() == "lead_id,score,points,last_at\n"
    assert (tmp_path / "a.jsonl").read_text() == ""
    assert pq.read_table(tmp_path / "a.parquet").num_rows == 0


def test_progress_counts_rows(tmp_path: Path) -> None:
    seen: list[int] = []
    with Outputs(tmp_path) as outputs:
        outputs.open(str(tmp_path / "a.csv")).write(many(10), seen.append)
    assert seen == [10, 20, 30]


def test_nothing_appears_before_the_end(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("older")
    with Outputs(tmp_path) as outputs:
        for name in ("a.csv", "b.csv"):
            outputs.open(str(tmp_path / name)).write(TABLE.to_reader())
        assert (tmp_path / "a.csv").read_text() == "older"
        assert not (tmp_path / "b.csv").exists()
    assert (names_in(tmp_path), (tmp_path / "a.csv").read_text()) == (["a.csv", "b.csv"], AS_CSV)


def write_and(folder: Path, names: list[str], then: Callable[[], object]) -> None:
    with Outputs(folder) as outputs:
        for name in names:
            outputs.open(str(folder / name)).write(TABLE.to_reader())
        then()


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, MemoryError, OSError])
def test_an_error_leaves_nothing_and_the_older_file(tmp_path: Path, error: type[BaseException]) -> None:
    (tmp_path / "a.csv").write_text("older")
    with pytest.raises(error):
        write_and(tmp_path, ["a.csv", "b.csv"], Mock(side_effect=error))
    assert (names_in(tmp_path), (tmp_path / "a.csv").read_text()) == (["a.csv"], "older")


@pytest.mark.parametrize("moves", [1, 2, 3])
@pytest.mark.parametrize("error", [OSError(errno.EBUSY, "busy"), KeyboardInterrupt()])
def test_if_one_cannot_be_placed_none_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int, error: BaseException
) -> None:
    (tmp_path / "a.csv").write_text("older a")
    (tmp_path / "c.csv").write_text("older c")
    place, placed = Path.replace, []

    def place_some(staged: Path, target: Path) -> Path:
        placed.append(target)
        if len(placed) == moves:
            raise error
        return place(staged, target)

    with pytest.raises(type(error)):
        write_and(tmp_path, ["a.csv", "b.csv", "c.csv"], lambda: monkeypatch.setattr(Path, "replace", place_some))
    assert names_in(tmp_path) == ["a.csv", "c.csv"]
    assert [(tmp_path / name).read_text() for name in ("a.csv", "c.csv")] == ["older a", "older c"]


def test_the_mode_of_an_older_file_and_a_link_stay(tmp_path: Path) -> None:
    older, link = tmp_path / "older.csv", tmp_path / "link.csv"
    older.write_text("older")
    older.chmod(0o600)
    link.symlink_to(older)
    with Outputs(tmp_path) as outputs:
        outputs.open(str(link)).write(TABLE.to_reader())
    assert link.is_symlink()
    assert (older.read_text(), older.stat().st_mode & 0o777) == (AS_CSV, 0o600)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("nowhere/a.csv", "its folder is not there"),
        ("folder.csv", "is a folder or a device"),
        ("a.txt", "its name does not say what it is; accepted are files that end in"),
    ],
)
def test_what_cannot_be_written_is_told_at_once(tmp_path: Path, name: str, problem: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(FileError, match=problem), Outputs(tmp_path) as outputs:
        outputs.open(str(tmp_path / name))
    assert names_in(tmp_path) == ["folder.csv"]


def test_a_folder_that_may_not_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "touch", Mock(side_effect=PermissionError))
    with pytest.raises(FileError, match="this user may not write there"), Outputs(tmp_path) as outputs:
        outputs.open(str(tmp_path / "a.csv"))


@pytest.fixture
def _small_files() -> Iterator[None]:
    """No file may grow beyond 20 kB."""
    older, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, older[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, older)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.usefixtures("_small_files")
@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.parquet"])
def test_no_room_left_while_writing(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("older")
    with pytest.raises(OSError) as error, Outputs(tmp_path) as outputs:
        outputs.open(str(tmp_path / name)).write(many(10_000))
    assert error.value.errno == errno.EFBIG
    assert (names_in(tmp_path), (tmp_path / name).read_text()) == ([name], "older")


TEXTS = st.none() | st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(['"', ",", "\\", "\r\n", "\0"])
NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False)
TIMES = st.none() | st.datetimes(timezones=st.just(UTC))


@given(st.lists(st.tuples(TEXTS, NUMBERS, TIMES), min_size=1, max_size=5))
def test_what_is_written_reads_as_it_was(rows: list[tuple[str | None, float | None, datetime | None]]) -> None:
    columns = zip(*rows, strict=True)
    types = (pa.string(), pa.float64(), pa.timestamp("us", "UTC"))
    arrays = [pa.array(list(column), kind) for column, kind in zip(columns, types, strict=True)]
    batch = pa.record_batch(arrays, names=["text", "number", "time"])
    cells = list(csv.reader(io.StringIO((csv_header(batch.schema) + csv_rows(batch)).decode(), newline="")))
    assert cells[0] == ["text", "number", "time"]
    objects = [json.loads(line) for line in jsonl_rows(batch).decode().split("\n")[:-1]]
    for (text, number, time), row, each in zip(rows, cells[1:], objects, strict=True):
        assert (row[0], each["text"]) == (text or "", text)
        assert (number is None) == (row[1] == "") == (each["number"] is None)
        if number is not None:
            assert math.copysign(1, float(row[1])) * abs(float(row[1])) == number == float(each["number"])
        assert (time is None) == (row[2] == "") == (each["time"] is None)
        if time is not None:
            assert datetime.fromisoformat(row[2]) == time == datetime.fromisoformat(each["time"])
            assert row[2].endswith("Z")
