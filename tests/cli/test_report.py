"""`reif report` on files: what it prints, draws and sets aside."""

import io
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reif.cli import main

SCORED = """\
lead_id,score,points,level,temperature,grade,fit,engagement,probability,excluded
001,91.2,91,4,hot,A,50,41.2,0.61,
002,84,84,4,hot,A,44,40,0.52,
003,55.5,56,3,warm,B,30,25.5,0.3,
004,52,52,3,warm,C,20,32,0.28,
005,31,31,2,cold,C,20,11,0.1,
006,30.4,30,2,cold,D,10,20.4,0.1,
007,12,12,1,cold,D,0,12,0.05,
008,8,8,1,cold,D,0,8,0.02,
009,0,0,1,cold,D,0,0,,competitor
010,2,2,1,cold,D,0,2,0.01,
"""
OUTCOMES = """\
lead_id,outcome
001,1
002,1
003,0
004,1
005,0
006,0
007,0
008,0
009,0
010,
"""
PRINTED = (Path(__file__).parent / "report_printed.txt").read_text(encoding="utf-8")

READ = ["scored.csv: CSV, UTF-8, commas, LF; 10 rows", "outcomes.csv: CSV, UTF-8, commas, LF; 10 rows"]


@dataclass(frozen=True)
class Ended:
    exit_code: int
    stdout: str
    stderr: str

    def said(self) -> list[str]:
        return self.stderr.splitlines()


class Run:
    """`reif report` in this process, from the words of the command line to its end."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys

    def __call__(self, *arguments: str, stdin: str = "") -> Ended:
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        with pytest.raises(SystemExit) as end:
            main(["report", *arguments])
        printed = self._capsys.readouterr()
        assert isinstance(end.value.code, int)
        return Ended(end.value.code, printed.out, printed.err)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return Run(monkeypatch, capsys)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scored.csv").write_text(SCORED)
    (tmp_path / "outcomes.csv").write_text(OUTCOMES)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_prints_the_report(run: Run) -> None:
    result = run("scored.csv", "--outcomes", "outcomes.csv")
    assert (result.exit_code, result.said()) == (0, READ)
    assert result.stdout == PRINTED


@pytest.mark.usefixtures("folder")
def test_is_in_colour_on_a_terminal_alone(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    printed = run("scored.csv", "--outcomes", "outcomes.csv").stdout
    assert printed.startswith("\x1b[1mLeads at 90 points")
    plain = [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", printed).splitlines()]
    assert plain == PRINTED.splitlines()


@pytest.mark.usefixtures("folder")
def test_speaks_german(run: Run) -> None:
    printed = run("scored.csv", "--outcomes", "outcomes.csv", "--lang", "de").stdout
    assert printed.startswith("Leads ab 90 Punkten kommen zu 100,0\u202f% (20,7\u2013100,0\u202f%) zum Abschluss")
    assert "Stufe 4" in printed
    assert "1 ausgeschlossener Lead zählt mit Reife 0." in printed


@pytest.mark.usefixtures("folder")
def test_speaks_the_language_of_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert run("scored.csv", "--outcomes", "outcomes.csv").stdout.startswith("Leads ab 90 Punkten")
    assert run("scored.csv", "--outcomes", "outcomes.csv", "--lang", "en").stdout == PRINTED


@pytest.mark.usefixtures("folder")
def test_prints_json(run: Run) -> None:
    result = run("scored.csv", "--outcomes", "outcomes.csv", "--json")
    figures = json.loads(result.stdout)
    assert list(figures) == [
        "sentence",
        "finding",
        "total",
        "excluded",
        "score_bands",
        "levels",
        "temperatures",
        "ranking",
        "calibration",
        "rejects",
    ]
    assert figures["total"]["rate"] == pytest.approx(1 / 3)
    assert figures["score_bands"][7]["rate"] is None
    assert figures["ranking"]["gains"][100] == {"leads": 1, "conversions": 1}
    assert figures["rejects"] == {"scored": [], "outcomes": []}


def test_draws_a_picture(run: Run, folder: Path) -> None:
    result = run("scored.csv", "--outcomes", "outcomes.csv", "--svg", "report.svg")
    assert (result.exit_code, result.stdout) == (0, PRINTED)
    assert ElementTree.parse(folder / "report.svg").getroot().attrib["role"] == "img"  # noqa: S314  we wrote it
    assert {file.name for file in folder.iterdir()} == {"scored.csv", "outcomes.csv", "report.svg"}


def test_a_picture_that_cannot_be_written_leaves_nothing_behind(run: Run, folder: Path) -> None:
    (folder / "taken.svg").mkdir()
    for place in ("nowhere/report.svg", "taken.svg"):
        result = run("scored.csv", "--outcomes", "outcomes.csv", "--svg", place)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert result.said()[2].startswith(f"reif: {place}: ")
        assert result.said()[2].endswith("; nothing was written")
    assert {file.name for file in folder.iterdir()} == {"scored.csv", "outcomes.csv", "taken.svg"}


@pytest.mark.usefixtures("folder")
def test_reads_standard_input(run: Run) -> None:
    assert run("-", "--outcomes", "outcomes.csv", stdin=SCORED).stdout == PRINTED
    assert run("scored.csv", "--outcomes", "-", stdin=OUTCOMES).stdout == PRINTED


@pytest.mark.usefixtures("folder")
def test_one_standard_input_is_not_two(run: Run) -> None:
    result = run("-", "--outcomes", "-", stdin=SCORED)
    assert result.exit_code == 2
    assert "cannot both be standard input" in result.stderr


def test_what_is_read_is_not_written(run: Run, folder: Path) -> None:
    result = run("scored.csv", "--outcomes", "outcomes.csv", "--svg", "./scored.csv")
    assert result.exit_code == 2
    assert "scored.csv is read and cannot be written as well" in result.stderr
    assert (folder / "scored.csv").read_text() == SCORED


def test_reads_parquet_and_json_lines(run: Run, folder: Path) -> None:
    rows = [line.split(",") for line in SCORED.splitlines()]
    columns = {name: [row[place] for row in rows[1:]] for place, name in enumerate(rows[0])}
    numbers = {name: [float(value) if value else None for value in columns[name]] for name in ("score", "probability")}
    levels = {"level": [int(value) for value in columns["level"]]}
    pq.write_table(pa.table(columns | numbers | levels), folder / "scored.parquet")
    known = [line.split(",") for line in OUTCOMES.splitlines()[1:]]
    lines = [json.dumps({"lead_id": lead, "outcome": int(outcome) if outcome else None}) for lead, outcome in known]
    (folder / "outcomes.jsonl").write_text("\n".join(lines))
    result = run("scored.parquet", "--outcomes", "outcomes.jsonl")
    assert (result.exit_code, result.stdout) == (0, PRINTED)


def test_rows_that_do_not_fit_are_named_and_do_not_count(run: Run, folder: Path) -> None:
    strangers = "".join(f"stranger {number},1\n" for number in range(7))
    (folder / "outcomes.csv").write_text(f"{OUTCOMES}{strangers}001,0\n010,maybe\n")
    (folder / "scored.csv").write_text(f"{SCORED}011,101,101,4,hot,A,50,51,,\n")
    result = run("scored.csv", "--outcomes", "outcomes.csv")
    assert (result.exit_code, result.stdout) == (0, PRINTED)
    assert result.said()[2:] == [
        "scored.csv: 1 row rejected",
        "       1  score is no number from 0 to 100 (row 11)",
        "outcomes.csv: 9 rows rejected",
        "       7  no lead of the scored list has this lead_id (row 11, 12, 13, 14, 15, …)",
        "       1  outcome is none of 1, 0, true, false or empty (row 19)",
        "       1  this lead_id came before; the first row counts (row 18)",
    ]
    figures = json.loads(run("scored.csv", "--outcomes", "outcomes.csv", "--json").stdout)
    assert figures["rejects"]["scored"] == [{"reason": "score is no number from 0 to 100", "rows": [11]}]
    assert figures["rejects"]["outcomes"][0]["rows"] == list(range(11, 18))


def test_a_lead_without_a_row_is_unknown(run: Run, folder: Path) -> None:
    (folder / "outcomes.csv").write_text(OUTCOMES.replace("010,\n", ""))
    assert run("scored.csv", "--outcomes", "outcomes.csv").stdout == PRINTED


def test_a_list_with_nothing_but_scores(run: Run, folder: Path) -> None:
    bare = "".join(",".join(line.split(",")[:2]) + "\n" for line in SCORED.splitlines())
    (folder / "scored.csv").write_text(bare)
    printed = run("scored.csv", "--outcomes", "outcomes.csv").stdout
    assert "Level 1" not in printed
    assert "hot" not in printed
    assert "The list holds no probabilities" in printed


@pytest.mark.parametrize(
    ("outcomes", "says"),
    [
        ("lead_id,outcome\n", "No outcome is known, so there is nothing to measure yet."),
        ("lead_id,outcome\n001,0\n", "No lead converted (known outcomes: 1), "),
        ("lead_id,outcome\n001,1\n002,1\n", "Every lead converted (known outcomes: 2), "),
    ],
    ids=["nothing known", "none converted", "all converted"],
)
def test_what_cannot_be_measured_is_said(run: Run, folder: Path, outcomes: str, says: str) -> None:
    (folder / "outcomes.csv").write_text(outcomes)
    result = run("scored.csv", "--outcomes", "outcomes.csv")
    assert result.exit_code == 0
    assert result.stdout.startswith(says)
    assert "0.500" not in result.stdout


@pytest.mark.parametrize(
    ("scored", "outcomes", "message"),
    [
        ("missing.csv", "outcomes.csv", "missing.csv: there is no such file"),
        ("scored.csv", "missing.csv", "missing.csv: there is no such file"),
        ("outcomes.csv", "outcomes.csv", "outcomes.csv: the column score is missing"),
        ("scored.csv", "scored.csv", "scored.csv: the column outcome is missing"),
        ("scored.csv", "nested.parquet", "nested.parquet: the column outcome holds list<"),
        ("scored.xlsx", "outcomes.csv", "scored.xlsx: its name does not say what it is"),
    ],
)
def test_files_that_cannot_be_used(run: Run, folder: Path, scored: str, outcomes: str, message: str) -> None:
    pq.write_table(pa.table({"lead_id": ["001"], "outcome": [[1]]}), folder / "nested.parquet")
    result = run(scored, "--outcomes", outcomes)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.said()[-1].startswith(f"reif: {message}")


def test_damaged_parquet_is_named(run: Run, folder: Path) -> None:
    ids = [f"{number:04}" for number in range(2_000)]
    pq.write_table(pa.table({"lead_id": ids, "outcome": ids}), folder / "damaged.parquet", compression="none")
    content = bytearray((folder / "damaged.parquet").read_bytes())
    content[20:2_000] = bytes(1_980)
    (folder / "damaged.parquet").write_bytes(content)
    result = run("scored.csv", "--outcomes", "damaged.parquet")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.said()[-1].startswith("reif: damaged.parquet: ")


def test_rows_that_cannot_be_read_are_rejected_too(run: Run, folder: Path) -> None:
    (folder / "outcomes.csv").write_text(f'{OUTCOMES}011,"1" x,2\n')
    result = run("scored.csv", "--outcomes", "outcomes.csv")
    assert (result.exit_code, result.stdout) == (0, PRINTED)
    assert result.said()[2] == "outcomes.csv: 1 row rejected"
    assert result.said()[3].endswith("(row 11)")
