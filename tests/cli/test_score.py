"""`reif score`: what goes in, what comes out."""

import csv
import json
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cli.commands import AT, EVENTS, LEADS, SCORES, Reif

REASONS = (
    "lead_id,rule,label,value,events,last_at\n"
    "001,decider,Decider,20,0,\n"
    "001,budget,Budget,15,0,\n"
    "001,prices,Looked at prices,5,1,2026-11-09T00:00:00Z\n"
    "001,webinar,Webinar,30,1,2026-11-20T09:30:00Z\n"
    "002,decider,Decider,20,0,\n"
    "003,rival,Rival,0,0,\n"
)


def as_jsonl(text: str) -> str:
    """CSV as JSON lines; properties nested, empty cells left out."""
    lines = []
    for row in csv.DictReader(text.splitlines()):
        members: dict[str, object] = {name: cell for name, cell in row.items() if cell}
        if row.get("properties"):
            members["properties"] = json.loads(row["properties"])
        lines.append(json.dumps(members, ensure_ascii=False))
    return "\n".join(lines)


def write_parquet(reif: Reif, name: str, text: str) -> None:
    rows = list(csv.DictReader(text.splitlines()))
    columns = {column: pa.array([row[column] for row in rows], pa.string()) for column in rows[0]}
    pq.write_table(pa.table(columns), reif.folder / name)


def test_scores(reif: Reif) -> None:
    ended = reif.score()
    assert (ended.code, ended.out, reif.text("s.csv")) == (0, "", SCORES)
    assert ended.lines == [
        "leads.csv: CSV, UTF-8, commas, LF; 4 rows",
        "events.csv: CSV, UTF-8, commas, LF; 3 rows",
        "scored as of 2026-11-23T00:00:00Z, by duckdb",
        "s.csv: 4 leads",
    ]


def test_leads_alone(reif: Reif) -> None:
    ended = reif("score", "model.yaml", "--leads", "leads.csv", "--out", "s.csv")
    assert ended.code == 0
    assert [row["score"] for row in csv.DictReader(reif.text("s.csv").splitlines())] == ["35", "20", "0", "0"]


@pytest.mark.parametrize("engine", ["stream", "duckdb"])
@pytest.mark.parametrize("kind", ["csv", "jsonl", "parquet"])
def test_the_same_data_gives_the_same_bytes(reif: Reif, kind: str, engine: str) -> None:
    for name, text in (("leads", LEADS), ("events", EVENTS)):
        if kind == "jsonl":
            reif.put(f"{name}.jsonl", as_jsonl(text))
        elif kind == "parquet":
            write_parquet(reif, f"{name}.parquet", text)
    ended = reif.score("--engine", engine, "--explain", "e.csv", leads=f"leads.{kind}", events=f"events.{kind}")
    assert ended.code == 0
    assert reif.text("s.csv") == SCORES
    assert reif.text("e.csv") == REASONS


def test_spark_gives_the_same_bytes(reif: Reif, spark_with_two_workers: object) -> None:
    assert spark_with_two_workers
    ended = reif.score("--engine", "spark", "--explain", "e.csv")
    assert (ended.code, reif.text("s.csv"), reif.text("e.csv")) == (0, SCORES, REASONS)
    assert "scored as of 2026-11-23T00:00:00Z, by spark" in ended.lines


def test_outputs_by_the_ending(reif: Reif) -> None:
    assert reif.score("--explain", "e.parquet", "--rejects", "r.jsonl", out="s.jsonl").code == 0
    assert [json.loads(line)["lead_id"] for line in reif.text("s.jsonl").splitlines()] == ["001", "002", "003", "004"]
    assert pq.read_table(reif.folder / "e.parquet").num_rows == 6
    assert reif.text("r.jsonl") == ""


def test_labels_in_german(reif: Reif) -> None:
    reif.score("--explain", "e.csv", "--lang", "de")
    assert "001,prices,Preise angesehen,5,1," in reif.text("e.csv")


def test_each_lead_as_of_its_own_time(reif: Reif) -> None:
    reif.put("leads.csv", "lead_id,seen_at\n001,2026-11-08\n001b,2026-11-23\n002,soon\n")
    ended = reif(
        "score", "model.yaml", "--leads", "leads.csv", "--events", "events.csv", "--at-column", "seen_at",
        "--out", "s.csv", "--rejects", "r.csv",
    )  # fmt: skip
    assert ended.code == 0
    assert "scored each lead as of its seen_at, by duckdb" in ended.lines
    assert [row["score"] for row in csv.DictReader(reif.text("s.csv").splitlines())] == ["0", "0"]
    assert "leads.csv,3,seen_at is not a time; accepted is" in reif.text("r.csv").replace('"', "")


def test_now_is_when_nothing_is_said(reif: Reif) -> None:
    before = datetime.now(UTC)
    ended = reif("score", "model.yaml", "--leads", "leads.csv", "--out", "s.csv")
    (line,) = [line for line in ended.lines if line.startswith("scored as of ")]
    said = datetime.fromisoformat(line.removeprefix("scored as of ").removesuffix(", by duckdb"))
    assert before <= said <= datetime.now(UTC)


@pytest.mark.parametrize("time", ["2026-11-23T00:00:00Z", "2026-11-23 01:00+01:00", "2026-11-23T00:00"])
def test_at_has_the_syntax_of_files(reif: Reif, time: str) -> None:
    ended = reif("score", "model.yaml", "--leads", "leads.csv", "--at", time, "--out", "s.csv")
    assert "scored as of 2026-11-23T00:00:00Z, by duckdb" in ended.lines


def test_standard_input_and_output(reif: Reif) -> None:
    ended = reif("score", "model.yaml", "--leads", "-", "--at", AT, "--events", "events.csv", "--out", "-",
                 stdin=LEADS.encode())  # fmt: skip
    assert (ended.code, ended.out) == (0, SCORES)
    assert ended.lines[0] == "standard input: CSV, UTF-8, commas, LF; 4 rows"
    assert ended.lines[-1] == "standard output: 4 leads"


def test_json_lines_on_standard_input_and_output(reif: Reif) -> None:
    ended = reif("score", "model.yaml", "--leads", "leads.csv", "--at", AT, "--events", "-", "--out", "-", "--format",
                 "jsonl", stdin=as_jsonl(EVENTS).encode())  # fmt: skip
    assert [json.loads(line)["score"] for line in ended.out.splitlines()] == [70, 20, 0, 0]


def test_rejects_of_reading_and_scoring_come_in_the_order_of_the_files(reif: Reif) -> None:
    reif.put("leads.csv", "lead_id,budget\n001,1\n002\n001,2\n,3\n004,1,1\n005,\n")
    reif.put(
        "events.csv",
        "lead_id;event;occurred_at;message_id;properties\n"
        "001;Page Viewed;2026-11-01;m1;\n"
        "001;Page Viewed;2026-11-01;m1;\n"
        "009;Page Viewed;2026-11-01;m2;\n"
        "001;Page Viewed\n"
        "001;Page Viewed;yesterday;m3;\n"
        '001;Page Viewed;2026-11-01;m4;"a\nb"\n'
        "001;;2026-11-01;m5;\n",
    )
    ended = reif.score("--rejects", "r.csv")
    rows = list(csv.reader(reif.text("r.csv").splitlines(keepends=True)))
    assert [(file, row, reason.partition(";")[0], raw) for file, row, reason, raw in rows] == [
        ("file", "row", "reason", "raw"),
        ("leads.csv", "2", "1 cell where the header has 2", "002"),
        ("leads.csv", "3", "this lead_id came before", "001,2"),
        ("leads.csv", "4", "lead_id is missing", ",3"),
        ("leads.csv", "5", "3 cells where the header has 2", "004,1,1"),
        ("events.csv", "2", "this message_id came before", "001;Page Viewed;2026-11-01;m1;"),
        ("events.csv", "3", "no such lead", "009;Page Viewed;2026-11-01;m2;"),
        ("events.csv", "4", "2 cells where the header has 5", "001;Page Viewed"),
        ("events.csv", "5", "occurred_at is not a time", "001;Page Viewed;yesterday;m3;"),
        ("events.csv", "6", "properties is not a JSON object", '001;Page Viewed;2026-11-01;m4;"a\nb"'),
        ("events.csv", "7", "event is missing", "001;;2026-11-01;m5;"),
    ]
    assert ended.code == 0
    assert {"leads.csv: 4 rows rejected", "events.csv: 6 rows rejected", "r.csv: 10 rejected rows"} <= set(ended.lines)


def test_rejects_are_counted_without_being_asked(reif: Reif) -> None:
    reif.put("events.csv", "lead_id,event,occurred_at\n" + "009,Page Viewed,2026-11-01\n" * 1500)
    ended = reif.score()
    assert ended.lines[2:4] == [
        "events.csv: 1,500 rows rejected (--rejects FILE writes them out)",
        "   1,500  no such lead",
    ]


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_rejects_of_other_kinds_show_their_rows(reif: Reif, kind: str) -> None:
    text = "lead_id,event,occurred_at\n001,Page Viewed,2026-11-01\n009,Page Viewed,2026-11-01\n"
    if kind == "jsonl":
        reif.put("events.jsonl", as_jsonl(text))
    else:
        write_parquet(reif, "events.parquet", text)
    reif.score("--rejects", "r.csv", events=f"events.{kind}")
    (row,) = csv.DictReader(reif.text("r.csv").splitlines())
    assert (row["file"], row["row"], row["reason"]) == (f"events.{kind}", "2", "no such lead")
    assert json.loads(row["raw"]) == {"lead_id": "009", "event": "Page Viewed", "occurred_at": "2026-11-01"}


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--leads", "-", "--events", "-", "--out", "s.csv"], "leads and events cannot both be standard input"),
        (["--leads", "leads.csv", "--out", "s.csv", "--at", AT, "--at-column", "x"], "exclude each other"),
        (["--leads", "leads.csv", "--out", "s.csv", "--at", "yesterday"], "is not a time; accepted is a time such as"),
        (["--leads", "leads.csv", "--out", "s.csv", "--explain", "./s.csv"], "two outputs are the same file"),
        (["--leads", "leads.csv", "--out", "-", "--explain", "-"], "only one output can be standard output"),
        (["--leads", "leads.csv", "--out", "leads.csv"], "leads.csv is read and cannot be written as well"),
        (["--leads", "leads.csv", "--out", "s.csv", "--engine", "oracle"], "duckdb"),
        (["--leads", "leads.csv", "--out", "s.csv", "--format", "xml"], "csv"),
        (["--leads", "leads.csv"], "Missing option '--out'"),
        (["--out", "s.csv"], "Missing option '--leads'"),
        (["--leads", "leads.csv", "--out", "s.csv", "--colour", "red"], "No such option: --colour"),
    ],
)
def test_usage(reif: Reif, arguments: list[str], problem: str) -> None:
    ended = reif("score", "model.yaml", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert problem in " ".join(ended.err.split())
    assert reif.names() == []
