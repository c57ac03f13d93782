"""What bad input gets: a clear message or a counted reject, never a trace, never silence, never half a file."""

import csv
import gzip
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cli.commands import EVENTS, LEADS, MODEL, SCORES, Ended, Reif, started


def refused(reif: Reif, ended: Ended, message: str) -> None:
    """It ended with 1, the message on standard error, and nothing written."""
    assert (ended.code, ended.out) == (1, "")
    assert message in ended.err
    assert "Traceback" not in ended.err
    assert not [name for name in reif.names() if name.startswith(("s.", "e.", "r.", "."))]


def scores_of(reif: Reif) -> dict[str, float]:
    return {row["lead_id"]: float(row["score"]) for row in csv.DictReader(reif.text("s.csv").splitlines())}


def rejects_of(reif: Reif) -> list[tuple[str, str, str]]:
    return [(row["file"], row["row"], row["reason"]) for row in csv.DictReader(reif.text("r.csv").splitlines())]


def test_a_broken_model_file_names_every_problem(reif: Reif) -> None:
    reif.put("model.yaml", MODEL.replace("format: 1", "format: 2").replace("points: 20", "points: many"))
    ended = reif.score()
    refused(reif, ended, "model.yaml:1: format: ")
    assert [line.split(": ")[0] for line in ended.lines] == ["model.yaml:1", "model.yaml:6"]


@pytest.mark.parametrize(
    ("model", "message"),
    [
        ("nowhere.yaml", "nowhere.yaml: there is no such file; ready models are b2b-default"),
        (".", ".: is a folder; accepted is a model file"),
    ],
)
def test_a_model_that_is_not_there(reif: Reif, model: str, message: str) -> None:
    refused(reif, reif("score", model, "--leads", "leads.csv", "--out", "s.csv"), message)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("nowhere.csv", None, "nowhere.csv: there is no such file"),
        ("empty.csv", b"", "empty.csv: is empty; accepted is CSV text with a line of column names"),
        ("empty.jsonl", b"\n\n", "empty.jsonl: is empty; accepted is one JSON object per line"),
        ("empty.parquet", b"", "empty.parquet: is empty; accepted is a Parquet file"),
        ("zipped.csv", gzip.compress(LEADS.encode(), mtime=0), "zipped.csv: holds gzip; accepted is CSV text"),
        ("list.csv", b"PK\x03\x04...", "list.csv: holds a ZIP archive or an Excel workbook (.xlsx); accepted is CSV"),
        ("page.csv", b"<html>", "page.csv: holds HTML or XML; accepted is CSV text"),
        ("text.parquet", LEADS.encode(), "text.parquet: holds something else; accepted is a Parquet file"),
        ("array.jsonl", b'[{"lead_id": 1}]', "array.jsonl: holds a JSON array; accepted is one JSON object per line"),
        ("pretty.jsonl", b'{\n"lead_id": 1\n}', "pretty.jsonl: no line is a JSON object"),
        ("leads.xlsx", b"PK\x03\x04...", "its name does not say what it is; accepted are files that end in .csv"),
        (
            "quote.csv",
            b'lead_id,x\n1,"cut of',
            "quote.csv: row 1 opens a quote that is never closed, or the file",
        ),
        (
            "other.csv",
            b"id,mail\n1,a@b.example\n",
            "other.csv: the column lead_id is missing; the columns are id, mail",
        ),
    ],
)
def test_leads_that_cannot_be_used(reif: Reif, name: str, data: bytes | None, message: str) -> None:
    if data is not None:
        reif.put(name, data)
    refused(reif, reif.score("--explain", "e.csv", "--rejects", "r.csv", leads=name), message)


@pytest.mark.parametrize("column", ["lead_id", "event", "occurred_at"])
def test_events_without_a_column(reif: Reif, column: str) -> None:
    reif.put("events.csv", EVENTS.replace(column, "other", 1))
    refused(reif, reif.score(), f"events.csv: the column {column} is missing; the columns are ")


def test_the_column_of_times_is_missing(reif: Reif) -> None:
    ended = reif("score", "model.yaml", "--leads", "leads.csv", "--at-column", "seen", "--out", "s.csv")
    refused(reif, ended, "leads.csv: the column seen is missing; the columns are lead_id, seniority, budget, company")


def write_parquet(reif: Reif) -> Path:
    rows = [{"lead_id": f"{number:03}", "seniority": f"{number}" * 9} for number in range(2000)]
    path = reif.folder / "leads.parquet"
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path


def test_parquet_that_is_cut_off(reif: Reif) -> None:
    path = write_parquet(reif)
    path.write_bytes(path.read_bytes()[:-9])
    refused(reif, reif.score(leads="leads.parquet"), "leads.parquet: is cut off or not a Parquet file")


@pytest.mark.parametrize("engine", ["duckdb", "stream"])
def test_parquet_with_damaged_pages(reif: Reif, engine: str) -> None:
    path = write_parquet(reif)
    data = bytearray(path.read_bytes())
    data[4:2000] = b"\xff" * 1996
    path.write_bytes(data)
    refused(reif, reif.score("--engine", engine, leads="leads.parquet"), "leads.parquet: is damaged")


def test_csv_that_is_cut_off_in_a_row(reif: Reif) -> None:
    reif.put("leads.csv", LEADS[: LEADS.index(",,,")])
    ended = reif.score("--rejects", "r.csv")
    assert (ended.code, rejects_of(reif)) == (0, [("leads.csv", "4", "1 cell where the header has 4")])


def test_ids_twice(reif: Reif) -> None:
    reif.put("leads.csv", LEADS + "001,intern,,\n")
    ended = reif.score("--rejects", "r.csv")
    assert (ended.code, reif.text("s.csv")) == (0, SCORES)
    assert rejects_of(reif) == [("leads.csv", "5", "this lead_id came before; the first row counts")]


@pytest.mark.parametrize("time", ["yesterday", "23.11.2026", "2026-11-31", "2026-11-23T25:00", "1700000000", ""])
def test_unreadable_times(reif: Reif, time: str) -> None:
    reif.put("events.csv", EVENTS + f"001,Webinar Attended,{time},m9,\n")
    ended = reif.score("--rejects", "r.csv")
    ((file, row, reason),) = rejects_of(reif)
    assert (ended.code, reif.text("s.csv")) == (0, SCORES)
    assert (file, row, reason.split(";")[0]) == ("events.csv", "4", "occurred_at is not a time")
    assert "accepted is a time such as 2026-11-23T09:30:00Z" in reason


@pytest.mark.parametrize("properties", ["nope", "[1]", '"a"', "{'path': 1}", '{"path": NaN}', '{"path": "/pricing"'])
def test_a_property_that_is_not_json(reif: Reif, properties: str) -> None:
    quoted = properties.replace('"', '""')
    reif.put("events.csv", EVENTS + f'001,Page Viewed,2026-11-22,m9,"{quoted}"\n')
    ended = reif.score("--rejects", "r.csv")
    assert (ended.code, reif.text("s.csv")) == (0, SCORES)
    assert rejects_of(reif) == [("events.csv", "4", "properties is not a JSON object")]


@pytest.mark.parametrize("budget", ["a lot", "12.000,00", "12,000", "inf", "1e999", "12000 EUR", "0x2EE0", ""])
def test_text_where_a_number_was_expected(reif: Reif, budget: str) -> None:
    """Such a value is no number: the rule gives nothing, the lead is scored."""
    reif.put("leads.csv", f'lead_id,budget\n001,"{budget}"\n002,12000\n')
    ended = reif.score()
    assert (ended.code, scores_of(reif)["002"] - scores_of(reif)["001"]) == (0, 15 - 35)


def test_ten_megabytes_in_a_field(reif: Reif) -> None:
    long = "x" * 10_000_000
    reif.put("leads.csv", f"lead_id,seniority\n001,{long}\n002,vp\n")
    reif.put(
        "events.csv", f'lead_id,event,occurred_at,properties\n002,Page Viewed,2026-11-09,"{{""path"": ""{long}""}}"\n'
    )
    ended = reif.score()
    assert (ended.code, scores_of(reif)) == (0, {"001": 0, "002": 20})


@pytest.mark.parametrize(
    ("encode", "detected"),
    [
        (lambda text: b"\xef\xbb\xbf" + text.encode(), "CSV, UTF-8 with BOM, commas, LF"),
        (lambda text: text.replace(",", ";").encode(), "CSV, UTF-8, semicolons, LF"),
        (lambda text: text.replace(",", "\t").encode(), "CSV, UTF-8, tabs, LF"),
        (lambda text: text.encode("latin-1"), "CSV, Latin-1, commas, LF"),
        (lambda text: text.replace("\n", "\r\n").encode(), "CSV, UTF-8, commas, CRLF"),
        (lambda text: text.encode("utf-16"), "CSV, UTF-16 LE with BOM, commas, LF"),
    ],
)  # fmt: skip
def test_csv_as_other_programs_write_it(reif: Reif, encode: Callable[[str], bytes], detected: str) -> None:
    reif.put("model.yaml", MODEL.replace("equals: Rival", "equals: äpfel & birnen"))
    reif.put("leads.csv", encode(LEADS))
    ended = reif.score()
    assert (ended.code, ended.lines[0]) == (0, f"leads.csv: {detected}; 4 rows")
    excluded = {row["lead_id"]: row["excluded"] for row in csv.DictReader(reif.text("s.csv").splitlines())}
    assert excluded == {"001": "rival", "002": "", "003": "", "004": ""}


def test_events_of_unknown_leads(reif: Reif) -> None:
    reif.put("events.csv", EVENTS + "009,Webinar Attended,2026-11-20,m9,\n" * 2)
    ended = reif.score("--rejects", "r.csv")
    assert (ended.code, reif.text("s.csv")) == (0, SCORES)
    assert rejects_of(reif) == [("events.csv", "4", "no such lead"), ("events.csv", "5", "no such lead")]


@pytest.mark.parametrize(
    ("name", "problem"), [("nowhere/s.csv", "its folder is not there"), ("s.txt", "its name does not say what it is")]
)
def test_an_output_that_cannot_be_written_is_told_before_the_work(reif: Reif, name: str, problem: str) -> None:
    ended = reif.score(out=name)
    refused(reif, ended, f"reif: {name}: {problem}")
    assert len(ended.lines) == 1


@pytest.fixture
def large(reif: Reif) -> Reif:
    """A world that takes a while to read, and a folder for what is only needed meanwhile."""
    reif.put("leads.csv", "lead_id,seniority\n" + "".join(f"{number},vp\n" for number in range(100_000)))
    line = '{{"lead_id": "{}", "event": "Webinar Attended", "occurred_at": "2026-11-20"}}\n'
    reif.put("events.jsonl", "".join(line.format(number) for number in range(400_000)))
    (reif.folder / "results").mkdir()
    (reif.folder / "results" / "s.csv").write_text("older")
    return reif


def score_large(reif: Reif, room_kilobytes: int | None = None) -> subprocess.Popen[bytes]:
    return started(
        "score", "model.yaml", "--leads", "leads.csv", "--events", "events.jsonl", "--out", "results/s.csv",
        "--explain", "results/e.parquet", folder=reif.folder, room_kilobytes=room_kilobytes,
    )  # fmt: skip


def nothing_is_left(reif: Reif) -> None:
    assert [path.name for path in (reif.folder / "results").iterdir()] == ["s.csv"]
    assert reif.text("results/s.csv") == "older"
    assert list((reif.folder / "temporary").iterdir()) == []


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interruption_leaves_nothing(large: Reif, number: signal.Signals, code: int) -> None:
    process = score_large(large)
    assert process.stderr is not None
    assert process.stderr.readline().startswith(b"leads.csv: CSV")
    assert [path.name for path in (large.folder / "temporary").iterdir()] != []
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (code, b"")
    assert b"Traceback" not in err
    assert number is not signal.SIGINT or err.endswith(b"reif: interrupted; nothing was written\n")
    nothing_is_left(large)


@pytest.mark.parametrize("kilobytes", [100, 2_000])
def test_no_room_for_files_leaves_nothing(large: Reif, kilobytes: int) -> None:
    """A limit on the size of files stands for a full disk."""
    process = score_large(large, room_kilobytes=kilobytes)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out) == (1, b"")
    assert err.decode().splitlines()[-1].startswith("reif: ")
    assert "too large" in err.decode().splitlines()[-1]
    assert b"Traceback" not in err
    nothing_is_left(large)


def test_a_full_device_behind_standard_output(reif: Reif) -> None:
    with Path("/dev/full").open("wb") as full:
        process = started(
            "score", "model.yaml", "--leads", "leads.csv", "--out", "-", "--explain", "e.csv",
            folder=reif.folder, stdout=full,
        )  # fmt: skip
        err = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 1
    assert err.splitlines()[-1] == "reif: standard output: the disk is full; nothing was written"
    assert reif.names() == []


def test_a_reader_who_has_had_enough_is_no_error(large: Reif) -> None:
    process = started("score", "model.yaml", "--leads", "leads.csv", "--out", "-", folder=large.folder)
    assert process.stdout is not None
    assert process.stdout.readline().startswith(b"lead_id,score,")
    process.stdout.close()
    assert process.stderr is not None
    err = process.stderr.read().decode()
    process.stderr.close()
    assert (process.wait(timeout=60), err.splitlines()[-1]) == (0, "standard output: 100,000 leads")
